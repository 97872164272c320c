import assert from 'node:assert/strict';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { alertsOf, type Alert } from '../../../src/domain/incident/alerts';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { benchAt, testId, testNow } from '../../support/incidents';

interface Look {
  readonly now?: string;
  readonly name?: string;
  readonly role?: Role;
}

/** What Cleo is told of an incident that nobody has, unless the test says otherwise. */
function alerts(change: Partial<IncidentFacts>, { now = testNow, name = 'Cleo', role = 'administrator' }: Look = {}): readonly Alert[] {
  const facts: IncidentFacts = { ...incidentFacts(benchAt('remedy').incident), target: undefined, assignee: undefined, ...change };
  return alertsOf(testId, facts, { name, role }, now);
}

function kinds(change: Partial<IncidentFacts>, look?: Look): readonly string[] {
  return alerts(change, look).map(({ kind }) => kind);
}

describe('what a person is told of', () => {
  const target = { since: testNow, due: addHours(testNow, 4) };

  it('a clock from three quarters of its time on, and once more when it is over', () => {
    const [none, pressing, still, over, stillOver] = [2.9, 3, 3.5, 4.5, 5].map(hours =>
      alerts({ target }, { now: addHours(testNow, hours) }).map(({ key }) => key),
    );
    assert.deepEqual([none, still, stillOver], [[], pressing, over]);
    assert.notDeepEqual(pressing, over);
    const clocks = [{ duty: 'nis2EarlyWarning', due: addHours(testNow, 24) }] as IncidentFacts['clocks'];
    assert.deepEqual(kinds({ clocks }, { now: addHours(testNow, 17) }), []);
    assert.deepEqual(kinds({ clocks }, { now: addHours(testNow, 18) }), ['clocks']);
    assert.deepEqual(kinds({ clocks }, { now: addHours(testNow, 30) }), ['clocks']);
  });

  it('a clock without a date once, however late it is: one that cannot run, and one that is due without undue delay', () => {
    for (const halt of ['stopped', 'immediate'] as const) {
      const clocks: IncidentFacts['clocks'] = [{ duty: 'gdprPersons', halt }];
      const [first, later] = [1, 30].map(hours => alerts({ clocks }, { now: addHours(testNow, hours) }));
      assert.equal(first?.length, 1);
      assert.deepEqual(
        later?.map(({ key }) => key),
        first.map(({ key }) => key),
      );
    }
    assert.deepEqual(kinds({ clocks: [{ duty: 'nis2FinalReport', halt: 'waiting' }] }), []);
  });

  it('another time is another alert', () => {
    const keys = [4, 5].map(
      hours => alerts({ target: { since: testNow, due: addHours(testNow, hours) } }, { now: addDays(testNow, 1) })[0]?.key,
    );
    assert.notEqual(keys[0], keys[1]);
  });

  it('an accepted gap that is running out', () => {
    const gap = { id: 'm1', safeguard: 'Firewall', component: '', since: testNow, restored: false, acceptedUntil: addDays(testNow, 10) };
    assert.deepEqual(kinds({ gaps: [gap] }, { now: addDays(testNow, 6) }), []);
    assert.deepEqual(kinds({ gaps: [gap] }, { now: addDays(testNow, 8) }), ['gaps']);
    assert.deepEqual(kinds({ gaps: [gap], open: false }, { now: addDays(testNow, 8) }), ['gaps']);
  });

  it('what is due of their incidents and of those that nobody has, not of others’', () => {
    const now = addHours(testNow, 3);
    assert.deepEqual(kinds({ target, assignee: 'Ben' }, { now }), []);
    assert.deepEqual(kinds({ target, assignee: 'Cleo' }, { now }), ['clocks', 'toMe']);
  });

  it('a release that waits, where they may give it, whoever has the incident', () => {
    const releasesAsked = [{ measure: 'm1', what: 'Replace the relay', at: testNow }];
    assert.deepEqual(kinds({ releasesAsked, assignee: 'Ben' }, { role: 'itManager' }), ['releases']);
    assert.deepEqual(kinds({ releasesAsked, assignee: 'Ben' }), []);
    assert.deepEqual(kinds({ releasesAsked }, { role: 'developer' }), []);
  });

  it('a P1 and an incident handed to them, while it is open', () => {
    assert.deepEqual(kinds({ priority: 'P1' }), ['newP1']);
    assert.deepEqual(kinds({ priority: 'P1', open: false }), []);
    assert.deepEqual(kinds({ assignee: ' cleo' }), ['toMe']);
    assert.deepEqual(kinds({ assignee: 'Ben' }), []);
  });
});
