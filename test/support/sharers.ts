import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from '../../src/git/runGit';
import type { Store } from '../../src/store/store';
import { StoreSync } from '../../src/sync/storeSync';
import type { Synced, SyncFault } from '../../src/sync/syncFault';
import type { Result } from '../../src/domain/foundation/result';
import { sharingPlace } from '../../src/sync/sharingPlace';
import type { Role } from '../../src/domain/vocabulary/actor';
import { person } from './incidents';
import { openStore } from './stores';

/** A person with a store on a machine of their own, as far as files go. */
export interface Sharer {
  readonly name: string;
  readonly folder: string;
  readonly store: Store;
  readonly sync: StoreSync;
  /** Shares with fewer readers what is marked RED or AMBER+STRICT. */
  readonly restricted: StoreSync;
}

/** The oldest git that shares. */
const minimum = '2.25';

/** Makes a remote: a bare repository, empty. */
export async function makeRemote(folder: string, name = 'remote'): Promise<string> {
  const remote = path.join(folder, `${name}.git`);
  await mkdir(remote, { recursive: true });
  for (const args of [
    ['init', '--quiet', '--bare'],
    ['symbolic-ref', 'HEAD', 'refs/heads/main'],
  ])
    assert.ok((await runGit(remote, args, { env: { GIT_DIR: remote }, minimum })).ok);
  return remote;
}

/** A person who has not shared yet. */
export function makeSharer(
  folder: string,
  name: string,
  role: Role = 'administrator',
  now = (): string => new Date().toISOString(),
): Sharer {
  const place = path.join(folder, name);
  const storeFolder = path.join(place, 'work', '.faultline');
  const by = { ...person(role), name, email: `${name}@example.org` };
  const store = openStore(storeFolder, { actor: () => Promise.resolve(by), witnessFile: path.join(place, 'seen.txt'), now });
  const ports = { store, folder: path.join(place, 'storage'), sender: () => Promise.resolve(by) };
  const sync = new StoreSync({ ...ports, audience: 'all' });
  return { name, folder: place, store, sync, restricted: new StoreSync({ ...ports, audience: 'fewer' }) };
}

/** Makes people who share, in the folder of a test; their stores end with it. */
export function sharersIn(folder: { readonly path: string }): (name: string, role?: Role, now?: () => string) => Sharer {
  const made: Sharer[] = [];
  afterEach(() => {
    for (const { store } of made.splice(0)) store.dispose();
  });
  return (name, role, now) => {
    const sharer = makeSharer(folder.path, name, role, now);
    made.push(sharer);
    return sharer;
  };
}

/** Where the repository lies that a person shares with. */
export function engineOf({ folder, store }: Sharer): string {
  return path.join(sharingPlace(path.join(folder, 'storage'), store.folder, 'all'), 'git');
}

/** Runs git in a repository of a test, as somebody who has no Faultline. */
export async function plainGit(folder: string, args: readonly string[], input?: string): Promise<string> {
  const isBare = args[0] !== 'clone' && folder.endsWith('.git');
  const output = await runGit(folder, ['-c', 'user.name=P', '-c', 'user.email=p@example.org', ...args], {
    env: { GIT_ALLOW_PROTOCOL: 'file', GIT_CEILING_DIRECTORIES: '', ...(isBare && { GIT_DIR: folder }) },
    timeout: 60_000,
    minimum,
    ...(input !== undefined && { input }),
  });
  assert.ok(output.ok, JSON.stringify([args, output]));
  return output.value.trim();
}

/** What a sync did, which must have come to its end. */
export function done(result: Result<Synced, SyncFault> | undefined): Synced {
  assert.ok(result?.ok, JSON.stringify(result));
  return result.value;
}

/** All files of a store, by their paths: what two machines that have met must agree in, byte for byte. */
export async function filesOf({ store }: Sharer): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(store.folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(store.folder, file);
    if (entry.isFile() && !/^\.(?:lock|git)/.test(relative)) files[relative] = (await readFile(file)).toString('latin1');
  }
  return files;
}
