import { setImmediate as nextTurn } from 'node:timers/promises';
import { success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import { printedObjects } from '../git/printedObjects';
import { recordFolders } from '../store/newerKinds';
import { objectsAsPrinted } from './blobs';
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

/** Folders as they once were: where each lies, and git's names of what was in it. */
type Folders = ReadonlyMap<string, ReadonlySet<string>>;

/** A folder as it was at one time. */
interface Folder {
  readonly at: string;
  readonly oid: string;
}

/**
 * What all commits of a part of a branch's history had, whoever made them of whatever parents. Their folders are read level by level, each once, three deep
 * and within limits: a folder can hold itself a hundred million times. Where all had the same as stands there now, nothing is read, and that is not told.
 * Undefined where it is too much.
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
  const trees = listed.value.split('\n').filter(line => line !== '');
  // What stands there now is taken as it is: of what was the same all along, nothing need be read.
  const now = new Map([['', trees[0]]]);
  const hasChanged = ([at, oids]: [string, ReadonlySet<string>]): boolean => oids.size > 1 || !oids.has(now.get(at) ?? '');
  let [room, looked] = [mostInAll, 0];
  let level: Folders = new Map([['', new Set(trees)]]);
  for (let depth = 0; depth < 3; depth++) {
    const below = new Map<string, Set<string>>();
    const take = (folder: Folder, { mode, name, oid }: TreeEntry): void => {
      const path = folder.at === '' ? name : `${folder.at}/${name}`;
      const [id, withdrawn] = mode === '100644' ? [recordAt(path), withdrawalAt(path)] : [];
      if (id) noteVersion(records, id, oid);
      else if (withdrawn) noteVersion(withdrawals, withdrawn, oid);
      else if (mode === '40000' && isOnTheWay(path)) {
        below.set(path, (below.get(path) ?? new Set()).add(oid));
        if (folder.oid === now.get(folder.at)) now.set(path, oid);
      }
    };
    const folders = [...level].filter(hasChanged).flatMap(([at, oids]) => [...oids].map(oid => ({ at, oid })));
    for (let from = 0; from < folders.length; from += foldersAtOnce) {
      const some = folders.slice(from, from + foldersAtOnce);
      const read = await objectsAsPrinted(
        engine,
        some.map(({ oid }) => oid),
        limits,
      );
      if (!read.ok) return isTooMuch(read.error) ? success(undefined) : read;
      const output = read.value;
      room -= output.length;
      if (room < 0) return success(undefined);
      for (const [folder, entry] of entriesIn(output, some)) {
        take(folder, entry);
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

/** The entries of these folders, as git has printed them: of each its mode, a space, its name, a zero byte, and the 20 bytes of git's name of it. */
function* entriesIn(output: Buffer, folders: readonly Folder[]): Generator<readonly [Folder, TreeEntry]> {
  let at = 0;
  for (const { type, bytes } of printedObjects(output)) {
    const folder = folders[at++];
    if (type !== 'tree' || !folder) continue;
    for (let from = 0; from < bytes.length;) {
      const [space, zero] = [bytes.indexOf(0x20, from), bytes.indexOf(0, from)];
      const [mode, name] = [bytes.toString('latin1', from, space), bytes.toString('latin1', space + 1, zero)];
      yield [folder, { mode, name, oid: bytes.toString('hex', zero + 1, zero + 21) }];
      from = zero + 21;
    }
  }
}
