import assert from 'node:assert/strict';
import { isInPeriod, isPartialMonth, monthsOf, periodBefore, periodEarlier, periodSchema } from '../../../src/domain/incident/period';

const day = (date: string): string => `${date}T00:00:00.000Z`;

describe('a period', () => {
  it('that has a name is the last whole month, quarter or year before now', () => {
    const now = '2026-11-27T21:00:00.000Z';
    assert.deepEqual(periodBefore('lastMonth', now), { from: day('2026-10-01'), to: day('2026-11-01') });
    assert.deepEqual(periodBefore('lastQuarter', now), { from: day('2026-07-01'), to: day('2026-10-01') });
    assert.deepEqual(periodBefore('lastYear', now), { from: day('2025-01-01'), to: day('2026-01-01') });
    assert.deepEqual(periodBefore('lastQuarter', day('2026-01-01')), { from: day('2025-10-01'), to: day('2026-01-01') });
  });

  it('of the last 90 days is 90 days of the calendar, today included, and so is the one before', () => {
    const last = { from: day('2026-08-30'), to: day('2026-11-28') };
    for (const now of [day('2026-11-27'), '2026-11-27T21:00:00.000Z']) assert.deepEqual(periodBefore('last90Days', now), last);
    assert.deepEqual(periodEarlier(last), { from: day('2026-06-01'), to: last.from });
  });

  it('has its first moment and not its last', () => {
    const period = { from: day('2026-10-01'), to: day('2026-11-01') };
    assert.deepEqual(
      [day('2026-09-30'), period.from, '2026-10-31T23:59:59.999Z', period.to].map(at => isInPeriod(at, period)),
      [false, true, true, false],
    );
  });

  it('has the months that it touches, and of many the last', () => {
    assert.deepEqual(monthsOf({ from: day('2025-11-15'), to: day('2026-02-01') }, 36), ['2025-11', '2025-12', '2026-01']);
    assert.deepEqual(monthsOf({ from: day('2025-11-15'), to: day('2026-02-02') }, 2), ['2026-01', '2026-02']);
  });

  it('ends after it begins', () => {
    assert.equal(periodSchema.safeParse({ from: day('2026-10-01'), to: day('2026-10-01') }).success, false);
  });

  it('has one as long before it: of whole months as many months', () => {
    assert.deepEqual(periodEarlier({ from: day('2026-07-01'), to: day('2026-10-01') }), { from: day('2026-04-01'), to: day('2026-07-01') });
    assert.deepEqual(periodEarlier({ from: day('2026-03-01'), to: day('2026-04-01') }), { from: day('2026-02-01'), to: day('2026-03-01') });
    assert.deepEqual(periodEarlier({ from: day('2026-01-01'), to: day('2027-01-01') }), { from: day('2025-01-01'), to: day('2026-01-01') });
    assert.deepEqual(periodEarlier({ from: day('2026-03-05'), to: day('2026-03-15') }), { from: day('2026-02-23'), to: day('2026-03-05') });
  });

  it('has only a part of its first and last month where it cuts them, and of one that is not over', () => {
    const period = { from: day('2026-08-30'), to: day('2026-11-28') };
    const later = day('2027-01-01');
    const partial = monthsOf(period, 36).map(month => isPartialMonth(month, period, later));
    assert.deepEqual(partial, [true, false, false, true]);
    const whole = { from: day('2026-10-01'), to: day('2026-12-01') };
    const parts = (at: string): readonly boolean[] => monthsOf(whole, 36).map(month => isPartialMonth(month, whole, at));
    assert.deepEqual(parts(day('2026-12-01')), [false, false]);
    assert.deepEqual(parts(day('2026-11-30')), [false, true]);
  });
});
