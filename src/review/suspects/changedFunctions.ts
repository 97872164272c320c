import { functionsNamed, hasType, type FileLines, type FunctionExtent } from './functionExtents';
import type { NamedFunction } from './namedFunctions';

/** A version of a file, and the lines (counted from 1) that a commit has added to it, or of the version before removed. */
export interface ChangedVersion extends FileLines {
  readonly changed: readonly { readonly from: number; readonly to: number }[];
}

/** What a commit has made of some files. */
export interface ChangedVersions {
  readonly before: readonly ChangedVersion[];
  readonly after: readonly ChangedVersion[];
}

/**
 * True where a commit changes a function: it has added a line to it, or removed one, its head among them. Where several may be meant it must
 * have changed each of them.
 */
export function changesFunction(named: NamedFunction, { before, after }: ChangedVersions): boolean {
  return [before, after].some(versions => {
    const changed = versions.flatMap(version => meantBy(named, version).map(extent => isChanged(extent, version)));
    return changed.length > 0 && changed.every(Boolean);
  });
}

/** Those functions of a file that a frame may mean. */
function meantBy({ method, owner, path }: NamedFunction, file: FileLines): readonly FunctionExtent[] {
  const all = functionsNamed(method, file);
  if (owner === undefined) return all;
  const own = all.filter(extent => extent.owner === owner || extent.owner === method);
  if (own.length > 0 || owner === '') return own;
  // It may be a module, which is called like its file, or a class that has inherited the function.
  const isElsewhere = path === undefined ? !isCalled(owner, file.path) : hasType(owner, file);
  return isElsewhere ? [] : all;
}

function isCalled(owner: string, path: string): boolean {
  const [name = ''] = path.slice(path.lastIndexOf('/') + 1).split('.');
  return name.toLowerCase() === owner.toLowerCase();
}

function isChanged({ from, to }: FunctionExtent, { lines, changed }: ChangedVersion): boolean {
  return changed.some(place => {
    for (let line = Math.max(from, place.from); line <= Math.min(to, place.to); line++) if (isTelling(lines[line - 1] ?? '')) return true;
    return false;
  });
}

/** What only closes a function may be shown as a part of the one that was put behind it. */
function isTelling(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line) && !/^\s*end\s*$/.test(line);
}
