import assert from 'node:assert/strict';
import type { Patch } from '../../../src/domain/forms/field';
import { incidentEvent } from '../../../src/domain/incident/event';
import { shortEndings } from '../../../src/domain/incident/forms/complete';
import { foldIncident } from '../../../src/domain/incident/fold';
import type { IncidentRefusal } from '../../../src/domain/incident/refusal';
import { headsOf } from '../../../src/domain/record/log';
import { addHours } from '../../../src/domain/foundation/time';
import { missingAt } from '../../../src/domain/incident/gate';
import type { gateCodes, GateCode } from '../../../src/domain/incident/gateCondition';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { seal } from '../../../src/store/chain';
import { Bench, benchAt, context, person, testGates, testId, testNow } from '../../support/incidents';
import { decide } from '../../../src/domain/deciding';

const reported: Patch = {
  title: 'The printer does not print',
  kind: 'disruption',
  reporter: 'Front desk',
  symptoms: 'Paper is stuck',
  couldBeSecurity: 'no',
  couldBeSecurityReason: 'Paper',
};
const answers: Readonly<Record<(typeof shortEndings)[number], Patch>> = {
  solved: { closureCode: 'solved', solution: 'Paper taken out', impact: '4', urgency: '3' },
  duplicate: { closureCode: 'duplicate', duplicateOf: 'INC-000001' },
  falseAlarm: { closureCode: 'falseAlarm', solution: 'It prints' },
  notReproducible: { closureCode: 'notReproducible', solution: 'Tried with three files' },
  answered: { closureCode: 'answered', solution: 'Told where the paper is' },
  withdrawn: { closureCode: 'withdrawn', solution: 'Nobody needs it' },
};

function captured(change: Patch = {}): Bench {
  return new Bench().do({ type: 'capture', record: testId, patch: { ...reported, ...change } });
}

function refusedFor(refusal: IncidentRefusal): readonly string[] {
  return refusal.code === 'shortWay' ? refusal.missing.map(({ code }) => code) : [refusal.code];
}

function missing(bench: Bench, patch: Patch, role: 'administrator' | 'itManager' = 'administrator'): readonly string[] {
  const before = bench.events;
  const decision = bench.try({ type: 'completeShortly', patch }, role);
  bench.events = before;
  return decision.ok ? [] : refusedFor(decision.error);
}

describe('the short way to completion', () => {
  for (const ending of shortEndings) {
    it(`${ending}: completes from any step, by one person, and says that it was the short way`, () => {
      for (const step of stepIds) {
        const bench = step === 'detect' ? captured() : benchAt(step, reported);
        if (step === 'monitor' || step === 'complete')
          bench.save('remedy', { measures: { m1: { state: 'ended', doneAt: testNow, doneBy: 'Ben' } } });
        else if (stepIds.indexOf(step) > 2) bench.save('remedy', { measures: { m1: { state: 'dropped', droppedReason: 'x' } } });
        bench.do({ type: 'completeShortly', patch: answers[ending] });
        const { incident } = bench;
        assert.deepEqual([incident.open, incident.values.closureCode, incident.disregarded], [false, ending, []], step);
        assert.deepEqual(bench.events.at(-1)?.data, { from: step, closureCode: ending, short: true });
      }
    });

    it(`${ending}: each of its answers is asked; without it the way is refused, and names what is missing`, () => {
      for (const field of Object.keys(answers[ending])) {
        const { [field]: left, ...others } = answers[ending];
        assert.ok(left);
        assert.notDeepEqual(missing(captured(), others), [], field);
      }
      for (const field of ['title', 'kind', 'couldBeSecurity', 'couldBeSecurityReason'])
        assert.notDeepEqual(missing(captured({ [field]: null }), answers[ending]), [], field);
    });
  }

  it('of what was solved or answered it is known who reported what', () => {
    for (const ending of ['solved', 'answered'] as const) {
      assert.deepEqual(missing(captured({ reporter: null }), answers[ending]), ['reporter']);
      assert.deepEqual(missing(captured({ symptoms: null }), answers[ending]), ['symptoms']);
    }
  });

  it('what was solved is in normal operation since now, where nobody said otherwise', () => {
    const { values } = captured().do({ type: 'completeShortly', patch: answers.solved }).incident;
    assert.deepEqual([values.serviceState, values.restoredAt], ['normal', testNow]);
    const { values: others } = captured().do({ type: 'completeShortly', patch: answers.falseAlarm }).incident;
    assert.deepEqual([others.serviceState, others.restoredAt], [undefined, undefined]);
  });

  it('is not open to what is or may be a security incident', () => {
    const relevant: readonly Patch[] = [{ kind: 'securityIncident' }, { couldBeSecurity: 'yes' }, { couldBeSecurity: 'unknown' }];
    for (const change of relevant)
      assert.deepEqual(missing(captured(change), answers.falseAlarm, 'itManager'), ['notSecurity'], JSON.stringify(change));
    for (const assessment of ['confirmed', 'suspected']) {
      const bench = captured().save('qualify', { assessment });
      assert.ok(missing(bench, answers.falseAlarm, 'itManager').includes('notSecurity'), assessment);
    }
    // Qualification answers the question for good.
    const ruledOut = captured({ couldBeSecurity: 'unknown' }).save('qualify', { assessment: 'no', assessmentReason: 'x' });
    assert.deepEqual(missing(ruledOut, answers.falseAlarm), []);
  });

  it('names each condition that is its own', () => {
    /** One that is forgotten here does not compile. */
    const own: Readonly<Record<Exclude<GateCode, (typeof gateCodes)[StepId][number]>, readonly [Bench, Patch]>> = {
      notSecurity: [captured({ couldBeSecurity: 'unknown' }), {}],
      shortEnding: [captured(), { closureCode: 'notSolved' }],
      noDuty: [captured().save('qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow } } }), {}],
    };
    for (const [code, [bench, patch]] of Object.entries(own)) {
      bench.save('complete', { ...answers.falseAlarm, ...patch });
      assert.deepEqual(
        missingAt(bench.incident, 'short', testGates).map(condition => condition.code),
        [code],
      );
    }
  });

  it('leaves nothing open: no gap, no measure, no workaround in force, no reporting duty', () => {
    const measure = { what: 'x', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Firewall' };
    const withGap = captured().save('analyse', { measures: { m1: { ...measure, state: 'ended' } } });
    assert.deepEqual(missing(withGap, answers.falseAlarm), ['measuresReleased', 'gapsClosed']);
    // One that was dropped before it began has switched nothing off.
    const dropped = captured().save('analyse', { measures: { m1: { ...measure, state: 'dropped' } } });
    assert.deepEqual(missing(dropped, answers.falseAlarm), []);
    for (const state of ['open', 'running', 'done']) {
      const bench = captured();
      bench.releaseRule = 'major';
      bench.save('analyse', { measures: { m1: { what: 'x', type: 'workaround', weakensSafeguard: 'no', state } } });
      for (const ending of shortEndings) assert.deepEqual(missing(bench, answers[ending]), ['measuresOver'], `${state} ${ending}`);
    }
    const ended = captured().save('analyse', {
      measures: { m1: { what: 'x', type: 'workaround', weakensSafeguard: 'no', state: 'ended' } },
    });
    assert.deepEqual(missing(ended, answers.falseAlarm), ['measuresReleased']);
    const duty = captured().save('qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow } } });
    assert.deepEqual(missing(duty, answers.solved), ['noDuty']);
  });

  it('P1 and P2 are signed off: the IT manager does so by completing, another needs it before', () => {
    const urgent = { ...answers.solved, impact: '1', urgency: '1' };
    assert.deepEqual(missing(captured(), urgent), ['signOff']);
    const bench = captured().do({ type: 'completeShortly', patch: urgent }, 'itManager');
    assert.deepEqual([bench.incident.open, bench.incident.signOff?.by.role], [false, 'itManager']);
    const signed = captured().save('qualify', { impact: '1', urgency: '1' }).save('complete', { closureCode: 'solved', solution: 'x' });
    signed.save('remedy', { serviceState: 'normal', restoredAt: testNow }).do({ type: 'signOff' }, 'itManager');
    assert.deepEqual(missing(signed, {}), []);
    const before = signed.incident.signOff;
    signed.now = addHours(testNow, 1);
    signed.do({ type: 'completeShortly', patch: {} }, 'itManager', 'Ida');
    assert.deepEqual([signed.incident.open, signed.incident.signOff], [false, before], 'a sign-off that stands is not given again');
  });

  it('a duplicate names an incident that there is, and is linked to it', () => {
    const bench = captured();
    const nowhere = decide(bench.incident, { type: 'completeShortly', patch: answers.duplicate }, context({ exists: () => false }));
    assert.equal(!nowhere.ok && nowhere.error.code, 'noSuchRecord');
    assert.deepEqual(missing(bench, { closureCode: 'duplicate', duplicateOf: testId }), ['noSuchRecord']);
    bench.do({ type: 'completeShortly', patch: answers.duplicate });
    assert.deepEqual(
      bench.incident.links.map(({ kind, target }) => [kind, target]),
      [['duplicateOf', { type: 'record', id: 'INC-000001' }]],
    );
  });

  it('an original is no duplicate of what it is the original of, also through others; other circles hold nothing up', () => {
    const duplicates = (chain: Readonly<Record<string, readonly string[]>>): string | undefined => {
      const decision = decide(
        captured().incident,
        { type: 'completeShortly', patch: answers.duplicate },
        context({ originals: id => chain[id] ?? [] }),
      );
      return decision.ok ? undefined : decision.error.code;
    };
    assert.equal(duplicates({ 'INC-000001': [testId] }), 'noOriginal');
    assert.equal(duplicates({ 'INC-000001': ['INC-000002', 'INC-000003'], 'INC-000003': [testId] }), 'noOriginal');
    assert.equal(duplicates({ 'INC-000001': ['INC-000002'], 'INC-000002': ['INC-000001'] }), undefined);
    const ready = captured().save('complete', answers.duplicate).incident;
    const circle = missingAt(ready, 'short', { ...testGates, originals: () => [testId] });
    assert.deepEqual(
      circle.map(({ code }) => code),
      ['duplicateOf'],
    );
  });

  it('fills in no outcome of a review, and nothing that is no field', () => {
    assert.deepEqual(missing(captured(), { ...answers.falseAlarm, problemReview: 'none' }), ['invalidField']);
    assert.deepEqual(missing(captured(), { ...answers.falseAlarm, anything: 'x' }), ['invalidField']);
  });

  it('an entry written by hand that claims the short way of a security incident does not count', () => {
    for (const change of [{ kind: 'securityIncident' }, { couldBeSecurity: 'unknown' }]) {
      const { events } = captured(change);
      const draft = incidentEvent('incident.completed', { from: 'detect', closureCode: 'falseAlarm', short: true });
      const { open, disregarded } = foldIncident(testId, [...events, seal(draft, headsOf(events), testNow, person())]);
      assert.deepEqual([open, disregarded.map(({ reason }) => reason)], [true, ['misplaced']]);
    }
  });
});
