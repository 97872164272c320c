import { incidentEvent } from '../../../src/domain/incident/event';
import { decide } from '../../../src/domain/deciding';
import { fold } from '../../../src/domain/records';
import { entry } from '../../../src/domain/record/decide';
import assert from 'node:assert/strict';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { ancestorsOf, headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seenSchema } from '../../../src/domain/record/seen';
import { defaultPriorityMatrix } from '../../../src/domain/vocabulary/priority';
import { seal } from '../../../src/store/chain';
import { benchAt, context, person, testNow, type Bench } from '../../support/incidents';

const measure = { what: 'Switch TLS off', type: 'workaround', component: 'Mail', weakensSafeguard: 'yes', safeguard: 'Encryption' };
const report = { type: 'storeReport', text: 'x', sha256: 'a'.repeat(64) } as const;

function place(): Bench {
  return benchAt('analyse').save('analyse', { measures: { m1: measure, m2: measure } });
}

type Deciding = Extract<IncidentCommand, { seen?: unknown }>;
type Change = (bench: Bench) => Bench;

const save =
  (patch: Readonly<Record<string, unknown>>): Change =>
  bench =>
    bench.save('analyse', patch);
const other = save({ measures: { m1: { what: 'Something else', safeguard: 'All' }, m2: { person: 'Eve' } } });
/** The same answers, asked of another matrix. */
const ranked: Change = bench => {
  const matrix = defaultPriorityMatrix.map(row => row.map(() => 'P1' as const));
  const asked = incidentEvent('record.updated', { step: 'qualify', patch: { impact: bench.incident.values.impact }, matrix });
  bench.events = [...bench.events, seal(asked, headsOf(bench.events), bench.now, person())];
  return bench;
};
const comment: Change = bench => bench.do({ type: 'comment', text: 'x' });

/** A decision, what it covers, and what it does not; and where it can be made. */
interface Decision<C extends Deciding> {
  readonly command: C;
  readonly covered: readonly Change[];
  readonly others: readonly Change[];
  readonly at?: () => Bench;
}

const ofMeasure = (...cells: readonly object[]): readonly Change[] => cells.map(changed => save({ measures: { m2: changed } }));
const released = ofMeasure({ what: 'Format it' }, { type: 'final' }, { component: 'Core' }, { safeguard: 'All' });
const ask: Change = bench => bench.do({ type: 'askRelease', measure: 'm2' });
const refusal = { type: 'refuseRelease', measure: 'm2', reason: 'x' } as const;
const askedAgain: Change = bench => {
  bench.do(refusal, 'itManager').now = '2026-11-22T09:00:00.000Z';
  return ask(bench);
};
const notice = { type: 'noticeSent', duty: 'nis2EarlyWarning', at: testNow } as const;
const reportable = (): Bench =>
  benchAt('qualify').save('qualify', {
    assessment: 'confirmed',
    dutiesApply: 'some',
    awareSince: '2026-11-22T07:00:00.000Z',
    duties: { nis2EarlyWarning: { applies: 'yes' } },
  });

const table: { readonly [T in Deciding['type']]: Decision<Extract<Deciding, { type: T }>> } = {
  release: { command: { type: 'release', part: 'm2' }, covered: released, others: [comment, other] },
  recordApproval: {
    command: { type: 'recordApproval', part: 'm2', onBehalf: { person: 'Dana', how: 'phone', reference: '' } },
    covered: released,
    others: [comment, other],
  },
  refuseRelease: {
    command: refusal,
    covered: [
      ...released.map(
        (change): Change =>
          bench =>
            ask(change(bench)),
      ),
      askedAgain,
    ],
    others: [comment, other],
    at: () => ask(place()),
  },
  acceptGap: {
    command: { type: 'acceptGap', gap: 'm2', until: '2026-12-01T00:00:00.000Z', reason: 'x' },
    covered: ofMeasure({ what: 'Format it' }, { safeguard: 'All' }),
    others: [comment, other],
  },
  restoreSafeguard: {
    command: { type: 'restoreSafeguard', gap: 'm2', note: 'x' },
    covered: ofMeasure({ component: 'Core' }, { safeguard: 'All' }),
    others: [comment, other, ...ofMeasure({ what: 'Format it' })],
  },
  storeReport: {
    command: report,
    covered: [other, ranked, bench => bench.save('qualify', { impact: '1', urgency: '1' })],
    others: [comment, bench => bench.do(report)],
  },
  signOff: { command: { type: 'signOff' }, covered: [other, ranked, bench => bench.do(report)], others: [comment] },
  noticeSent: {
    command: notice,
    covered: [bench => bench.do({ ...notice, reference: 'BSI-1' })],
    others: [comment, bench => bench.save('qualify', { duties: { gdprRecord: { applies: 'yes' } } })],
    at: reportable,
  },
};
const decisions: readonly Decision<Deciding>[] = Object.values(table);

describe('a decision on what one was shown', () => {
  for (const { command, covered, others, at = place } of decisions) {
    it(`is refused where somebody else has changed what it covers, and not otherwise: ${command.type}`, () => {
      for (const change of covered) {
        const bench = at();
        const seen = headsOf(bench.events);
        change(bench);
        const refused = bench.try({ ...command, seen }, 'itManager');
        assert.deepEqual(!refused.ok && refused.error, { code: 'changedSinceSeen' });
        assert.ok(bench.try({ ...command, seen: headsOf(bench.events) }, 'itManager').ok, 'seen again');
      }
      for (const change of others) {
        const bench = at();
        const seen = headsOf(bench.events);
        change(bench);
        assert.ok(bench.try({ ...command, seen }, 'itManager').ok);
      }
    });
  }

  it('is refused where somebody else has decided the same meanwhile', () => {
    for (const { command, at = place } of decisions.filter(decision => decision.command !== report)) {
      const bench = at();
      const seen = headsOf(bench.events);
      bench.do(command, 'itManager');
      const refused = bench.try({ ...command, seen }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'changedSinceSeen', command.type);
    }
  });

  it('on a gap that meanwhile was closed and is open again is another decision, however alike both are', () => {
    for (const { command } of [table.acceptGap, table.restoreSafeguard]) {
      const bench = place();
      const seen = headsOf(bench.events);
      bench.do({ type: 'restoreSafeguard', gap: 'm2', note: 'x' });
      bench.now = '2026-11-22T09:00:00.000Z';
      bench
        .save('analyse', { measures: { m2: { weakensSafeguard: 'no' } } })
        .save('analyse', { measures: { m2: { weakensSafeguard: 'yes' } } });
      const refused = bench.try({ ...command, seen }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'changedSinceSeen', command.type);
    }
  });

  it('made on nothing is refused', () => {
    const refused = place().try({ type: 'release', part: 'm1', seen: [] }, 'itManager');
    assert.equal(!refused.ok && refused.error.code, 'changedSinceSeen');
  });

  it('says so with any number of heads, and with none', () => {
    assert.ok(seenSchema.safeParse([]).success && seenSchema.safeParse(['a'.repeat(64)]).success);
    assert.ok(!seenSchema.safeParse(['x']).success && !seenSchema.safeParse(new Array(1001).fill('a'.repeat(64))).success);
  });

  it('made on entries that the record does not hold is refused', () => {
    const refused = place().try({ type: 'release', part: 'm1', seen: ['a'.repeat(64)] }, 'itManager');
    assert.equal(!refused.ok && refused.error.code, 'changedSinceSeen');
  });

  it('the release of a change or known error, too', () => {
    const captured = seal(entry('record.captured', { record: 'CHG-000001', patch: { title: 'TLS only' } }), [], testNow, person());
    const seen = [captured.id];
    const after = (patch: Readonly<Record<string, unknown>>): boolean => {
      const changed = seal(entry('record.updated', { patch: { ...patch } }), seen, testNow, person());
      const decision = decide(fold('CHG-000001', [captured, changed]), { type: 'release', seen }, context({ role: 'itManager' }));
      return decision.ok || decision.error.code !== 'changedSinceSeen';
    };
    assert.deepEqual([after({ title: 'No TLS' }), after({ fallback: 'None' }), after({ state: 'planned' })], [false, false, true]);
  });
});

describe('what the writer of an entry had seen', () => {
  it('is the entry and everything it builds on, in causal order', () => {
    const first = seal({ type: 'record.commented', data: { text: '1' } }, [], testNow, person());
    const [left, right] = ['2', '3'].map(text => seal({ type: 'record.commented', data: { text } }, [first.id], testNow, person()));
    assert.ok(left && right);
    const both = seal({ type: 'record.commented', data: { text: '4' } }, [left.id, right.id], testNow, person());
    const timeline = mergeLogs([first, left, right, both], []);
    assert.deepEqual(ancestorsOf(timeline, [left.id]), [first, left]);
    assert.deepEqual(ancestorsOf(timeline, [both.id]), timeline);
    assert.deepEqual(ancestorsOf(timeline, []), []);
  });
});
