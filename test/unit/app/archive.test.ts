import { deepEqual, equal, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { archiveEach, bringBackEach, completedYears } from '../../../src/app/archive';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

describe('archiving by year', () => {
  const folder = temporaryFolder();
  let store: Store;
  let now = '';
  beforeEach(() => {
    now = '2026-06-01T12:00:00.000Z';
    store = openStore(folder.path, { now: () => now });
  });
  afterEach(() => {
    store.dispose();
  });

  const incident = async (title: string): Promise<IncidentId> => {
    const patch = { title, kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' };
    const created = await store.create('incident', patch);
    ok(created.ok);
    return created.value;
  };
  const completed = async (year: number): Promise<IncidentId> => {
    now = `${year}-06-01T12:00:00.000Z`;
    const id = await incident(`Of ${year}`);
    const done = await store.execute(id, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'x' } });
    ok(done.ok);
    return id;
  };
  const archived = (): readonly IncidentId[] => store.entriesOf('incident').flatMap(({ id, facts }) => (facts.archived ? [id] : []));

  it('offers the years that are over first, the last one first, with what is completed and not archived', async () => {
    const [of2024, one2025, other2025, of2026] = [
      await completed(2024),
      await completed(2025),
      await completed(2025),
      await completed(2026),
    ];
    await incident('Still open');
    const years = completedYears(store.entries(), new Date('2026-12-01T12:00:00.000Z'));
    deepEqual(
      years.map(({ year, incidents }) => [year, [...incidents].sort()]),
      [
        [2025, [one2025, other2025].sort()],
        [2024, [of2024]],
        [2026, [of2026]],
      ],
    );
    deepEqual(await archiveEach(store, [one2025]), { done: 1, refused: [] });
    deepEqual(completedYears(store.entries(), new Date('2026-12-01T12:00:00.000Z'))[0]?.incidents, [other2025]);
  });

  it('archives each though one of them refuses, names that one, and brings back', async () => {
    const [first, broken, last, open] = [await completed(2024), await completed(2024), await completed(2024), await incident('Open')];
    writeFileSync(path.join(folder.path, 'incidents', `${broken}.json`), '{nonsense');
    const told: number[] = [];
    const outcome = await archiveEach(store, [first, broken, open, last], {
      signal: new AbortController().signal,
      told: done => told.push(done),
    });
    deepEqual(
      [outcome.done, outcome.refused.map(({ id, fault }) => [id, fault.code])],
      [
        2,
        [
          [broken, 'broken'],
          [open, 'notClosed'],
        ],
      ],
    );
    deepEqual(told, [1, 2, 3, 4]);
    deepEqual([...archived()].sort(), [first, last].sort());
    deepEqual(await bringBackEach(store, [first]), []);
    deepEqual(archived(), [last]);
  });

  it('who ends it in between has archived what was done by then, and the rest stays', async () => {
    const ids = [await completed(2024), await completed(2024), await completed(2024)];
    const cancel = new AbortController();
    const outcome = await archiveEach(store, ids, {
      signal: cancel.signal,
      told: done => {
        if (done === 2) cancel.abort();
      },
    });
    deepEqual(outcome, { done: 2, refused: [] });
    deepEqual([...archived()].sort(), ids.slice(0, 2).sort());
  });

  it('an index that is read from its cache knows what is in the archive', async () => {
    const id = await completed(2024);
    await archiveEach(store, [id]);
    const cacheFile = path.join(folder.path, 'cache.json');
    for (let start = 0; start < 2; start++) {
      const other = openStore(folder.path, { cacheFile });
      await other.open();
      const entry = other.entry(id);
      equal(entry?.type === 'record' && entry.kind === 'incident' && entry.facts.archived, true);
      other.dispose();
    }
  });
});
