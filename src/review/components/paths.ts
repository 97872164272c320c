import { isWorkspacePath } from '../../domain/record/link';
import { readErrors } from '../../domain/errors/signature';

/** Most paths that one text yields. */
const mostPaths = 200;
/** Beginning of a text that is looked through, in UTF-16 code units. */
const readForPaths = 100_000;
/** Something with a slash in it that ends like a file: `lib/queue.js`, `/srv/mail/lib/queue.js`, `C:\mail\lib\queue.js`. */
const pathLike = /[\w@.~-]{1,120}(?:[\\/][\w@.~-]{1,120}){1,20}/g;

/** The paths a text names: files of its stack traces, and words that look like a path. As written, `/`-separated. */
export function pathsIn(text: string): readonly string[] {
  const beginning = text.slice(0, readForPaths);
  const frames = readErrors(beginning).flatMap(({ frames }) => frames.flatMap(({ file }) => file ?? []));
  const words = [...beginning.matchAll(pathLike)].map(([path]) => path);
  return [...new Set([...frames, ...words].map(withSlashes))].slice(0, mostPaths);
}

/**
 * What a written path can be inside the workspace: itself, and itself without its first parts, the longest first. A trace names files
 * where the program ran, which is seldom where the source lies.
 */
export function insideWorkspace(path: string): readonly string[] {
  const parts = withSlashes(path)
    .split('/')
    .filter(part => part !== '' && part !== '.');
  return parts.map((_, at) => parts.slice(at).join('/')).filter(isWorkspacePath);
}

/** A path of any system, `/`-separated and without its drive. */
function withSlashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '');
}
