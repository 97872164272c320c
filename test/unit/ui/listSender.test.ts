import { deepEqual, equal, ok } from 'node:assert/strict';
import { filterAndSort, noFilter } from '../../../media/readOnly/filter';
import { Rows } from '../../../media/readOnly/rows';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { definitions, fold, type RecordId } from '../../../src/domain/records';
import type { IndexEntry } from '../../../src/store/indexEntry';
import { ListSender, type ListMessage } from '../../../src/ui/panel/listSender';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';

const { incident } = benchAt('detect');
const idAt = (n: number): IncidentId => `INC-${String(n).padStart(6, '0')}`;
const entry = (id: IncidentId, title: string, recordedAt?: string): IndexEntry => ({
  type: 'record',
  kind: 'incident',
  id,
  version: title,
  size: 1,
  facts: { ...incidentFacts({ ...incident, id }), title, ...(recordedAt !== undefined && { recordedAt }) },
});

describe('the list of the read-only panel', () => {
  let entries: Map<RecordId, IndexEntry>;
  let sent: ListMessage[];
  let page: Rows;
  let sender: ListSender;
  beforeEach(() => {
    entries = new Map(Array.from({ length: 1000 }, (_, n) => [idAt(n), entry(idAt(n), 'As it was')]));
    [sent, page] = [[], new Rows()];
    sender = new ListSender({
      store: () => ({ entries: () => [...entries.values()], entry: id => entries.get(id) }),
      post: message => {
        sent.push(message);
        page.take(structuredClone(message));
      },
      faultText: ({ code }) => code,
    });
  });
  const titles = (): Readonly<Record<string, string>> => Object.fromEntries((page.incidents ?? []).map(({ id, title }) => [id, title]));

  it('says of an incident which accounts, addresses and hosts its report names, to be searched by', async () => {
    const traits = { accounts: ['svc-backup'], addresses: ['10.0.0.7'], hosts: ['gate-2'] };
    entries.set(idAt(3), { ...entry(idAt(3), 'Away'), traits } as IndexEntry);
    await sender.start();
    const rows = page.incidents ?? [];
    deepEqual(rows.find(({ id }) => id === idAt(3))?.named, ['svc-backup', '10.0.0.7', 'gate-2']);
    equal(rows.find(({ id }) => id === idAt(4))?.named, undefined);
    const found = filterAndSort(rows, { ...noFilter, text: 'SVC-Backup' }, undefined, { now: '2026-11-29T00:00:00.000Z', words: english });
    deepEqual(
      found.map(({ id }) => id),
      [idAt(3)],
    );
  });

  it('is sent once, in portions, and then what changes alone', async () => {
    deepEqual(titles(), {});
    await sender.start();
    deepEqual([page.incidents?.length, sent.length > 1], [1000, true]);
    sent = [];
    entries.set(idAt(7), entry(idAt(7), 'Changed'));
    entries.delete(idAt(8));
    entries.set(idAt(9), { type: 'broken', id: idAt(9), file: 'x', fault: { code: 'syntax', detail: '' } });
    await sender.follow([idAt(7), idAt(8), idAt(9), 'PRB-000001']);
    deepEqual(
      sent.map(({ start, incidents, broken, gone }) => [start, incidents.length, broken.length, gone]),
      [[false, 1, 1, [idAt(8), 'PRB-000001']]],
    );
    deepEqual(
      [titles()[idAt(7)], titles()[idAt(8)], titles()[idAt(9)], page.broken],
      ['Changed', undefined, undefined, [{ id: idAt(9), reason: 'syntax' }]],
    );
    entries.set(idAt(9), entry(idAt(9), 'Whole again'));
    await sender.follow([idAt(9)]);
    deepEqual([titles()[idAt(9)], page.broken], ['Whole again', []]);
  });

  it('brings what stands on top of the page first, and says with every portion how much is still on its way', async () => {
    const at = (n: number): IndexEntry => entry(idAt(n), 'Recorded', new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString());
    entries = new Map(Array.from({ length: 1000 }, (_, n) => [idAt(n), at(n)]));
    const whole = sender.start();
    deepEqual([sent[0]?.incidents[0]?.id, sent[0]?.incidents.at(-1)?.id], [idAt(999), idAt(1000 - (sent[0]?.incidents.length ?? 0))]);
    deepEqual([page.isComing, sent[0]?.left], [true, 1000 - (page.incidents?.length ?? 0)]);
    // What changes in the meantime does not end the list.
    await sender.follow([idAt(3)]);
    equal(page.isComing, true);
    await whole;
    deepEqual([page.isComing, sent.at(-1)?.left, page.incidents?.length], [false, 0, 1000]);
    await sender.follow([idAt(3)]);
    equal(page.isComing, false);
  });

  it('brings records of all other kinds along, and takes away what is none any more', async () => {
    const id = 'PRC-000001';
    const procedure = fold(id, []);
    entries.set(id, {
      type: 'record',
      kind: 'procedure',
      id,
      version: '1',
      size: 1,
      facts: { ...definitions.procedure.facts(procedure), title: 'Restart' },
    });
    await sender.start();
    deepEqual([page.others.map(({ title }) => title), page.incidents?.length], [['Restart'], 1000]);
    entries.delete(id);
    await sender.follow([id]);
    deepEqual(page.others, []);
  });

  it('never puts an older row over a newer one, whatever changes while it is sent', async () => {
    const whole = sender.start();
    entries.set(idAt(999), entry(idAt(999), 'Newer'));
    entries.delete(idAt(998));
    await sender.follow([idAt(999), idAt(998)]);
    await whole;
    deepEqual([titles()[idAt(999)], titles()[idAt(998)], page.incidents?.length], ['Newer', undefined, 999]);
  });

  it('begins anew where the page or the store is another, and ends what was under way', async () => {
    const first = sender.start();
    const second = sender.start();
    await Promise.all([first, second]);
    equal(page.incidents?.length, 1000);
    ok(sent.length < 8, String(sent.length));
    entries = new Map([[idAt(1), entry(idAt(1), 'Another store')]]);
    await sender.follow([]);
    deepEqual(titles(), { [idAt(1)]: 'Another store' });
  });

  it('says nothing before it is asked, and nothing to a page that is closed', async () => {
    await sender.follow([idAt(1)]);
    equal(sent.length, 0);
    const sending = sender.start();
    sender.stop();
    await sending;
    await sender.follow([idAt(1)]);
    equal(sent.length, 1);
  });
});
