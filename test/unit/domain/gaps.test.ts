import { openGaps, incidentFacts } from '../../../src/domain/incident/facts';
import assert from 'node:assert/strict';
import { gapState } from '../../../src/domain/incident/gap';
import { incidentEvent } from '../../../src/domain/incident/event';
import { foldIncident } from '../../../src/domain/incident/fold';
import { missingAt } from '../../../src/domain/incident/gate';
import { headsOf, mergeLogs } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { testGates, benchAt, person, testId, testNow } from '../../support/incidents';

const weakening = {
  measures: {
    m1: { what: 'Switch TLS off', type: 'workaround', component: 'Mail', weakensSafeguard: 'yes', safeguard: 'Transport encryption' },
  },
};

describe('safeguard gaps', () => {
  it('a measure that weakens a safeguard opens one: which, where, since when, by whom', () => {
    const [gap] = benchAt('analyse').save('analyse', weakening).incident.gaps;
    assert.deepEqual([gap?.safeguard, gap?.component, gap?.since, gap?.openedBy.name], ['Transport encryption', 'Mail', testNow, 'Ada']);
    assert.equal(gap && gapState(gap, testNow), 'open');
  });

  it('neither another answer nor removing the measure makes it disappear', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    assert.equal(bench.save('analyse', { measures: { m1: { weakensSafeguard: 'no' } } }).incident.gaps.length, 1);
    const [gap] = bench.save('analyse', { measures: { m1: null } }).incident.gaps;
    assert.equal(gap && gapState(gap, testNow), 'open');
  });

  it('restored with a note it is closed; answered yes again it is open again', () => {
    const bench = benchAt('analyse').save('analyse', weakening).do({ type: 'restoreSafeguard', gap: 'm1', note: 'TLS is on' });
    assert.equal(openGaps(incidentFacts(bench.incident), testNow).length, 0);
    bench
      .save('analyse', { measures: { m1: { weakensSafeguard: 'no' } } })
      .save('analyse', { measures: { m1: { weakensSafeguard: 'yes' } } });
    assert.equal(openGaps(incidentFacts(bench.incident), testNow).length, 1);
  });

  it('accepted by the IT manager until a date, and open again after it', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    assert.equal(bench.try({ type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'Until Monday' }).ok, false);
    bench.do({ type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'Until Monday' }, 'itManager');
    const summary = incidentFacts(bench.incident);
    assert.equal(openGaps(summary, testNow).length, 0);
    assert.equal(openGaps(summary, '2026-12-01T00:00:00.000Z').length, 1);
    const [gap] = bench.incident.gaps;
    assert.deepEqual(
      [gap && gapState(gap, '2026-11-30T23:59:59.999Z'), gap && gapState(gap, '2026-12-01T00:00:00.000Z')],
      ['accepted', 'open'],
    );
  });

  const acceptance = { type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'Until Monday' } as const;
  const restoration = { type: 'restoreSafeguard', gap: 'm1', note: 'It is on' } as const;

  for (const change of [
    { what: 'Switch everything off' },
    { type: 'final' },
    { component: 'Core' },
    { weakensSafeguard: 'no' },
    { safeguard: 'All encryption' },
    null,
  ]) {
    it(`the acceptance of a risk covers the measure it was given for: ${JSON.stringify(change)} takes it back`, () => {
      const bench = benchAt('analyse').save('analyse', weakening).do(acceptance, 'itManager');
      const given = bench.events.at(-1);
      bench.save('analyse', { measures: { m1: change } });
      const { gaps, fallen } = bench.incident;
      assert.deepEqual(
        gaps.map(gap => gapState(gap, testNow)),
        ['open'],
      );
      assert.deepEqual(fallen, [{ event: given?.id, cause: bench.events.at(-1)?.id, unseen: false }]);
      assert.ok(missingAt(bench.incident, 'complete', testGates).some(({ code }) => code === 'gapsClosed'));
      bench.do(acceptance, 'itManager');
      assert.deepEqual(
        bench.incident.gaps.map(gap => gapState(gap, testNow)),
        ['accepted'],
      );
    });
  }

  it('it stands when who carries the measure out changes, or the measure ends', () => {
    const bench = benchAt('analyse').save('analyse', weakening).do(acceptance, 'itManager');
    bench.save('analyse', { measures: { m1: { person: 'Eve', state: 'ended', what: 'Switch TLS off' }, m2: { what: 'Another' } } });
    assert.deepEqual([bench.incident.gaps.map(gap => gapState(gap, testNow)), bench.incident.fallen], [['accepted'], []]);
  });

  for (const change of [{ safeguard: 'Firewall' }, { component: 'Core' }]) {
    it(`a restored gap is open again, as another one, when the measure weakens something else: ${JSON.stringify(change)}`, () => {
      const bench = benchAt('analyse').save('analyse', weakening).do(restoration);
      const given = bench.events.at(-1);
      bench.now = '2026-11-22T09:00:00.000Z';
      bench.save('analyse', { measures: { m1: change } });
      const { gaps, fallen } = bench.incident;
      assert.deepEqual(
        gaps.map(({ since, restored, safeguard, component }) => [since, restored, safeguard, component]),
        [[bench.now, undefined, change.safeguard ?? 'Transport encryption', change.component ?? 'Mail']],
      );
      assert.deepEqual(fallen, [{ event: given?.id, cause: bench.events.at(-1)?.id, unseen: false }]);
    });
  }

  it('a restored gap stays as it was when the measure weakens nothing any more, or is worded otherwise', () => {
    const bench = benchAt('analyse').save('analyse', weakening).do(restoration);
    const [before] = bench.incident.gaps;
    bench
      .save('analyse', { measures: { m1: { what: 'Switched TLS off' } } })
      .save('analyse', { measures: { m1: { weakensSafeguard: 'no' } } })
      .save('analyse', { measures: { m1: { safeguard: 'None' } } })
      .save('analyse', { measures: { m1: null } });
    assert.deepEqual([bench.incident.gaps, bench.incident.fallen], [[before], []]);
  });

  it('a decision does not cover a change that its giver had not seen, whichever bears the earlier time', () => {
    const { events } = benchAt('analyse').save('analyse', weakening);
    const heads = headsOf(events);
    for (const [decidedAt, changedAt] of [
      [testNow, '2026-11-22T09:00:00.000Z'],
      ['2026-11-22T09:00:00.000Z', testNow],
    ] as const) {
      const change = { step: 'analyse', patch: { measures: { m1: { safeguard: 'All encryption' } } } } as const;
      const changed = seal(incidentEvent('record.updated', change), heads, changedAt, person());
      for (const [draft, role] of [
        [incidentEvent('incident.gapAccepted', { gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }), 'itManager'],
        [incidentEvent('incident.gapRestored', { gap: 'm1', note: 'x' }), 'administrator'],
      ] as const) {
        const decided = seal(draft, heads, decidedAt, person(role));
        const { gaps, fallen } = foldIncident(testId, mergeLogs([...events, decided], [...events, changed]));
        assert.deepEqual(
          gaps.map(gap => [gap.safeguard, gapState(gap, testNow)]),
          [['All encryption', 'open']],
        );
        assert.deepEqual(fallen, [{ event: decided.id, cause: changed.id, unseen: true }]);
      }
    }
  });

  it('what is not named is empty, and the gap that was opened last stands last', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { weakensSafeguard: 'yes' }, m2: { weakensSafeguard: 'yes' } } });
    assert.deepEqual(
      bench.incident.gaps.map(({ id, safeguard, component }) => [id, safeguard, component]),
      [
        ['m1', '', ''],
        ['m2', '', ''],
      ],
    );
    bench.do(restoration);
    bench.now = '2026-11-22T09:00:00.000Z';
    bench.save('analyse', { measures: { m1: { safeguard: 'Firewall' } } });
    assert.deepEqual(
      bench.incident.gaps.map(({ id }) => id),
      ['m2', 'm1'],
    );
  });

  it('what no gap has cannot be accepted or restored, nor fall', () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', weakensSafeguard: 'no' } } });
    for (const draft of [
      incidentEvent('incident.gapAccepted', { gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }),
      incidentEvent('incident.gapRestored', { gap: 'm1', note: 'x' }),
    ])
      bench.events = [...bench.events, seal(draft, headsOf(bench.events), testNow, person('itManager'))];
    bench.save('analyse', weakening);
    assert.deepEqual(
      bench.incident.gaps.map(gap => gapState(gap, testNow)),
      ['open'],
    );
    assert.deepEqual(bench.incident.fallen, []);
  });

  it('what the measure does not say any more stays in an open gap, and a restored one cannot be accepted', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    bench.save('analyse', { measures: { m1: { safeguard: null, component: null } } });
    assert.deepEqual(
      bench.incident.gaps.map(({ safeguard, component }) => [safeguard, component]),
      [['Transport encryption', 'Mail']],
    );
    bench.do(restoration);
    const first = bench.incident.gaps[0]?.restored;
    for (const command of [acceptance, { ...restoration, note: 'Again' }] as const) {
      const refused = bench.try(command, 'itManager');
      assert.equal(!refused.ok && refused.error.code, 'gapRestored');
    }
    assert.deepEqual(bench.incident.gaps[0]?.restored, first);
  });

  it('refuses an acceptance in the past, without a reason, or of no gap', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    const codes = [
      { type: 'acceptGap', gap: 'm1', until: '2026-01-01T00:00:00.000Z', reason: 'x' } as const,
      { type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: '' } as const,
      { type: 'acceptGap', gap: 'm9', until: '2026-12-01T00:00:00.000Z', reason: 'x' } as const,
      { type: 'restoreSafeguard', gap: 'm9', note: 'x' } as const,
    ].map(command => {
      const decision = bench.try(command, 'itManager');
      return decision.ok ? 'none' : decision.error.code;
    });
    assert.deepEqual(codes, ['dateInPast', 'reasonMissing', 'noSuchGap', 'noSuchGap']);
  });
});

describe('a measure that switches a safeguard off', () => {
  const dropped = { measures: { m1: { state: 'dropped', droppedReason: 'Not needed' } } };
  const later = '2026-11-22T09:00:00.000Z';

  it('leaves no gap where it was dropped, or its release refused, before it began; begun after all, it has one since then', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    assert.equal(bench.incident.gaps.length, 1);
    assert.deepEqual(bench.save('remedy', dropped).incident.gaps, []);
    bench.now = later;
    assert.deepEqual(
      bench.save('remedy', { measures: { m1: { state: 'running' } } }).incident.gaps.map(({ since }) => since),
      [later],
    );
    assert.equal(bench.save('remedy', dropped).incident.gaps.length, 1);
    const refused = (state: string): number =>
      benchAt('analyse')
        .save('analyse', weakening)
        .save('remedy', { measures: { m1: { state } } })
        .do({ type: 'askRelease', measure: 'm1' })
        .do({ type: 'refuseRelease', measure: 'm1', reason: 'x' }, 'itManager').incident.gaps.length;
    assert.deepEqual([refused('open'), refused('running')], [0, 1]);
  });

  it('keeps what was accepted or restored of it, whatever became of it', () => {
    for (const [draft, state] of [
      [incidentEvent('incident.gapAccepted', { gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }), 'accepted'],
      [incidentEvent('incident.gapRestored', { gap: 'm1', note: 'x' }), 'restored'],
    ] as const) {
      const bench = benchAt('analyse').save('analyse', weakening);
      bench.events = [...bench.events, seal(draft, headsOf(bench.events), testNow, person('itManager'))];
      bench.save('remedy', dropped);
      assert.deepEqual(
        bench.incident.gaps.map(gap => gapState(gap, testNow)),
        [state],
      );
    }
  });
});

describe('a gap that no measure opened', () => {
  const opening = { type: 'openGap', gap: { id: 'g1', safeguard: 'Virus scanner', component: 'Mail', since: testNow } } as const;

  it('is a gap like the others: open, blocking the completion, restored or accepted', () => {
    const bench = benchAt('complete').fulfil('complete').do(opening, 'developer');
    const blocks = (): boolean => missingAt(bench.incident, 'complete', testGates).some(({ code }) => code === 'gapsClosed');
    assert.equal(blocks(), true);
    assert.equal(openGaps(incidentFacts(bench.incident), testNow)[0]?.safeguard, 'Virus scanner');
    assert.equal(bench.try({ type: 'acceptGap', gap: 'g1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }).ok, false);
    bench.do({ type: 'acceptGap', gap: 'g1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }, 'itManager');
    assert.equal(blocks(), false);
    bench.do({ type: 'restoreSafeguard', gap: 'g1', note: 'It scans' });
    assert.equal(bench.incident.gaps[0] && gapState(bench.incident.gaps[0], testNow), 'restored');
  });

  it('takes back what was signed off without it, and is not redacted away', () => {
    const bench = benchAt('complete').fulfil('complete').do({ type: 'signOff' }, 'itManager').do(opening);
    assert.equal(bench.incident.signOff, undefined);
    const decision = bench.try({ type: 'redact', entry: bench.events.at(-1)?.id ?? '', reason: 'x' }, 'itManager');
    assert.equal(!decision.ok && decision.error.code, 'carriesState');
  });

  it('is refused without a safeguard, with a date that is past, a time ahead, an id that is taken, or on a completed incident', () => {
    const { gap } = opening;
    const refused = [
      benchAt('analyse').try({ ...opening, gap: { ...gap, safeguard: ' ' } }),
      benchAt('analyse').try({ ...opening, gap: { ...gap, until: testNow } }),
      benchAt('analyse').try({ ...opening, gap: { ...gap, since: '2026-11-23T08:00:00.000Z' } }),
      benchAt('remedy').try({ ...opening, gap: { ...gap, id: 'm1' } }),
      benchAt('analyse').do(opening).try(opening),
      benchAt('complete').fulfil('complete').do({ type: 'complete' }).try(opening),
    ].map(decision => !decision.ok && decision.error.code);
    assert.deepEqual(refused, ['safeguardMissing', 'dateInPast', 'timeAhead', 'exists', 'exists', 'closed']);
  });
});
