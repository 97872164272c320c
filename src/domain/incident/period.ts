import * as z from 'zod';
import { addCalendarMonths, addDays, instantSchema, isEarlierInstant, millisecondsBetween, type Instant } from '../foundation/time';

/** A stretch of time: from the first moment on, up to the second and without it. */
export const periodSchema = z
  .object({ from: instantSchema, to: instantSchema })
  .refine(({ from, to }) => isEarlierInstant(from, to), 'ends before it begins');

/** A stretch of time that figures are made of. */
export type Period = Readonly<z.infer<typeof periodSchema>>;

/** The periods that have a name. */
export const namedPeriods = ['last90Days', 'lastMonth', 'lastQuarter', 'lastYear'] as const;

/** A period that has a name. */
export type NamedPeriod = (typeof namedPeriods)[number];

const day = 86_400_000;
const calendarMonths = { lastMonth: 1, lastQuarter: 3, lastYear: 12 } as const;

/** The last 90 days of the calendar, the day of `now` included, or the last month, quarter or year of the calendar that is over by then; in UTC. */
export function periodBefore(name: NamedPeriod, now: Instant): Period {
  if (name === 'last90Days') {
    const tomorrow = addDays(`${now.slice(0, 10)}T00:00:00.000Z`, 1);
    return { from: addDays(tomorrow, -90), to: tomorrow };
  }
  const months = calendarMonths[name];
  const date = new Date(now);
  const to = new Date(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months)).toISOString();
  return { from: addCalendarMonths(to, -months), to };
}

/** True for a time within a period. */
export function isInPeriod(at: Instant, { from, to }: Period): boolean {
  return !isEarlierInstant(at, from) && isEarlierInstant(at, to);
}

/** The month of a time, in UTC: `2026-11`. */
export function monthOf(at: Instant): string {
  return at.slice(0, 7);
}

/** True where not all of a month lies in the period and is over by `at`: its numbers are not those of a month. */
export function isPartialMonth(month: string, { from, to }: Period, at: Instant): boolean {
  const begin = `${month}-01T00:00:00.000Z`;
  const end = addCalendarMonths(begin, 1);
  return isEarlierInstant(begin, from) || isEarlierInstant(to, end) || isEarlierInstant(at, end);
}

/** The period before one, as long as it: of whole months as many months. */
export function periodEarlier({ from, to }: Period): Period {
  const isWhole = [from, to].every(at => at.endsWith('-01T00:00:00.000Z'));
  const months = isWhole ? monthsBetween(from, to) : 0;
  return { from: months > 0 ? addCalendarMonths(from, -months) : addDays(from, -millisecondsBetween(from, to) / day), to: from };
}

function monthsBetween(from: Instant, to: Instant): number {
  const [first, last] = [new Date(from), new Date(to)];
  return (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
}

/** The months that a period touches, the first first; of a longer one the last so many. */
export function monthsOf({ from, to }: Period, most: number): readonly string[] {
  const last = new Date(Date.parse(to) - 1);
  const beginning = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth())).toISOString();
  const months = Array.from({ length: most }, (_, back) => monthOf(addCalendarMonths(beginning, back - most + 1)));
  return months.filter(month => month >= monthOf(from));
}
