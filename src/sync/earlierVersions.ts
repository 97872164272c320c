import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';
import { pathOf } from './layout';

/** How many names a record may have had to be looked through. */
const mostVersions = 4000;
/** So many records are asked for by their paths; of more, all changes are gone through. */
const mostPaths = 100;
/** Bytes that git says of it. */
const mostSaid = 256 * 1024 * 1024;
const historyMilliseconds = 120_000;

/**
 * Git's names of what a branch had under the names of records up to this commit, each once, the newest first; undefined for one that was changed too often
 * to be looked through, and nothing for one that never was there. `since`: a commit behind which nothing is looked at.
 */
export async function earlierVersions(
  engine: Engine,
  { commit, since }: { readonly commit: string; readonly since?: string | undefined },
  ids: readonly RecordId[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<RecordId, readonly string[] | undefined>, GitFault>> {
  if (ids.length === 0) return success(new Map());
  const idAt = new Map(ids.map(id => [pathOf(id), id]));
  // A merge that passes over one of its sides is gone through as any other commit.
  const shape = ['--format=tformat:', '--raw', '-m', '--full-history', '--no-abbrev', '--no-renames'];
  const paths = ids.length <= mostPaths ? [...idAt.keys()] : [];
  const output = await engine.git(
    ['log', ...shape, '--end-of-options', commit, ...(since === undefined ? [] : [`^${since}`]), '--', ...paths],
    { timeout: historyMilliseconds, maxOutput: mostSaid, ...(signal && { signal }) },
  );
  // A history without an end is one of too many changes.
  if (!output.ok)
    return output.error.code === 'timeout' || output.error.code === 'tooMuchOutput'
      ? success(new Map(ids.map(id => [id, undefined])))
      : output;
  const versions = new Map<RecordId, Set<string>>();
  // `:100644 100644 <before> <after> M	<path>`; what is no plain file has another mode.
  for (const [, mode, oid = '', path = ''] of output.value.matchAll(/^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) \w+\t(.*)$/gm)) {
    const id = mode === plainFile ? idAt.get(path) : undefined;
    if (id !== undefined) versions.set(id, (versions.get(id) ?? new Set()).add(oid));
  }
  return success(new Map([...versions].map(([id, known]) => [id, known.size > mostVersions ? undefined : [...known]])));
}

const plainFile = '100644';
