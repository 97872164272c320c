import * as z from 'zod';
import { jsonOf } from '../base/json';
import type { RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { isDamage, type Engine } from './engine';
import { oidOf } from './oid';
import {
  anyFormat,
  attributes,
  attributesPath,
  contentAt,
  contentFolder,
  format,
  isOfNewerKind,
  markerPath,
  markerSchema,
  recordAt,
  withdrawalAt,
  type Marker,
} from './layout';

/** What of a store lies on a branch, by the names of git's objects. */
export interface HeldThere {
  readonly records: ReadonlyMap<RecordId, string>;
  /** What says of a record that it goes no longer to all. */
  readonly withdrawals: ReadonlyMap<RecordId, string>;
  /** What is kept as evidence, by its SHA-256. */
  readonly contents: ReadonlyMap<string, string>;
}

/** What a commit of the branch holds. */
export interface StoreBranch extends HeldThere {
  readonly commit: string;
  readonly marker: Marker;
  /** Git's name of what says so. */
  readonly markerOid: string;
  /** What has no place there, as far as it is listed: it is passed over, and goes with the next commit. */
  readonly strangers: readonly string[];
  /** How many records it holds of kinds that a newer version has added: they stay as they are. */
  readonly ofNewerKinds: number;
  /** Whether the rules for merging are ours. */
  readonly hasAttributes: boolean;
}

/** Why a commit is not a branch of ours. */
export type BranchFault =
  | GitFault
  /** It holds something else. */
  | { readonly code: 'notOurs' }
  /** A newer version of Faultline has begun it, in a format that is not known here. */
  | { readonly code: 'newerStore' }
  /** More than a store ever has: it is not listed. */
  | { readonly code: 'tooMuch' };

/** Bytes of one listing: some hundred thousand files. */
const mostListed = 64 * 1024 * 1024;
/** Bytes of a marker. */
const largestMarker = 4096;
/** How many things that do not belong there are named. */
const mostStrangers = 1000;
/** Folders of one level; more are not looked into. */
const mostFolders = 2000;

interface Entry {
  readonly path: string;
  readonly oid: string;
  readonly type: 'file' | 'folder' | 'other';
}

/**
 * Lists a commit of the branch. Whoever can push to a remote decides what is in it: it is listed level by level, three deep and within limits,
 * never as a whole (a folder can hold itself a hundred million times), and only plain files in their places count. `before`: the branch as it was seen
 * last, whose marker is not read again.
 */
export async function readBranch(
  engine: Engine,
  commit: string,
  signal?: AbortSignal,
  before?: StoreBranch,
): Promise<Result<StoreBranch, BranchFault>> {
  const root = await listed(engine, commit, [], signal);
  if (!root.ok) return root;
  const entry = root.value.find(({ path }) => path === markerPath);
  if (entry?.type !== 'file') return failure({ code: 'notOurs' });
  const marker = before?.markerOid === entry.oid ? success(before.marker) : await readMarker(engine, entry.oid);
  if (!marker.ok) return marker;
  const found = {
    records: new Map<RecordId, string>(),
    withdrawals: new Map<RecordId, string>(),
    contents: new Map<string, string>(),
    strangers: [] as string[],
    ofNewerKinds: 0,
    hasAttributes: false,
  };
  let level = root.value;
  for (let depth = 1; level.length > 0; depth++) {
    const folders: string[] = [];
    for (const { path, oid, type } of level) {
      const id = type === 'file' ? recordAt(path) : undefined;
      const content = type === 'file' ? contentAt(path) : undefined;
      const withdrawn = type === 'file' ? withdrawalAt(path) : undefined;
      if (id) found.records.set(id, oid);
      else if (withdrawn) found.withdrawals.set(withdrawn, oid);
      else if (content !== undefined) found.contents.set(content, oid);
      else if (path === attributesPath && type === 'file') found.hasAttributes = oid === oidOf(attributes);
      else if (type === 'folder' && isFolderOfOurs(path) && depth < 3) folders.push(path);
      else if (type === 'file' && isOfNewerKind(path)) found.ofNewerKinds++;
      else if (path !== markerPath && found.strangers.length < mostStrangers) found.strangers.push(path);
    }
    if (folders.length > mostFolders) return failure({ code: 'tooMuch' });
    if (folders.length === 0) break;
    const below = await listed(engine, commit, folders, signal);
    if (!below.ok) return below;
    level = below.value;
  }
  return success({ commit, marker: marker.value, markerOid: entry.oid, ...found });
}

/**
 * What the branch holds after a commit of ours on top of `before` that wrote these paths (git's names; undefined for what is gone). Undefined where that
 * cannot be told without listing it.
 */
export function branchAfter(
  before: StoreBranch,
  commit: string,
  written: ReadonlyMap<string, string | undefined>,
): StoreBranch | undefined {
  const isOfStore = (path: string): boolean =>
    recordAt(path) !== undefined || withdrawalAt(path) !== undefined || contentAt(path) !== undefined;
  return [...written.keys()].every(isOfStore) ? { ...before, commit, ...heldAfter(before, written) } : undefined;
}

/** What of a store lies on a branch after a commit that wrote these paths, as for `branchAfter`, whatever else it wrote. */
export function heldAfter(before: HeldThere | undefined, written: ReadonlyMap<string, string | undefined>): HeldThere {
  const [records, withdrawals, contents] = [new Map(before?.records), new Map(before?.withdrawals), new Map(before?.contents)];
  for (const [path, oid] of written) {
    const [id, withdrawn, content] = [recordAt(path), withdrawalAt(path), contentAt(path)];
    if (id) put(records, id, oid);
    if (withdrawn) put(withdrawals, withdrawn, oid);
    if (content !== undefined) put(contents, content, oid);
  }
  return { records, withdrawals, contents };
}

function put<K>(into: Map<K, string>, key: K, oid: string | undefined): void {
  if (oid === undefined) into.delete(key);
  else into.set(key, oid);
}

/** Folders of records, or of records of a kind to come, or of contents, and the folders in them. */
function isFolderOfOurs(path: string): boolean {
  return new RegExp(`^(?:${contentFolder}(?:/[0-9a-f]{2})?|[a-z][a-z-]{1,30}(?:/[0-9A-Z])?)$`).test(path);
}

/** What lies at the root of a commit, or directly in some of its folders. */
async function listed(
  engine: Engine,
  commit: string,
  folders: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Result<readonly Entry[], BranchFault>> {
  const args = ['ls-tree', '-z', '--full-tree', '--end-of-options', commit, ...folders.map(folder => `${folder}/`)];
  const output = await engine.git(args, { maxOutput: mostListed, timeout: 60_000, ...(signal && { signal }) });
  if (!output.ok) return output.error.code === 'tooMuchOutput' ? failure({ code: 'tooMuch' }) : output;
  return success(
    output.value
      .split('\0')
      // A name that is no text could not be named in a commit of ours: it stays where it is.
      .filter(line => line !== '' && !line.includes('\uFFFD'))
      .map(line => {
        const tab = line.indexOf('\t');
        const [mode, , oid = ''] = line.slice(0, tab).split(' ');
        const path = line.slice(tab + 1);
        return { path, oid, type: mode === '100644' ? 'file' : mode === '040000' ? 'folder' : 'other' };
      }),
  );
}

async function readMarker(engine: Engine, oid: string): Promise<Result<Marker, BranchFault>> {
  const text = await engine.git(['cat-file', 'blob', oid], { maxOutput: largestMarker });
  if (!text.ok) return isDamage(text.error) ? text : failure({ code: 'notOurs' });
  const json = jsonOf(text.value);
  const marker = markerSchema.safeParse(json);
  if (marker.success) return success(marker.data);
  const { data } = z.object({ format: z.string().regex(anyFormat) }).safeParse(json);
  return failure({ code: data && data.format !== format ? 'newerStore' : 'notOurs' });
}
