import assert from 'node:assert/strict';
import type { Patch } from '../../../src/domain/forms/field';
import { gateCodes, gateOf, missingAt, type GateCode } from '../../../src/domain/incident/gate';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { Bench, benchAt, passStep, testNow } from '../../support/incidents';

/** What makes each condition fail when everything else is met. `bench` prepares, `patch` breaks. */
interface Breaking {
  readonly patch?: Patch;
  readonly step?: StepId;
  readonly before?: (bench: Bench) => void;
}

const security: Patch = {
  assessment: 'suspected',
  handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } },
};

const breaking: Readonly<Record<GateCode, readonly Breaking[]>> = {
  title: [{ patch: { title: null } }],
  kind: [{ patch: { kind: null } }],
  detection: [{ patch: { detection: null } }],
  reporter: [{ patch: { reporter: null } }, { patch: { reporter: '  ' } }],
  detectedAt: [{ patch: { detectedAt: null } }],
  symptoms: [{ patch: { symptoms: null } }],
  securityAnswer: [{ patch: { couldBeSecurity: null } }, { patch: { couldBeSecurityReason: null } }],
  priority: [{ patch: { impact: null } }, { patch: { urgency: null } }],
  overrideReason: [{ patch: { priorityOverride: 'P1' } }],
  category: [{ patch: { category: null } }],
  assessment: [{ patch: { assessment: null } }, { patch: { assessmentReason: null } }],
  levelAndPerson: [{ patch: { level: null } }, { patch: { assignee: null } }],
  firstSupport: [{ patch: { firstSupportResult: null } }],
  handOverSecurity: [
    { patch: { assessment: 'confirmed' } },
    { patch: { ...security, handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone' } } } },
  ],
  handOverEmergency: [{ patch: { continuityThreatened: 'yes' } }],
  problemReview: [{ patch: { problemReview: null } }],
  knownErrorReview: [{ patch: { knownErrorReview: null } }],
  changeReview: [{ patch: { changeReview: null } }],
  cause: [{ patch: { causeKnown: null } }, { patch: { cause: null } }],
  measure: [{ patch: { measures: { m1: null } } }, { patch: { measures: { m1: { type: null } } } }],
  safeguardQuestion: [
    { patch: { measures: { m1: { weakensSafeguard: null } } } },
    { patch: { measures: { m1: { weakensSafeguard: 'yes' } } } },
  ],
  release: [{ patch: { measures: { m2: { what: 'Mend it', type: 'final', weakensSafeguard: 'no', person: 'Ben', due: testNow } } } }],
  serviceState: [{ patch: { serviceState: null } }, { patch: { serviceState: 'down' } }],
  measuresAssigned: [{ patch: { measures: { m1: { person: null } } } }, { patch: { measures: { m1: { due: null } } } }],
  checklist: [
    { patch: { restoration: { functionTest: { answer: null } } } },
    { patch: { restoration: { functionTest: { answer: 'notApplicable' } } } },
  ],
  windowOver: [{ patch: { observeUntil: '2026-12-24T00:00:00.000Z' } }, { patch: { observeUntil: null } }],
  checkHolds: [
    { patch: { checks: { c1: null } } },
    { patch: { checks: { c1: { holds: 'no' } } } },
    { patch: { checks: { c2: { at: '2026-11-23T08:00:00.000Z', person: 'Ada', holds: 'no' } } } },
  ],
  noRecurrence: [{ patch: { recurrence: null } }],
  documentation: [
    { patch: { effectivenessConfirmedBy: null } },
    { step: 'remedy', patch: { usersInformedAt: null } },
    { step: 'remedy', patch: { measures: { m1: { state: 'done' } } } },
    { step: 'analyse', patch: { measures: { m2: { what: 'Another way', type: 'workaround', weakensSafeguard: 'no' } } } },
  ],
  closureCode: [{ patch: { closureCode: null } }],
  duplicateOf: [{ patch: { closureCode: 'duplicate' } }],
  measuresReleased: [
    // Released once, and worded otherwise since.
    { step: 'analyse', patch: { measures: { m1: { what: 'Take everything back' } } } },
    { step: 'analyse', patch: { measures: { m2: { what: 'Another way', type: 'workaround', weakensSafeguard: 'no' } } } },
    { step: 'analyse', patch: { measures: { m2: { what: 'Another way', type: 'final', weakensSafeguard: 'no' } } } },
  ],
  gapsClosed: [
    { step: 'analyse', patch: { measures: { m2: { what: 'x', state: 'dropped', weakensSafeguard: 'yes', safeguard: 'Firewall' } } } },
  ],
  causeCarriedOn: [
    { patch: { closureCode: 'solvedByWorkaround' } },
    { patch: { closureCode: 'solvedByWorkaround', carriedOnBy: 'somebody' } },
    { patch: { closureCode: 'solvedByWorkaround', carriedOnBy: 'INC-7K3QF2' } },
  ],
  finalReport: [{}],
  signOff: [
    { step: 'qualify', patch: { impact: '1', urgency: '1' } },
    { step: 'qualify', patch: { impact: '2', urgency: '2' } },
    { step: 'qualify', patch: { priorityOverride: 'P2' } },
    { step: 'qualify', patch: { assessment: 'suspected' } },
    { step: 'detect', patch: { kind: 'securityIncident' } },
  ],
};

const report = { type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) } as const;

function ready(step: StepId): Bench {
  const bench = benchAt(step).fulfil(step);
  if (step === 'complete') bench.do(report);
  return bench;
}

describe('gates', () => {
  for (const step of stepIds) {
    it(`${step}: an incident that meets every condition may go on`, () => {
      assert.deepEqual(missingAt(ready(step).incident, step, testNow), []);
    });
    for (const code of gateCodes[step]) {
      breaking[code].forEach((broken, index) => {
        it(`${step}: ${code} is missed (${index + 1}) and refuses to go on`, () => {
          const bench = code === 'finalReport' ? benchAt(step).fulfil(step) : ready(step);
          if (broken.patch) bench.save(broken.step ?? step, broken.patch);
          // A change takes the report back; here only the condition itself is to be missing.
          if (step === 'complete' && code !== 'finalReport') bench.do(report);
          assert.deepEqual(
            missingAt(bench.incident, step, testNow).map(condition => condition.code),
            [code],
          );
          const decision = bench.try(step === 'complete' ? { type: 'complete' } : { type: 'advance', from: step });
          assert.equal(decision.ok ? 'none' : decision.error.code, 'gate');
          assert.equal(bench.incident.step, step);
        });
      });
    }
  }

  it('names a field for each condition that is missing', () => {
    for (const step of stepIds) {
      for (const condition of gateOf(new Bench().incident, step, testNow)) {
        if (!condition.met) assert.ok(condition.field, `${step} ${condition.code}`);
      }
    }
  });

  it('hand-overs: complete ones to both parties let a suspected security incident go on', () => {
    const bench = ready('qualify').save('qualify', { ...security, continuityThreatened: 'yes' });
    assert.deepEqual(
      missingAt(bench.incident, 'qualify', testNow).map(({ code }) => code),
      ['handOverEmergency'],
    );
    bench.save('qualify', {
      handOvers: { h2: { interface: 'emergencyManagement', person: 'Eve', at: testNow, channel: 'Phone', passed: 'All' } },
    });
    assert.deepEqual(missingAt(bench.incident, 'qualify', testNow), []);
  });

  it('the security items of the checklist are asked of security incidents only', () => {
    const bench = ready('remedy');
    bench.save('detect', { kind: 'securityIncident' });
    assert.deepEqual(
      missingAt(bench.incident, 'remedy', testNow).map(({ code, row }) => [code, row]),
      [['checklist', 'systemsIsolated']],
    );
  });

  it('a final solution goes on once the IT manager has released it; changing it takes the release back', () => {
    const bench = ready('analyse').save('analyse', { measures: { m2: { what: 'Mend it', type: 'final', weakensSafeguard: 'no' } } });
    bench.do({ type: 'release', part: 'm2' }, 'itManager');
    assert.deepEqual(missingAt(bench.incident, 'analyse', testNow), []);
    bench.save('analyse', { measures: { m2: { what: 'Mend it otherwise' } } });
    assert.deepEqual(
      missingAt(bench.incident, 'analyse', testNow).map(({ code }) => code),
      ['release'],
    );
  });

  it('a reason for ending early stands in for the end of the window', () => {
    const bench = ready('monitor').save('monitor', { observeUntil: '2026-12-24T00:00:00.000Z', endedEarlyReason: 'Service was retired' });
    assert.deepEqual(missingAt(bench.incident, 'monitor', testNow), []);
  });

  it('steps pass one after the other from the first to the last', () => {
    const bench = benchAt('detect');
    for (const step of stepIds.slice(0, 5)) passStep(bench, step);
    assert.equal(bench.incident.step, 'complete');
    assert.deepEqual(bench.incident.passed, ['detect', 'qualify', 'analyse', 'remedy', 'monitor']);
  });
});
