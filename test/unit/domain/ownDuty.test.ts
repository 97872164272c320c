import assert from 'node:assert/strict';
import { clocksOf } from '../../../src/domain/incident/clock';
import { foldIncident } from '../../../src/domain/incident/fold';
import { headsOf } from '../../../src/domain/record/log';
import { readOwnDuties } from '../../../src/domain/vocabulary/ownDuty';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testId, testNow } from '../../support/incidents';

const insurer = { id: 'insurer-notice', title: 'Notice to the insurer', hours: 48 };
const followUp = { id: 'insurer-report', title: 'Report to the insurer', after: 'insurer-notice', months: 1 };

describe('an organisation’s own reporting duties', () => {
  it('are read row by row: a bad one is named with its field, the others count', () => {
    const { duties, faults } = readOwnDuties([
      insurer,
      { id: 'insurerNotice', title: 'x' },
      { id: 'no-title' },
      { id: 'two-terms', title: 'x', hours: 1, days: 2 },
      'nonsense',
      { ...insurer, title: 'Again' },
      { id: 'lost-one', title: 'x', after: 'nowhere-known' },
      { id: 'with-more', title: 'x', colour: 'red' },
      followUp,
      { id: 'after-law', title: 'x', after: 'gdprNotification', days: 10 },
      { id: 'itself-first', title: 'x', after: 'itself-first' },
      { id: 'half-an-hour', title: 'x', hours: 0.5 },
    ]);
    assert.deepEqual(
      duties.map(({ id }) => id),
      ['insurer-notice', 'insurer-report', 'after-law'],
    );
    assert.deepEqual(
      faults.map(({ row, id, field, why }) => [row, id, field, why]),
      [
        [2, 'insurerNotice', 'id', 'id'],
        [3, 'no-title', 'title', 'missing'],
        [4, 'two-terms', 'hours', 'terms'],
        [5, '', 'id', 'kind'],
        [6, 'insurer-notice', 'id', 'twice'],
        [7, 'lost-one', 'after', 'lost'],
        [8, 'with-more', 'colour', 'unknown'],
        [11, 'itself-first', 'after', 'lost'],
        [12, 'half-an-hour', 'hours', 'kind'],
      ],
    );
  });

  it('that never start are told: a circle, and whatever comes after one that is left out', () => {
    const after = (id: string, before: string): object => ({ id, title: 'x', after: before });
    const { duties, faults } = readOwnDuties([
      after('a-a', 'b-b'),
      after('b-b', 'a-a'),
      after('c-i', 'c-h'),
      after('c-h', 'no-such'),
      followUp,
      insurer,
    ]);
    assert.deepEqual(duties, [followUp, insurer]);
    assert.deepEqual(
      faults.map(({ row, field, why }) => [row, field, why]),
      [
        [1, 'after', 'idle'],
        [2, 'after', 'idle'],
        [3, 'after', 'idle'],
        [4, 'after', 'lost'],
      ],
    );
  });

  it('that are too many are told', () => {
    const { duties, faults } = readOwnDuties(Array.from({ length: 103 }, (_, at) => ({ id: `own-${at}`, title: 'x' })));
    assert.equal(duties.length, 100);
    assert.deepEqual(faults, [{ row: 101, id: 'own-100', field: 'id', why: 'tooMany' }]);
  });

  it('run as they were when they were decided, and one starts the next', () => {
    const bench = benchAt('qualify');
    bench.ownDuties = [insurer, followUp];
    bench.save('qualify', { duties: { 'insurer-notice': { applies: 'yes', awareAt: testNow } } });
    bench.ownDuties = [{ ...insurer, hours: 1 }];
    assert.deepEqual(clocksOf(bench.incident), [
      { duty: 'insurer-notice', title: insurer.title, since: testNow, due: '2026-11-24T08:00:00.000Z' },
      { duty: 'insurer-report', title: followUp.title, halt: 'waiting' },
    ]);
    bench.do({ type: 'noticeSent', duty: 'insurer-notice', at: testNow });
    assert.equal(clocksOf(bench.incident)[1]?.due, '2026-12-22T08:00:00.000Z');
    bench.ownDuties = [{ ...insurer, hours: 1 }];
    bench.save('qualify', { duties: { 'insurer-notice': { reason: 'Policy 7' } } });
    assert.equal(clocksOf(bench.incident)[0]?.due, '2026-11-24T08:00:00.000Z', 'a deadline does not move because the setting does');
  });

  it('a decision whose rule nobody wrote down is kept and shown by its id, and its clock cannot run', () => {
    const { events } = benchAt('qualify');
    const forged = { type: 'record.updated', data: { step: 'qualify', patch: { duties: { 'never-seen': { applies: 'yes' } } } } };
    const incident = foldIncident(testId, [...events, seal(forged, headsOf(events), testNow, person())]);
    assert.deepEqual(clocksOf(incident), [{ duty: 'never-seen', halt: 'stopped' }]);
  });

  it('rules that go round in a circle stop nothing but their own clocks', () => {
    const bench = benchAt('qualify');
    bench.ownDuties = [
      { id: 'a-first', title: 'A', after: 'b-second', days: 1 },
      { id: 'b-second', title: 'B', after: 'a-first', days: 1 },
    ];
    bench.save('qualify', { duties: { 'a-first': { applies: 'yes' } } });
    assert.deepEqual(
      clocksOf(bench.incident).map(({ duty, halt }) => [duty, halt]),
      [
        ['a-first', 'waiting'],
        ['b-second', 'waiting'],
      ],
    );
  });
});
