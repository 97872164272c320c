import assert from 'node:assert/strict';
import type { Patch } from '../../../src/domain/forms/field';
import { missingAt } from '../../../src/domain/incident/gate';
import { needsRelease, releaseRules } from '../../../src/domain/incident/measure';
import { decide } from '../../../src/domain/deciding';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { duties, dutyIds } from '../../../src/domain/vocabulary/duties';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { type Bench, benchAt, context, emptyReviews, testGates, testNow } from '../../support/incidents';

/** What stands in the way of going on from where the bench stands. */
function missing(bench: Bench, step: StepId): readonly string[] {
  return missingAt(bench.incident, step, { ...testGates, now: bench.now }).map(({ code }) => code);
}

const handOver = { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' };

/** Attempts to get past what must hold, each through the public commands; what refuses them. */
describe('holes that an auditor would find', () => {
  for (const step of stepIds.slice(2)) {
    it(`an incident that turns out to be a security incident at ${step} does not go on before security management is told`, () => {
      const bench = benchAt(step).fulfil(step).save('qualify', { assessment: 'confirmed' });
      assert.ok(missing(bench, step).includes('handOverSecurity'));
      bench.save('qualify', { handOvers: { h1: handOver } });
      assert.ok(!missing(bench, step).includes('handOverSecurity'));
    });

    it(`one that threatens the business at ${step} does not go on before emergency management is told`, () => {
      const bench = benchAt(step).fulfil(step).save('qualify', { continuityThreatened: 'yes' });
      assert.ok(missing(bench, step).includes('handOverEmergency'));
    });

    it(`a reporting clock that cannot run is asked for at ${step}`, () => {
      const bench = benchAt(step)
        .fulfil(step)
        .save('qualify', { duties: { gdprNotification: { applies: 'yes' } } });
      assert.ok(missing(bench, step).includes('clocksRun'));
      bench.save('qualify', { duties: { gdprNotification: { awareAt: testNow } } });
      assert.ok(!missing(bench, step).includes('clocksRun'));
    });
  }

  it('a security incident is not completed before it is decided which reporting duties apply', () => {
    const bench = benchAt('complete')
      .fulfil('complete')
      .save('qualify', { assessment: 'suspected', handOvers: { h1: handOver } });
    for (const duty of dutyIds.filter(id => duties[id].follows === undefined)) {
      assert.ok(missing(bench, 'complete').includes('dutiesDecided'), duty);
      bench.save('qualify', { duties: { [duty]: { applies: 'unknown' } } });
      assert.ok(missing(bench, 'complete').includes('dutiesDecided'), 'not known is no decision');
      bench.save('qualify', { duties: { [duty]: { applies: 'no' } } });
      assert.ok(missing(bench, 'complete').includes('dutiesDecided'), 'a no without a reason neither');
      bench.save('qualify', { duties: { [duty]: { reason: 'Not bound by it' } } });
    }
    assert.ok(!missing(bench, 'complete').includes('dutiesDecided'));
  });

  it('that none applies is one answer, with a reason; it does not hold for one that was answered otherwise', () => {
    const bench = benchAt('complete').fulfil('complete').save('qualify', { personalData: 'yes', dutiesApply: 'none' });
    assert.deepEqual(missing(bench, 'complete'), ['dutiesDecided', 'dutiesAsked']);
    bench.save('qualify', { dutiesReason: 'Data of the test system alone' });
    assert.deepEqual(missing(bench, 'complete'), []);
    bench.save('qualify', { duties: { gdprNotification: { applies: 'unknown', awareAt: testNow } } });
    assert.deepEqual(missing(bench, 'complete'), ['dutiesDecided']);
  });

  it('a duty of the organisation’s own is decided, too; whether the setting still has it or not, its decision stays', () => {
    const bench = benchAt('complete').fulfil('complete').save('qualify', { personalData: 'yes' });
    const none = Object.fromEntries(dutyIds.map(id => [id, { applies: 'no', reason: 'x' }]));
    bench.save('qualify', { duties: none });
    assert.deepEqual(missing(bench, 'complete'), []);
    const ownDuties = [{ id: 'insurer-notice', title: 'Notice to the insurer', hours: 48 }];
    const asked = missingAt(bench.incident, 'complete', { ...testGates, ownDuties });
    assert.deepEqual(
      asked.map(({ code, row }) => [code, row]),
      [['dutiesDecided', 'insurer-notice']],
    );
    const save: IncidentCommand = {
      type: 'save',
      step: 'qualify',
      patch: { duties: { 'insurer-notice': { applies: 'yes', awareAt: '2026-11-20T07:00:00.000Z' } } },
    };
    assert.deepEqual(bench.try(save), { ok: false, error: { code: 'invalidField', field: 'duties', detail: 'unknown' } });
    bench.ownDuties = ownDuties;
    bench.do(save);
    bench.ownDuties = [];
    assert.deepEqual(bench.incident.ownDuties, ownDuties);
    assert.deepEqual(missing(bench, 'complete'), ['noticesSent']);
    bench.save('qualify', { duties: { 'insurer-notice': { applies: 'no', reason: 'Below the excess' } } });
    assert.deepEqual(missing(bench, 'complete'), []);
  });

  it('going back takes the observation and the reviews back; what was seen before the new observation does not count', () => {
    const bench = benchAt('complete').fulfil('complete');
    bench.do({ type: 'goBack', to: 'analyse', reason: 'It was something else' });
    const { values } = bench.incident;
    for (const field of ['problemReview', 'knownErrorReview', 'changeReview', 'observeFrom', 'endedEarlyReason', 'recurrence'] as const)
      assert.equal(values[field], undefined, field);
    assert.equal(values.effectivenessConfirmedBy, undefined);
    // What was considered then stays to be read.
    assert.equal(bench.incident.reviews.problem?.outcome, 'none');
    assert.ok(missing(bench, 'analyse').includes('changeReview'));
    for (const review of emptyReviews) bench.do(review);
    bench.do({ type: 'advance', from: 'analyse' });
    bench.now = '2026-11-22T10:00:00.000Z';
    bench.do({ type: 'advance', from: 'remedy' });
    bench.save('monitor', { recurrence: 'no', effectivenessConfirmedBy: 'Desk', endedEarlyReason: 'x' });
    assert.deepEqual(missing(bench, 'monitor'), ['checkHolds']);
    bench.save('monitor', { checks: { c2: { at: bench.now, person: 'Ada', seen: 'x', holds: 'yes' } } });
    assert.deepEqual(missing(bench, 'monitor'), []);
  });

  it('reopening does the same; at step 5 the observation begins anew', () => {
    for (const command of [
      { type: 'reopen', to: 'monitor', reason: 'x' },
      { type: 'goBack', to: 'monitor', reason: 'x' },
    ] as const) {
      const bench = benchAt('complete').fulfil('complete');
      if (command.type === 'reopen') bench.do({ type: 'complete' });
      bench.now = '2026-11-25T00:00:00.000Z';
      bench.do(command);
      const { observeFrom, observeUntil, recurrence, problemReview } = bench.incident.values;
      assert.deepEqual([observeFrom, observeUntil, recurrence], [bench.now, '2026-11-28T00:00:00.000Z', undefined]);
      assert.equal(problemReview, 'none', 'the analysis still holds');
    }
  });

  it('a recurrence asks the reviews anew, too', () => {
    const bench = benchAt('monitor').save('monitor', { recurrence: 'yes', recurrenceReason: 'Again' });
    const { step, values } = bench.incident;
    assert.deepEqual([step, values.problemReview, values.recurrence, values.observeFrom], ['analyse', undefined, undefined, undefined]);
  });

  it('an incident names no record that there is not, nor itself', () => {
    const save = (patch: Patch): IncidentCommand => ({ type: 'save', step: 'complete', patch });
    const { incident } = benchAt('complete');
    for (const field of ['duplicateOf', 'carriedOnBy']) {
      const decision = decide(incident, save({ [field]: 'PRB-000001' }), context({ exists: () => false }));
      assert.deepEqual(!decision.ok && decision.error, { code: 'noSuchRecord', field, named: 'PRB-000001' });
      assert.ok(decide(incident, save({ [field]: 'PRB-000001' }), context()).ok);
    }
    assert.ok(!decide(incident, save({ duplicateOf: incident.id }), context()).ok);
  });

  it('a record that was there when it was named, and is no more, does not carry on a cause', () => {
    const bench = benchAt('complete').fulfil('complete').save('complete', { closureCode: 'knownError', carriedOnBy: 'KE-000001' });
    assert.deepEqual(missing(bench, 'complete'), []);
    const gone = missingAt(bench.incident, 'complete', { ...testGates, exists: () => false });
    assert.deepEqual(
      gone.map(({ code }) => code),
      ['causeCarriedOn'],
    );
  });

  it('restored before it was detected, or in the future, is named where the service is restored', () => {
    for (const restoredAt of ['2026-11-22T07:54:00.000Z', '2026-11-22T08:06:00.000Z']) {
      const bench = benchAt('remedy').fulfil('remedy').save('remedy', { restoredAt });
      assert.deepEqual(
        missingAt(bench.incident, 'remedy', testGates).map(({ code, field }) => [code, field]),
        [['timesInOrder', 'restoredAt']],
      );
    }
    // Clocks may be apart by less than five minutes.
    for (const restoredAt of ['2026-11-22T07:56:00.000Z', '2026-11-22T08:04:00.000Z']) {
      const bench = benchAt('remedy').fulfil('remedy').save('remedy', { restoredAt });
      assert.deepEqual(missing(bench, 'remedy'), []);
    }
  });

  it('the checklist does not say that the safeguards are back while one is not', () => {
    const bench = benchAt('remedy').fulfil('remedy');
    bench.save('analyse', {
      measures: { m2: { what: 'x', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Firewall', state: 'ended' } },
    });
    assert.ok(missing(bench, 'remedy').includes('checklistAgrees'));
    bench.do({ type: 'restoreSafeguard', gap: 'm2', note: 'Back' });
    assert.ok(!missing(bench, 'remedy').includes('checklistAgrees'));
  });

  it('“none applies” says something only of what was looked at', () => {
    const refused = benchAt('analyse').try({ type: 'review', source: 'problem', outcome: 'none', candidates: undefined });
    assert.equal(!refused.ok && refused.error.code, 'notLooked');
  });

  it('an inquiry that ends at step 2 leaves no gap open and is signed off like any other', () => {
    const bench = benchAt('qualify', { kind: 'inquiry' }).fulfil('qualify');
    bench.save('qualify', { impact: '1', urgency: '1' });
    const decision = bench.try({ type: 'complete' });
    assert.deepEqual(!decision.ok && decision.error.code === 'gate' && decision.error.missing.map(({ code }) => code), ['signOff']);
  });

  it('the solution is taken from what was carried out for good, where nobody wrote another', () => {
    const bench = benchAt('monitor').fulfil('monitor').save('monitor', { endedEarlyReason: 'x' });
    bench.save('analyse', { measures: { m2: { what: 'Certificate renewed', type: 'final', weakensSafeguard: 'no' } } });
    bench.save('remedy', { measures: { m2: { state: 'done', doneAt: testNow, doneBy: 'Ben' } } });
    bench
      .do({ type: 'release', part: 'm2' }, 'itManager')
      .save('monitor', { endedEarlyReason: 'y' })
      .do({ type: 'advance', from: 'monitor' });
    assert.equal(bench.incident.values.solution, 'Certificate renewed');
  });
});

describe('which measures wait for a release', () => {
  const minor = benchAt('analyse').incident;
  const urgent = benchAt('analyse').save('qualify', { impact: '1', urgency: '1' }).incident;
  const security = benchAt('analyse').save('qualify', { assessment: 'suspected' }).incident;
  const plain = { weakensSafeguard: 'no' } as const;

  it('major: of P1, P2 and security incidents, and what weakens a safeguard or needs an outage', () => {
    assert.equal(needsRelease(plain, minor, 'major'), false);
    assert.equal(needsRelease({ weakensSafeguard: 'yes' }, minor, 'major'), true);
    assert.equal(needsRelease({ ...plain, needsOutage: 'yes' }, minor, 'major'), true);
    assert.equal(needsRelease({ ...plain, needsOutage: 'no' }, minor, 'major'), false);
    for (const incident of [urgent, security]) assert.equal(needsRelease(plain, incident, 'major'), true);
  });

  it('always and never: all and none', () => {
    for (const incident of [minor, urgent, security]) {
      assert.equal(needsRelease(plain, incident, 'always'), true);
      assert.equal(needsRelease({ weakensSafeguard: 'yes' }, incident, 'never'), false);
    }
    assert.deepEqual(releaseRules, ['major', 'always', 'never']);
  });

  it('one administrator alone takes a minor disruption from report to completion', () => {
    const bench = benchAt('analyse');
    bench.releaseRule = 'major';
    bench
      .fulfil('analyse')
      .save('analyse', { measures: { m1: { type: 'final' } } })
      .do({ type: 'advance', from: 'analyse' });
    const done = { state: 'done', doneAt: testNow, doneBy: 'Ben' };
    bench
      .fulfil('remedy')
      .save('remedy', { measures: { m1: done } })
      .do({ type: 'advance', from: 'remedy' });
    bench.fulfil('monitor').save('monitor', { endedEarlyReason: 'Retired' }).do({ type: 'advance', from: 'monitor' });
    bench.fulfil('complete').do({ type: 'complete' });
    assert.deepEqual([bench.incident.open, new Set(bench.events.map(({ by }) => by.name))], [false, new Set(['Ada'])]);
  });

  it('a final solution is applied by an administrator where the rule asks for no release, and waits where it does', () => {
    const measure = { id: 's1', what: 'Mend it for good', person: 'Ben', weakensSafeguard: 'no' } as const;
    const bench = benchAt('analyse');
    bench.releaseRule = 'major';
    bench.do({ type: 'applySolution', measure });
    assert.deepEqual([bench.incident.releases.has('s1'), bench.incident.disregarded], [false, []]);
    const refused = bench.try({ type: 'applySolution', measure: { ...measure, id: 's2', weakensSafeguard: 'yes', safeguard: 'Firewall' } });
    assert.equal(!refused.ok && refused.error.code, 'notReleased');
  });

  it('a changed answer about an outage takes a release back', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m2: { what: 'Mend it', type: 'final', ...plain } } });
    bench.do({ type: 'release', part: 'm2' }, 'itManager').save('analyse', { measures: { m2: { needsOutage: 'yes' } } });
    assert.ok(!bench.incident.releases.has('m2'));
  });
});
