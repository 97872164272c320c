import assert from 'node:assert/strict';
import { addHours } from '../../../src/domain/foundation/time';
import { attentionOf, concerns } from '../../../src/domain/incident/attention';
import { dueOf, waitingOf } from '../../../src/domain/incident/due';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { headsOf } from '../../../src/domain/record/log';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { english } from '../../../src/words/english';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeDueWhat } from '../../../src/words/describeDue';
import { describeRequest } from '../../../src/words/standing';
import { benchAt, testNow, type Bench } from '../../support/incidents';

const ask = { type: 'askRelease', measure: 'm1' } as const;
const refuse = { type: 'refuseRelease', measure: 'm1', reason: 'It needs a fallback' } as const;

/** An incident at step 3 with a solution whose release nobody has asked for. */
function withSolution(): Bench {
  return benchAt('analyse').save('analyse', {
    measures: { m1: { what: 'Replace the relay', type: 'final', person: 'Ben', due: testNow, weakensSafeguard: 'no' } },
  });
}

function code(bench: Bench, command: Parameters<Bench['try']>[0], role?: Role): unknown {
  const decision = bench.try(command, role);
  return decision.ok ? undefined : decision.error.code;
}

function asked(bench: Bench): readonly unknown[] {
  return dueOf(incidentFacts(bench.incident), bench.now).flatMap(({ what }) => (what.code === 'release' ? [what.measure] : []));
}

describe('a release that is asked for', () => {
  it('is due, for whoever may give it and for nobody else, until it is given', () => {
    const bench = withSolution().do(ask);
    const facts = { ...incidentFacts(bench.incident), assignee: undefined };
    const [due] = dueOf(facts, testNow).filter(({ what }) => what.code === 'release');
    assert.ok(due);
    assert.deepEqual([describeDueWhat(english, due.what), due.at], ['Release asked for: Replace the relay', addHours(testNow, 4)]);
    const attention = (role: Role) => [attentionOf(facts, { name: 'Eve', role }, testNow), concerns(facts, { name: 'Eve', role }, testNow)];
    assert.deepEqual(attention('itManager'), ['needsYou', true]);
    for (const role of ['administrator', 'developer', 'securityOfficer'] as const) assert.deepEqual(attention(role), ['security', false]);
    assert.ok(
      waitingOf(facts, testNow).some(({ what }) => what.code === 'release'),
      'a reader sees it',
    );
    bench.do({ type: 'release', part: 'm1', seen: headsOf(bench.events) }, 'itManager');
    assert.deepEqual([asked(bench), bench.incident.releaseRequests.size], [[], 0]);
  });

  it('is refused with a reason by whoever may release, and can be asked for again', () => {
    const bench = withSolution().do(ask);
    for (const role of ['administrator', 'developer', 'securityOfficer'] as const) assert.equal(code(bench, refuse, role), 'notPermitted');
    assert.equal(code(bench, { ...refuse, reason: ' ' }, 'itManager'), 'reasonMissing');
    bench.do(refuse, 'itManager', 'Eve');
    const request = bench.incident.releaseRequests.get('m1');
    assert.ok(request);
    assert.equal(
      describeRequest(english, request, () => 'now'),
      'Release refused by Eve (IT manager), now: It needs a fallback',
    );
    const last = bench.events.at(-1);
    assert.ok(last);
    assert.deepEqual(
      describeEvent(english, bench.incident, last, () => ''),
      { title: 'Release of a measure refused', details: ['It needs a fallback'] },
    );
    assert.deepEqual(asked(bench), []);
    assert.equal(code(bench, refuse, 'itManager'), 'noReleaseAsked');
    bench.do(ask);
    assert.deepEqual(asked(bench), ['m1']);
  });

  it('falls with any change of what was asked for, and when the measure is dropped', () => {
    for (const change of [{ what: 'Replace both relays' }, { needsOutage: 'yes' }, { weakensSafeguard: 'yes', safeguard: 'Firewall' }]) {
      const bench = withSolution()
        .do(ask)
        .save('analyse', { measures: { m1: change } });
      assert.deepEqual(asked(bench), [], JSON.stringify(change));
      bench.do(ask);
    }
    const dropped = withSolution()
      .do(ask)
      .save('remedy', { measures: { m1: { state: 'dropped', droppedReason: 'x' } } });
    assert.deepEqual([asked(dropped), code(dropped, ask)], [[], 'measureDropped']);
    const removed = withSolution()
      .do(ask)
      .save('analyse', { measures: { m1: null } });
    assert.deepEqual([asked(removed), code(removed, ask)], [[], 'noSuchMeasure']);
    const other = withSolution()
      .do(ask)
      .save('remedy', { measures: { m1: { person: 'Cleo', state: 'running' } } });
    assert.deepEqual(asked(other), ['m1']);
  });

  it('is not asked twice, nor where none is needed or it is there', () => {
    const bench = withSolution().do(ask);
    assert.equal(code(bench, ask), 'releaseAsked');
    bench.do({ type: 'release', part: 'm1' }, 'itManager');
    assert.equal(code(bench, ask), 'released');
    const quiet = withSolution();
    quiet.releaseRule = 'major';
    assert.equal(code(quiet, ask), 'releaseNotNeeded');
    assert.equal(code(withSolution(), { type: 'askRelease', measure: 'm9' }), 'noSuchMeasure');
    assert.equal(code(withSolution(), refuse, 'itManager'), 'noReleaseAsked');
  });

  it('may be asked for by a developer, who proposes measures, and not by the security officer', () => {
    assert.equal(code(withSolution(), ask, 'developer'), undefined);
    assert.equal(code(withSolution(), ask, 'securityOfficer'), 'notPermitted');
  });

  it('is not refused by who has not seen what it stands for now', () => {
    const bench = withSolution().do(ask);
    const seen = headsOf(bench.events);
    bench.save('analyse', { measures: { m1: { what: 'Replace both relays' } } }).do(ask);
    assert.equal(code(bench, { ...refuse, seen }, 'itManager'), 'changedSinceSeen');
  });

  it('does not hold up the completion, and is asked of nobody after it', () => {
    const bench = benchAt('complete').fulfil('complete');
    bench
      .save('analyse', { measures: { m2: { what: 'Later', type: 'final', person: 'Ben', due: testNow, weakensSafeguard: 'no' } } })
      .do({ type: 'askRelease', measure: 'm2' });
    bench.save('remedy', { measures: { m2: { state: 'dropped', droppedReason: 'x' } } });
    bench.do({ type: 'complete' });
    assert.deepEqual(asked(bench), []);
    assert.equal(code(bench, { type: 'askRelease', measure: 'm1' }), 'closed');
  });
});
