import assert from 'node:assert/strict';
import { Calendar } from '../../../src/review/patterns/calendar';
import { day } from '../../../src/review/patterns/history';
import { recentSurge, recurrenceRule, surgeIn, type ScanRule } from '../../../src/review/patterns/scan';
import { inOneGo } from '../../support/inOneGo';

/** Something every ten days for two years, and every second day in the last thirty. */
const until = 730 * day;
const times = [...Array.from({ length: 70 }, (_, n) => n * 10 * day), ...Array.from({ length: 15 }, (_, n) => until - (30 - n * 2) * day)];
const all = Array.from({ length: 730 }, (_, n) => n * day);

describe('how far something that comes again is from chance', () => {
  const [window] = recurrenceRule.windows.filter(({ length }) => length === 30 * day);
  assert.ok(window);
  const scanned = { times, all, calendar: inOneGo(Calendar.of(all, until, () => 0)) };
  /** The same length, tried so often: nothing but the number of tries is another. */
  const tried = (count: number): ScanRule => ({ ...recurrenceRule, windows: Array.from({ length: count }, () => window) });

  it('counts every length of a window that was tried', () => {
    const chanceOf = (count: number): number => {
      const steps = surgeIn(scanned, tried(count));
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value?.chance ?? NaN;
      }
    };
    assert.ok(chanceOf(1) > 0 && chanceOf(1) < 0.01, String(chanceOf(1)));
    assert.equal(chanceOf(4), 4 * chanceOf(1));
  });

  it('tells of the time from the first to the last that came, whatever the time is now', () => {
    const told = [0, 1, 7].map(minutes => recentSurge(scanned, tried(1), until + (minutes * day) / 1440));
    assert.deepEqual(
      told.map(surge => [surge?.from, surge?.to]),
      told.map((_, place) => [until - (place > 0 ? 28 : 30) * day, times.at(-1)]),
    );
  });

  it('does so of the time up to now, too', () => {
    const chanceOf = (count: number): number => recentSurge(scanned, tried(count), until)?.chance ?? NaN;
    assert.ok(chanceOf(1) > 0 && chanceOf(1) < 0.01, String(chanceOf(1)));
    assert.equal(chanceOf(4), 4 * chanceOf(1));
  });
});
