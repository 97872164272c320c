import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepEvidence } from '../../src/app/evidence';
import type { Result } from '../../src/domain/foundation/result';
import type { IncidentCommand } from '../../src/domain/incident/command';
import type { Incident, IncidentId } from '../../src/domain/incident/incident';
import { sha256 } from '../../src/store/hash';
import { contentPath, pathOf, withdrawalPath } from '../../src/sync/layout';
import type { Synced } from '../../src/sync/syncFault';
import { done, plainGit, type Sharer, type sharersIn } from './sharers';

/** What must have come to its end. */
export function must<T>(result: Result<T, unknown>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** Records an incident as somebody who shares. */
export async function record({ store }: Sharer, title: string, more: Readonly<Record<string, string>> = {}): Promise<IncidentId> {
  return must(await store.create('incident', { title, ...more }));
}

/** Does something to an incident as somebody who shares. */
export async function act({ store }: Sharer, id: IncidentId, command: IncidentCommand): Promise<void> {
  must(await store.execute(id, command));
}

/** An incident as somebody who shares has it. */
export async function incidentOf({ store }: Sharer, id: IncidentId): Promise<Incident> {
  return must(await store.load(id)).record;
}

/** Keeps a text as evidence of an incident; gives its SHA-256. */
export async function attach({ store, name }: Sharer, id: IncidentId, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const port = { store, actor: () => Promise.resolve({ name, email: '', role: 'administrator' as const }) };
  must(await keepEvidence(port, id, { bytes, content: 'text' }, { source: 'relay.log' }));
  return sha256(bytes);
}

/** Shares an incident over a remote with somebody, erases it after its time and drops the history: the other has not heard of it. Gives its id. */
export async function eraseShared(
  sharer: ReturnType<typeof sharersIn>,
  remote: string,
): Promise<{ readonly id: IncidentId; readonly other: Sharer }> {
  let now = '2015-06-01T12:00:00.000Z';
  const [boss, other] = [sharer('boss', 'itManager', () => now), sharer('dora', undefined, () => now)];
  const patch = { kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' };
  const id = await record(boss, 'Vault', patch);
  await act(boss, id, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
  done(await boss.sync.share(remote));
  done(await other.sync.join(remote));
  now = '2026-06-01T12:00:00.000Z';
  await act(boss, id, { type: 'erase', reason: 'Kept for 10 years' });
  done(await boss.sync.beginEpoch());
  return { id, other };
}

/** Changes the shared branch of a remote with plain git, as somebody who has no Faultline: `change` hears where it is checked out. */
export async function pushByHand(remote: string, change: (clone: string) => Promise<void>, branch = 'faultline/store'): Promise<void> {
  const folder = await mkdtemp(path.join(path.dirname(remote), 'byHand-'));
  await plainGit(path.dirname(remote), ['clone', '--quiet', '--branch', branch, remote, folder]);
  await change(folder);
  await plainGit(folder, ['add', '--all']);
  await plainGit(folder, ['commit', '--quiet', '--message=by hand']);
  await plainGit(folder, ['push', '--quiet', 'origin', `HEAD:${branch}`]);
  await rm(folder, { recursive: true });
}

/** Puts a record on the shared branch as somebody has it, and nothing that it names, with plain git. */
export function putByHand(remote: string, { store }: Sharer, id: IncidentId): Promise<void> {
  return pushByHand(remote, async clone => {
    await writeFile(path.join(clone, pathOf(id)), await readFile(path.join(store.folder, 'incidents', `${id}.json`)));
  });
}

/** Leaves word on the branch that an incident goes no longer to all, with these entries: whoever may push can. */
export function plantWord(remote: string, id: IncidentId, heads: readonly string[]): Promise<void> {
  return pushByHand(remote, async clone => {
    const file = path.join(clone, withdrawalPath(id));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ heads })}\n`);
  });
}

/** Puts something else under the names of contents on the shared branch, with plain git. */
export function forge(remote: string, ...hashes: readonly string[]): Promise<void> {
  return pushByHand(remote, async clone => {
    for (const hash of hashes) {
      await mkdir(path.dirname(path.join(clone, contentPath(hash))), { recursive: true });
      await writeFile(path.join(clone, contentPath(hash)), 'forged');
    }
  });
}

/** Lets a remote refuse what is pushed, saying nothing or this, until what this gives is called. */
export async function refusePushes(remote: string, said?: string): Promise<() => Promise<void>> {
  const hook = path.join(remote, 'hooks/pre-receive');
  await mkdir(path.dirname(hook), { recursive: true });
  const words = said === undefined ? '' : `echo "${said}" >&2\n`;
  await writeFile(hook, `#!/bin/sh\n${words}exit 1\n`, { mode: 0o755 });
  return () => rm(hook);
}

/** Whether somebody has a content: `done`, or why not. */
export async function has({ store }: Sharer, name: string): Promise<string> {
  return codeOf(await (await store.attachments()).read(name));
}

/** What a sync left out, as record, place and reason. */
export function told({ leftOut }: Synced): readonly (readonly string[])[] {
  return leftOut.map(({ id, where, why }) => [id, where, why.code]);
}

/** The code of what went wrong, or `done`. */
export function codeOf(result: Result<unknown, { readonly code: string }> | undefined): string {
  return result?.ok === false ? result.error.code : 'done';
}
