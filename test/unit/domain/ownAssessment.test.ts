import assert from 'node:assert/strict';
import { missingAt } from '../../../src/domain/incident/gate';
import { benchAt, testGates, testNow, type Bench } from '../../support/incidents';

const confirmed = { type: 'assessSecurity', assessment: 'confirmed', reason: 'Known attacker' } as const;

function lacks(bench: Bench): boolean {
  return missingAt(bench.incident, bench.incident.step, testGates).some(({ code }) => code === 'assessmentsAgree');
}

describe('the assessment of security management itself', () => {
  it('is an entry of the officer alone: assessment, reason, time', () => {
    const bench = benchAt('analyse').do(confirmed, 'securityOfficer');
    const { ownAssessment, disregarded } = bench.incident;
    assert.deepEqual(
      [ownAssessment?.assessment, ownAssessment?.reason, ownAssessment?.at, ownAssessment?.by.role, disregarded],
      ['confirmed', 'Known attacker', testNow, 'securityOfficer', []],
    );
    for (const role of ['administrator', 'developer', 'itManager'] as const)
      assert.equal(benchAt('analyse').try(confirmed, role).ok, false, role);
  });

  it('needs a reason, and changes nothing of the form', () => {
    assert.equal(benchAt('analyse').try({ ...confirmed, reason: ' ' }, 'securityOfficer').ok, false);
    const before = benchAt('analyse');
    assert.deepEqual(benchAt('analyse').do(confirmed, 'securityOfficer').incident.values, before.incident.values);
  });

  for (const step of ['qualify', 'analyse', 'remedy', 'monitor', 'complete'] as const)
    it(`in contradiction to that of step 2 keeps the incident at step ${step} until one of the two is changed`, () => {
      const bench = benchAt(step);
      if (step === 'qualify') bench.fulfil('qualify');
      assert.equal(lacks(bench), false);
      bench.do(confirmed, 'securityOfficer');
      assert.equal(lacks(bench), true);
      assert.equal(lacks(bench.save('qualify', { assessment: 'suspected' })), false);
      bench.save('qualify', { assessment: 'no', assessmentReason: 'It was the backup' });
      assert.equal(lacks(bench), true);
      assert.equal(lacks(bench.do({ ...confirmed, assessment: 'falseAlarm' }, 'securityOfficer')), false);
    });

  it('closes the short way to what security management takes for a security incident', () => {
    const bench = benchAt('qualify').do(confirmed, 'securityOfficer');
    const decision = bench.try({ type: 'completeShortly', patch: { closureCode: 'falseAlarm', solution: 'x' } });
    assert.deepEqual(!decision.ok && decision.error.code === 'shortWay' && decision.error.missing.map(({ code }) => code), [
      'assessmentsAgree',
    ]);
  });

  it('can be entered after the completion, and takes nothing back', () => {
    const bench = benchAt('complete').fulfil('complete').do({ type: 'complete' });
    bench.do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) }).do(confirmed, 'securityOfficer');
    assert.equal(bench.incident.ownAssessment?.assessment, 'confirmed');
    assert.ok(bench.incident.finalReport);
  });

  it('cannot be redacted away by those it contradicts', () => {
    const bench = benchAt('analyse').do(confirmed, 'securityOfficer');
    const decision = bench.try({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'x' }, 'itManager');
    assert.equal(!decision.ok && decision.error.code, 'carriesState');
  });
});
