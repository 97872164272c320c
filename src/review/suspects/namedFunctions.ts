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

/** How many functions are looked for. */
const mostNamed = 12;
/** A name of one word may be any function's: `poll`, `main`, `abort` of a library of the system, too. */
const ownName = /[\p{Ll}\d][_\p{Lu}]\p{L}/u;

/**
 * The functions that the traces of a text name and that can be told from others of their name: by the file that was found for the frame, or,
 * where it has none, by its class or the words of its name. Those of libraries are somebody else's. The nearest to the fault first, each once.
 */
export function namedFunctions(text: string, { frames }: Pick<OwnKnowledge, 'frames'>): readonly NamedFunction[] {
  const placed = frames.places.flatMap(({ method, owner, frame, path, isLibrary }) =>
    method === undefined || isLibrary ? [] : [{ method, frame, path, ...(owner !== undefined && { owner }) }],
  );
  const others = faultFrames(text).filter(({ frame, isLibrary }) => !isLibrary && frame.file === undefined);
  const pathless = others.flatMap(({ frame, at }) => {
    const [method, owner = ''] = [methodOf(frame), ownerOf(frame)];
    if (method === undefined || (owner === '' && !ownName.test(method))) return [];
    return [{ method, frame: at, ...(owner !== '' && { owner }) }];
  });
  const told = new Set<string>();
  return [...placed, ...pathless]
    .sort((a, b) => a.frame - b.frame)
    .filter(({ method, path = '', owner = '' }: NamedFunction) => told.size < told.add(`${method}\n${owner}\n${path}`).size)
    .slice(0, mostNamed);
}
