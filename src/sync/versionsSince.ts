import { setImmediate as nextTurn } from 'node:timers/promises';
import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import { recordFolders } from '../store/newerKinds';
import { noteVersion, type EarlierVersions, type HistoryPart } from './earlierVersions';
import type { Engine } from './engine';
import { recordAt, withdrawalAt, withdrawalFolder } from './layout';

/** Bytes that are read of a history at a time, and in all. */
const [mostAtOnce, mostInAll] = [64 * 1024 * 1024, 1024 * 1024 * 1024];
/** Folders that are read at a time. */
const foldersAtOnce = 500;
/** Entries of folders that are looked at before everything else has its turn. */
const mostInOneGo = 5000;
const milliseconds = 120_000;

/** A folder as it once was: where it lies, and git's name of what was in it. */
type Folders = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What all commits of a part of a branch's history had, whoever made them of whatever parents. Their folders are read level by level, each once, three deep
 * and within limits: a folder can hold itself a hundred million times. Nothing is read where all had the same. Undefined where it is too much.
 */
export async function versionsSince(
  engine: Engine,
  { commit, since }: HistoryPart,
  signal?: AbortSignal,
): Promise<Result<EarlierVersions | undefined, GitFault>> {
  const [records, withdrawals] = [new Map<RecordId, Set<string>>(), new Map<RecordId, Set<string>>()];
  const limits = { timeout: milliseconds, maxOutput: mostAtOnce, ...(signal && { signal }) };
  const behind = since === undefined ? [] : [`^${since}`];
  const listed = await engine.git(['log', '--format=tformat:%T', '--end-of-options', commit, ...behind, '--'], limits);
  if (!listed.ok) return isTooMuch(listed.error) ? success(undefined) : listed;
  const roots = new Set(listed.value.split('\n').filter(line => line !== ''));
  let [room, looked] = [mostInAll, 0];
  let level: Folders = new Map(roots.size > 1 ? [['', roots]] : []);
  for (let depth = 0; depth < 3; depth++) {
    const below = new Map<string, Set<string>>();
    const take = (at: string, { mode, name, oid }: TreeEntry): void => {
      const path = at === '' ? name : `${at}/${name}`;
      const [id, withdrawn] = mode === '100644' ? [recordAt(path), withdrawalAt(path)] : [];
      if (id) noteVersion(records, id, oid);
      else if (withdrawn) noteVersion(withdrawals, withdrawn, oid);
      else if (mode === '40000' && isOnTheWay(path)) below.set(path, (below.get(path) ?? new Set()).add(oid));
    };
    for (const [at, oids] of level)
      for (let from = 0; from < oids.size; from += foldersAtOnce) {
        const chunks: Buffer[] = [];
        const input = `${[...oids].slice(from, from + foldersAtOnce).join('\n')}\n`;
        const read = await engine.stream(['cat-file', '--batch'], chunk => chunks.push(chunk), { ...limits, input });
        if (!read.ok) return isTooMuch(read.error) ? success(undefined) : read;
        const output = Buffer.concat(chunks);
        room -= output.length;
        if (room < 0) return success(undefined);
        for (const entry of entriesIn(output)) {
          take(at, entry);
          if (++looked % mostInOneGo === 0) await nextTurn();
        }
      }
    level = below;
  }
  return success({ records, withdrawals });
}

/** A history without an end is too much. */
function isTooMuch({ code }: GitFault): boolean {
  return code === 'timeout' || code === 'tooMuchOutput';
}

/** Folders of records and of words of withdrawal, and those in them. */
function isOnTheWay(path: string): boolean {
  const [folder = '', first] = path.split('/');
  return [...recordFolders, withdrawalFolder].includes(folder) && (first === undefined || /^[0-9A-Z]$/.test(first));
}

interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/** The entries of folders as `git cat-file --batch` prints them: a line with name, type and size, the folder, a line break. */
function* entriesIn(output: Buffer): Generator<TreeEntry> {
  for (let at = 0; at < output.length;) {
    const line = output.indexOf(0x0a, at);
    const [, type, size] = output.toString('latin1', at, line).split(' ');
    const end = line + 1 + Number(size ?? -1);
    if (type === 'tree')
      for (let from = line + 1; from < end;) {
        const [space, zero] = [output.indexOf(0x20, from), output.indexOf(0, from)];
        const [mode, name] = [output.toString('latin1', from, space), output.toString('latin1', space + 1, zero)];
        yield { mode, name, oid: output.toString('hex', zero + 1, zero + 21) };
        from = zero + 21;
      }
    at = size === undefined ? line + 1 : end + 1;
  }
}
