import assert from 'node:assert/strict';
import { copyFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepEvidence } from '../../src/app/evidence';
import { erasureType, isTombstone } from '../../src/domain/record/erasure';
import { headsOf } from '../../src/domain/record/log';
import { isIncidentId } from '../../src/domain/records';
import { seal } from '../../src/store/chain';
import type { IncidentId } from '../../src/domain/incident/incident';
import { pathOf } from '../../src/sync/layout';
import { writeRecords } from '../bench/records';
import { temporaryFolder } from '../support/folders';
import { randomFrom } from '../support/random';
import { done, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../support/sharers';
import { buildWriter, startWriter } from './writers';

const rounds = Number(process.env['FAULTLINE_ROUNDS'] ?? 60);
const seed = Number(process.env['FAULTLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const kills = Number(process.env['FAULTLINE_KILLS'] ?? 20);

/** What was acknowledged: of which record each entry is. */
type Acknowledged = ReadonlyMap<string, string>;

/** Every record of a store verifies, and these entries are in it, but for those of erased records. */
async function assertWhole({ store, name }: Sharer, acknowledged: Acknowledged): Promise<void> {
  await store.refresh();
  const [stored, erased] = [new Set<string>(), new Set<string>()];
  for (const entry of store.entries()) {
    assert.ok(entry.type === 'record' && !entry.fault, `${name}: ${JSON.stringify(entry)}`);
    const loaded = await store.load(entry.id);
    assert.ok(loaded.ok && loaded.value.faults.length === 0, entry.id);
    const { timeline } = loaded.value.record;
    if (isTombstone(timeline)) erased.add(entry.id);
    for (const { id } of timeline) stored.add(id);
  }
  for (const [id, record] of acknowledged) assert.ok(stored.has(id) || erased.has(record), `${name} has lost ${id} of ${record}`);
}

/** Everybody has met everybody: then all files are the same, byte for byte. */
async function meet(sharers: readonly Sharer[]): Promise<void> {
  for (let turn = 0; turn < 2; turn++) for (const { sync } of sharers) done(await sync.sync());
  const [first, ...others] = await Promise.all(sharers.map(filesOf));
  for (const other of others) assert.deepEqual(other, first);
}

describe('sharing under fire', () => {
  const folder = temporaryFolder();

  it(`five people and one who merges by hand, ${rounds} rounds (FAULTLINE_SEED=${seed}): all have the same, and nothing is lost`, async () => {
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const remote = await makeRemote(folder.path);
    const sharers = ['anna', 'ben', 'cleo', 'dora'].map(name => makeSharer(folder.path, name));
    sharers.push(makeSharer(folder.path, 'boss', 'itManager'));
    const acknowledged = new Map<string, string>();
    const clone = path.join(folder.path, 'byHand');
    const [anna] = sharers;
    assert.ok(anna);
    assert.ok((await anna.store.create('incident', { title: 'First' })).ok);
    done(await anna.sync.share(remote));
    for (const { sync } of sharers.slice(1)) done(await sync.join(remote));

    const incidents = ({ store }: Sharer): readonly IncidentId[] => store.entries().flatMap(({ id }) => (isIncidentId(id) ? [id] : []));
    const acts: Readonly<Record<string, (sharer: Sharer, n: number) => Promise<void>>> = {
      record: async ({ store, name }, n) => {
        await store.create('incident', { title: `${name} ${n}` });
      },
      edit: async (sharer, n) => {
        const patch = { symptoms: `${sharer.name} ${n}`, ...(random() < 0.5 && { location: `room ${n}` }) };
        const record = pick(incidents(sharer));
        const saved = await sharer.store.execute(record, { type: 'save', step: 'detect', patch });
        if (saved.ok) for (const { id } of saved.value) acknowledged.set(id, record);
      },
      comment: async (sharer, n) => {
        const record = pick(incidents(sharer));
        const said = await sharer.store.execute(record, { type: 'comment', text: `${sharer.name} ${n}` });
        if (said.ok) for (const { id } of said.value) acknowledged.set(id, record);
      },
      attach: async ({ store, name }, n) => {
        const actor = { name, email: '', role: 'administrator' } as const;
        const bytes = Buffer.from(`log of ${name} ${n % 7}`);
        await keepEvidence(
          { store, actor: () => Promise.resolve(actor) },
          pick(incidents({ store } as Sharer)),
          { bytes, content: 'text' },
          { source: 'x.log' },
        );
      },
      redact: async ({ store, name }) => {
        if (name !== 'boss') return;
        const id = pick(incidents({ store } as Sharer));
        const loaded = await store.load(id);
        assert.ok(loaded.ok);
        const [, ...later] = loaded.value.record.timeline;
        if (later.length > 0) await store.execute(id, { type: 'redact', entry: pick(later).id, reason: 'personal data' });
      },
      // Completed, put into the archive and reopened, as it comes.
      end: async sharer => {
        const record = pick(incidents(sharer));
        const patch = { closureCode: 'withdrawn', solution: 'x' };
        await sharer.store.execute(record, { type: 'completeShortly', patch });
        await sharer.store.execute(record, random() < 0.5 ? { type: 'archive' } : { type: 'reopen', to: 'detect', reason: 'x' });
      },
      // As it is erased by who may, years after.
      erase: async ({ store, name }) => {
        if (name !== 'boss') return;
        const id = pick(incidents({ store } as Sharer));
        const loaded = await store.load(id);
        assert.ok(loaded.ok);
        const { timeline } = loaded.value.record;
        if (isTombstone(timeline)) return;
        const data = { record: id, entries: timeline.length, completed: 2020, reason: 'over' };
        const by = { name, email: `${name}@example.org`, role: 'itManager' } as const;
        assert.ok((await store.merge(id, [seal({ type: erasureType, data }, headsOf(timeline), new Date().toISOString(), by)])).ok);
      },
      sync: async ({ sync }) => {
        done(await sync.sync());
      },
      byHand: async sharer => {
        await rm(clone, { recursive: true, force: true });
        await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
        const [base = ''] = (await plainGit(clone, ['rev-list', '--max-parents=0', 'HEAD'])).split('\n');
        const id = pick(incidents(sharer));
        await plainGit(clone, ['switch', '--quiet', '--create', 'mine', base]);
        const file = path.join(clone, pathOf(id));
        if (!(await plainGit(clone, ['ls-files', pathOf(id)]))) return;
        await copyFile(path.join(sharer.store.folder, 'incidents', `${id}.json`), file);
        await plainGit(clone, ['commit', '--quiet', '--all', '--allow-empty', '--message=by hand']);
        await plainGit(clone, ['merge', '--quiet', '--no-edit', 'origin/faultline/store']);
        await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
      },
    };
    const often = ['record', 'record', 'edit', 'edit', 'edit', 'comment', 'comment', 'attach', 'sync', 'sync', 'sync', 'sync'];
    const names = [...often, 'redact', 'end', 'end', 'erase', 'byHand'];
    for (let n = 0; n < rounds; n++) {
      const atOnce = Array.from({ length: 1 + Math.floor(random() * 3) }, () => [pick(names), pick(sharers)] as const);
      // Whoever merges by hand does not begin again where somebody was faster.
      const alone = atOnce.filter(([name]) => name === 'byHand').slice(0, 1);
      await Promise.all((alone.length > 0 ? alone : atOnce).map(async ([name, sharer]) => acts[name]?.(sharer, n)));
    }
    await meet(sharers);
    for (const sharer of sharers) {
      await assertWhole(sharer, acknowledged);
      sharer.store.dispose();
    }
  });

  it(`${kills} times killed in the middle of it: the next sync mends it, and nothing acknowledged is lost`, async () => {
    await buildWriter('sharer');
    const remote = await makeRemote(folder.path);
    const names = ['anna', 'ben', 'cleo'];
    const first = makeSharer(folder.path, 'anna');
    assert.ok((await first.store.create('incident', { title: 'First' })).ok);
    done(await first.sync.share(remote));
    first.store.dispose();
    const acknowledged = new Map<string, string>();
    let killed = 0;
    await Promise.all(
      names.map(async name => {
        while (killed++ < kills) {
          const { child, ended, printed } = startWriter([folder.path, name, remote], 'sharer');
          const delay = Math.random() * 1500;
          printed('synced').then(
            () => setTimeout(() => child.kill('SIGKILL'), delay),
            () => undefined,
          );
          const { acknowledged: entries, errors } = await ended;
          assert.equal(errors, '');
          for (const entry of entries) acknowledged.set(entry, '');
        }
      }),
    );
    assert.ok(acknowledged.size > kills, 'hardly anything was written');
    const sharers = names.map(name => makeSharer(folder.path, name));
    await meet(sharers);
    for (const sharer of sharers) {
      await assertWhole(sharer, acknowledged);
      sharer.store.dispose();
    }
  });

  it('killed again and again while it takes hundreds of records that are new to it: each is there whole or not at all, and the next goes on', async () => {
    await buildWriter('sharer');
    const remote = await makeRemote(folder.path);
    const anna = makeSharer(folder.path, 'anna');
    await writeRecords(anna.store.folder, 400);
    done(await anna.sync.share(remote));
    const records = path.join(folder.path, 'ben', 'work', '.faultline', 'incidents');
    let [count, killed] = [0, 0];
    for (; count < 350; killed++) {
      const { child, ended } = startWriter([folder.path, 'ben', remote], 'sharer');
      // In the middle of taking: as soon as some more are there.
      while (child.exitCode === null && (await countIn(records)) <= count + 40) await pause(2);
      await pause(Math.random() * 30);
      child.kill('SIGKILL');
      assert.equal((await ended).errors, '');
      count = await countIn(records);
      const left = makeSharer(folder.path, 'ben');
      await assertWhole(left, new Map());
      left.store.dispose();
    }
    assert.ok(killed > 3, `killed only ${killed} times`);
    const ben = makeSharer(folder.path, 'ben');
    done(await ben.sync.join(remote));
    await meet([anna, ben]);
    for (const sharer of [anna, ben]) {
      await assertWhole(sharer, new Map());
      sharer.store.dispose();
    }
  });
});

/** How many records lie in a folder; none where it is not there. */
async function countIn(folder: string): Promise<number> {
  return (await readdir(folder).catch(() => [])).length;
}
