import assert from 'node:assert/strict';
import { missingAt } from '../../../src/domain/incident/gate';
import type { StepId } from '../../../src/domain/vocabulary/steps';
import { benchAt, fulfilled, testGates, testNow } from '../../support/incidents';

const lacks = (bench: ReturnType<typeof benchAt>, step: StepId): readonly string[] =>
  missingAt(bench.incident, step, testGates).map(({ code }) => code);

describe('what is known is filled in and not asked', () => {
  it('who notices it is the reporter, where nobody outside has to be asked; another name stays', () => {
    const noticed = benchAt('detect').save('detect', { detection: 'monitoring' });
    assert.equal(noticed.incident.values.reporter, 'Ada');
    assert.equal(benchAt('detect').save('detect', { detection: 'itStaff', reporter: 'Ben' }).incident.values.reporter, 'Ben');
    const told = benchAt('detect').save('detect', { detection: 'user' });
    assert.equal(told.incident.values.reporter, undefined);
    assert.ok(lacks(told, 'detect').includes('reporter'));
    assert.ok(!lacks(benchAt('detect', { detection: 'monitoring' }), 'detect').includes('reporter'));
  });

  it('who takes it on to step 2 has it, with the reason given before', () => {
    const { values } = benchAt('detect').save('detect', fulfilled.detect).do({ type: 'advance', from: 'detect' }).incident;
    assert.deepEqual([values.level, values.assignee, values.assessmentReason], ['first', 'Ada', values.couldBeSecurityReason]);
    assert.equal(values.assessment, undefined, 'whether it is a security incident is asked again');
    const developer = benchAt('detect').save('detect', fulfilled.detect).do({ type: 'advance', from: 'detect' }, 'developer');
    assert.equal(developer.incident.values.assignee, undefined, 'a developer does not assign');
    const taken = benchAt('detect').save('detect', fulfilled.detect).do({ type: 'assign', level: 'second', person: 'Ben', reason: '' });
    const kept = taken.do({ type: 'advance', from: 'detect' }).incident.values;
    assert.deepEqual([kept.level, kept.assignee], ['second', 'Ben']);
  });

  it('a cause that is written is known; that it is not known is said', () => {
    const bench = benchAt('analyse');
    assert.ok(lacks(bench, 'analyse').includes('cause'));
    assert.equal(bench.save('analyse', { cause: 'The certificate ran out' }).incident.values.causeKnown, 'known');
    assert.ok(!lacks(bench, 'analyse').includes('cause'));
    assert.ok(lacks(benchAt('analyse').save('analyse', { causeKnown: 'known' }), 'analyse').includes('cause'));
    assert.ok(!lacks(benchAt('analyse').save('analyse', { causeKnown: 'notKnown' }), 'analyse').includes('cause'));
  });

  it('a service that is normal is so since now, where nobody says since when', () => {
    assert.equal(benchAt('remedy').save('remedy', { serviceState: 'normal' }).incident.values.restoredAt, testNow);
    const said = benchAt('remedy').save('remedy', { serviceState: 'normal', restoredAt: '2026-11-22T07:00:00.000Z' });
    assert.equal(said.incident.values.restoredAt, '2026-11-22T07:00:00.000Z');
  });

  it('a check that holds says that it has not come back, and who confirms it; one that does not says neither', () => {
    const check = { at: testNow, person: 'Ben', seen: 'Queue is empty', holds: 'yes' };
    const checked = (holds: string) => benchAt('monitor').save('monitor', { checks: { c1: { ...check, holds } } });
    assert.ok(!lacks(checked('yes'), 'monitor').some(code => code === 'noRecurrence' || code === 'checkHolds'));
    assert.deepEqual(
      lacks(checked('no'), 'monitor').filter(code => code === 'noRecurrence' || code === 'checkHolds'),
      ['checkHolds', 'noRecurrence'],
    );
    const measures = { m1: { type: 'final', state: 'done', doneAt: testNow, doneBy: 'Ada' } };
    const bench = benchAt('monitor').save('monitor', { ...fulfilled.monitor, recurrence: null, effectivenessConfirmedBy: null });
    const ended = bench
      .save('analyse', { measures })
      .save('remedy', { serviceState: 'normal' })
      .save('monitor', { checks: { c9: { ...check, at: '2026-11-22T08:01:00.000Z' } } });
    const { values } = ended.do({ type: 'advance', from: 'monitor' }).incident;
    assert.deepEqual([values.recurrence, values.effectivenessConfirmedBy, values.closureCode], ['no', 'Ben', 'solved']);
  });
});
