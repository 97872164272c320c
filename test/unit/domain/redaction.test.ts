import { linkId } from '../../../src/domain/record/link';
import assert from 'node:assert/strict';
import type { EventDraft, RecordEvent } from '../../../src/domain/record/event';
import { incidentEvent } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { gapState } from '../../../src/domain/incident/gap';
import type { Incident } from '../../../src/domain/incident/incident';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { redactionsIn, withoutRedacted } from '../../../src/domain/record/redaction';
import { seal } from '../../../src/store/chain';
import { benchAt, person, testId, testNow, type Bench } from '../../support/incidents';

const link = { id: 'l1', kind: 'causedBy', state: 'suspected', target: { type: 'record', id: 'PRB-000001' } } as const;
const until = '2026-12-01T00:00:00.000Z';
const measure = { what: 'Format the server', type: 'workaround', component: 'Core', weakensSafeguard: 'yes', safeguard: 'All encryption' };

/** Two measures, then a change of the first; both accepted, the first restored, the second released. */
function decidedOn(change: Readonly<Record<string, unknown>>): { readonly bench: Bench; readonly changed: string } {
  const bench = benchAt('analyse').save('analyse', { measures: { m1: measure, m2: measure } });
  bench.save('analyse', { measures: { m1: change } });
  const changed = bench.events.at(-1)?.id ?? '';
  for (const gap of ['m1', 'm2']) bench.do({ type: 'acceptGap', gap, until, reason: 'One printer' }, 'itManager');
  for (const id of ['m1', 'm2']) bench.do({ type: 'release', part: id }, 'itManager');
  return { bench: bench.do({ type: 'restoreSafeguard', gap: 'm2', note: 'Back' }), changed };
}

function redaction(entry: string, parents: readonly string[], at = testNow): RecordEvent {
  return seal(incidentEvent('record.redacted', { record: testId, entry, reason: 'A name' }), parents, at, person('itManager', 'Max'));
}

function decisions({ releases, gaps }: Incident): readonly unknown[] {
  return [[...releases.keys()], gaps.map(gap => gapState(gap, testNow))];
}

/** Redacts an entry, as the store does: its content goes in the same write. */
function redactAt(bench: Bench, entry: string): void {
  bench.do({ type: 'redact', entry, reason: 'A password' }, 'itManager');
  bench.events = withoutRedacted(bench.events);
}

describe('a redaction', () => {
  for (const change of [
    { what: 'Restart the relay' },
    { component: 'Printer' },
    { safeguard: 'Virus scan of one printer' },
    { type: 'final' },
    { state: 'ended' },
  ]) {
    it(`is refused where the measure would be another one without the entry: ${JSON.stringify(change)}`, () => {
      const { bench, changed } = decidedOn(change);
      const refused = bench.try({ type: 'redact', entry: changed, reason: 'x' }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'carriesState');
    });
  }

  /** Everything else that an entry can decide about where the record stands. */
  const deciding: readonly (readonly [string, (bench: Bench) => Bench])[] = [
    ['a step', bench => bench.do({ type: 'goBack', to: 'qualify', reason: 'x' })],
    ['what it waits for', bench => bench.do({ type: 'waitFor', problem: 'PRB-000001' })],
    ['a link', bench => bench.do({ type: 'link', link: { ...link, kind: 'relatedTo' } })],
    ['the state of a link', bench => bench.do({ type: 'judgeLink', link: linkId(link), state: 'ruledOut' })],
    ['a release', bench => bench.do({ type: 'release', part: 'm1' }, 'itManager')],
    ['a later release', bench => bench.do({ type: 'release', part: 'm2' }, 'itManager')],
    ['the acceptance of a risk', bench => bench.do({ type: 'acceptGap', gap: 'm1', until, reason: 'x' }, 'itManager')],
    [
      'a later acceptance',
      bench => bench.do({ type: 'acceptGap', gap: 'm2', until: '2027-01-01T00:00:00.000Z', reason: 'x' }, 'itManager'),
    ],
    ['the restoration of a safeguard', bench => bench.do({ type: 'restoreSafeguard', gap: 'm1', note: 'x' })],
    ['a gap', bench => bench.save('analyse', { measures: { m3: measure } })],
    [
      'a solution that was applied',
      bench => bench.do({ type: 'applySolution', measure: { id: 's1', what: 'x', person: 'Ben', weakensSafeguard: 'no' } }, 'itManager'),
    ],
  ];
  for (const [name, decide] of deciding) {
    it(`is refused where the entry decides on ${name}`, () => {
      const bench = benchAt('analyse').save('analyse', { measures: { m1: measure, m2: measure } });
      bench.do({ type: 'link', link }).do({ type: 'release', part: 'm2' }, 'itManager');
      bench.do({ type: 'acceptGap', gap: 'm2', until, reason: 'x' }, 'itManager');
      bench.now = '2026-11-22T08:30:00.000Z';
      decide(bench);
      const entry = bench.events.find(({ at }) => at === bench.now)?.id ?? '';
      const refused = bench.try({ type: 'redact', entry, reason: 'x' }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'carriesState');
    });
  }

  it('takes the words of a save, and what the save chose besides is said again', () => {
    const bench = benchAt('analyse')
      .save('qualify', { impact: '1', urgency: '1', assessment: 'suspected', assessmentReason: 'password=Summer', awareSince: testNow })
      .save('detect', { tlp: 'RED', couldBeSecurity: 'yes', couldBeSecurityReason: 'password=Summer', symptoms: 'password=Summer' });
    const saves = bench.events.slice(-2).map(({ id }) => id);
    bench
      .save('qualify', { assessmentReason: 'A password' })
      .save('detect', { couldBeSecurityReason: 'A password', symptoms: 'A password' });
    const { values, priority } = bench.incident;
    for (const entry of saves) redactAt(bench, entry);
    assert.ok(!JSON.stringify(bench.events).includes('Summer'));
    assert.deepEqual(bench.incident.values, values);
    assert.equal(bench.incident.priority, priority);
    assert.equal(values.tlp, 'RED');
  });

  it('says nothing again in a completed incident: it is reopened first', () => {
    const bench = benchAt('complete').save('detect', { tlp: 'RED', symptoms: 'password=Summer' });
    const entry = bench.events.at(-1)?.id ?? '';
    bench.save('detect', { symptoms: 'A password' }).fulfil('complete').do({ type: 'complete' });
    const refused = bench.try({ type: 'redact', entry, reason: 'x' }, 'itManager');
    assert.equal(!refused.ok && refused.error.code, 'carriesState');
    redactAt(bench.do({ type: 'reopen', to: 'complete', reason: 'x' }), entry);
    assert.equal(bench.incident.values.tlp, 'RED');
  });

  it('takes the text of every report that was made of it, which stays stored; and a report alone can be redacted, too', () => {
    const bench = benchAt('complete').do({ type: 'comment', text: 'password=Summer' });
    const comment = bench.events.at(-1)?.id ?? '';
    const report = { type: 'storeReport', text: 'Somebody wrote password=Summer', sha256: 'a'.repeat(64) } as const;
    bench.fulfil('complete').do(report).do({ type: 'signOff' }, 'itManager').do({ type: 'complete' });
    redactAt(bench, comment);
    assert.ok(!JSON.stringify(bench.events).includes('Summer'));
    const { open, finalReport, signOff } = bench.incident;
    assert.deepEqual([open, finalReport?.text, signOff !== undefined], [false, '', true]);
    bench.do({ type: 'reopen', to: 'complete', reason: 'x' }).do(report);
    redactAt(bench, bench.events.at(-1)?.id ?? '');
    assert.equal(bench.incident.finalReport?.text, '');
  });

  /** Every kind of entry that holds answers. */
  const contents: readonly EventDraft[] = [
    incidentEvent('record.captured', { record: testId, patch: { symptoms: 'x' } }),
    incidentEvent('record.updated', { step: 'detect', patch: { symptoms: 'x' } }),
    incidentEvent('incident.advanced', { from: 'detect', to: 'qualify' }),
    incidentEvent('incident.returned', { from: 'remedy', to: 'detect', reason: 'x', cause: 'person' }),
    incidentEvent('incident.completed', { from: 'complete', closureCode: 'solved' }),
    incidentEvent('incident.reopened', { to: 'detect', reason: 'x' }),
    incidentEvent('incident.assigned', { level: 'third', person: 'Eve', reason: '' }),
    incidentEvent('incident.reviewed', { source: 'problem', outcome: 'none', candidates: [] }),
    incidentEvent('incident.workaroundApplied', { measure: 'w1', patch: { solution: 'x' } }),
    incidentEvent('incident.solutionApplied', { measure: 'w1', patch: { solution: 'x' } }),
  ];
  for (const draft of contents) {
    it(`written by hand takes back a sign-off, whatever kind of entry held the answers: ${draft.type}`, () => {
      const first = seal(draft, [], testNow, person('itManager'));
      const signed = seal(incidentEvent('incident.signedOff', {}), [first.id], testNow, person('itManager'));
      const { signOff, fallen } = foldIncident(testId, withoutRedacted([first, signed, redaction(first.id, [signed.id])]));
      assert.deepEqual([signOff, fallen.map(({ event }) => event)], [undefined, [signed.id]]);
    });
  }

  it('is refused where later entries would count no more, or a withdrawn decision would stand again', () => {
    const ended = (): Bench =>
      benchAt('complete')
        .fulfil('complete')
        .do({ type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) })
        .do({ type: 'signOff' }, 'itManager');
    const back = ended().do({ type: 'goBack', to: 'monitor', reason: 'Ben Okafor was wrong' });
    const returned = back.events.at(-1)?.id ?? '';
    back.fulfil('monitor').do({ type: 'advance', from: 'monitor' });
    const reopened = ended().do({ type: 'complete' }).do({ type: 'reopen', to: 'complete', reason: 'Ben Okafor was wrong' });
    const reopening = reopened.events.at(-1)?.id ?? '';
    reopened.save('complete', { lessons: 'Ask twice' });
    for (const [bench, entry] of [
      [back, returned],
      [reopened, reopening],
    ] as const) {
      const refused = bench.try({ type: 'redact', entry, reason: 'A name' }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'carriesState');
    }
  });

  it('counts only in its own kind of record, and takes no other redaction away', () => {
    const comment = seal(incidentEvent('record.commented', { text: 'x' }), [], testNow, person());
    const data = { record: testId, entry: comment.id, reason: 'x' };
    const foreign = seal(
      { type: 'incident.redacted', data: { ...data, record: 'PRB-000001' } },
      [comment.id],
      testNow,
      person('itManager'),
    );
    assert.equal(redactionsIn([comment, foreign]).size, 0);
    const real = redaction(comment.id, [comment.id]);
    const cover = redaction(real.id, [real.id]);
    assert.deepEqual([...redactionsIn([comment, real, cover])], [[comment.id, real]]);
  });

  it('is refused for what is not there, for content that is gone already, and for a redaction', () => {
    const bench = benchAt('analyse').do({ type: 'comment', text: 'password hunter2' });
    const entry = bench.events.at(-1)?.id ?? '';
    bench.do({ type: 'redact', entry, reason: 'A password' }, 'itManager');
    const redacted = bench.events.at(-1)?.id ?? '';
    bench.events = withoutRedacted(bench.events);
    for (const named of ['f'.repeat(64), entry, redacted]) {
      const refused = bench.try({ type: 'redact', entry: named, reason: 'Again' }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'noSuchEntry');
    }
  });

  it('of words alone is written, and names the entry', () => {
    const bench = benchAt('analyse').save('detect', { symptoms: 'password hunter2' });
    const entry = bench.events.at(-1)?.id ?? '';
    const written = bench.try({ type: 'redact', entry, reason: 'A password' }, 'itManager');
    assert.deepEqual(written, { ok: true, value: [incidentEvent('record.redacted', { record: testId, entry, reason: 'A password' })] });
  });

  it('that somebody wrote into the file by hand takes back what was decided on the measures, since it brings back what they were', () => {
    const { bench, changed } = decidedOn({ what: 'Restart the relay', safeguard: 'Virus scan of one printer' });
    assert.deepEqual(decisions(bench.incident), [
      ['m1', 'm2'],
      ['accepted', 'restored'],
    ]);
    const before = bench.incident.fallen.length;
    bench.events = withoutRedacted([...bench.events, redaction(changed, headsOf(bench.events))]);
    assert.deepEqual(bench.incident.gaps[0]?.safeguard, 'All encryption');
    assert.deepEqual(decisions(bench.incident), [[], ['open', 'open']]);
    const fallen = bench.incident.fallen.slice(before);
    assert.deepEqual([fallen.length, new Set(fallen.map(({ cause }) => cause))], [5, new Set([bench.events.at(-1)?.id])]);
    bench.do({ type: 'release', part: 'm1' }, 'itManager').do({ type: 'restoreSafeguard', gap: 'm1', note: 'x' });
    assert.deepEqual(decisions(bench.incident), [['m1'], ['restored', 'open']]);
  });

  it('does so for decisions whose giver had not seen it, whichever bears the earlier time, and for no later ones', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: measure } });
    bench.save('analyse', { measures: { m1: { safeguard: 'Virus scan' } } });
    const heads = headsOf(bench.events);
    for (const [redactedAt, decidedAt] of [
      [testNow, '2026-11-22T09:00:00.000Z'],
      ['2026-11-22T09:00:00.000Z', testNow],
    ] as const) {
      const redacted = redaction(heads[0] ?? '', heads, redactedAt);
      const accepted = incidentEvent('incident.gapAccepted', { gap: 'm1', until, reason: 'One printer' });
      const decided = seal(accepted, heads, decidedAt, person('itManager'));
      const merged = mergeLogs([...bench.events, redacted], [...bench.events, decided]);
      assert.deepEqual(decisions(foldIncident(testId, merged)), [[], ['open']]);
      const again = seal(accepted, headsOf(merged), '2026-11-22T10:00:00.000Z', person('itManager'));
      assert.deepEqual(decisions(foldIncident(testId, [...merged, again])), [[], ['accepted']]);
    }
  });

  it('of words alone takes nothing back', () => {
    const { bench } = decidedOn({ person: 'Eve' });
    bench.do({ type: 'comment', text: 'password hunter2' });
    const before = decisions(bench.incident);
    bench.do({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'A password' }, 'itManager');
    bench.events = withoutRedacted(bench.events);
    assert.deepEqual([decisions(bench.incident), bench.incident.fallen], [before, []]);
  });
});
