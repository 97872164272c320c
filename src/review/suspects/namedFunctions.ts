import { faultFrames } from '../../domain/errors/faultFrames';
import { methodOf, ownerOf } from '../../domain/errors/methodOf';
import type { OwnKnowledge } from './ownEvidence';

/** A function that a frame names. */
export interface NamedFunction {
  readonly method: string;
  /** Where the frame stands in its trace: 0 is the innermost. */
  readonly frame: number;
  /** The file that the frame names; not where it names none. */
  readonly path?: string;
  /** Its class, receiver or module, where that is told; empty where it has none. */
  readonly owner?: string;
}

/**
 * The functions that the traces of a text name and that can be told from others of their name: by the file that was found for the frame, or,
 * where it has none, by what it says besides. Those of libraries are somebody else's.
 */
export function namedFunctions(text: string, { frames }: Pick<OwnKnowledge, 'frames'>): readonly NamedFunction[] {
  const placed = frames.places.flatMap(({ method, owner, frame, path, isLibrary }) =>
    method === undefined || isLibrary ? [] : [{ method, frame, path, ...(owner !== undefined && { owner }) }],
  );
  const others = faultFrames(text).filter(({ frame, isLibrary }) => !isLibrary && frame.file === undefined);
  return [
    ...placed,
    ...others.flatMap(({ frame, at }) => {
      const [method, owner] = [methodOf(frame), ownerOf(frame)];
      return method === undefined ? [] : [{ method, frame: at, ...(owner !== undefined && { owner }) }];
    }),
  ];
}
