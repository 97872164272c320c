import { incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import type { AppliedMeasure, IncidentCommand } from '../../../src/domain/incident/command';
import { missingAt } from '../../../src/domain/incident/gate';
import { isReviewField, reviewFields, reviewSources, type Candidate } from '../../../src/domain/incident/review';
import type { RecordId } from '../../../src/domain/records';
import { testGates, benchAt, person, testNow, type Bench } from '../../support/incidents';

const knownError: RecordId = 'KE-000001';
const later = '2026-12-01T08:00:00.000Z';
const commit = 'a'.repeat(40);

function measure(id: string, change: Partial<AppliedMeasure> = {}): AppliedMeasure {
  return {
    id,
    what: 'Send without TLS',
    person: 'Ada',
    weakensSafeguard: 'yes',
    safeguard: 'Transport encryption',
    component: 'Relay',
    ...change,
  };
}

const workaround = (change: Partial<AppliedMeasure> = {}, id = 'w1'): IncidentCommand => ({
  type: 'applyWorkaround',
  measure: measure(id, change),
  reviewAt: later,
  from: knownError,
});

const solution = (id = 's1'): Extract<IncidentCommand, { type: 'applySolution' }> => ({
  type: 'applySolution',
  measure: { id, what: 'Switch to TLS', person: 'Ben', weakensSafeguard: 'no' },
  from: knownError,
});

function refusal(bench: Bench, command: IncidentCommand, role?: Parameters<Bench['try']>[1]): string {
  const before = bench.events;
  const decision = bench.try(command, role);
  if (!decision.ok) assert.deepEqual(bench.events, before);
  return decision.ok ? 'none' : decision.error.code;
}

describe('the three reviews', () => {
  const candidate: Candidate = { id: knownError, title: 'Relay refuses', state: 'inForce', reasons: [{ code: 'signature', values: [] }] };

  it('keep what was offered with the outcome, whoever reads it later', () => {
    const bench = benchAt('analyse').do({ type: 'review', source: 'knownError', outcome: 'none', candidates: [candidate] }, 'developer');
    const { reviews, values } = bench.incident;
    assert.deepEqual(reviews.knownError, { at: testNow, by: person('developer'), outcome: 'none', candidates: [candidate] });
    assert.deepEqual([values.knownErrorReview, values.knownErrorMatch], ['none', undefined]);
  });

  it('what matches is named and linked: a known error for sure, a change as a suspicion', () => {
    const bench = benchAt('analyse');
    assert.equal(refusal(bench, { type: 'review', source: 'knownError', outcome: 'matches', candidates: [] }), 'matchMissing');
    bench
      .do({ type: 'review', source: 'knownError', outcome: 'matches', match: candidate, candidates: [candidate] })
      .do({ type: 'review', source: 'change', outcome: 'matches', match: { id: commit, title: 'TLS only' }, candidates: [] });
    assert.deepEqual(
      bench.incident.links.map(({ kind, state, target }) => [kind, state, target.type]),
      [
        ['causedBy', 'confirmed', 'record'],
        ['causedBy', 'suspected', 'commit'],
      ],
    );
    assert.equal(bench.incident.values.knownErrorMatch, 'KE-000001 Relay refuses');
    assert.equal(bench.incident.values.changeMatch, 'aaaaaaaaaa TLS only');
    bench.do({ type: 'review', source: 'knownError', outcome: 'matches', match: candidate, candidates: [] });
    assert.equal(bench.incident.links.length, 2, 'the same link is not made twice');
  });

  it('an outcome cannot be saved without what was offered; it can be taken back, and then the gate insists again', () => {
    for (const source of reviewSources) {
      const { outcome, match } = reviewFields[source];
      const bench = benchAt('analyse').fulfil('analyse');
      for (const patch of [{ [outcome]: 'none' }, { [match]: 'KE-000001' }])
        assert.equal(refusal(bench, { type: 'save', step: 'analyse', patch }), 'invalidField');
      bench.save('analyse', { [outcome]: null, [match]: null });
      assert.deepEqual(
        missingAt(bench.incident, 'analyse', testGates).map(({ code }) => code),
        [outcome],
      );
      assert.ok(isReviewField(outcome) && isReviewField(match));
    }
  });
});

describe('a workaround', () => {
  it('is in motion at once: restricted operation, a review date, released afterwards, a gap where it weakens a safeguard', () => {
    const bench = benchAt('detect').do(workaround());
    const { values, gaps, releases, applied, links } = bench.incident;
    assert.deepEqual([values.serviceState, values.workaroundReviewAt, values.measures?.[0]?.state], ['restricted', later, 'running']);
    assert.deepEqual(
      [gaps[0]?.safeguard, gaps[0]?.component, releases.get('w1'), applied.get('w1')],
      ['Transport encryption', 'Relay', undefined, knownError],
    );
    assert.deepEqual(
      links.map(({ kind, target }) => [kind, target.type === 'record' && target.id]),
      [['worksAround', knownError]],
    );
    assert.deepEqual(incidentFacts(bench.incident).applied, [{ measure: 'w1', from: knownError, type: 'workaround' }]);
  });

  it('needs what is done, the weakened safeguard, and a date ahead; the same one is not applied twice', () => {
    const bench = benchAt('analyse');
    assert.equal(refusal(bench, workaround({ what: ' ' })), 'whatMissing');
    assert.equal(refusal(bench, workaround({ safeguard: '' })), 'safeguardMissing');
    assert.equal(refusal(bench, { type: 'applyWorkaround', measure: measure('w1'), reviewAt: testNow }), 'dateInPast');
    bench.do(workaround());
    assert.equal(refusal(bench, workaround({}, 'w2')), 'alreadyApplied');
    bench.save('remedy', { measures: { w1: { state: 'dropped', droppedReason: 'It did not help' } } });
    assert.equal(refusal(bench, workaround({}, 'w2')), 'none');
    bench.save('remedy', { measures: { w2: { state: 'ended', doneAt: testNow, doneBy: 'Ada' } } });
    assert.equal(refusal(bench, workaround({}, 'w3')), 'none', 'what was ended may be put in motion again');
  });

  it('is a row of its own, under an id that a row can have', () => {
    const bench = benchAt('analyse').do(workaround());
    const inItsPlace = { type: 'applyWorkaround', measure: measure('w1'), reviewAt: later } as const;
    assert.equal(refusal(bench, inItsPlace), 'alreadyApplied');
    for (const id of ['__proto__', '', 'a/b']) {
      assert.equal(refusal(bench, { ...inItsPlace, measure: measure(id) }), 'invalidField', id);
      assert.equal(refusal(bench, solution(id), 'itManager'), 'invalidField', id);
    }
  });

  it('brings the review of one that is in force forward, and does not put it off', () => {
    const bench = benchAt('analyse').do(workaround());
    const another = (id: string, reviewAt: string): IncidentCommand => ({ type: 'applyWorkaround', measure: measure(id), reviewAt });
    assert.equal(bench.do(another('w2', '9999-12-31T00:00:00.000Z'), 'developer').incident.values.workaroundReviewAt, later);
    const sooner = '2026-11-25T08:00:00.000Z';
    assert.equal(bench.do(another('w3', sooner)).incident.values.workaroundReviewAt, sooner);
    const ended = { state: 'ended', doneAt: testNow, doneBy: 'Ada' };
    bench.save('remedy', { measures: { w1: ended, w2: ended, w3: ended } });
    assert.equal(bench.do(another('w4', later)).incident.values.workaroundReviewAt, later, 'the plan of what is over is over');
  });

  it('and a solution: a text that is longer than the line of a measure is kept whole beside it', () => {
    const what = 'Switch the firewall off. '.repeat(100) + 'THEN SWITCH IT ON AGAIN';
    const texts = (bench: Bench): readonly unknown[] =>
      bench.incident.timeline.flatMap(({ type, data }) => (type === 'record.commented' ? [(data as { readonly text: string }).text] : []));
    const bench = benchAt('analyse').do(workaround({ what }), 'developer');
    const line = bench.incident.values.measures?.find(({ id }) => id === 'w1')?.what;
    assert.deepEqual([line?.length, line?.endsWith('…'), texts(bench)], [1000, true, [what]]);
    const long = { ...solution(), measure: { ...solution().measure, what } };
    const solved = benchAt('analyse').do(long, 'itManager');
    assert.deepEqual([solved.incident.values.solution, texts(solved)], [what, []]);
    const known = benchAt('analyse').save('complete', { solution: 'Another' }).do(long, 'itManager');
    assert.deepEqual([known.incident.values.solution, texts(known)], ['Another', [what]]);
  });

  it('a developer may put it in motion, where nobody else is awake, but not carry out a solution, take back a safeguard’s gap, nor release', () => {
    const bench = benchAt('analyse').do(workaround(), 'developer');
    assert.equal(bench.incident.values.serviceState, 'restricted');
    for (const command of [solution(), { type: 'release', part: 'w1' }, { type: 'restoreSafeguard', gap: 'w1', note: 'x' }] as const)
      assert.equal(refusal(bench, command, 'developer'), 'notPermitted', command.type);
  });
});

describe('the final solution', () => {
  it('waits for its release: in the known error, or by the hand of the IT manager', () => {
    const bench = benchAt('analyse').do(workaround());
    assert.equal(refusal(bench, solution()), 'notReleased');
    const released = { at: testNow, by: person('itManager', 'Ida') };
    bench.do({ ...solution(), released });
    assert.deepEqual(bench.incident.releases.get('s1'), released);
    assert.equal(benchAt('analyse').do(solution(), 'itManager').incident.releases.get('s1')?.by.role, 'itManager');
  });

  it('ends every workaround and the waiting, and brings normal operation back; the gap stays until the safeguard is back', () => {
    const bench = benchAt('analyse').do(workaround()).do({ type: 'waitFor', problem: 'PRB-000001' }).do(solution(), 'itManager');
    const { values, waitsFor, gaps } = bench.incident;
    assert.deepEqual(
      values.measures?.map(({ id, state, doneBy }) => [id, state, doneBy]),
      [
        ['w1', 'ended', 'Ben'],
        ['s1', 'done', 'Ben'],
      ],
    );
    assert.deepEqual(
      [values.serviceState, values.restoredAt, values.workaroundReviewAt, values.solution, waitsFor],
      ['normal', testNow, undefined, 'Switch to TLS', undefined],
    );
    assert.equal(gaps[0]?.restored, undefined);
  });

  it('does not overwrite a solution somebody wrote', () => {
    const bench = benchAt('complete').save('complete', { solution: 'In our own words' }).do(solution(), 'itManager');
    assert.equal(bench.incident.values.solution, 'In our own words');
  });
});

describe('waiting for a problem', () => {
  it('is for problems only, links them, and can be ended', () => {
    const bench = benchAt('analyse');
    assert.equal(refusal(bench, { type: 'waitFor', problem: knownError }), 'noProblem');
    bench.do({ type: 'waitFor', problem: 'PRB-000001' });
    assert.deepEqual([bench.incident.waitsFor, bench.incident.links[0]?.state], ['PRB-000001', 'suspected']);
    assert.equal(bench.do({ type: 'waitFor', problem: null }).incident.waitsFor, undefined);
  });
});

describe('a duplicate', () => {
  it('is linked to its original when it is completed', () => {
    const bench = benchAt('complete')
      .save('complete', { closureCode: 'duplicate', duplicateOf: 'INC-000001' })
      .do({ type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) })
      .do({ type: 'complete' });
    assert.deepEqual(
      bench.incident.links.map(({ kind, target }) => [kind, target.type === 'record' && target.id]),
      [['duplicateOf', 'INC-000001']],
    );
  });
});
