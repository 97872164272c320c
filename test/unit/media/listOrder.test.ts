import assert from 'node:assert/strict';
import { filterAndSort, noFilter } from '../../../media/readOnly/filter';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { kinds } from '../../../src/domain/records';
import type { ListedIncident } from '../../../src/protocol/readOnlyPage';
import { takenList } from '../../../src/exchange/takenRecords';
import { english } from '../../../src/words/english';
import { columnIds, listColumns, takenColumns, type ColumnId } from '../../../src/words/listColumns';
import { benchAt, testNow } from '../../support/incidents';

const at = { now: testNow, words: english };
const listed = (number: number, change: Partial<ListedIncident> = {}): ListedIncident => ({
  ...incidentFacts(benchAt('detect').incident),
  faulty: false,
  target: undefined,
  recordedAt: testNow,
  id: `INC-00000${number}`,
  ...change,
});

/** The numbers of the incidents in the order of a column. */
function order(from: readonly ListedIncident[], key: ColumnId, descending = false): readonly number[] {
  const column = listColumns(english, 'incident').find(({ id }) => id === key);
  assert.ok(column, key);
  return filterAndSort(from, noFilter, { column, descending }, at).map(({ id }) => Number(id.slice(-1)));
}

describe('the order of a read-only list', () => {
  it('every head sorts by what its cells mean, not by how they are spelt; what is not known stands last in both directions', () => {
    const due = (hours: number): Partial<ListedIncident> => ({ target: { since: testNow, due: addHours(testNow, hours) } });
    const cases: Partial<Record<ColumnId, readonly Partial<ListedIncident>[]>> = {
      priority: [{ priority: 'P1' }, { priority: 'P2' }, { priority: undefined }],
      title: [{ title: 'Ticket 9' }, { title: 'ticket 10' }, { title: 'Zone' }],
      step: [{ step: 'detect' }, { step: 'monitor' }, { open: false }],
      category: [{ category: 'access' }, { category: 'software' }, { category: undefined }],
      assessment: [{ assessment: 'confirmed' }, { assessment: 'suspected' }, { assessment: 'falseAlarm' }],
      about: [{ components: ['Door'] }, { components: ['Mail'] }, { components: [] }],
      clock: [due(3), due(40), {}],
      age: [{ recordedAt: testNow }, { recordedAt: addDays(testNow, -9) }, { recordedAt: addDays(testNow, -100) }],
    };
    for (const [key, changes] of Object.entries(cases)) {
      const rows = changes.map((change, number) => listed(number, change)).reverse();
      assert.deepEqual(order(rows, key as ColumnId), [0, 1, 2], key);
      const isLastUnknown = ['priority', 'category', 'about', 'clock'].includes(key);
      assert.deepEqual(order(rows, key as ColumnId, true), isLastUnknown ? [1, 0, 2] : [2, 1, 0], `${key}, descending`);
    }
  });

  it('each kind has an id, a title and an age, every column of one has a name, and what is taken along has the label', () => {
    for (const kind of kinds) {
      const columns = listColumns(english, kind);
      for (const id of ['id', 'title', 'age'] as const)
        assert.ok(
          columns.some(column => column.id === id),
          `${kind} ${id}`,
        );
      assert.ok(columns.every(({ id, label }) => columnIds.includes(id) && label !== ''));
    }
    const taken = takenColumns(english, 'incident').at(-1);
    assert.deepEqual([taken?.id, taken?.text(listed(1, { tlp: 'RED' }), testNow)], ['tlp', 'TLP:RED']);
    assert.equal(taken?.text(listed(1, { tlp: undefined }), testNow), 'TLP:AMBER');
  });

  it('a clock says what it is of', () => {
    const clock = listColumns(english, 'incident').find(({ id }) => id === 'clock');
    assert.ok(clock?.note);
    const { note } = clock;
    const target = { since: testNow, due: addHours(testNow, 40) };
    const duty = { duty: 'nis2EarlyWarning', due: addHours(testNow, 3) } as const;
    assert.equal(note(listed(1, { target, clocks: [] }), testNow), 'Service to be restored');
    assert.equal(note(listed(1, { target, clocks: [duty] }), testNow), 'NIS2 early warning');
    assert.equal(note(listed(1), testNow), '');
  });

  it('an assessment says what security management holds it for, where that is something else', () => {
    const note = listColumns(english, 'incident').find(({ id }) => id === 'assessment')?.note;
    assert.ok(note);
    assert.equal(note(listed(1, { assessment: 'no', ownAssessment: 'suspected' }), testNow), 'security management: Suspected');
    for (const same of [{ assessment: 'confirmed', ownAssessment: 'suspected' }, { assessment: 'no' }] as const)
      assert.equal(note(listed(1, same), testNow), '');
    const csv = takenList(english, 'incident', 'csv', testNow).line(listed(1, { assessment: 'no', ownAssessment: 'suspected' }));
    assert.match(csv, /"No, security management: Suspected"/);
  });

  it('an incident that may be a security incident names security management until it is told (M 6.124)', () => {
    const suspected = { assessment: 'suspected', assessmentReason: 'Odd times', continuityThreatened: 'yes' } as const;
    const bench = benchAt('qualify').save('qualify', suspected);
    assert.deepEqual(incidentFacts(bench.incident).untold, ['securityManagement', 'emergencyManagement']);
    const row = { interface: 'securityManagement', person: 'Sam', at: testNow, channel: 'Phone', passed: 'What was seen' } as const;
    const told = bench.save('qualify', { handOvers: { h: row } });
    assert.deepEqual(incidentFacts(told.incident).untold, ['emergencyManagement']);
    assert.equal(
      incidentFacts(told.save('qualify', { assessment: 'no', assessmentReason: 'A test of the door', continuityThreatened: 'no' }).incident)
        .untold,
      undefined,
    );
  });
});
