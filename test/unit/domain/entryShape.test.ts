import assert from 'node:assert/strict';
import type { EventDraft } from '../../../src/domain/record/event';
import type { Patch } from '../../../src/domain/forms/field';
import { incidentEvent, type IncidentEventData } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import type { Incident } from '../../../src/domain/incident/incident';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { defaultPriorityMatrix, defaultRestoreHours } from '../../../src/domain/vocabulary/priority';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testId, testNow, type Bench } from '../../support/incidents';

const later = '2026-12-01T08:00:00.000Z';
const hashes = ['b'.repeat(64), 'c'.repeat(64)] as const;
const hours = { P1: 8000, P2: 8000, P3: 8000, P4: 8000 };
const matrix = defaultPriorityMatrix.map(row => [...row]);
const insurer = { id: 'own-one', title: 'Insurer', hours: 24 } as const;

/** An incident at step 4, for security and at P1, with a workaround from a known error, an own duty, and evidence that is kept. */
function bench(): Bench {
  return benchAt('remedy')
    .save('qualify', { impact: '1', urgency: '1', assessment: 'suspected', assessmentReason: 'A ransom note' })
    .do({ type: 'attachEvidence', row: 'e1', cells: { content: 'text', sha256: hashes[0] } })
    .do({
      type: 'applyWorkaround',
      measure: { id: 'w1', what: 'Open relay', person: 'Ada', weakensSafeguard: 'no' },
      reviewAt: later,
      from: 'KE-000001',
    });
}

/** The incident with an entry that somebody wrote into the file by hand. */
function forged({ events }: Bench, draft: EventDraft, role: Role = 'developer'): Incident {
  return foldIncident(testId, [...events, seal(draft, headsOf(events), testNow, person(role, 'Mallory'))]);
}

const own = { what: 'x', type: 'workaround', state: 'running', weakensSafeguard: 'no' };
const workaround = (patch: Patch, more: Partial<IncidentEventData<'incident.workaroundApplied'>> = {}): EventDraft =>
  incidentEvent('incident.workaroundApplied', { measure: 'w2', patch: { measures: { w2: own }, ...patch }, ...more });
const solution = (patch: Patch, cells: Patch = {}, measure = 's1'): EventDraft => {
  const row = { what: 'x', type: 'final', state: 'done', ...cells };
  return incidentEvent('incident.solutionApplied', { measure, patch: { measures: { [measure]: row }, ...patch } });
};
const saved = (data: Omit<IncidentEventData<'record.updated'>, 'step'>): EventDraft =>
  incidentEvent('record.updated', { step: 'detect', ...data });

/** What no command writes: a name, the entry, and the role, where it is not that of a developer. */
const foreign: readonly (readonly [string, EventDraft, Role?])[] = [
  ['a workaround that answers step 2', workaround({ assessment: 'no', assessmentReason: 'x', impact: '4' })],
  ['a workaround that ends the incident', workaround({ closureCode: 'falseAlarm' })],
  ['a workaround in the role of an administrator that ends the incident', workaround({ closureCode: 'falseAlarm' }), 'administrator'],
  ['a workaround that restores the service', workaround({ serviceState: 'normal' })],
  ['a workaround that takes the review date away', workaround({ workaroundReviewAt: null })],
  ['a workaround that acknowledges a hand-over', workaround({ handOvers: { h1: { acknowledgedAt: testNow } } })],
  ['a workaround that drops another measure', workaround({ measures: { w2: own, m1: { state: 'dropped' } } })],
  ['a workaround that brings a solution', workaround({ measures: { w2: own, f1: { what: 'x', type: 'final' } } })],
  ['a workaround that is a solution', workaround({ measures: { w2: { ...own, type: 'final' } } })],
  ['a workaround that is ended', workaround({ measures: { w2: { ...own, state: 'ended' } } })],
  ['a workaround with a reason for dropping it', workaround({ measures: { w2: { ...own, droppedReason: 'x' } } })],
  ['a workaround without a measure', workaround({ measures: {} })],
  ['a workaround that says of another’s where it came from', workaround({ measures: {} }, { measure: 'w1', from: 'KE-000002' })],
  ['a workaround that changes another’s', workaround({ measures: { w1: own } }, { measure: 'w1', from: 'KE-000002' })],
  ['a solution that answers step 2', solution({ assessment: 'no' }), 'itManager'],
  ['a solution that restricts the service', solution({ serviceState: 'restricted' }), 'itManager'],
  ['a solution that plans a review', solution({ workaroundReviewAt: later }), 'itManager'],
  ['a solution that drops a workaround', solution({ measures: { s1: { type: 'final' }, w1: { state: 'dropped' } } }), 'itManager'],
  [
    'a solution that changes what a workaround is',
    solution({ measures: { s1: { type: 'final' }, w1: { state: 'ended', what: 'y' } } }),
    'itManager',
  ],
  ['a solution that is a workaround', solution({}, { type: 'workaround' }), 'itManager'],
  ['a solution that releases another measure', solution({}, {}, 'm1'), 'itManager'],
  ['hours to restore the service without a matrix', saved({ patch: {}, restoreHours: hours })],
  ['the same beside a title', saved({ patch: { title: 'x' }, restoreHours: hours }), 'administrator'],
  ['a matrix that nobody asked, with hours', saved({ patch: { title: 'x' }, matrix, restoreHours: hours }), 'administrator'],
  ['the rule of a duty that is not decided', saved({ patch: {}, duties: [{ ...insurer, hours: 10_000 }] })],
  ['a rule beside another duty', saved({ patch: { duties: { gdprNotification: { applies: 'no' } } }, duties: [insurer] }), 'administrator'],
  ['a priority without a matrix where there is one', saved({ patch: {}, priority: 'P4' }), 'administrator'],
  ['no priority where there is a matrix', saved({ patch: {}, priority: null }), 'administrator'],
  ['another hash of evidence that is kept', saved({ patch: { evidence: { e1: { sha256: hashes[1] } } } })],
  ['evidence that a save keeps', saved({ patch: { evidence: { e2: { content: 'text', sha256: hashes[1] } } } })],
  [
    'the hash of what is kept, with the steps of a procedure',
    incidentEvent('incident.procedureTaken', {
      procedure: 'PRC-000001',
      into: 'measures',
      patch: { evidence: { e1: { sha256: hashes[1] } } },
    }),
  ],
  [
    'the steps of a procedure where another measure stands',
    incidentEvent('incident.procedureTaken', { procedure: 'PRC-000001', into: 'measures', patch: { measures: { w1: { what: 'x' } } } }),
  ],
  [
    'evidence in the place of other evidence',
    incidentEvent('incident.evidenceAttached', { row: 'e1', patch: { evidence: { e1: { sha256: hashes[1] } } } }),
  ],
  ['evidence with a symptom', incidentEvent('incident.evidenceAttached', { row: 'e2', patch: { evidence: { e2: {} }, symptoms: 'x' } })],
];

describe('an entry that says more than the command of its type can', () => {
  for (const [name, draft, role] of foreign) {
    it(`does not count and is named: ${name}`, () => {
      const base = bench();
      const { timeline, disregarded, changedAt, ...state } = forged(base, draft, role);
      const { timeline: before, disregarded: none, changedAt: at, ...stateBefore } = base.incident;
      assert.deepEqual([state, none, at], [stateBefore, [], changedAt]);
      assert.deepEqual(
        disregarded.map(({ event, reason }) => [event, reason]),
        [[timeline.at(-1)?.id, 'foreign']],
      );
      assert.equal(timeline.length, before.length + 1);
    });
  }

  it('does not change the ending where it was written at the same time as the completion', () => {
    const base = benchAt('complete').fulfil('complete').do({ type: 'storeReport', text: 'R', sha256: hashes[0] });
    base.do({ type: 'release', part: 'm1' }, 'itManager');
    const { events } = base;
    for (const draft of [workaround({ closureCode: 'falseAlarm' }), workaround({ measures: {} }, { measure: 'm1', from: 'KE-000002' })]) {
      const side = seal(draft, headsOf(events), testNow, person('developer', 'Mallory'));
      const completed = foldIncident(testId, mergeLogs([...events, side], [...base.events]));
      assert.equal(completed.open, true);
      const done = benchAt('complete');
      done.events = events;
      done.do({ type: 'complete' });
      const { open, values, disregarded, applied, overtaken } = foldIncident(testId, mergeLogs([...events, side], done.events));
      assert.deepEqual([open, values.closureCode, applied.size, overtaken], [false, 'solved', 0, false]);
      assert.deepEqual(
        disregarded.map(({ reason }) => reason),
        ['foreign'],
      );
    }
  });

  it('who goes back plans no observation, but at step 5', () => {
    const window = { observeFrom: testNow, observeUntil: testNow };
    const returned = (from: 'analyse' | 'complete', to: 'qualify' | 'monitor'): EventDraft =>
      incidentEvent('incident.returned', { from, to, reason: 'x', cause: 'person', patch: window });
    const { values, step, disregarded } = forged(benchAt('analyse'), returned('analyse', 'qualify'));
    assert.deepEqual([values.observeUntil, step, disregarded.map(({ reason }) => reason)], [undefined, 'analyse', ['fill:monitor']]);
    assert.equal(forged(benchAt('complete'), returned('complete', 'monitor'), 'administrator').values.observeUntil, testNow);
  });
});

describe('an entry that says what its command can', () => {
  it('a capture counts whatever it says: without it there is no record', () => {
    const patch = { title: 'x', evidence: { e1: { content: 'text', sha256: hashes[0] } } };
    const { values, disregarded } = benchAt('detect', patch).incident;
    assert.deepEqual([values.title, values.evidence?.[0]?.sha256, disregarded], ['x', hashes[0], []]);
  });

  it('counts, also as an earlier version wrote it', () => {
    const base = bench();
    const drafts: readonly (readonly [EventDraft, Role])[] = [
      [workaround({ serviceState: 'restricted', workaroundReviewAt: later }), 'developer'],
      [
        incidentEvent('incident.workaroundApplied', { measure: 'w2', patch: { measures: { w2: { what: 'x', type: 'workaround' } } } }),
        'developer',
      ],
      [solution({ serviceState: 'normal', restoredAt: testNow, workaroundReviewAt: null, solution: 'x' }), 'administrator'],
      [saved({ patch: { impact: '1' }, matrix, restoreHours: defaultRestoreHours }), 'administrator'],
      [
        saved({ patch: { duties: { 'own-one': { applies: 'no' } } }, duties: [insurer, { ...insurer, id: 'own-two', after: 'own-one' }] }),
        'administrator',
      ],
      [saved({ patch: { evidence: { e1: { what: 'The log' }, e2: { sha256: hashes[1] } } } }), 'developer'],
    ];
    for (const [draft, role] of drafts) assert.deepEqual(forged(base, draft, role).disregarded, [], JSON.stringify(draft));
  });

  it('a priority of the first format that was written beside the first matrix gives way to it', () => {
    const { events } = benchAt('detect');
    const heads = headsOf(events);
    const ranked = seal(saved({ patch: { impact: '1', urgency: '1' }, matrix }), heads, testNow, person());
    const old = seal(saved({ patch: { impact: '4' }, priority: 'P4' }), heads, later, person('administrator', 'Ben'));
    const { values, priority, disregarded } = foldIncident(testId, mergeLogs([...events, ranked], [...events, old]));
    assert.deepEqual([values.impact, priority, disregarded], ['4', defaultPriorityMatrix[3]?.[0], []]);
  });
});
