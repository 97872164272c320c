import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { erasableIncidents, eraseEach } from '../../../src/app/erase';
import { relatedTo } from '../../../src/app/relations';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { fileOf } from '../../../src/store/recordFile';
import { readLog } from '../../../src/store/readLog';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { inRoles } from '../../support/people';
import { openStore } from '../../support/stores';

describe('an erased incident in the store', () => {
  const folder = temporaryFolder();
  let store: Store;
  let now = '';
  beforeEach(() => {
    now = '2015-06-01T12:00:00.000Z';
    store = opened();
  });
  afterEach(() => {
    store.dispose();
  });

  const opened = (): Store =>
    openStore(path.join(folder.path, '.faultline'), {
      role: 'itManager',
      now: () => now,
      cacheFile: path.join(folder.path, 'cache'),
      witnessFile: path.join(folder.path, 'seen.txt'),
    });
  const act = async (id: IncidentId, command: IncidentCommand): Promise<void> => {
    const outcome = await store.execute(id, command);
    ok(outcome.ok, JSON.stringify(outcome));
  };
  const incident = async (title: string): Promise<IncidentId> => {
    const patch = { title, kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' };
    const created = await store.create('incident', patch);
    ok(created.ok);
    return created.value;
  };
  const attach = async (id: IncidentId, text: string): Promise<string> => {
    const kept = await (
      await store.attachments()
    ).keeping(Buffer.from(text), sha256 =>
      store.execute(id, { type: 'attachEvidence', row: crypto.randomUUID(), cells: { source: 'log', content: 'text', sha256 } }),
    );
    ok(kept.ok, JSON.stringify(kept));
    const loaded = await store.load(id);
    ok(loaded.ok);
    return loaded.value.record.values.evidence?.at(-1)?.sha256 ?? '';
  };
  const complete = (id: IncidentId): Promise<void> =>
    act(id, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
  const erase = async (id: IncidentId): Promise<void> => {
    now = '2026-06-01T12:00:00.000Z';
    await act(id, { type: 'erase', reason: 'Kept for 10 years' });
  };
  const textOf = (id: IncidentId): Promise<string> => readFile(fileOf(store.folder, id), 'utf8');
  const faultOf = (id: IncidentId): unknown => {
    const entry = store.entry(id);
    return entry?.fault?.code;
  };

  it('is one line, which verifies, is no deletion to the witness, and takes nothing more', async () => {
    const id = await incident('Mail');
    await complete(id);
    await store.witness.save();
    await erase(id);
    const text = await textOf(id);
    equal(text.split('\n').length, 4);
    ok(!text.includes('swordfish'));
    const read = readLog(text, id);
    deepEqual(read.ok && [read.value.events.length, read.value.faults], [1, []]);
    const comment = await store.execute(id, { type: 'comment', text: 'x' });
    equal(!comment.ok && comment.error.code, 'erased');
    for (let start = 0; start < 2; start++) {
      store.dispose();
      store = opened();
      await store.open();
      await store.refresh();
      equal(faultOf(id), undefined);
      deepEqual(
        store.facts('incident').map(({ erased, open }) => [erased, open]),
        [[{ completed: 2015, entries: 3 }, false]],
      );
      equal(await textOf(id), text);
    }
  });

  it('does not come back with an older file, which is named, nor with what a merge has put beside the tombstone', async () => {
    const id = await incident('Mail');
    await complete(id);
    const before = await textOf(id);
    await erase(id);
    const tombstone = await textOf(id);
    const [, ...entries] = before.trimEnd().split('\n').slice(0, -1);
    // As git's union leaves the two: both sides' lines.
    await writeFile(fileOf(store.folder, id), tombstone.replace('\n]}', `\n,${entries.at(-1)?.replace(/^,/, '') ?? ''}\n]}`));
    const loaded = await store.load(id);
    deepEqual(loaded.ok && [loaded.value.faults, loaded.value.record.timeline.length], [[], 1]);
    await writeFile(fileOf(store.folder, id), before);
    await store.refresh();
    equal(faultOf(id), 'rolledBack');
    const old = readLog(before, id);
    ok(old.ok);
    await writeFile(fileOf(store.folder, id), tombstone);
    const merged = await store.merge(id, old.value.events);
    deepEqual([merged.ok && merged.value, await textOf(id)], [undefined, tombstone]);
  });

  it('takes what it kept along, and leaves what another record names; a link to it says so', async () => {
    const [id, other] = [await incident('Mail'), await incident('Printer')];
    const [own, shared] = [await attach(id, 'of this one'), await attach(id, 'of both')];
    equal(await attach(other, 'of both'), shared);
    await act(other, { type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id } } });
    await complete(id);
    await erase(id);
    const attachments = await store.attachments();
    deepEqual([(await attachments.read(own)).ok, (await attachments.read(shared)).ok], [false, true]);
    const loaded = await store.load(other);
    ok(loaded.ok);
    deepEqual(relatedTo(loaded.value.record, store), [
      { id, title: '', open: false, erased: true, relation: 'relatedTo', state: 'confirmed' },
    ]);
  });

  it('a file that somebody who may not has put in its place is a fault, not an erasure', async () => {
    const id = await incident('Mail');
    await complete(id);
    const before = await textOf(id);
    await erase(id);
    const tombstone = await textOf(id);
    await writeFile(fileOf(store.folder, id), before);
    // The register, in which nobody of this name is.
    const entered = await store.create('person', inRoles('Eve', 'itManager'));
    ok(entered.ok);
    await writeFile(fileOf(store.folder, id), tombstone);
    await store.refresh();
    equal(faultOf(id), 'integrity');
    const loaded = await store.load(id);
    deepEqual(loaded.ok && loaded.value.faults.map(({ code }) => code), ['erased']);
  });

  it('those are offered whose time is over, the first completed first, and one that refuses is named', async () => {
    const [first, second, open] = [await incident('A'), await incident('B'), await incident('C')];
    await complete(first);
    now = '2016-06-01T12:00:00.000Z';
    await complete(second);
    const offered = (at: string): readonly string[] => erasableIncidents(store.entries(), 10, at).map(({ id }) => id);
    deepEqual(offered('2025-05-31T12:00:00.000Z'), []);
    deepEqual(offered('2025-06-01T12:00:00.000Z'), [first]);
    deepEqual(offered('2026-06-01T12:00:00.000Z'), [first, second]);
    now = '2026-06-01T12:00:00.000Z';
    const { done, refused } = await eraseEach(store, [first, open, second], 'Kept for 10 years');
    deepEqual([done, refused.map(({ id, fault }) => [id, fault.code])], [2, [[open, 'notClosed']]]);
    deepEqual(offered('2030-06-01T12:00:00.000Z'), []);
    match(await textOf(first), /"type":"record.erased"/);
  });
});
