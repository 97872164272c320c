import type { Frame } from './frame';
import { isLibraryFrame } from './library';
import { readErrors, type ErrorSignature } from './signature';

/** A frame with where it stands in its own trace: 0 is the innermost. */
export interface FaultFrame {
  readonly frame: Frame;
  readonly at: number;
  readonly isLibrary: boolean;
}

/**
 * The frames of all traces in a text, those nearest to the fault first: what an error was caused by before the
 * error, and the product's own frames before those of libraries, in which a fault often shows and seldom lies.
 */
export function faultFrames(text: string): readonly FaultFrame[] {
  const frames = framesCausesFirst(text);
  return [...frames.filter(({ isLibrary }) => !isLibrary), ...frames.filter(({ isLibrary }) => isLibrary)];
}

/** The same frames, those of libraries where they stand. */
export function framesCausesFirst(text: string): readonly FaultFrame[] {
  return causesFirst(readErrors(text)).flatMap(error => error.frames.map((frame, at) => ({ frame, at, isLibrary: isLibraryFrame(frame) })));
}

function causesFirst(errors: readonly ErrorSignature[]): readonly ErrorSignature[] {
  const chains: ErrorSignature[][] = [];
  for (const error of errors) {
    const chain = error.isCause === true ? chains.at(-1) : undefined;
    if (chain) chain.unshift(error);
    else chains.push([error]);
  }
  return chains.flat();
}
