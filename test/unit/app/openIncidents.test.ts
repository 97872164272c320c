import assert from 'node:assert/strict';
import { openIncidentsOf, type RecordGraph } from '../../../src/app/relations';
import { kindOfId, type RecordId } from '../../../src/domain/records';
import type { IndexEntry } from '../../../src/store/indexEntry';

/** What a record links to, with the state of each link; one that is over is `closed`. */
interface Listed {
  readonly links?: Readonly<Partial<Record<RecordId, 'confirmed' | 'suspected' | 'ruledOut'>>>;
  readonly closed?: true;
}

function graphOf(records: Readonly<Record<string, Listed>>): RecordGraph {
  const entryOf = (id: string, { links = {}, closed }: Listed): IndexEntry => {
    const relations = Object.entries(links).map(([other, state]) => ({ id: other, kind: 'relatedTo', state }));
    return {
      type: 'record',
      kind: kindOfId(id),
      id,
      facts: { kind: kindOfId(id), title: id, open: !closed, relations },
    } as unknown as IndexEntry;
  };
  return {
    entry: id => records[id] && entryOf(id, records[id]),
    linkingTo: id => Object.keys(records).filter(other => Object.hasOwn(records[other]?.links ?? {}, id)) as RecordId[],
  };
}

const idsOf = (id: RecordId, records: Readonly<Record<string, Listed>>): readonly string[] =>
  openIncidentsOf(id, graphOf(records))
    .map(({ id: incident }) => incident)
    .sort();

describe('the open incidents of a record', () => {
  const records = {
    'KE-000001': { links: { 'PRB-000001': 'confirmed', 'CHG-000001': 'confirmed', 'INC-000001': 'suspected' } },
    'PRB-000001': {},
    'CHG-000001': {},
    'INC-000001': {},
    'INC-000002': { links: { 'PRB-000001': 'confirmed' } },
    'INC-000003': { links: { 'CHG-000001': 'confirmed' } },
    'INC-000004': { links: { 'KE-000001': 'ruledOut', 'PRB-000001': 'ruledOut' } },
    'INC-000005': { links: { 'KE-000001': 'confirmed', 'PRB-000001': 'confirmed' }, closed: true },
    'INC-000006': { links: { 'KE-000001': 'confirmed', 'PRB-000001': 'confirmed' } },
  } as const satisfies Readonly<Record<string, Listed>>;

  it('are those linked from either side, but for what was ruled out and what is over', () => {
    assert.deepEqual(idsOf('PRB-000001', records), ['INC-000002', 'INC-000006']);
    assert.deepEqual(idsOf('CHG-000001', records), ['INC-000003']);
  });

  it('for a known error also those of its problems, each once, and not those of a change', () => {
    assert.deepEqual(idsOf('KE-000001', records), ['INC-000001', 'INC-000002', 'INC-000006']);
  });
});
