import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';
import { pathOf } from './layout';

/** How many commits are looked at that have changed a record. */
const mostCommits = 2000;

/** Git's names of what a branch had under the name of a record before this commit, each once, the newest first; undefined where it was changed too often to be looked through. */
export async function earlierVersions(
  engine: Engine,
  commit: string,
  id: RecordId,
  signal?: AbortSignal,
): Promise<Result<readonly string[] | undefined, GitFault>> {
  const shape = [`--max-count=${mostCommits + 1}`, '--format=tformat:commit', '--raw', '-m', '--no-abbrev', '--no-renames'];
  const output = await engine.git(['log', ...shape, '--end-of-options', commit, '--', pathOf(id)], signal ? { signal } : {});
  if (!output.ok) return output;
  if ((output.value.match(/^commit$/gm)?.length ?? 0) > mostCommits) return success(undefined);
  // `:100644 100644 <before> <after> M`, the newest commit first; what is no plain file has another mode.
  const found = [...output.value.matchAll(/^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) /gm)].flatMap(([, was, is, before = '', after = '']) => [
    ...(is === plainFile ? [after] : []),
    ...(was === plainFile ? [before] : []),
  ]);
  return success([...new Set(found)]);
}

const plainFile = '100644';
