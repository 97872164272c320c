import type { LinkTarget } from '../../domain/record/link';

/** Lines of a file; its path is relative to the repository's root. */
export interface Place {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Linked lines, as they stood when they were linked. */
export interface LinkedPlace extends Place, Pick<Extract<LinkTarget, { type: 'file' }>, 'seenAt' | 'textHash' | 'fingerprint'> {}

/** The line that a frame names. */
export interface FramePlace extends Place {
  /** Where the frame stands in its trace: 0 is the innermost. */
  readonly frame: number;
  /** It is one of a library: its file is seldom the product's of that name, and no reason. */
  readonly isLibrary: boolean;
  /** The plain name of its function. */
  readonly method?: string;
  /** The class, receiver or module of the function, where it is told; empty where it has none. */
  readonly owner?: string;
}

/** A line of a file, as some commit has it. */
export interface LineOfFile {
  readonly path: string;
  readonly line: number;
}
