import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';
import { pathOf } from './layout';

/** How many commits are looked at that have changed a record. */
const mostCommits = 200;

/** Git's names of what a branch had under the name of a record before this commit, each once, the newest first. */
export async function earlierVersions(
  engine: Engine,
  commit: string,
  id: RecordId,
  signal?: AbortSignal,
): Promise<Result<readonly string[], GitFault>> {
  const args = ['log', `--max-count=${mostCommits}`, '--format=', '--raw', '-m', '--no-abbrev', '--no-renames', '--end-of-options', commit];
  const output = await engine.git([...args, '--', pathOf(id)], signal ? { signal } : {});
  if (!output.ok) return output;
  // `:100644 100644 <before> <after> M`, the newest commit first; what was not there has a name of zeros.
  const found = [...output.value.matchAll(/^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /gm)].flatMap(([, before = '', after = '']) => [
    after,
    before,
  ]);
  return success([...new Set(found)].filter(oid => !/^0+$/.test(oid)));
}
