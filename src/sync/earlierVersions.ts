import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';
import { recordAt, withdrawalAt } from './layout';

/** Git's names of what a branch had in the places of records, and of words of withdrawal, each once. */
export interface EarlierVersions {
  readonly records: ReadonlyMap<RecordId, ReadonlySet<string>>;
  readonly withdrawals: ReadonlyMap<RecordId, ReadonlySet<string>>;
}

/** How many names something may have had to be looked through; one more tells that there were more. */
export const mostVersions = 4000;
/** Bytes that git says of it. */
const mostSaid = 256 * 1024 * 1024;
const historyMilliseconds = 120_000;
/** A part of a branch's history. */
export interface HistoryPart {
  readonly commit: string;
  /** A commit behind which nothing is looked at. */
  readonly since?: string | undefined;
}

/** What a branch had in the places of files, up to a commit. Undefined where they were changed too often to be looked through. */
export async function earlierVersions(
  engine: Engine,
  { commit, since }: HistoryPart,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Result<EarlierVersions | undefined, GitFault>> {
  const [records, withdrawals] = [new Map<RecordId, Set<string>>(), new Map<RecordId, Set<string>>()];
  const read = (line: string): void => {
    const { path, oid } = changeIn(line) ?? { path: '', oid: '' };
    const [id, withdrawn] = [recordAt(path), withdrawalAt(path)];
    if (id) noteVersion(records, id, oid);
    else if (withdrawn) noteVersion(withdrawals, withdrawn, oid);
  };
  let beginning = '';
  // Of a merge, what it has as none of its parents: all else an ancestor has brought, which is gone through itself, or was before.
  const shape = ['--format=tformat:', '--raw', '-c', '--full-history', '--no-abbrev', '--no-renames'];
  const ended = await engine.stream(
    ['log', ...shape, '--end-of-options', commit, ...(since === undefined ? [] : [`^${since}`]), '--', ...paths],
    chunk => {
      const [first = '', ...others] = chunk.toString('latin1').split('\n');
      beginning += first;
      for (const next of others) {
        read(beginning);
        beginning = next;
      }
    },
    { timeout: historyMilliseconds, maxOutput: mostSaid, ...(signal && { signal }) },
  );
  if (ended.ok) return success({ records, withdrawals });
  // A history without an end is one of too many changes.
  return ended.error.code === 'timeout' || ended.error.code === 'tooMuchOutput' ? success(undefined) : ended;
}

/**
 * What a line of `git log --raw` says that a commit has as a plain file: `:<mode> <mode> <name> <name> M	<path>` of a commit with one parent, of a merge as
 * many colons, modes and names before the last as it has parents.
 */
function changeIn(line: string): { readonly path: string; readonly oid: string } | undefined {
  const tab = line.indexOf('\t');
  const [, colons = ''] = /^(:+)/.exec(line) ?? [];
  if (colons === '' || tab < 0) return undefined;
  const fields = line.slice(colons.length, tab).split(' ');
  const oid = fields[2 * colons.length + 1];
  return fields[colons.length] === plainFile && oid !== undefined ? { path: line.slice(tab + 1), oid } : undefined;
}

/** Notes that something had this name of git's. */
export function noteVersion(versions: Map<RecordId, Set<string>>, id: RecordId, oid: string): void {
  const known = versions.get(id) ?? new Set();
  if (known.size <= mostVersions) versions.set(id, known.add(oid));
}

const plainFile = '100644';
