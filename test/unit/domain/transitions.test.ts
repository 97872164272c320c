import assert from 'node:assert/strict';
import { stepIds } from '../../../src/domain/vocabulary/steps';
import { Bench, benchAt, fulfilled, testId, testNow } from '../../support/incidents';

function refusal(bench: Bench, ...args: Parameters<Bench['try']>): string {
  const decision = bench.try(...args);
  return decision.ok ? 'none' : decision.error.code;
}

function completed(): Bench {
  const bench = benchAt('complete').save('complete', fulfilled.complete);
  return bench.do({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) }).do({ type: 'complete' });
}

describe('transitions', () => {
  it('advance is refused from a step the incident does not stand at', () => {
    assert.equal(refusal(benchAt('analyse'), { type: 'advance', from: 'detect' }), 'notAtStep');
  });

  for (const from of stepIds) {
    for (const to of stepIds) {
      const allowed = stepIds.indexOf(to) < stepIds.indexOf(from);
      it(`going back from ${from} to ${to} is ${allowed ? 'possible' : 'refused'}`, () => {
        const bench = benchAt(from);
        assert.equal(refusal(bench, { type: 'goBack', to, reason: 'Something was missed' }), allowed ? 'none' : 'notBack');
        assert.equal(bench.incident.step, allowed ? to : from);
        if (allowed) assert.deepEqual(bench.incident.passed, stepIds.slice(0, stepIds.indexOf(to)));
      });
    }
  }

  it('going back needs a reason', () => {
    assert.equal(refusal(benchAt('analyse'), { type: 'goBack', to: 'detect', reason: ' ' }), 'reasonMissing');
  });

  it('entering step 5 starts the observation by priority, unless one is planned already', () => {
    assert.equal(benchAt('monitor').incident.values.observeUntil, '2026-11-25T08:00:00.000Z');
    const bench = benchAt('remedy').save('remedy', fulfilled.remedy).save('monitor', { observeUntil: '2026-12-01T00:00:00.000Z' });
    assert.equal(bench.do({ type: 'advance', from: 'remedy' }).incident.values.observeUntil, '2026-12-01T00:00:00.000Z');
  });

  it('a recurrence takes the incident back to step 3 by itself, with the reason', () => {
    const bench = benchAt('monitor');
    assert.equal(refusal(bench, { type: 'save', step: 'monitor', patch: { recurrence: 'yes' } }), 'reasonMissing');
    bench.save('monitor', { recurrence: 'yes', recurrenceReason: 'The queue stands still again' });
    assert.equal(bench.incident.step, 'analyse');
    const last = bench.incident.timeline.at(-1);
    assert.deepEqual([last?.type, (last?.data as { reason: string }).reason], ['incident.returned', 'The queue stands still again']);
    assert.equal(bench.incident.values.recurrence, undefined);
  });

  it('handing to another level can be done any number of times', () => {
    const bench = benchAt('analyse');
    for (const level of ['third', 'first', 'second'] as const) bench.do({ type: 'assign', level, person: 'Ben', reason: '' });
    assert.deepEqual([bench.incident.values.level, bench.incident.values.assignee], ['second', 'Ben']);
  });

  for (const kind of ['inquiry', 'order']) {
    it(`an ${kind} is answered at step 2 and completed from there`, () => {
      const bench = benchAt('qualify', { kind }).save('qualify', fulfilled.qualify).do({ type: 'complete' });
      assert.equal(bench.incident.open, false);
      assert.equal(bench.incident.values.closureCode, 'answered');
    });
  }

  it('a disruption, or an inquiry that may be a security incident, cannot be completed at step 2', () => {
    assert.equal(refusal(benchAt('qualify').save('qualify', fulfilled.qualify), { type: 'complete' }), 'notAtStep');
    assert.equal(
      refusal(benchAt('qualify', { kind: 'inquiry' }).save('qualify', { ...fulfilled.qualify, assessment: 'suspected' }), {
        type: 'complete',
      }),
      'notAtStep',
    );
  });

  it('a recurrence that was written down ahead takes nobody back but who saves step 5, at step 5', () => {
    const bench = benchAt('remedy').save('monitor', { recurrence: 'yes', recurrenceReason: 'It is back' });
    assert.equal(bench.incident.step, 'remedy');
    bench.fulfil('remedy').do({ type: 'advance', from: 'remedy' });
    bench.do({ type: 'save', step: 'detect', patch: { title: 'A typo mended' } }, 'developer');
    assert.deepEqual([bench.incident.step, bench.incident.disregarded], ['monitor', []]);
    bench.save('monitor', { observeUntil: testNow });
    assert.equal(bench.incident.step, 'analyse');
  });

  it('a completed incident refuses changes, takes comments, and can be reopened with a reason', () => {
    const bench = completed();
    assert.equal(refusal(bench, { type: 'save', step: 'detect', patch: { title: 'Other' } }), 'closed');
    assert.equal(refusal(bench, { type: 'advance', from: 'complete' }), 'closed');
    assert.equal(refusal(bench, { type: 'unlink', link: 'l1' }), 'closed');
    bench.do({ type: 'comment', text: 'Still quiet' });
    assert.equal(refusal(bench, { type: 'reopen', to: 'analyse', reason: '' }), 'reasonMissing');
    const inquiry = benchAt('qualify', { kind: 'inquiry' }).fulfil('qualify').do({ type: 'complete' });
    assert.equal(refusal(inquiry, { type: 'reopen', to: 'analyse', reason: 'It is back' }), 'notBack');
    assert.equal(inquiry.do({ type: 'reopen', to: 'qualify', reason: 'It is back' }).incident.step, 'qualify');
    bench.do({ type: 'reopen', to: 'analyse', reason: 'It is back' });
    assert.deepEqual(
      [bench.incident.open, bench.incident.step, bench.incident.finalReport, bench.incident.closed],
      [true, 'analyse', undefined, undefined],
    );
    assert.equal(refusal(bench, { type: 'reopen', to: 'detect', reason: 'Again' }), 'notClosed');
  });

  it('P1, P2 and security incidents are completed only after sign-off; going back voids it', () => {
    const bench = benchAt('complete').save('qualify', { impact: '1', urgency: '1' }).save('complete', fulfilled.complete);
    bench.do({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) });
    assert.equal(refusal(bench, { type: 'complete' }), 'gate');
    bench.do({ type: 'signOff' }, 'itManager').do({ type: 'goBack', to: 'monitor', reason: 'One more check' });
    assert.equal(bench.incident.signOff, undefined);
  });

  it('an incident is recorded once, with the defaults of the settings', () => {
    const bench = new Bench().do({ type: 'capture', record: testId, patch: { title: 'A' } });
    assert.deepEqual([bench.incident.values.tlp, bench.incident.values.detectedAt], ['AMBER', testNow]);
    assert.equal(refusal(bench, { type: 'capture', record: testId, patch: {} }), 'exists');
  });

  it('saving names the field that cannot be stored, and stores nothing', () => {
    const bench = benchAt('detect');
    const before = bench.events.length;
    for (const patch of [
      { kind: 'party' },
      { detectedAt: 'yesterday' },
      { unknownField: 'x' },
      { impact: '1' },
      { title: 'x'.repeat(1001) },
      { evidence: { 'bad id!': {} } },
    ]) {
      assert.equal(refusal(bench, { type: 'save', step: 'detect', patch }), 'invalidField');
    }
    assert.equal(bench.events.length, before);
  });

  it('saving nothing appends nothing', () => {
    const bench = benchAt('detect');
    const before = bench.events.length;
    assert.equal(bench.save('detect', {}).events.length, before);
  });
});
