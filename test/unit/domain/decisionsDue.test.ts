import assert from 'node:assert/strict';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { alertsOf } from '../../../src/domain/incident/alerts';
import { attentionOf } from '../../../src/domain/incident/attention';
import { dueOf } from '../../../src/domain/incident/due';
import { concernsSecurity, incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import { missingAt } from '../../../src/domain/incident/gate';
import { headsOf } from '../../../src/domain/record/log';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { english } from '../../../src/words/english';
import { describeDueWhat, describeDueWhen } from '../../../src/words/describeDue';
import { benchAt, testGates, testId, testNow, type Bench } from '../../support/incidents';

const solution = { what: 'Replace the relay', type: 'final', person: 'Ben', due: testNow, weakensSafeguard: 'no' };

function factsOf({ incident }: Bench): IncidentFacts {
  return { ...incidentFacts(incident), target: undefined };
}

function told(facts: IncidentFacts, now = testNow): readonly string[] {
  return dueOf(facts, now).map(({ what }) => describeDueWhat(english, what));
}

/** Who needs to look, of people in these roles whom nothing names. */
function needed(facts: IncidentFacts, now = testNow): readonly Role[] {
  const roles = ['administrator', 'developer', 'itManager', 'securityOfficer'] as const;
  return roles.filter(role => attentionOf(facts, { name: 'Somebody', role }, now) === 'needsYou');
}

function alerts(facts: IncidentFacts, role: Role, { name = 'Somebody', now = testNow } = {}): readonly string[] {
  return alertsOf(testId, facts, { name, role }, now).flatMap(({ kind, due }) => (due ? [`${kind} ${due.what.code}`] : []));
}

describe('what security management holds an incident for', () => {
  const assessed = (assessment: 'confirmed' | 'suspected' | 'no'): Bench =>
    benchAt('analyse').do({ type: 'assessSecurity', assessment, reason: 'A known attacker' }, 'securityOfficer');

  it('makes it a security incident of every list, confirmed or suspected', () => {
    const attention = (bench: Bench): unknown =>
      attentionOf({ ...factsOf(bench), ownAssessedAt: undefined }, { name: 'Somebody', role: 'developer' }, testNow);
    for (const assessment of ['confirmed', 'suspected'] as const) {
      assert.equal(concernsSecurity(factsOf(assessed(assessment))), true);
      assert.equal(attention(assessed(assessment)), 'security');
    }
    assert.equal(concernsSecurity(factsOf(assessed('no'))), false);
    // Who reported it says that it could be one: until somebody has assessed that, it is no ordinary disruption.
    const could = { reported: 'disruption', couldBeSecurity: 'yes', assessment: undefined, ownAssessment: undefined } as const;
    assert.equal(concernsSecurity(could), true);
    for (const assessed of [{ assessment: 'no' }, { ownAssessment: 'no' }] as const)
      assert.equal(concernsSecurity({ ...could, ...assessed }), false);
    assert.equal(concernsSecurity({ ...could, couldBeSecurity: 'unknown' }), false);
    assert.equal(attention(assessed('no')), 'open');
  });

  it('is due for who has the incident, and told once, until step 2 says the same', () => {
    const bench = assessed('confirmed');
    const text = 'Security management holds it for “Confirmed”: step 2 says otherwise';
    assert.deepEqual(told(factsOf(bench)), [text]);
    assert.deepEqual(alerts(factsOf(bench), 'administrator', { name: 'Ben' }), ['security ownAssessment']);
    assert.deepEqual(alerts(factsOf(bench), 'administrator', { name: 'Cleo' }), []);
    const keys = [0, 9].map(
      hours => alertsOf(testId, factsOf(bench), { name: 'Ben', role: 'administrator' }, addHours(testNow, hours))[0]?.key,
    );
    assert.equal(keys[0], keys[1]);
    bench.save('qualify', { assessment: 'suspected' });
    assert.deepEqual(told(factsOf(bench)), ['Not handed over: Security management']);
  });
});

describe('what waits for the IT manager', () => {
  it('a sign-off, as soon as nothing else keeps the incident from being completed', () => {
    const bench = benchAt('complete').save('qualify', { impact: '1', urgency: '1' });
    assert.deepEqual(told(factsOf(bench)), []);
    bench.fulfil('complete');
    const facts = factsOf(bench);
    assert.deepEqual([told(facts), needed(facts)], [['Sign-off'], ['itManager']]);
    assert.deepEqual([alerts(facts, 'itManager'), alerts(facts, 'administrator')], [['releases signOff'], []]);
    assert.deepEqual(told(factsOf(bench.do({ type: 'signOff' }, 'itManager'))), []);
    assert.deepEqual(told(factsOf(benchAt('complete').fulfil('complete'))), []);
  });

  it('a sign-off of an inquiry that is answered at step 2, and none on the way', () => {
    const patch = { kind: 'inquiry', detection: 'user', reporter: 'x', symptoms: 'x', couldBeSecurity: 'no', couldBeSecurityReason: 'x' };
    const bench = benchAt('qualify').save('detect', patch).fulfil('qualify').save('qualify', { impact: '1', urgency: '1' });
    bench.save('complete', { closureCode: 'answered', solution: 'x' });
    const missing = missingAt(bench.incident, 'qualify', testGates).map(({ code }) => code);
    assert.deepEqual([missing, told(factsOf(bench))], [['signOff'], ['Sign-off']]);
    const onTheWay = benchAt('monitor').save('qualify', { impact: '1', urgency: '1' });
    assert.deepEqual(told(factsOf(onTheWay)), []);
  });

  it('an approval that was recorded on somebody’s behalf, until it is confirmed', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: solution } });
    bench.do({ type: 'recordApproval', part: 'm1', onBehalf: { person: 'Grace', how: 'phone', reference: '' } });
    const facts = factsOf(bench);
    assert.deepEqual([told(facts), needed(facts)], [['Approval to be confirmed: Replace the relay'], ['itManager']]);
    assert.equal(attentionOf(facts, { name: 'grace', role: 'administrator' }, testNow), 'needsYou');
    assert.deepEqual([alerts(facts, 'itManager'), alerts(facts, 'administrator')], [['releases approval'], []]);
    assert.deepEqual(told(factsOf(bench.do({ type: 'release', part: 'm1' }, 'itManager'))), []);
  });

  const gap = { id: 'g1', safeguard: 'Firewall', component: '', since: testNow, restored: false };

  it('a gap whose acceptance runs out or is over, beside who has the incident', () => {
    const accepted: IncidentFacts = { ...factsOf(benchAt('remedy')), gaps: [{ ...gap, acceptedUntil: addDays(testNow, 2) }] };
    for (const [facts, now] of [
      [accepted, testNow],
      [{ ...accepted, open: false }, addDays(testNow, 9)],
    ] as const) {
      assert.deepEqual(needed(facts, now), ['itManager']);
      assert.equal(attentionOf(facts, { name: 'Ben', role: 'administrator' }, now), 'needsYou');
      assert.deepEqual(alerts(facts, 'itManager', { now }), ['gaps gap']);
    }
  });

  it('an open gap that nobody has accepted, where the incident is over or ready to be', () => {
    const facts: IncidentFacts = { ...factsOf(benchAt('remedy')), gaps: [gap] };
    assert.deepEqual(told(facts), []);
    for (const change of [{ open: false }, { step: 'complete' }] as const) {
      const [due] = dueOf({ ...facts, ...change }, addHours(testNow, 3));
      assert.ok(due);
      assert.deepEqual(
        [describeDueWhat(english, due.what), describeDueWhen(english, due, addHours(testNow, 3)), due.isOver],
        ['Gap that nobody has accepted: Firewall', 'open for 3 h', true],
      );
      assert.deepEqual(needed({ ...facts, ...change }), ['itManager']);
    }
  });
});

describe('what waits for security management', () => {
  const handedOver = (party: 'securityManagement' | 'cert'): IncidentFacts =>
    factsOf(
      benchAt('analyse').do({
        type: 'handOver',
        handOver: { id: 'h1', interface: party, person: 'Dana', at: testNow, channel: 'Phone', passed: 'x' },
      }),
    );

  it('a hand-over to it from the beginning, and of whoever may record the acknowledgement when its time is over', () => {
    const facts = handedOver('securityManagement');
    assert.deepEqual([told(facts), needed(facts)], [['Not acknowledged: Security management'], ['securityOfficer']]);
    const later = addHours(testNow, 5);
    assert.deepEqual(needed(facts, later), ['administrator', 'itManager', 'securityOfficer']);
    assert.deepEqual([told(handedOver('cert')), needed(handedOver('cert'), later)], [[], []]);
  });

  it('is told to the officer, who is told of nothing else', () => {
    const facts: IncidentFacts = { ...handedOver('securityManagement'), assignee: undefined, priority: 'P1' };
    const target = { since: addHours(testNow, -9), due: testNow };
    assert.deepEqual(alerts({ ...facts, target }, 'securityOfficer'), ['security handOver']);
    assert.deepEqual(
      alertsOf(testId, facts, { name: 'Somebody', role: 'securityOfficer' }, testNow).map(({ kind }) => kind),
      ['security'],
    );
    assert.deepEqual(alerts(facts, 'administrator'), []);
    assert.deepEqual(alerts(handedOver('cert'), 'securityOfficer', { now: addDays(testNow, 9) }), []);
  });
});

describe('a release that was refused', () => {
  const refused = (): Bench =>
    benchAt('analyse')
      .save('analyse', { measures: { m1: solution } })
      .do({ type: 'askRelease', measure: 'm1' })
      .do({ type: 'refuseRelease', measure: 'm1', reason: 'It needs a fallback' }, 'itManager', 'Eve');

  it('is told to who has the incident, else to who asked', () => {
    const facts = factsOf(refused());
    assert.deepEqual(told(facts), ['Release refused: Replace the relay']);
    assert.deepEqual(alerts(facts, 'administrator', { name: 'Ben' }), ['releases refused']);
    const unassigned = { ...facts, assignee: undefined };
    for (const [name, attention] of [
      ['Ada', 'needsYou'],
      ['Cleo', 'security'],
    ] as const)
      assert.equal(attentionOf(unassigned, { name, role: 'administrator' }, testNow), attention);
    assert.deepEqual(alerts(unassigned, 'administrator', { name: 'Cleo' }), []);
    assert.deepEqual(alerts(facts, 'itManager'), []);
  });

  it('is due until the measure is dropped, changed, released after all, or asked for again', () => {
    const after = (act: (bench: Bench) => unknown): readonly string[] => {
      const bench = refused();
      act(bench);
      return told(factsOf(bench)).filter(text => text.startsWith('Release refused'));
    };
    assert.equal(after(bench => bench.save('analyse', { diagnosis: 'x' })).length, 1);
    const state = { state: 'dropped', droppedReason: 'x' };
    assert.deepEqual(
      after(bench => bench.save('remedy', { measures: { m1: state } })),
      [],
    );
    assert.deepEqual(
      after(bench => bench.save('analyse', { measures: { m1: { what: 'Replace both' } } })),
      [],
    );
    assert.deepEqual(
      after(bench => bench.do({ type: 'release', part: 'm1', seen: headsOf(bench.events) }, 'itManager')),
      [],
    );
    assert.deepEqual(
      after(bench => bench.do({ type: 'askRelease', measure: 'm1' })),
      [],
    );
  });
});
