import { firstPlace } from '../../base/firstPlace';
import type { Calendar } from './calendar';
import type { Happening, InSteps } from './history';
import type { TimeSpan } from './scan';

/** The times behind these, joined where they overlap. */
export function merged(times: readonly number[], within: number): readonly TimeSpan[] {
  const spans: { readonly from: number; to: number }[] = [];
  for (const at of times) {
    const last = spans.at(-1);
    if (last && at <= last.to) last.to = at + within;
    else spans.push({ from: at, to: at + within });
  }
  return spans;
}

/** The share of everything that falls into these times by the calendar, or does, whichever is more. */
export function* shareOf(spans: readonly TimeSpan[], all: readonly Happening[], calendar: Calendar): InSteps<number> {
  const byCalendar = spans.reduce((sum, { from, to }) => sum + calendar.share(from, to), 0);
  let within = 0;
  for (const [place, { at }] of all.entries()) {
    if (place % 10_000 === 9_999) yield;
    if (isIn(spans, at)) within++;
  }
  return Math.max(byCalendar, within / Math.max(1, all.length));
}

/** True for a time that lies in one of them. */
export function isIn(spans: readonly TimeSpan[], at: number): boolean {
  const behind = firstPlace(spans.length, place => (spans[place]?.from ?? 0) < at);
  return at <= (spans[behind - 1]?.to ?? -Infinity);
}
