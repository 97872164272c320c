import assert from 'node:assert/strict';
import { gapState } from '../../../src/domain/incident/gap';
import { openGaps, summarise } from '../../../src/domain/incident/summary';
import { benchAt, testNow } from '../../support/incidents';

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
    assert.equal(openGaps(summarise(bench.incident), testNow).length, 0);
    bench
      .save('analyse', { measures: { m1: { weakensSafeguard: 'no' } } })
      .save('analyse', { measures: { m1: { weakensSafeguard: 'yes' } } });
    assert.equal(openGaps(summarise(bench.incident), testNow).length, 1);
  });

  it('accepted by the IT manager until a date, and open again after it', () => {
    const bench = benchAt('analyse').save('analyse', weakening);
    assert.equal(bench.try({ type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'Until Monday' }).ok, false);
    bench.do({ type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'Until Monday' }, 'itManager');
    const summary = summarise(bench.incident);
    assert.equal(openGaps(summary, testNow).length, 0);
    assert.equal(openGaps(summary, '2026-12-01T00:00:00.000Z').length, 1);
    const [gap] = bench.incident.gaps;
    assert.deepEqual(
      [gap && gapState(gap, '2026-11-30T23:59:59.999Z'), gap && gapState(gap, '2026-12-01T00:00:00.000Z')],
      ['accepted', 'open'],
    );
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
