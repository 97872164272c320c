import assert from 'node:assert/strict';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { dueOf } from '../../../src/domain/incident/due';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { defaultRestoreHours, priorities } from '../../../src/domain/vocabulary/priority';
import { benchAt, testNow, type Bench } from '../../support/incidents';

const soon = addDays(testNow, 30);

function codes(bench: Bench, now: string): readonly string[] {
  return dueOf(incidentFacts(bench.incident), now).map(({ what }) => what.code);
}

/** A completed incident with a follow-up and, where the service is restricted, a workaround to look at. */
function completed(): Bench {
  const bench = benchAt('complete').fulfil('complete');
  bench.save('complete', { followUps: { f1: { what: 'Order a spare', person: 'Cleo', due: testNow } } });
  bench.save('remedy', { serviceState: 'restricted', workaroundReviewAt: testNow });
  bench.save('complete', { closureCode: 'knownError', carriedOnBy: 'KE-000001' });
  return bench.do({ type: 'complete' }).do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
}

/** It is answered, and nothing that was decided has fallen. */
function assertAnswered(bench: Bench, code: string): void {
  const { open, finalReport, disregarded, fallen } = bench.incident;
  assert.equal(codes(bench, soon).includes(code), false);
  assert.deepEqual([open, finalReport !== undefined, disregarded, fallen], [false, true, [], []]);
}

describe('what is due is answered where it stands, without reopening', () => {
  it('a follow-up is done: when, by whom', () => {
    const bench = completed();
    assert.equal(codes(bench, testNow).includes('followUp'), true);
    bench.do({ type: 'finishFollowUp', followUp: 'f1', at: testNow, by: 'Cleo' });
    assertAnswered(bench, 'followUp');
    const [row] = bench.incident.values.followUps ?? [];
    assert.deepEqual([row?.doneAt, row?.doneBy], [testNow, 'Cleo']);
  });

  it('a follow-up is refused twice, where there is none, without who, and for a time ahead', () => {
    const finish = { type: 'finishFollowUp', followUp: 'f1', at: testNow, by: 'Cleo' } as const;
    const refused = [
      completed().do(finish).try(finish),
      completed().try({ ...finish, followUp: 'f9' }),
      completed().try({ ...finish, by: ' ' }),
      completed().try({ ...finish, at: addHours(testNow, 1) }),
      completed().try(finish, 'developer'),
    ].map(decision => !decision.ok && decision.error.code);
    assert.deepEqual(refused, ['followUpDone', 'noSuchFollowUp', 'personMissing', 'timeAhead', 'notPermitted']);
  });

  it('a workaround is looked at again at another date, or not any more', () => {
    const next = addDays(testNow, 14);
    const bench = completed().do({ type: 'reviewWorkaround', reviewAt: next, note: 'Still needed' });
    assert.equal(bench.incident.values.workaroundReviewAt, next);
    assert.equal(codes(bench, testNow).includes('review'), false);
    assert.equal(codes(bench, next).includes('review'), true);
    assertAnswered(bench.do({ type: 'reviewWorkaround', note: 'It stays' }), 'review');
  });

  it('a workaround is refused without a note, for a date that is past, and where none is in force', () => {
    const refused = [
      completed().try({ type: 'reviewWorkaround', note: ' ' }),
      completed().try({ type: 'reviewWorkaround', note: 'x', reviewAt: testNow }),
      benchAt('monitor').try({ type: 'reviewWorkaround', note: 'x' }),
    ].map(decision => !decision.ok && decision.error.code);
    assert.deepEqual(refused, ['reasonMissing', 'dateInPast', 'noWorkaround']);
  });

  it('an accepted gap: its safeguard is back, or an IT manager takes the risk for longer', () => {
    const withGap = (): Bench => {
      const bench = benchAt('complete').fulfil('complete');
      bench.save('remedy', { restoration: { safeguardsInForce: { answer: 'notApplicable', reason: 'x' } } });
      bench.do({ type: 'openGap', gap: { id: 'g1', safeguard: 'Firewall', component: 'Gateway', since: testNow } });
      bench.do({ type: 'acceptGap', gap: 'g1', until: addDays(testNow, 1), reason: 'x' }, 'itManager');
      return bench.do({ type: 'complete' }).do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) });
    };
    assert.deepEqual(codes(withGap(), soon), ['gap']);
    assertAnswered(withGap().do({ type: 'restoreSafeguard', gap: 'g1', note: 'Back' }), 'gap');
    assertAnswered(withGap().do({ type: 'acceptGap', gap: 'g1', until: addDays(soon, 30), reason: 'x' }, 'itManager'), 'gap');
    assert.equal(withGap().try({ type: 'acceptGap', gap: 'g1', until: addDays(soon, 30), reason: 'x' }).ok, false);
  });
});

describe('the target to restore the service by', () => {
  for (const [index, priority] of priorities.entries())
    it(`${priority}: is due from three quarters of its time on, counted from the detection`, () => {
      const bench = benchAt('analyse').save('qualify', { priorityOverride: priority, priorityReason: 'x' });
      const hours = defaultRestoreHours[priority];
      assert.deepEqual(bench.incident.target, { since: testNow, due: addHours(testNow, hours) });
      assert.deepEqual([codes(bench, addHours(testNow, hours * 0.74)), codes(bench, addHours(testNow, hours * 0.75))], [[], ['target']]);
      assert.equal(dueOf(incidentFacts(bench.incident), addHours(testNow, hours + 1))[0]?.isOver, true, `row ${index}`);
    });

  it('ends when the service is restored, and is none for an inquiry', () => {
    assert.deepEqual(codes(benchAt('remedy').save('remedy', { serviceState: 'restricted' }), soon), ['target']);
    assert.deepEqual(codes(benchAt('remedy').save('remedy', { serviceState: 'normal' }), soon), []);
    assert.deepEqual(codes(benchAt('remedy').save('remedy', { restoredAt: testNow }), soon), []);
    assert.equal(benchAt('analyse').save('detect', { kind: 'inquiry' }).incident.target, undefined);
  });

  it('is that of the time the priority was given: entries from before there was one have none', () => {
    const bench = benchAt('analyse');
    bench.events = bench.events.map(event => {
      const { restoreHours, ...data } = event.data as { readonly restoreHours?: unknown };
      return restoreHours === undefined ? event : { ...event, data };
    });
    assert.equal(bench.incident.priority, 'P3');
    assert.equal(bench.incident.target, undefined);
  });
});
