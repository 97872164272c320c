import assert from 'node:assert/strict';
import { filterAndSort, filtered, type Filter, type ListLook } from '../../../media/readOnly/filter';
import { addHours } from '../../../src/domain/foundation/time';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { ListedIncident } from '../../../src/protocol/readOnlyPage';
import { benchAt, testNow } from '../../support/incidents';

const all: Filter = { text: '', kind: '', priority: '', step: '', state: '', tile: '' };
const listed = (id: string, change: Partial<ListedIncident> = {}): ListedIncident => ({
  ...incidentFacts(benchAt('detect').incident),
  faulty: false,
  id,
  ...change,
});
const incidents = [listed('INC-000001'), listed('INC-000002', { faulty: true, couldBeSecurity: 'unknown' })];

describe('the read-only list', () => {
  it('a tile filters, and closes the incident that the list no longer holds; one that it holds stays open', () => {
    const look = (shown: string | undefined): ListLook => ({ filter: all, shown });
    const faulty: Filter = { ...all, tile: 'faulty' };
    const ids = filterAndSort(incidents, faulty, { key: 'id', descending: false }, testNow).map(({ id }) => id);
    assert.deepEqual(ids, ['INC-000002']);
    assert.deepEqual(filtered(look('INC-000001'), { tile: 'faulty' }, incidents, testNow), { filter: faulty, shown: undefined });
    assert.equal(filtered(look('INC-000002'), { tile: 'faulty' }, incidents, testNow).shown, 'INC-000002');
    assert.equal(filtered(look(undefined), { tile: 'faulty' }, incidents, testNow).shown, undefined);
  });

  it('an incident whose service should be back counts as overdue, as one with a clock does', () => {
    const overdue: Filter = { ...all, tile: 'overdue' };
    const target = { since: addHours(testNow, -5), due: addHours(testNow, -1) };
    const late = [listed('INC-000003', { target }), listed('INC-000004', { target: { ...target, due: addHours(testNow, 1) } })];
    const ids = filterAndSort(late, overdue, { key: 'id', descending: false }, testNow).map(({ id }) => id);
    assert.deepEqual(ids, ['INC-000003']);
  });

  it('what was opened from elsewhere and is in no list (a file that is gone) stays with its reason', () => {
    assert.equal(filtered({ filter: all, shown: 'INC-000009' }, { tile: 'open' }, incidents, testNow).shown, 'INC-000009');
  });
});
