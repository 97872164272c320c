import { releaseOf } from '../../../src/domain/record/formRecord';
import { fold } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import type { EventDraft, RecordEvent } from '../../../src/domain/record/event';
import type { AnyId } from '../../../src/domain/record/ids';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { actionsOfEntry } from '../../../src/domain/incident/entryActions';
import { incidentEvent, readIncidentEvent } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { missingAt } from '../../../src/domain/incident/gate';
import type { Incident } from '../../../src/domain/incident/incident';
import type { StepId } from '../../../src/domain/vocabulary/steps';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { isPermitted, type Action } from '../../../src/domain/vocabulary/permissions';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { seal } from '../../../src/store/chain';
import { reportAsMarkdown } from '../../../src/exchange/report';
import { english } from '../../../src/words/english';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeIntegrity, describeLastFall, standingNotes } from '../../../src/words/standing';
import { testGates, benchAt, person, testId, testNow, type Bench } from '../../support/incidents';

const later = '2026-11-22T09:00:00.000Z';

function entry(draft: EventDraft, parents: readonly string[], role: Role, at = testNow, name = 'Mallory'): RecordEvent {
  return seal(draft, parents, at, person(role, name));
}

/** The log with an entry that somebody wrote into the file by hand. */
function withEntry(events: readonly RecordEvent[], draft: EventDraft, role: Role): readonly RecordEvent[] {
  return [...events, entry(draft, headsOf(events), role)];
}

const patch = { title: 'Other' };
const link = { id: 'l1', kind: 'causedBy', state: 'suspected', target: { type: 'record', id: 'PRB-000001' } } as const;

/** An entry of each type with what its role must be allowed to, where it is entered (step 3 unless said otherwise). */
const entries: readonly (readonly [EventDraft, readonly Action[], (() => Bench)?])[] = [
  [incidentEvent('record.captured', { record: testId, patch }), ['record']],
  [incidentEvent('record.captured', { record: testId, patch: { impact: '4' } }), ['record', 'fill:qualify']],
  [incidentEvent('record.updated', { step: 'detect', patch }), ['fill:detect']],
  [incidentEvent('record.updated', { step: 'analyse', patch }), ['fill:analyse', 'fill:detect']],
  [incidentEvent('record.updated', { step: 'analyse', patch: { impact: '4' } }), ['fill:analyse', 'fill:qualify']],
  [
    incidentEvent('record.updated', { step: 'analyse', patch: {}, priority: 'P4' }),
    ['fill:analyse', 'fill:qualify'],
    () => benchAt('detect'),
  ],
  [
    incidentEvent('record.updated', { step: 'analyse', patch: { impact: '4' }, matrix: defaultPriorityMatrix.map(row => [...row]) }),
    ['fill:analyse', 'fill:qualify'],
  ],
  [incidentEvent('incident.advanced', { from: 'analyse', to: 'remedy' }), ['fill:analyse']],
  [
    incidentEvent('incident.advanced', { from: 'analyse', to: 'remedy', patch: { closureCode: 'solved' } }),
    ['fill:analyse', 'fill:complete'],
  ],
  [incidentEvent('incident.returned', { from: 'analyse', to: 'detect', reason: 'x', cause: 'person' }), ['fill:analyse']],
  [incidentEvent('incident.returned', { from: 'remedy', to: 'detect', reason: 'x', cause: 'person' }), ['goBack'], () => benchAt('remedy')],
  [
    incidentEvent('incident.returned', { from: 'monitor', to: 'analyse', reason: 'x', cause: 'recurrence' }),
    ['fill:monitor'],
    () => benchAt('monitor'),
  ],
  [incidentEvent('incident.assigned', { level: 'third', person: 'Eve', reason: '' }), ['assign']],
  [incidentEvent('incident.completed', { from: 'complete', closureCode: 'solved' }), ['close'], () => benchAt('complete')],
  [incidentEvent('incident.reopened', { to: 'detect', reason: 'x' }), ['reopen'], completed],
  [incidentEvent('record.linked', { link }), ['link']],
  [incidentEvent('record.linkJudged', { link: 'l1', state: 'confirmed' }), ['link']],
  [incidentEvent('record.unlinked', { link: 'l1' }), ['link']],
  [incidentEvent('incident.reviewed', { source: 'problem', outcome: 'none', candidates: [] }), ['fill:analyse']],
  [
    incidentEvent('incident.workaroundApplied', { measure: 'w1', patch: { measures: { w1: { what: 'x', type: 'workaround' } } } }),
    ['applyWorkaround'],
  ],
  [
    incidentEvent('incident.solutionApplied', { measure: 's1', patch: { measures: { s1: { what: 'x', type: 'final' } } } }),
    ['applySolution'],
  ],
  [incidentEvent('incident.waiting', { for: null }), ['fill:analyse']],
  [incidentEvent('record.commented', { text: 'x' }), ['comment']],
  [incidentEvent('record.released', { part: 'm1' }), ['release']],
  [incidentEvent('record.released', { part: 'm1', onBehalf: { person: 'Eve', how: 'phone', reference: '' } }), ['recordApproval']],
  [incidentEvent('incident.releaseAsked', { measure: 'm1' }), ['fill:analyse']],
  [incidentEvent('incident.releaseRefused', { measure: 'm1', reason: 'x' }), ['release']],
  [incidentEvent('incident.gapRestored', { gap: 'm1', note: 'x' }), ['restoreSafeguard']],
  [incidentEvent('incident.gapAccepted', { gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' }), ['acceptRisk']],
  [incidentEvent('incident.reportStored', { sha256: 'a'.repeat(64), text: 'x' }), ['storeReport']],
  [incidentEvent('incident.signedOff', {}), ['signOff']],
  [incidentEvent('incident.noticeSent', { duty: 'gdprNotification', at: '2026-11-22T08:00:00.000Z' }), ['reportDuty']],
  [incidentEvent('record.redacted', { record: testId, entry: 'a'.repeat(64), reason: 'x' }), ['redact']],
];

describe('what an entry’s role may not do', () => {
  const atAnalyse = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
  for (const [draft, needed, place] of entries) {
    it(`does not count and is named: ${draft.type}, which needs ${needed.join(' and ')}`, () => {
      const base = place?.() ?? atAnalyse;
      for (const role of roles) {
        const incident = foldIncident(testId, withEntry(base.events, draft, role));
        const refused = needed.find(action => !isPermitted(role, action));
        assert.deepEqual(
          incident.disregarded.map(({ event, type, by, reason }) => [event, type, by.role, reason]),
          refused === undefined ? [] : [[incident.timeline.at(-1)?.id, draft.type, role, refused]],
          role,
        );
        assert.equal(incident.timeline.length, base.events.length + 1);
        if (refused === undefined) continue;
        const { timeline, disregarded, changedAt, ...state } = incident;
        const { timeline: before, disregarded: none, changedAt: at, ...stateBefore } = base.incident;
        assert.deepEqual([state, at, before.length, none], [stateBefore, changedAt, timeline.length - 1, []]);
        assert.equal(disregarded.length, 1);
      }
    });
  }

  it('who leaves step 4 plans the observation along with it, and fills no other step', () => {
    const patch = { observeFrom: testNow, observeUntil: later };
    const ahead = { ...entry(incidentEvent('incident.advanced', { from: 'remedy', to: 'monitor', patch }), [], 'administrator') };
    const read = readIncidentEvent(ahead);
    assert.deepEqual(read && actionsOfEntry(read, 'remedy', () => undefined), ['fill:remedy']);
  });

  it('a sign-off that a developer wrote into the file does not meet the gate', () => {
    const bench = p1AtEnd();
    const forged = foldIncident(testId, withEntry(bench.events, incidentEvent('incident.signedOff', {}), 'developer'));
    assert.deepEqual(missing(forged), ['signOff']);
    assert.deepEqual(missing(bench.do({ type: 'signOff' }, 'itManager').incident), []);
  });

  it('a solution carries only a release that an IT manager gave, where it says where', () => {
    const by = (role: Role, from?: AnyId): Incident => {
      const data = {
        measure: 's1',
        patch: { measures: { s1: { what: 'x', type: 'final' } } },
        ...(from && { from }),
        released: { at: testNow, by: person(role, 'Max') },
      };
      return foldIncident(testId, withEntry(atAnalyse.events, { type: 'incident.solutionApplied', data }, 'administrator'));
    };
    assert.equal(by('itManager', 'KE-000001').releases.get('s1')?.by.name, 'Max');
    for (const forged of [by('developer', 'KE-000001'), by('itManager')]) {
      assert.deepEqual([forged.releases.get('s1'), forged.disregarded.map(({ reason }) => reason)], [undefined, ['release']]);
      assert.ok(forged.values.measures?.some(({ id }) => id === 's1'));
    }
  });

  it('the same holds for the other records', () => {
    const captured = entry({ type: 'record.captured', data: { record: 'CHG-000001', patch: { title: 'TLS only' } } }, [], 'developer');
    const released = (role: Role) => fold('CHG-000001', withEntry([captured], { type: 'record.released', data: {} }, role));
    assert.equal(releaseOf(released('itManager'))?.by.role, 'itManager');
    const forged = released('administrator');
    assert.deepEqual(
      [releaseOf(forged), forged.disregarded.map(({ type, by }) => [type, by.role])],
      [undefined, [['record.released', 'administrator']]],
    );
    const nothing = fold('CHG-000001', [entry({ type: 'record.captured', data: captured.data }, [], 'securityOfficer')]);
    assert.deepEqual([nothing.values, nothing.disregarded.length], [{}, 1]);
  });
});

describe('an entry that does not fit where the incident stands', () => {
  const advanced = (from: StepId, to: StepId): EventDraft => incidentEvent('incident.advanced', { from, to });
  const returned = (from: StepId, to: StepId): EventDraft => incidentEvent('incident.returned', { from, to, reason: 'x', cause: 'person' });
  const recurred = (from: StepId, to: StepId): EventDraft =>
    incidentEvent('incident.returned', { from, to, reason: 'x', cause: 'recurrence' });
  const saved = incidentEvent('record.updated', { step: 'detect', patch });
  const signedEnd = (): Bench => p1AtEnd().do({ type: 'signOff' }, 'itManager');

  /** What is forged, in which role, and why it does not count: the role’s action where the step it claims would have been its own. */
  const forged: readonly (readonly [string, () => Bench, EventDraft, Role, string])[] = [
    ['steps ahead that the incident is not at', () => benchAt('detect'), advanced('analyse', 'remedy'), 'developer', 'misplaced'],
    ['several steps at once', () => benchAt('detect'), advanced('detect', 'analyse'), 'itManager', 'misplaced'],
    ['a step ahead that leads back', signedEnd, advanced('detect', 'qualify'), 'itManager', 'misplaced'],
    ['a step ahead to the same step', () => benchAt('analyse'), advanced('analyse', 'analyse'), 'itManager', 'misplaced'],
    ['a step ahead to an earlier step', () => benchAt('remedy'), advanced('remedy', 'analyse'), 'administrator', 'misplaced'],
    ['the return of a developer that claims another start', signedEnd, returned('analyse', 'detect'), 'developer', 'misplaced'],
    ['the return of a developer from a step that is not theirs', signedEnd, returned('complete', 'detect'), 'developer', 'goBack'],
    [
      'a recurrence before there was anything to observe',
      () => benchAt('remedy'),
      recurred('monitor', 'analyse'),
      'developer',
      'misplaced',
    ],
    ['a recurrence that leads further back', () => benchAt('monitor'), recurred('monitor', 'detect'), 'developer', 'goBack'],
    ['a step ahead that claims another start', () => benchAt('detect'), advanced('remedy', 'qualify'), 'itManager', 'misplaced'],
    ['a completion that claims another start', () => benchAt('complete'), completedFrom('qualify'), 'itManager', 'misplaced'],
    [
      'the return of a developer to where a recurrence leads',
      () => benchAt('monitor'),
      returned('monitor', 'analyse'),
      'developer',
      'goBack',
    ],
    ['a return ahead', () => benchAt('qualify'), returned('monitor', 'remedy'), 'itManager', 'misplaced'],
    ['a completion halfway', () => benchAt('analyse'), completedFrom('analyse'), 'itManager', 'misplaced'],
    ['a completion that claims the last step', () => benchAt('analyse'), completedFrom('complete'), 'itManager', 'misplaced'],
    ['the completion of a disruption at step 2', () => benchAt('qualify'), completedFrom('qualify'), 'itManager', 'misplaced'],
    ['the reopening of an open incident', () => benchAt('analyse'), reopenedAt('complete'), 'itManager', 'misplaced'],
    ['the reopening at a step it never reached', answered, reopenedAt('remedy'), 'itManager', 'misplaced'],
    ['a change of what is completed', completed, saved, 'itManager', 'closed'],
    ['a release after the completion', completed, incidentEvent('record.released', { part: 'm1' }), 'itManager', 'closed'],
    ['a sign-off after the completion', completed, incidentEvent('incident.signedOff', {}), 'itManager', 'closed'],
    ['a step ahead after the completion', completed, advanced('complete', 'complete'), 'itManager', 'closed'],
    ['a return after the completion', completed, returned('complete', 'detect'), 'itManager', 'closed'],
    ['a second completion', completed, completedFrom('complete'), 'itManager', 'closed'],
  ];
  for (const [name, place, draft, role, reason] of forged) {
    it(`does not count and is named: ${name}`, () => {
      const base = place();
      const { timeline, disregarded, changedAt, ...state } = foldIncident(testId, withEntry(base.events, draft, role));
      const { timeline: before, disregarded: none, changedAt: at, ...stateBefore } = base.incident;
      assert.deepEqual([state, at, none], [stateBefore, changedAt, []]);
      assert.deepEqual(disregarded, [
        { event: timeline[before.length]?.id, type: draft.type, at: testNow, by: person(role, 'Mallory'), reason },
      ]);
    });
  }

  it('no answer of another step rides along with a step ahead, but the window of step 5 on the way there', () => {
    const answers = { recurrence: 'no', effectivenessConfirmedBy: 'Dev' };
    const ride = (from: StepId, to: StepId, role: Role, patch: object): readonly unknown[] => {
      const draft = { type: 'incident.advanced', data: { from, to, patch } };
      return foldIncident(testId, withEntry(benchAt(from).events, draft, role)).disregarded.map(({ reason }) => reason);
    };
    assert.deepEqual(ride('analyse', 'remedy', 'developer', answers), ['fill:monitor']);
    assert.deepEqual(ride('analyse', 'remedy', 'developer', { observeUntil: later }), ['fill:monitor']);
    assert.deepEqual(ride('remedy', 'monitor', 'administrator', { observeFrom: testNow, observeUntil: later }), []);
  });

  it('is put into words beside it and in the statement about integrity', () => {
    const incident = foldIncident(testId, withEntry(completed().events, saved, 'itManager'));
    const last = incident.timeline.at(-1);
    assert.ok(last);
    assert.deepEqual(standingNotes(english, incident, at => at)(last), [
      'Entered as IT manager, does not count: the incident was completed before.',
    ]);
    const { verified, text } = describeIntegrity(english, incident, { faults: [], now: later, formatTime: at => at });
    assert.equal(verified, false);
    assert.match(text, /“Step … saved” of .* by Mallory \(IT manager\) does not count: the incident was completed before/);
  });

  it('what its words would tell of its content is left out where it is only named', () => {
    const accepted = incidentEvent('incident.gapAccepted', { gap: 'm1', until: later, reason: 'x' });
    const incident = foldIncident(testId, withEntry(completed().events, accepted, 'developer'));
    const { text } = describeIntegrity(english, incident, { faults: [], now: later, formatTime: at => at });
    assert.match(text, /“Safeguard gap accepted until …” of .* by Mallory \(developer\) does not count/);
  });

  it('what is allowed after the completion counts', () => {
    const closed = completed();
    const drafts = [
      incidentEvent('record.commented', { text: 'x' }),
      incidentEvent('record.linked', { link }),
      incidentEvent('record.linkJudged', { link: 'l1', state: 'confirmed' }),
      incidentEvent('incident.gapRestored', { gap: 'm1', note: 'x' }),
      incidentEvent('incident.gapAccepted', { gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' }),
      incidentEvent('record.redacted', { record: testId, entry: closed.events[1]?.id ?? '', reason: 'x' }),
      reopenedAt('detect'),
      saved,
    ];
    const events = drafts.reduce((log, draft) => withEntry(log, draft, 'itManager'), closed.events);
    assert.deepEqual(foldIncident(testId, events).disregarded, []);
  });

  it('whatever can be asked after the completion makes an entry that counts', () => {
    const closed = completed().do({ type: 'comment', text: 'Still quiet' });
    const commands: readonly IncidentCommand[] = [
      { type: 'comment', text: 'x' },
      { type: 'link', link: { kind: 'relatedTo', state: 'suspected', target: { type: 'record', id: 'INC-000000' } } },
      { type: 'judgeLink', link: 'relatedTo-INC-000000', state: 'confirmed' },
      { type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' },
      { type: 'restoreSafeguard', gap: 'm1', note: 'x' },
      { type: 'redact', entry: closed.events.at(-1)?.id ?? '', reason: 'x' },
      { type: 'reopen', to: 'detect', reason: 'x' },
    ];
    for (const command of commands) {
      const { length } = closed.events;
      const { incident } = closed.do(command, 'itManager');
      assert.deepEqual([closed.events.length, incident.disregarded], [length + 1, []], command.type);
    }
  });
});

describe('steps that two people take at the same time', () => {
  /** Both orders of the two clocks: the log with the first entries, and with each list built on them. */
  function bothWays(base: Bench, mine: readonly EventDraft[], theirs: readonly EventDraft[]): readonly Incident[] {
    return [
      [later, '2026-11-22T10:00:00.000Z'],
      ['2026-11-22T10:00:00.000Z', later],
    ].map(([one = '', other = '']) => {
      const side = (drafts: readonly EventDraft[], at: string, name: string): readonly RecordEvent[] =>
        drafts.reduce((log, draft) => [...log, entry(draft, headsOf(log), 'administrator', at, name)], base.events);
      return foldIncident(testId, mergeLogs(side(mine, one, 'Ada'), side(theirs, other, 'Ben')));
    });
  }
  const ahead = (from: StepId, to: StepId): EventDraft => incidentEvent('incident.advanced', { from, to });
  const back = (from: StepId, to: StepId): EventDraft => incidentEvent('incident.returned', { from, to, reason: 'x', cause: 'person' });

  it('the same step ahead is taken once, and nobody who went further is set back', () => {
    for (const { step, disregarded } of bothWays(
      benchAt('qualify'),
      [ahead('qualify', 'analyse')],
      [ahead('qualify', 'analyse'), ahead('analyse', 'remedy')],
    )) {
      assert.equal(step, 'remedy');
      assert.deepEqual(
        disregarded.map(({ reason }) => reason),
        ['misplaced'],
      );
    }
  });

  it('going back wins over going ahead', () => {
    for (const { step, passed } of bothWays(benchAt('remedy'), [ahead('remedy', 'monitor')], [back('remedy', 'qualify')])) {
      assert.deepEqual([step, passed], ['qualify', ['detect']]);
    }
  });

  it('what was typed while somebody else completed the incident is kept, and takes back what was decided without it', () => {
    const base = p1AtEnd().do({ type: 'signOff' }, 'itManager');
    for (const incident of bothWays(base, [completedFrom('complete')], [incidentEvent('record.updated', { step: 'detect', patch })])) {
      assert.deepEqual([incident.open, incident.values.title, incident.signOff, incident.disregarded], [false, patch.title, undefined, []]);
      assert.equal(incident.fallen.length, 2);
      const { verified, text } = describeIntegrity(english, incident, {
        faults: [],
        now: '2026-11-22T10:00:00.000Z',
        formatTime: at => at,
      });
      assert.equal(verified, false);
      assert.match(text, /completed, and of its final report: .* (Ada|Ben) \(administrator\) changed what it covers.*and of its sign-off:/);
    }
  });
});

const report = { type: 'storeReport', text: 'Report', sha256: 'a'.repeat(64) } as const;

function p1AtEnd(): Bench {
  return benchAt('complete').save('qualify', { impact: '1', urgency: '1' }).fulfil('complete').do(report);
}

/** A disruption of low priority that was completed, with an open safeguard gap. */
function completed(): Bench {
  const bench = benchAt('complete').fulfil('complete');
  bench.save('analyse', { measures: { m1: { weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
  bench.save('remedy', { restoration: { safeguardsInForce: { answer: 'notApplicable', reason: 'The risk is accepted' } } });
  bench.do({ type: 'acceptGap', gap: 'm1', until: later, reason: 'x' }, 'itManager').do({ type: 'release', part: 'm1' }, 'itManager');
  return bench.do(report).do({ type: 'complete' });
}

/** An inquiry that was completed at step 2. */
function answered(): Bench {
  return benchAt('qualify', { kind: 'inquiry' }).fulfil('qualify').do({ type: 'complete' });
}

function completedFrom(from: StepId): EventDraft {
  return incidentEvent('incident.completed', { from, closureCode: 'solved' });
}

function reopenedAt(to: StepId): EventDraft {
  return incidentEvent('incident.reopened', { to, reason: 'x' });
}

function missing(incident: Incident): readonly string[] {
  return missingAt(incident, 'complete', testGates).map(({ code }) => code);
}

describe('report and sign-off', () => {
  it('fall with any later change of an answer or of the priority, by whichever command; the gate asks again', () => {
    const changes: readonly ((bench: Bench) => Bench)[] = [
      bench => bench.save('detect', { title: 'Something else' }),
      bench => bench.save('detect', { kind: 'inquiry' }),
      bench => bench.save('qualify', { urgency: '2' }),
      bench => bench.save('complete', { lessons: 'Look earlier' }),
      bench => bench.do({ type: 'assign', level: 'third', person: 'Eve', reason: '' }),
      bench => bench.save('remedy', { measures: { m1: { state: 'running' } } }),
      bench => bench.save('analyse', { measures: { m9: {} } }),
      bench => bench.save('analyse', { measures: { m1: null } }),
      bench => bench.do({ type: 'goBack', to: 'monitor', reason: 'Once more' }),
    ];
    for (const change of changes) {
      const bench = p1AtEnd().do({ type: 'signOff' }, 'itManager');
      const [stored, signed] = bench.events.slice(-2);
      const { finalReport, signOff, fallen, timeline } = change(bench).incident;
      assert.deepEqual([finalReport, signOff], [undefined, undefined], change.toString());
      const cause = timeline[bench.events.findIndex(({ id }) => id === signed?.id) + 1]?.id;
      assert.deepEqual(
        fallen.filter(({ event }) => event === stored?.id || event === signed?.id),
        [stored, signed].map(event => ({ event: event?.id, cause, unseen: false })),
      );
    }
  });

  it('fall once, however much is changed afterwards, and with the priority alone', () => {
    const bench = p1AtEnd().do({ type: 'signOff' }, 'itManager');
    const twice = bench.events.length;
    bench.save('detect', { title: 'B' }).save('detect', { title: 'C' });
    assert.equal(bench.incident.fallen.filter(({ cause }) => bench.events.slice(twice).some(({ id }) => id === cause)).length, 2);
    const matrix = defaultPriorityMatrix.map(row => row.map(() => 'P4' as const));
    const lowered = incidentEvent('record.updated', { step: 'qualify', patch: { impact: '1' }, matrix });
    const { signOff, finalReport, priority } = foldIncident(testId, withEntry(bench.events.slice(0, twice), lowered, 'administrator'));
    assert.deepEqual([signOff, finalReport, priority], [undefined, undefined, 'P4']);
  });

  it('a sign-off covers the report: another one takes it back, also one that was stored at the same time; the same one does not', () => {
    const signed = p1AtEnd().do({ type: 'signOff' }, 'itManager');
    const given = signed.events.at(-1);
    assert.ok(signed.do(report).incident.signOff);
    const other = { ...report, sha256: 'b'.repeat(64) };
    const { signOff, finalReport, fallen } = signed.do(other).incident;
    assert.deepEqual([signOff, finalReport?.sha256, fallen.map(({ event }) => event)], [undefined, other.sha256, [given?.id]]);
    assert.deepEqual(missing(signed.incident), ['signOff']);
    const { events } = p1AtEnd();
    const heads = headsOf(events);
    const stored = entry(incidentEvent('incident.reportStored', { text: 'x', sha256: other.sha256 }), heads, 'administrator');
    const beside = entry(incidentEvent('incident.signedOff', {}), heads, 'itManager', later);
    assert.deepEqual(missing(foldIncident(testId, mergeLogs([...events, stored], [...events, beside]))), ['signOff']);
  });

  it('stand when nothing they cover changes: comments, links, releases, the same value again, completion itself', () => {
    const bench = p1AtEnd().do({ type: 'signOff' }, 'itManager').do({ type: 'comment', text: 'x' }).do({ type: 'link', link });
    bench.do({ type: 'release', part: 'm1' }, 'itManager').save('detect', { title: 'Mail is not delivered' });
    bench.do({ type: 'complete' });
    assert.ok(bench.incident.finalReport && bench.incident.signOff && !bench.incident.open);
    assert.deepEqual(bench.incident.fallen, []);
  });

  it('fall with a change that was made at the same time elsewhere, whichever bears the earlier time', () => {
    for (const [signedAt, changedAt] of [
      [testNow, later],
      [later, testNow],
    ] as const) {
      const { events } = p1AtEnd();
      const heads = headsOf(events);
      const signed = entry({ type: 'incident.signedOff', data: {} }, heads, 'itManager', signedAt);
      const renamed = entry(incidentEvent('record.updated', { step: 'detect', patch }), heads, 'administrator', changedAt);
      const merged = mergeLogs([...events, signed], [...events, renamed]);
      const incident = foldIncident(testId, merged);
      assert.deepEqual([incident.signOff, incident.finalReport, missing(incident)], [undefined, undefined, ['signOff']]);
      assert.deepEqual(
        incident.fallen.find(({ event }) => event === signed.id),
        { event: signed.id, cause: renamed.id, unseen: true },
      );
      const again = [...merged, entry({ type: 'incident.signedOff', data: {} }, headsOf(merged), 'itManager', later, 'Max')];
      assert.equal(foldIncident(testId, again).signOff?.by.name, 'Max');
    }
  });
});

describe('a release', () => {
  const measure = { what: 'Mend it', type: 'final', component: 'Relay', weakensSafeguard: 'yes', safeguard: 'Firewall', person: 'Ben' };
  const released = (): Bench =>
    benchAt('analyse')
      .save('analyse', { measures: { m2: measure, m3: measure } })
      .do({ type: 'release', part: 'm2' }, 'itManager')
      .do({ type: 'release', part: 'm3' }, 'itManager');

  for (const change of [
    { what: 'Something else' },
    { type: 'workaround' },
    { component: 'Queue' },
    { weakensSafeguard: 'no' },
    { safeguard: 'Transport encryption' },
    null,
  ]) {
    it(`falls when what it covers changes, and no other does: ${JSON.stringify(change)}`, () => {
      const bench = released();
      const given = bench.events.at(-2)?.id;
      bench.save('analyse', { measures: { m2: change } });
      assert.deepEqual([...bench.incident.releases.keys()], ['m3']);
      assert.deepEqual(bench.incident.fallen, [{ event: given, cause: bench.events.at(-1)?.id, unseen: false }]);
    });
  }

  it('stands when who carries the measure out changes, or nothing does', () => {
    const bench = released().save('analyse', { measures: { m2: { person: 'Eve', what: measure.what } } });
    assert.deepEqual([[...bench.incident.releases.keys()], bench.incident.fallen], [['m2', 'm3'], []]);
  });

  it('does not cover a change that its giver had not seen, whichever bears the earlier time', () => {
    const { events } = benchAt('analyse').save('analyse', { measures: { m2: measure } });
    const heads = headsOf(events);
    for (const changedAt of [testNow, later, '2026-11-22T07:59:00.000Z']) {
      const release = entry(incidentEvent('record.released', { part: 'm2' }), heads, 'itManager', '2026-11-22T08:30:00.000Z');
      const changed = entry(
        incidentEvent('record.updated', { step: 'analyse', patch: { measures: { m2: { safeguard: 'Other' } } } }),
        heads,
        'administrator',
        changedAt,
      );
      const incident = foldIncident(testId, mergeLogs([...events, release], [...events, changed]));
      assert.equal(incident.releases.size, 0, changedAt);
      assert.deepEqual(incident.fallen, [{ event: release.id, cause: changed.id, unseen: true }]);
    }
  });

  it('given with a solution covers what the same entry says, also where others wrote at the same time', () => {
    const { events } = benchAt('analyse');
    const heads = headsOf(events);
    const applied = { measure: 's1', patch: { measures: { s1: { what: 'Mend it', type: 'final' } } } };
    const solved = entry({ type: 'incident.solutionApplied', data: applied }, heads, 'itManager');
    const beside = entry({ type: 'record.commented', data: { text: 'x' } }, heads, 'administrator', later);
    assert.deepEqual([...foldIncident(testId, mergeLogs([...events, solved], [...events, beside])).releases.keys()], ['s1']);
  });

  it('stands when another list has a row of the same id', () => {
    const bench = released().save('monitor', { checks: { m2: { seen: 'x' } } });
    assert.deepEqual([[...bench.incident.releases.keys()], bench.incident.fallen], [['m2', 'm3'], []]);
  });

  it('of a known error falls with its solution', () => {
    const captured = entry(
      { type: 'record.captured', data: { record: 'KE-000001', patch: { title: 'x', solution: 'Mend it' } } },
      [],
      'developer',
    );
    const released = withEntry([captured], { type: 'record.released', data: {} }, 'itManager');
    const changed = withEntry(released, { type: 'record.updated', data: { patch: { solution: 'Otherwise' } } }, 'developer');
    const record = fold('KE-000001', changed);
    assert.deepEqual([releaseOf(record), record.fallen], [undefined, [{ event: released[1]?.id, cause: changed[2]?.id, unseen: false }]]);
  });
});

describe('who decided', () => {
  it('stands with role and time beside each release, accepted risk and sign-off in the report', () => {
    const bench = p1AtEnd().save('analyse', { measures: { m1: { weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
    bench.do({ type: 'acceptGap', gap: 'm1', until: '2027-01-01T00:00:00.000Z', reason: 'x' }, 'itManager');
    bench.do({ type: 'release', part: 'm1' }, 'itManager').do(report).do({ type: 'signOff' }, 'itManager');
    const text = reportAsMarkdown(bench.incident, { words: english, at: testNow, faults: [] });
    for (const line of [
      'Measure “Take the change back”: released by Ada (IT manager), 2026-11-22 08:00 UTC; proposed and released by one person',
      'accepted until 2027-01-01 00:00 UTC · accepted by Ada (IT manager), 2026-11-22 08:00 UTC',
      'Signed off by Ada (IT manager), 2026-11-22 08:00 UTC.',
    ])
      assert.ok(text.replaceAll('\\', '').includes(line), line);
    assert.doesNotMatch(
      reportAsMarkdown(benchAt('detect').incident, { words: english, at: testNow, faults: [] }),
      /released|Signed off by/,
    );
  });

  it('beside what falls stands what it was, and who takes it back', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', weakensSafeguard: 'yes', safeguard: 'Firewall' } } });
    bench.do({ type: 'acceptGap', gap: 'm1', until: later, reason: 'x' }, 'itManager');
    bench.do({ type: 'restoreSafeguard', gap: 'm1', note: 'x' }).save('analyse', { measures: { m1: { safeguard: 'Other' } } });
    const last = bench.events.at(-1);
    assert.ok(last);
    assert.deepEqual(standingNotes(english, bench.incident, at => at)(last), [
      'Takes back: acceptance of a risk, Ada (IT manager)',
      'Takes back: restoration of a safeguard, Ada (administrator)',
    ]);
  });

  it('each fall is told of its own measure or gap alone', () => {
    const weak = { what: 'x', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Firewall' };
    const bench = benchAt('analyse').save('analyse', { measures: { m1: weak, m2: weak } });
    for (const id of ['m1', 'm2']) {
      bench.do({ type: 'release', part: id }, 'itManager');
      bench.do({ type: 'acceptGap', gap: id, until: later, reason: 'x' }, 'itManager');
    }
    bench.save('analyse', { measures: { m2: { what: 'y' } } });
    for (const type of ['record.released', 'incident.gapAccepted']) {
      const why = (about: string): string | undefined => describeLastFall(english, bench.incident, type, at => at, about);
      assert.deepEqual([why('m1'), why('m2')], [undefined, `No longer holds: Ada (administrator) changed what it covers, ${testNow}.`]);
    }
  });

  it('an entry whose content is gone says who took it, or nothing of the kind', () => {
    const first = entry(incidentEvent('record.captured', { record: testId, patch }), [], 'administrator');
    const data = { record: testId, entry: first.id, reason: 'A password' };
    const redacted = entry({ type: 'record.redacted', data }, [first.id], 'itManager', testNow, 'Max');
    const notes = (log: readonly RecordEvent[]): readonly string[] =>
      standingNotes(english, foldIncident(testId, log), at => at)({ ...first, data: null });
    assert.deepEqual(notes([{ ...first, data: null }, redacted]), [`Redacted by Max (IT manager), ${testNow}: A password`]);
    assert.deepEqual(notes([{ ...first, data: null }]), []);
    assert.equal(describeEvent(english, { kind: 'incident', timeline: [] }, { ...first, data: null }, at => at).title, 'Content is gone');
  });
});
