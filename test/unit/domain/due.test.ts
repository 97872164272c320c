import assert from 'node:assert/strict';
import { allDue } from '../../../src/app/allDue';
import { addDays, addHours } from '../../../src/domain/foundation/time';
import { alertsOf } from '../../../src/domain/incident/alerts';
import { attentionOf } from '../../../src/domain/incident/attention';
import { dueNamed, dueOf, nextToRunOut, waitingOf } from '../../../src/domain/incident/due';
import { duePlace } from '../../../src/domain/incident/duePlace';
import { isNamed } from '../../../src/domain/vocabulary/actor';
import { incidentFacts, type IncidentFacts } from '../../../src/domain/incident/facts';
import { describeDueRow, describeDueWhen } from '../../../src/words/describeDue';
import { english } from '../../../src/words/english';
import { benchAt, testId, testNow } from '../../support/incidents';

const inDays = (days: number): string => addDays(testNow, days);

/** A summary of an incident that Ben has. */
function factsWith(change: Partial<IncidentFacts> = {}): IncidentFacts {
  return { ...incidentFacts(benchAt('remedy').incident), target: undefined, ...change };
}

function codes(change: Partial<IncidentFacts>, now = testNow): readonly string[] {
  return dueOf(factsWith(change), now).map(({ what }) => what.code);
}

describe('what is due', () => {
  it('nothing, where nothing has a date', () => {
    assert.deepEqual(dueOf(factsWith(), testNow), []);
  });

  it('a clock as long as it runs, however far its date, and over from its date on', () => {
    const bench = benchAt('remedy').save('qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow } } });
    const due = addHours(testNow, 72);
    const before = dueOf(incidentFacts(bench.incident), testNow);
    assert.deepEqual(before, [
      { what: { code: 'clock', duty: 'gdprNotification' }, at: due, since: testNow, isOver: false, person: 'Ben' },
    ]);
    assert.equal(dueOf(incidentFacts(bench.incident), due)[0]?.isOver, false);
    assert.equal(dueOf(incidentFacts(bench.incident), addHours(due, 1))[0]?.isOver, true);
    assert.deepEqual(codes({ clocks: [{ duty: 'nis2FinalReport', due: inDays(40) }] }), ['clock']);
    bench.save('qualify', { duties: { gdprNotification: { sentAt: testNow } } });
    assert.deepEqual(dueOf({ ...incidentFacts(bench.incident), target: undefined }, addDays(due, 9)), []);
    assert.deepEqual(codes({ clocks: [{ duty: 'nis2FinalReport' }] }), []);
  });

  it('what several changed at once, as long as the incident is open, and it leads to where it is settled; a list of what waits leaves it to the form', () => {
    const conflicts = ['symptoms', 'step'];
    const due = dueOf(factsWith({ conflicts }), testNow)[0] ?? assert.fail();
    assert.deepEqual(due, {
      what: { code: 'conflict', path: 'symptoms', more: 1, step: 'remedy' },
      at: testNow,
      isOver: false,
      person: 'Ben',
    });
    assert.deepEqual(duePlace(due.what), { step: 'remedy', path: 'conflicts' });
    assert.deepEqual([codes({ conflicts, open: false }), waitingOf(factsWith({ conflicts }), testNow)], [[], []]);
    const someone = { name: 'Eve', role: 'administrator' } as const;
    assert.equal(attentionOf(factsWith({ conflicts }), someone, testNow), attentionOf(factsWith(), someone, testNow));
  });

  it('a hand-over that is missing, at once, for who has the incident, or for whoever may hand over where nobody has it', () => {
    const untold: IncidentFacts['untold'] = ['securityManagement', 'emergencyManagement'];
    const due = (more: Partial<IncidentFacts>) =>
      dueOf(factsWith({ untold, ...more }), testNow).map(({ what, at, isOver, person, action }) => [what, at, isOver, person, action]);
    const both = untold.map(party => ({ code: 'untold', party }) as const);
    assert.deepEqual(
      due({}),
      both.map(what => [what, testNow, false, 'Ben', undefined]),
    );
    assert.deepEqual(
      due({ assignee: undefined }),
      both.map(what => [what, testNow, false, undefined, 'fill:qualify']),
    );
    assert.deepEqual(due({ open: false }), [], 'it is to be reopened for that');
    const who = { name: 'Eve', role: 'administrator' } as const;
    assert.equal(attentionOf(factsWith({ untold, assignee: undefined }), who, testNow), 'needsYou');
    assert.deepEqual(alertsOf(testId, factsWith({ untold, assignee: undefined, priority: 'P3' }), who, testNow), []);
    for (const what of both) {
      assert.deepEqual(dueNamed(factsWith({ untold }), testNow, what)?.what, what);
      assert.deepEqual(duePlace(what), { step: 'qualify', path: 'handOvers' });
    }
    assert.equal(describeDueRow(english, both[0] ?? assert.fail()), 'Security management: hand over');
    assert.equal(describeDueWhen(english, { what: both[0] ?? assert.fail(), at: testNow }, testNow), 'without undue delay');
  });

  it('is found by its name: also a hand-over whose acknowledgement is not due yet, and nothing that is over or is another', () => {
    const handOvers: IncidentFacts['handOvers'] = ['h1', 'h2'].map(id => ({ id, party: 'cert', at: testNow }));
    const facts = factsWith({ handOvers });
    assert.deepEqual(dueNamed(facts, testNow, { code: 'handOver', row: 'h2' })?.what, { code: 'handOver', row: 'h2', party: 'cert' });
    assert.equal(dueNamed(facts, testNow, { code: 'handOver', row: 'h3' }), undefined);
    assert.equal(dueNamed(facts, testNow, { code: 'followUp', row: 'h2' }), undefined);
  });

  it('what runs out first is a clock or the target to restore by, as long as they run', () => {
    const bench = benchAt('remedy').save('qualify', { duties: { gdprNotification: { applies: 'yes', awareAt: testNow } } });
    const { target } = bench.incident;
    assert.ok(target);
    const soon = { ...target, due: addHours(testNow, 4) };
    assert.deepEqual(nextToRunOut(incidentFacts({ ...bench.incident, target: soon }), testNow), { what: { code: 'target' }, at: soon.due });
    const clock = nextToRunOut(incidentFacts({ ...bench.incident, target: { ...target, due: inDays(9) } }), testNow);
    assert.deepEqual([clock?.what.code, clock?.at], ['clock', addHours(testNow, 72)]);
    // Once a duty is overdue, no target that was due before hides it.
    const late = nextToRunOut(incidentFacts({ ...bench.incident, target: soon }), addHours(testNow, 73));
    assert.equal(late?.what.code, 'clock');
    assert.equal(nextToRunOut(incidentFacts({ ...benchAt('remedy').incident, target: undefined }), testNow), undefined);
  });

  it('a clock that cannot run, as a warning; what is due without undue delay; one of a duty that may apply is said to be so', () => {
    const of = (clock: IncidentFacts['clocks'][number]): unknown => dueOf(factsWith({ clocks: [clock] }), testNow);
    const what = { code: 'clock', duty: 'gdprPersons' };
    const due = { at: testNow, person: 'Ben' };
    assert.deepEqual(of({ duty: 'gdprPersons', halt: 'stopped' }), [{ ...due, what: { ...what, halt: 'stopped' }, isOver: true }]);
    assert.deepEqual(of({ duty: 'gdprPersons', halt: 'immediate' }), [{ ...due, what: { ...what, halt: 'immediate' }, isOver: false }]);
    assert.deepEqual(of({ duty: 'gdprPersons', halt: 'waiting' }), []);
    assert.deepEqual(of({ duty: 'gdprPersons', due: testNow, undecided: true }), [
      { ...due, what: { ...what, undecided: true }, isOver: false },
    ]);
  });

  it('an accepted gap three days before its date, and after it until the safeguard is back', () => {
    const gap = { id: 'm1', safeguard: 'Firewall', component: '', since: testNow, restored: false };
    const accepted = { ...gap, acceptedUntil: inDays(10) };
    assert.deepEqual(codes({ gaps: [gap] }), []);
    assert.deepEqual(codes({ gaps: [accepted] }, inDays(6)), []);
    assert.deepEqual(codes({ gaps: [accepted] }, inDays(7)), ['gap']);
    assert.equal(dueOf(factsWith({ gaps: [accepted] }), inDays(11))[0]?.isOver, true);
    assert.deepEqual(codes({ gaps: [{ ...accepted, restored: true }] }, inDays(11)), []);
  });

  it('the review of a workaround while the service is restricted', () => {
    const restricted = { serviceState: 'restricted', workaroundReviewAt: inDays(5) } as const;
    assert.deepEqual(codes(restricted), []);
    assert.deepEqual(codes(restricted, inDays(2)), ['review']);
    assert.deepEqual(codes({ ...restricted, serviceState: 'normal' }, inDays(9)), []);
  });

  it('an observation when it is over, not before, and not of a completed incident', () => {
    const observed = { step: 'monitor', observeUntil: inDays(1) } as const;
    assert.deepEqual(codes(observed), []);
    assert.deepEqual(codes(observed, inDays(1)), ['observation']);
    assert.deepEqual(codes({ ...observed, step: 'remedy' }, inDays(2)), []);
    assert.deepEqual(codes({ ...observed, open: false }, inDays(2)), []);
  });

  it('a follow-up of a completed incident, for whom it names, else for who had the incident', () => {
    const bench = benchAt('complete').fulfil('complete');
    const followUps = {
      f1: { what: 'Order a spare', person: 'Cleo', due: inDays(2) },
      f2: { what: 'Tell them', due: inDays(1) },
      f3: { what: 'x' },
    };
    bench.save('complete', { followUps }).do({ type: 'complete' });
    const facts = incidentFacts(bench.incident);
    assert.equal(facts.open, false);
    assert.deepEqual(
      dueOf(facts, testNow).map(({ what, person }) => [what.code === 'followUp' && what.what, person]),
      [
        ['Tell them', 'Ben'],
        ['Order a spare', 'Cleo'],
      ],
    );
    assert.deepEqual(dueOf(facts, addDays(testNow, -5)), []);
  });

  it('is for the one it names, however they write it', () => {
    assert.deepEqual(
      [isNamed('Ben', ' ben'), isNamed('J\u00fcrgen', 'Ju\u0308rgen'), isNamed('Ben', 'Cleo'), isNamed(undefined, 'Ben'), isNamed('', '')],
      [true, true, false, false, false],
    );
  });

  it('of all incidents stands in one list: duties that are overdue, then the earliest first', () => {
    const entry = (id: `INC-${string}`, due: string) =>
      ({
        type: 'record',
        kind: 'incident',
        id,
        version: '',
        size: 0,
        facts: factsWith({ clocks: [{ duty: 'gdprNotification', due }] }),
      }) as const;
    const broken = { type: 'broken', id: 'INC-000009', file: 'y.json', fault: { code: 'unreadable', detail: '' } } as const;
    const ids = allDue([entry('INC-000001', inDays(2)), broken, entry(testId, inDays(1))], testNow).map(({ id }) => id);
    assert.deepEqual(ids, [testId, 'INC-000001']);
    // Of a long list a few rows are seen: what the law has set a time for comes first once that is over.
    const late = {
      ...entry('INC-000002', addDays(testNow, -1)),
      facts: factsWith({ clocks: [], target: { since: inDays(-9), due: inDays(-8) } }),
    };
    const over = allDue([late, entry(testId, inDays(1)), entry('INC-000003', addHours(testNow, -1))], testNow);
    assert.deepEqual(
      over.map(({ id, what }) => [id, what.code]),
      [
        ['INC-000003', 'clock'],
        ['INC-000002', 'target'],
        [testId, 'clock'],
      ],
    );
  });
});
