import * as z from 'zod';

/** A point in time as ISO 8601 in UTC with milliseconds, the only form in which times are stored. */
export type Instant = string;

/** Length of a stored time, `2026-11-22T08:00:00.000Z`: years have four digits, or times would not compare as text. */
const instantLength = 24;

const instantPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** True for a stored time that is also a real date. Asked of every time in every record: a `Date` is made only where the day may be beyond its month. */
export function isInstant(text: string): boolean {
  if (text.length !== instantLength || !instantPattern.test(text)) return false;
  if (text.slice(8, 10) <= '28') return true;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** Schema of a stored time. */
export const instantSchema = z.string().refine(isInstant, 'not a time in ISO 8601 UTC');

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `at` plus a number of hours. */
export function addHours(at: Instant, hours: number): Instant {
  return new Date(Date.parse(at) + hours * hour).toISOString();
}

/** `at` plus a number of days of 24 hours. */
export function addDays(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * day).toISOString();
}

/**
 * `at` plus calendar months, in UTC: the same day and time of that month, or its last day where it is shorter (31 January → 28 or 29
 * February). The rule of Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c); that a period ends with the last hour of its day, and not on a
 * Saturday, Sunday or holiday (Art. 3(4)), would only make it longer and is left out, so that nobody relies on it.
 */
export function addCalendarMonths(at: Instant, months: number): Instant {
  const from = new Date(at);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.toISOString();
}

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

const unitLength: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  second: 1000,
  min: minute,
  minute,
  m: minute,
  h: hour,
  hour,
  d: day,
  day,
  w: 7 * day,
  week: 7 * day,
};

const ago = /^(\d{1,4}(?:\.\d+)?)\s*([a-z]+?)s?\s+ago$/;
const ahead = /^in\s+(\d{1,4}(?:\.\d+)?)\s*([a-z]+?)s?$/;
const clockTime = '(?:[ t,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?';
const yearFirst = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${clockTime}$`);
const dotted = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${clockTime}$`);
const slashed = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${clockTime}$`);
const dayAndTime = /^(today|yesterday|tomorrow)?\s*(?:(\d{1,2}):(\d{2}))?$/;
const withZone = /^(\d{4}-\d\d-\d\d)t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)$/;

/**
 * Understands a time as a person types it: `now`, `10 min ago`, `in 3 days`, `14:30`, `yesterday 9:05`, `tomorrow`, ISO 8601, `22.11.2026 8:00`,
 * and `11/22/2026` in the order the user's locale has. Local time of the machine unless a zone is given.
 * Returns undefined for what is not understood, never a guess.
 */
export function parseTime(typed: string, now: Date, dayBeforeMonth = true): Instant | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  if (text === 'now') return now.toISOString();
  const [past, future] = [ago.exec(text), ahead.exec(text)];
  const away = past ?? future;
  if (away) {
    const length = unitLength[away[2] ?? ''];
    return length === undefined ? undefined : validInstant(new Date(now.getTime() + (past ? -1 : 1) * Number(away[1]) * length));
  }
  const zoned = withZone.exec(text);
  if (zoned) return isInstant(`${zoned[1]}T00:00:00.000Z`) ? validInstant(new Date(text.toUpperCase())) : undefined;
  const iso = yearFirst.exec(text);
  if (iso) return localTime(iso[1], iso[2], iso[3], iso.slice(4));
  const dots = dotted.exec(text);
  if (dots) return localTime(dots[3], dots[2], dots[1], dots.slice(4));
  const slashes = slashed.exec(text);
  if (slashes) {
    const [d, m] = dayBeforeMonth ? [slashes[1], slashes[2]] : [slashes[2], slashes[1]];
    return localTime(slashes[3], m, d, slashes.slice(4));
  }
  const near = dayAndTime.exec(text);
  if (near) {
    const base = new Date(now);
    if (near[1] === 'yesterday') base.setDate(base.getDate() - 1);
    if (near[1] === 'tomorrow') base.setDate(base.getDate() + 1);
    return localTime(String(base.getFullYear()), String(base.getMonth() + 1), String(base.getDate()), [near[2], near[3]]);
  }
  return undefined;
}

/** Understands until when something is to last, as a person types it (`parseTime`): a day lasts until its end. */
export function parseUntil(typed: string, now: Date): Instant | undefined {
  const at = parseTime(typed, now);
  if (at === undefined || !/^(?:today|tomorrow|\d[\d./-]*)$/.test(typed.trim().toLowerCase())) return at;
  const end = new Date(at);
  end.setHours(23, 59, 59, 0);
  return end.toISOString();
}

function localTime(
  year: string | undefined,
  month: string | undefined,
  dayOfMonth: string | undefined,
  clock: readonly (string | undefined)[],
): Instant | undefined {
  const [y, mo, d] = [Number(year), Number(month), Number(dayOfMonth)];
  const [h, mi, s] = [Number(clock[0] ?? 0), Number(clock[1] ?? 0), Number(clock[2] ?? 0)];
  const date = new Date(y, mo - 1, d, h, mi, s);
  // A day that the month does not have lies in another one.
  const exact = date.getMonth() === mo - 1 && h < 24 && mi < 60 && s < 60;
  return exact ? validInstant(date) : undefined;
}

function validInstant(date: Date): Instant | undefined {
  const year = date.getUTCFullYear();
  return Number.isNaN(date.getTime()) || year < 1970 || year > 9999 ? undefined : date.toISOString();
}

/** How many minutes the time of this machine is ahead of UTC at a moment. */
export function minutesAhead(at: Instant | number): number {
  return -new Date(at).getTimezoneOffset();
}

/** Orders codes, ids and stored times, which are plain ASCII: much faster than comparing by the rules of a language. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True when `a` is before `b`; stored times compare as text. */
export function isEarlierInstant(a: Instant, b: Instant): boolean {
  return a < b;
}
