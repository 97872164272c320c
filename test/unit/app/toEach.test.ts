import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { completeDuplicates } from '../../../src/app/completion';
import { assignEach, commentEach, toEach, type NotDone } from '../../../src/app/toEach';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import type { Incident, IncidentId } from '../../../src/domain/incident/incident';
import type { Patch } from '../../../src/domain/forms/field';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const report = (): IncidentCommand => ({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) });
const codes = (refused: readonly NotDone[]): readonly unknown[] => refused.map(({ id, fault }) => [id, fault.code]);

describe('several incidents at once', () => {
  const folder = temporaryFolder();
  let store: Store;
  beforeEach(() => {
    store = openStore(folder.path);
  });
  afterEach(() => {
    store.dispose();
  });

  it('are all gone through before a mistake of ours with one is thrown on', async () => {
    const ids = [await incident('One'), await incident('Two'), await incident('Three')];
    const seen: IncidentId[] = [];
    const acting = toEach(ids, id => {
      seen.push(id);
      return id === ids[1] ? Promise.reject(new TypeError('a mistake')) : store.execute(id, { type: 'comment', text: 'x' });
    });
    await assert.rejects(acting, /a mistake/);
    assert.deepEqual(seen, ids);
  });

  const incident = async (title: string, more: Patch = {}): Promise<IncidentId> => {
    const patch = { title, kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change', ...more };
    const created = await store.create('incident', patch);
    assert.ok(created.ok);
    return created.value;
  };
  const load = async (id: IncidentId): Promise<Incident> => {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    return loaded.value.record;
  };
  const breakFile = async (id: IncidentId): Promise<void> => {
    writeFileSync(path.join(folder.path, 'incidents', `${id}.json`), '{nonsense');
    await store.refresh();
  };

  it('are assigned and commented on though one of them refuses, and that one is named', async () => {
    const [first, closed, broken, last] = [await incident('A'), await incident('B'), await incident('C'), await incident('D')];
    const patch = { closureCode: 'withdrawn', solution: 'x' };
    assert.ok((await store.execute(closed, { type: 'completeShortly', patch })).ok);
    await breakFile(broken);
    const ids = [closed, first, broken, last];
    assert.deepEqual(codes(await assignEach(store, ids, 'Ben', 'second')), [
      [closed, 'closed'],
      [broken, 'broken'],
    ]);
    assert.deepEqual(codes(await assignEach(store, [last], 'Cleo')), []);
    assert.deepEqual(codes(await commentEach(store, ids, 'Look')), [[broken, 'broken']]);
    for (const [id, assignee] of [
      [first, 'Ben'],
      [last, 'Cleo'],
    ] as const) {
      const { values, timeline } = await load(id);
      assert.deepEqual([values.assignee, values.level, timeline.at(-1)?.type], [assignee, 'second', 'record.commented']);
    }
  });

  it('are completed as duplicates, each with its report, and linked; a suspicion is not', async () => {
    const [original, one, suspected, other] = [
      await incident('A'),
      await incident('B'),
      await incident('C', { couldBeSecurity: 'yes' }),
      await incident('D'),
    ];
    const { refused, unreported } = await completeDuplicates(store, [one, suspected, other], original, report);
    assert.deepEqual([codes(refused), unreported], [[[suspected, 'shortWay']], []]);
    for (const id of [one, other]) {
      const { open, values, finalReport } = await load(id);
      assert.deepEqual([open, values.closureCode, values.duplicateOf, finalReport?.text], [false, 'duplicate', original, 'Report']);
    }
    assert.equal((await load(suspected)).open, true);
  });

  it('are not duplicates in a circle, nor of what cannot be read', async () => {
    const [a, b, c, broken] = [await incident('A'), await incident('B'), await incident('C'), await incident('D')];
    assert.deepEqual(await completeDuplicates(store, [a], b, report), { refused: [], unreported: [] });
    assert.deepEqual(await completeDuplicates(store, [b], c, report), { refused: [], unreported: [] });
    assert.deepEqual(codes((await completeDuplicates(store, [c], a, report)).refused), [[c, 'noOriginal']]);
    await breakFile(broken);
    assert.deepEqual(codes((await completeDuplicates(store, [c], broken, report)).refused), [[c, 'noSuchRecord']]);
    assert.equal((await load(c)).open, true);
  });

  it('what is completed and has no report is not told as refused', async () => {
    const [original, one] = [await incident('A'), await incident('B')];
    const { refused, unreported } = await completeDuplicates(store, [one], original, () => ({ type: 'comment', text: ' ' }));
    assert.deepEqual([refused, codes(unreported)], [[], [[one, 'reasonMissing']]]);
    assert.equal((await load(one)).open, false);
  });
});
