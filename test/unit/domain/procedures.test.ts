import assert from 'node:assert/strict';
import { missingAt } from '../../../src/domain/incident/gate';
import { gapState } from '../../../src/domain/incident/gap';
import type { ProcedurePlace, TakeProcedure, TakenStep } from '../../../src/domain/incident/procedureSteps';
import { isTakenOver } from '../../../src/domain/incident/takeOver';
import type { IncidentDecision } from '../../../src/domain/incident/refusal';
import { englishProcess } from '../../../src/words/english/process';
import { benchAt, passStep, testGates, testNow } from '../../support/incidents';

const steps: readonly TakenStep[] = [
  { id: 'a', what: 'Look at the relay', person: '1st level', expected: 'It answers', weakensSafeguard: 'no' },
  { id: 'b', what: 'Send without TLS', weakensSafeguard: 'yes', safeguard: 'Transport encryption' },
  { id: 'c', what: 'Restart the queue' },
];

function taking(into: ProcedurePlace, change: Partial<TakeProcedure> = {}): TakeProcedure {
  return { type: 'takeProcedure', procedure: 'PRC-000001', into, brings: 'workaround', steps, ...change };
}

function refused(decision: IncidentDecision): string {
  return decision.ok ? 'done' : decision.error.code;
}

describe('taking a procedure over (M 6.134)', () => {
  it('keeps a step whole that is longer, with what comes of it, than the line of a measure', () => {
    const [what, expected] = ['Restart the queue. '.repeat(50), 'It answers. '.repeat(50)];
    const steps = [
      { id: 'a', what, expected },
      { id: 'b', what: 'Look' },
    ];
    const bench = benchAt('detect').do({ type: 'takeProcedure', procedure: 'PRC-000001', into: 'measures', steps });
    assert.equal(bench.incident.values.measures?.[0]?.what, `${`${what} → ${expected}`.slice(0, 999)}…`);
    const comments = bench.incident.timeline.filter(({ type }) => type === 'record.commented');
    assert.deepEqual(
      comments.map(({ data }) => data),
      [{ text: `${what} → ${expected}` }],
    );
  });

  it('puts its steps among the measures in one entry, with a link to it; who does it and what to expect come along', () => {
    const bench = benchAt('detect');
    const before = bench.events.length;
    bench.do(taking('measures'));
    const { values, links, applied } = bench.incident;
    assert.deepEqual(values.measures, [
      { id: 'a', what: 'Look at the relay → It answers', type: 'workaround', person: '1st level', weakensSafeguard: 'no' },
      { id: 'b', what: 'Send without TLS', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Transport encryption' },
      { id: 'c', what: 'Restart the queue', type: 'workaround' },
    ]);
    assert.deepEqual(
      bench.events.slice(before).map(({ type }) => type),
      ['incident.procedureTaken', 'record.linked'],
    );
    assert.deepEqual(
      links.map(({ target }) => target),
      [{ type: 'record', id: 'PRC-000001' }],
    );
    assert.deepEqual([...applied.values()], ['PRC-000001', 'PRC-000001', 'PRC-000001']);
  });

  it('opens the gap of a step that weakens a safeguard, and leaves a safeguard question open that was not answered', () => {
    const bench = benchAt('analyse').do(taking('measures'));
    assert.deepEqual(
      bench.incident.gaps.map(gap => [gap.safeguard, gapState(gap, testNow)]),
      [['Transport encryption', 'open']],
    );
    const open = missingAt(bench.incident, 'analyse', testGates).find(({ code }) => code === 'safeguardQuestion');
    assert.equal(open?.row, 'c');
  });

  it('puts into the checklist only what weakens no safeguard; the rest becomes measures, where the question is asked', () => {
    const { incident } = benchAt('detect').do(taking('checklist'));
    assert.deepEqual(incident.values.procedureSteps, [{ id: 'a', what: 'Look at the relay', expected: 'It answers', by: '1st level' }]);
    assert.deepEqual(
      incident.values.measures?.map(({ id }) => id),
      ['b', 'c'],
    );
  });

  it('an item that was taken over is answered before step 4 is left, not applicable with a reason', () => {
    const bench = benchAt('remedy').do(taking('checklist', { steps: steps.slice(0, 1) }));
    const missing = (): unknown => missingAt(bench.incident, 'remedy', testGates).find(({ code }) => code === 'procedureSteps')?.row;
    assert.equal(missing(), 'a');
    bench.save('remedy', { procedureSteps: { a: { answer: 'notApplicable' } } });
    assert.equal(missing(), 'a');
    bench.save('remedy', { procedureSteps: { a: { reason: 'Another relay' } } });
    assert.equal(missing(), undefined);
    assert.ok(englishProcess.gate.procedureSteps);
    passStep(bench, 'remedy');
    assert.equal(bench.incident.step, 'monitor');
  });

  it('is refused twice, without steps, when completed, and in a role that may not fill in where the steps go', () => {
    const bench = benchAt('analyse').do(taking('measures'));
    assert.equal(refused(bench.try(taking('checklist'))), 'alreadyApplied');
    assert.equal(refused(benchAt('analyse').try(taking('measures', { steps: [{ id: 'x', what: ' ' }] }))), 'nothingToTake');
    assert.equal(refused(benchAt('analyse').try(taking('checklist'), 'developer')), 'notPermitted');
    assert.equal(refused(benchAt('analyse').try(taking('measures'), 'developer')), 'done');
    assert.equal(refused(benchAt('analyse').try(taking('measures'), 'securityOfficer')), 'notPermitted');
    const closed = benchAt('qualify').do({
      type: 'completeShortly',
      patch: { closureCode: 'falseAlarm', solution: 'A test', impact: '4', urgency: '4', assessment: 'no', assessmentReason: 'A test' },
    });
    assert.equal(refused(closed.try(taking('measures'))), 'closed');
  });

  it('may be taken over again when none of its steps is left', () => {
    const bench = benchAt('analyse').do(taking('measures'));
    assert.ok(isTakenOver(bench.incident, 'PRC-000001'));
    bench.save('analyse', { measures: { a: null, b: null, c: null } });
    assert.ok(!isTakenOver(bench.incident, 'PRC-000001'));
  });
});
