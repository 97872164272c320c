import assert from 'node:assert/strict';
import { isBurstDay } from '../../../media/readOnly/burstDays';
import type { ReadOnlyContext } from '../../../media/readOnly/context';
import { FindingsLook } from '../../../media/readOnly/findingsLook';
import { patternView } from '../../../media/readOnly/patterns';
import { now } from '../../../media/shared/time';
import { addDays } from '../../../src/domain/foundation/time';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { Finding, FindingOf } from '../../../src/domain/incident/finding';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';
import { markupOf } from '../../support/markup';

const burst: FindingOf<'burst'> = {
  pattern: 'burst',
  key: 'k',
  ids: ['a'],
  facet: 'all',
  name: '',
  from: '2026-10-01T22:30:00.000Z',
  to: '2026-10-03T08:00:00.000Z',
  total: 9,
  weeks: [],
  expected: 1,
  chance: 0.01,
  tried: 9,
};
const days = ['2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04'];

describe('the days of a burst that was found', () => {
  const found = (offset: number): readonly string[] => days.filter(isBurstDay([burst], () => offset));

  it('stand out from its first to its last, in local time as the days are', () => {
    assert.deepEqual(found(0), ['2026-10-01', '2026-10-02', '2026-10-03']);
    assert.deepEqual(found(120), ['2026-10-02', '2026-10-03']);
    assert.deepEqual(found(-600), ['2026-10-01', '2026-10-02']);
  });

  it('are those of bursts alone: what comes again and again lasts for weeks', () => {
    assert.deepEqual(days.filter(isBurstDay([{ ...burst, pattern: 'recurrence' }], () => 0)), []);
  });

  it('stand out in the picture of all days, and no others do', () => {
    const standOut = (...findings: readonly Finding[]): readonly boolean[] => {
      const look = new FindingsLook({ post: () => undefined }, () => undefined);
      look.take({ findings, aside: [] });
      const incident = { ...incidentFacts(benchAt('remedy').incident), recordedAt: addDays(now(), -3), faulty: false };
      const given: Partial<ReadOnlyContext> = { words: english, findings: look, incidents: [incident], others: [] };
      const picture = /class="bars days"[^]*?<\/svg>/.exec(markupOf(patternView(given as ReadOnlyContext)))?.[0] ?? '';
      return [...picture.matchAll(/<rect class=(burst)?/g)].map(([, stands]) => stands !== undefined);
    };
    const lately = { ...burst, from: addDays(now(), -2), to: addDays(now(), -1) };
    assert.deepEqual(standOut(), [false, false, false, false]);
    assert.deepEqual(standOut(lately), [false, true, true, false]);
  });
});
