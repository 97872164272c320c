import assert from 'node:assert/strict';
import { isBurstDay } from '../../../media/readOnly/burstDays';
import type { FindingOf } from '../../../src/domain/incident/finding';

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
});
