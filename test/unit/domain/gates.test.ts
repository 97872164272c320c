import assert from 'node:assert/strict';
import type { Patch } from '../../../src/domain/forms/field';
import { gateOf, missingAt } from '../../../src/domain/incident/gate';
import { conditionPath, gateCodes, standingCodes, type GateCode } from '../../../src/domain/incident/gateCondition';
import { needsSignOff } from '../../../src/domain/incident/gateEnding';
import { stepOfField } from '../../../src/domain/incident/forms';
import type { Incident } from '../../../src/domain/incident/incident';
import { formOf } from '../../../src/domain/incident/relevance';
import { dutyIds } from '../../../src/domain/vocabulary/duties';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { Bench, testGates, benchAt, passStep, testNow } from '../../support/incidents';

/** What makes each condition fail when everything else is met. `bench` prepares, `patch` breaks. */
interface Breaking {
  readonly patch?: Patch;
  readonly step?: StepId;
  readonly before?: (bench: Bench) => unknown;
  readonly after?: (bench: Bench) => unknown;
  /** What is missed along with it. */
  readonly also?: readonly GateCode[];
}

const security: Patch = {
  assessment: 'suspected',
  handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } },
};

/** Carried out, by whom and when. */
const ended = { state: 'ended', doneAt: testNow, doneBy: 'Ben', person: 'Ben', due: testNow };
const takeProcedure = (bench: Bench): unknown =>
  bench.do({
    type: 'takeProcedure',
    procedure: 'PRC-000001',
    into: 'checklist',
    steps: [{ id: 'a', what: 'Look at the relay', weakensSafeguard: 'no' }],
  });
const noDuties = Object.fromEntries(dutyIds.map(duty => [duty, { applies: 'no', reason: 'Not bound by it' }]));

/** One that is forgotten here does not compile; those of the short way alone stand in `shortWay.test.ts`. */
const breaking: Readonly<Record<(typeof gateCodes)[StepId][number], readonly Breaking[]>> = {
  title: [{ patch: { title: null } }],
  kind: [{ patch: { kind: null } }],
  detection: [{ patch: { detection: null } }],
  reporter: [{ patch: { reporter: null } }, { patch: { reporter: '  ' } }],
  detectedAt: [{ patch: { detectedAt: null } }],
  symptoms: [{ patch: { symptoms: null } }],
  securityAnswer: [{ patch: { couldBeSecurity: null } }, { patch: { couldBeSecurityReason: null } }],
  priority: [{ patch: { impact: null } }, { patch: { urgency: null } }],
  overrideReason: [{ patch: { priorityOverride: 'P1' } }],
  assessmentsAgree: [
    { after: bench => bench.do({ type: 'assessSecurity', assessment: 'confirmed', reason: 'Known attacker' }, 'securityOfficer') },
  ],
  procedureSteps: [{ before: takeProcedure }, { before: takeProcedure, patch: { procedureSteps: { a: { answer: 'notApplicable' } } } }],
  category: [{ patch: { category: null } }],
  assessment: [{ patch: { assessment: null } }, { patch: { assessmentReason: null } }],
  levelAndPerson: [{ patch: { level: null } }, { patch: { assignee: null } }],
  firstSupport: [{ patch: { firstSupportResult: null } }],
  handOverSecurity: [
    { patch: { assessment: 'confirmed', duties: noDuties } },
    {
      patch: {
        ...security,
        duties: noDuties,
        handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone' } },
      },
    },
  ],
  handOverEmergency: [{ patch: { continuityThreatened: 'yes' } }],
  problemReview: [{ patch: { problemReview: null } }],
  knownErrorReview: [{ patch: { knownErrorReview: null } }],
  changeReview: [{ patch: { changeReview: null } }],
  cause: [{ patch: { causeKnown: null, cause: null } }, { patch: { cause: null } }],
  measure: [{ patch: { measures: { m1: null } } }, { patch: { measures: { m1: { type: null } } } }],
  safeguardQuestion: [
    {
      step: 'analyse',
      patch: { measures: { m1: { weakensSafeguard: null } } },
      after: bench => bench.do({ type: 'release', part: 'm1' }, 'itManager'),
    },
  ],
  release: [{ patch: { measures: { m2: { what: 'Mend it', type: 'final', weakensSafeguard: 'no', person: 'Ben', due: testNow } } } }],
  serviceState: [{ patch: { serviceState: null } }, { patch: { serviceState: 'down' } }],
  measuresAssigned: [
    { patch: { measures: { m1: { state: 'open', person: null } } } },
    { patch: { measures: { m1: { state: 'running', due: null } } } },
  ],
  checklist: [
    { patch: { restoration: { functionTest: { answer: null } } } },
    { patch: { restoration: { functionTest: { answer: 'notApplicable' } } } },
  ],
  windowOver: [{ patch: { observeUntil: '2026-12-24T00:00:00.000Z' } }, { patch: { observeUntil: null } }],
  checkHolds: [
    { patch: { checks: { c1: null } } },
    { patch: { checks: { c1: { holds: 'no' } } } },
    { patch: { checks: { c2: { at: '2026-11-22T08:01:00.000Z', person: 'Ada', seen: 'Nothing arrives', holds: 'no' } } } },
  ],
  noRecurrence: [{ patch: { recurrence: null, checks: { c1: { holds: 'no' } } }, also: ['checkHolds'] }],
  documentation: [
    { patch: { effectivenessConfirmedBy: null, checks: { c1: { person: null } } } },
    { step: 'remedy', patch: { usersInformedAt: null } },
    { step: 'remedy', patch: { measures: { m1: { state: 'done', doneAt: null } } } },
    { step: 'analyse', patch: { measures: { m2: { ...ended, what: 'Another way', type: 'workaround', weakensSafeguard: 'no' } } } },
  ],
  closureCode: [{ patch: { closureCode: null } }],
  duplicateOf: [{ patch: { closureCode: 'duplicate' } }, { patch: { closureCode: 'duplicate', duplicateOf: 'PRB-7K3QF2' } }],
  measuresReleased: [
    // Released once, and worded otherwise since.
    { step: 'analyse', patch: { measures: { m1: { what: 'Take everything back' } } } },
    { step: 'analyse', patch: { measures: { m2: { ...ended, what: 'Another way', type: 'workaround', weakensSafeguard: 'no' } } } },
    { step: 'analyse', patch: { measures: { m2: { ...ended, what: 'Another way', type: 'final', weakensSafeguard: 'no' } } } },
  ],
  gapsClosed: [
    {
      step: 'analyse',
      before: bench => bench.save('remedy', { restoration: { safeguardsInForce: { answer: 'notApplicable', reason: 'x' } } }),
      patch: { measures: { m2: { ...ended, what: 'x', weakensSafeguard: 'yes', safeguard: 'Firewall' } } },
    },
  ],
  causeCarriedOn: [
    { patch: { closureCode: 'solvedByWorkaround' } },
    { patch: { closureCode: 'solvedByWorkaround', carriedOnBy: 'somebody' } },
    { patch: { closureCode: 'knownError' } },
    { patch: { closureCode: 'knownError', carriedOnBy: 'PRB-7K3QF2' } },
    { patch: { closureCode: 'solvedByWorkaround', carriedOnBy: 'INC-7K3QF9' } },
  ],
  timesInOrder: [
    { step: 'detect', patch: { occurredAt: '2026-11-22T08:06:00.000Z', detectedAt: '2026-11-22T08:00:00.000Z' } },
    { step: 'detect', patch: { detectedAt: '2026-11-22T08:06:00.000Z' } },
  ],
  checklistAgrees: [
    {
      step: 'analyse',
      patch: { measures: { m2: { ...ended, what: 'x', weakensSafeguard: 'yes', safeguard: 'Firewall' } } },
      after: bench => bench.do({ type: 'acceptGap', gap: 'm2', until: '2026-12-24T00:00:00.000Z', reason: 'x' }, 'itManager'),
    },
  ],
  dutiesDecided: [
    { step: 'qualify', patch: { personalData: 'yes', duties: { ...noDuties, gdprNotification: { applies: 'no' } } } },
    { step: 'qualify', patch: { personalData: 'yes', duties: { ...noDuties, gdprRecord: { applies: 'unknown' } } } },
    { step: 'qualify', patch: { personalData: 'yes', duties: { ...noDuties, doraInitial: { reason: 'x' } } } },
  ],
  serviceNormal: [
    { step: 'remedy', patch: { serviceState: 'restricted' } },
    { step: 'remedy', patch: { serviceState: 'down' } },
  ],
  measuresOver: [
    { step: 'remedy', patch: { measures: { m1: { state: 'running' } } } },
    { step: 'remedy', patch: { measures: { m1: { state: null } } } },
    // Carried out, and still in force.
    { step: 'remedy', patch: { measures: { m1: { state: 'done' } } } },
  ],
  solution: [{ patch: { solution: null } }],
  dutiesAsked: [
    { patch: { personalData: 'yes' } },
    { patch: { personalData: 'yes', dutiesApply: 'none' } },
    { patch: { personalData: 'yes', dutiesApply: 'some' } },
    { patch: security },
    { step: 'detect', patch: { kind: 'securityIncident' } },
  ],
  latenessExplained: [
    { patch: { duties: { gdprNotification: { applies: 'yes', awareAt: '2026-11-19T07:59:00.000Z', sentAt: testNow } } }, step: 'qualify' },
  ],
  clocksRun: [
    { patch: { duties: { gdprNotification: { applies: 'yes' } } } },
    { patch: { duties: { nis2EarlyWarning: { applies: 'yes' } } } },
  ],
  noticesSent: [
    { step: 'qualify', patch: { duties: { gdprNotification: { applies: 'yes', awareAt: '2026-11-19T07:59:00.000Z' } } } },
    { step: 'qualify', patch: { duties: { nis2EarlyWarning: { applies: 'yes', awareAt: '2026-11-21T07:59:00.000Z' } } } },
  ],
  signOff: [
    { step: 'qualify', patch: { impact: '1', urgency: '1' } },
    { step: 'qualify', patch: { impact: '2', urgency: '2' } },
    { step: 'qualify', patch: { priorityOverride: 'P2', priorityReason: 'x' } },
    { step: 'detect', before: bench => bench.save('qualify', { duties: noDuties }), patch: { kind: 'securityIncident' } },
  ],
};

/** Conditions that are missing and lead to no field, row or card that the page shows for this incident. */
function leadsNowhere(incident: Incident, step: StepId): readonly (string | undefined)[] {
  const leads = (path = ''): boolean => {
    const [field = '', row] = path.split('/');
    if (field === 'gaps') return incident.gaps.some(({ id }) => id === row);
    if (field === 'signOff') return needsSignOff(incident);
    const home = stepOfField(field);
    const shown =
      home &&
      formOf(home, incident.values)
        .flatMap(({ fields }) => fields)
        .find(({ id }) => id === field);
    const rows = (incident.values as Readonly<Record<string, readonly { readonly id: string }[] | undefined>>)[field] ?? [];
    return shown !== undefined && (row === undefined || shown.rows?.includes(row) === true || rows.some(({ id }) => id === row));
  };
  return missingAt(incident, step, testGates)
    .map(conditionPath)
    .filter(path => !leads(path));
}

function ready(step: StepId): Bench {
  return benchAt(step).fulfil(step);
}

describe('gates', () => {
  for (const step of stepIds) {
    it(`${step}: an incident that meets every condition may go on`, () => {
      assert.deepEqual(missingAt(ready(step).incident, step, testGates), []);
    });
    // What holds at every step is broken where it is asked; that it holds later, too, is tested below.
    const own = gateCodes[step].filter(code => step === 'qualify' || !standingCodes.some(other => other === code));
    for (const code of own) {
      breaking[code].forEach((broken, index) => {
        it(`${step}: ${code} is missed (${index + 1}) and refuses to go on`, () => {
          const bench = ready(step);
          broken.before?.(bench);
          if (broken.patch) bench.save(broken.step ?? step, broken.patch);
          broken.after?.(bench);
          assert.deepEqual(
            missingAt(bench.incident, step, testGates).map(condition => condition.code),
            [...(broken.also ?? []), code],
          );
          assert.deepEqual(leadsNowhere(bench.incident, step), []);
          const decision = bench.try(step === 'complete' ? { type: 'complete' } : { type: 'advance', from: step });
          assert.equal(decision.ok ? 'none' : decision.error.code, 'gate');
          assert.equal(bench.incident.step, step);
        });
      });
    }
  }

  it('a measure that weakens a safeguard says which', () => {
    const bench = ready('analyse').save('analyse', { measures: { m1: { weakensSafeguard: 'yes' } } });
    assert.deepEqual(
      missingAt(bench.incident, 'analyse', testGates).map(({ code }) => code),
      ['safeguardQuestion'],
    );
  });

  it('names a field for each condition that is missing', () => {
    for (const step of stepIds) {
      for (const condition of gateOf(new Bench().incident, step, testGates)) {
        if (!condition.met) assert.ok(condition.field, `${step} ${condition.code}`);
      }
    }
  });

  it('hand-overs: complete ones to both parties let a suspected security incident go on', () => {
    const bench = ready('qualify').save('qualify', { ...security, continuityThreatened: 'yes', duties: noDuties });
    assert.deepEqual(
      missingAt(bench.incident, 'qualify', testGates).map(({ code }) => code),
      ['handOverEmergency'],
    );
    bench.save('qualify', {
      handOvers: { h2: { interface: 'emergencyManagement', person: 'Eve', at: testNow, channel: 'Phone', passed: 'All' } },
    });
    assert.deepEqual(missingAt(bench.incident, 'qualify', testGates), []);
  });

  it('the security items of the checklist are asked of security incidents only', () => {
    const bench = ready('remedy').save('remedy', { restoration: { systemsIsolated: { answer: null } } });
    assert.deepEqual(missingAt(bench.incident, 'remedy', testGates), []);
    bench.save('qualify', { duties: noDuties }).save('detect', { kind: 'securityIncident' });
    assert.deepEqual(
      missingAt(bench.incident, 'remedy', testGates).map(({ code, row }) => [code, row]),
      [['checklist', 'systemsIsolated']],
    );
  });

  it('a final solution goes on once the IT manager has released it; changing it takes the release back', () => {
    const bench = ready('analyse').save('analyse', { measures: { m2: { what: 'Mend it', type: 'final', weakensSafeguard: 'no' } } });
    bench.do({ type: 'release', part: 'm2' }, 'itManager');
    assert.deepEqual(missingAt(bench.incident, 'analyse', testGates), []);
    bench.save('analyse', { measures: { m2: { what: 'Mend it otherwise' } } });
    assert.deepEqual(
      missingAt(bench.incident, 'analyse', testGates).map(({ code }) => code),
      ['release'],
    );
  });

  it('a reason for ending early stands in for the end of the window', () => {
    const bench = ready('monitor').save('monitor', { observeUntil: '2026-12-24T00:00:00.000Z', endedEarlyReason: 'Service was retired' });
    assert.deepEqual(missingAt(bench.incident, 'monitor', testGates), []);
  });

  it('steps pass one after the other from the first to the last', () => {
    const bench = benchAt('detect');
    for (const step of stepIds.slice(0, 5)) passStep(bench, step);
    assert.equal(bench.incident.step, 'complete');
    assert.deepEqual(bench.incident.passed, ['detect', 'qualify', 'analyse', 'remedy', 'monitor']);
  });
});
