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

/** Each decision, what it covers, and what it does not. */
const decisions: readonly (readonly [Deciding, readonly Change[], readonly Change[]])[] = [
  [
    { type: 'release', part: 'm2' },
    [{ what: 'Format it' }, { type: 'final' }, { component: 'Core' }, { safeguard: 'All' }].map(cells => save({ measures: { m2: cells } })),
    [comment, other],
  ],
  [
    { type: 'acceptGap', gap: 'm2', until: '2026-12-01T00:00:00.000Z', reason: 'x' },
    [{ what: 'Format it' }, { safeguard: 'All' }].map(cells => save({ measures: { m2: cells } })),
    [comment, other],
  ],
  [
    { type: 'restoreSafeguard', gap: 'm2', note: 'x' },
    [{ component: 'Core' }, { safeguard: 'All' }].map(cells => save({ measures: { m2: cells } })),
    [comment, other, save({ measures: { m2: { what: 'Format it' } } })],
  ],
  [report, [other, ranked, bench => bench.save('qualify', { impact: '1', urgency: '1' })], [comment, bench => bench.do(report)]],
  [{ type: 'signOff' }, [other, ranked, bench => bench.do(report)], [comment]],
];

describe('a decision on what one was shown', () => {
  for (const [command, covered, others] of decisions) {
    it(`is refused where somebody else has changed what it covers, and not otherwise: ${command.type}`, () => {
      for (const change of covered) {
        const bench = place();
        const seen = headsOf(bench.events);
        change(bench);
        const refused = bench.try({ ...command, seen }, 'itManager');
        assert.deepEqual(!refused.ok && refused.error, { code: 'changedSinceSeen' });
        assert.ok(bench.try({ ...command, seen: headsOf(bench.events) }, 'itManager').ok, 'seen again');
      }
      for (const change of others) {
        const bench = place();
        const seen = headsOf(bench.events);
        change(bench);
        assert.ok(bench.try({ ...command, seen }, 'itManager').ok);
      }
    });
  }

  it('is refused where somebody else has decided the same meanwhile', () => {
    for (const [command] of decisions.filter(([{ type }]) => type !== 'storeReport')) {
      const bench = place();
      const seen = headsOf(bench.events);
      bench.do(command, 'itManager');
      const refused = bench.try({ ...command, seen }, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'changedSinceSeen', command.type);
    }
  });

  it('on a gap that meanwhile was closed and is open again is another decision, however alike both are', () => {
    for (const command of decisions
      .map(([decision]) => decision)
      .filter(({ type }) => type === 'acceptGap' || type === 'restoreSafeguard')) {
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
