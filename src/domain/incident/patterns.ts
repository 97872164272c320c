import { addUnder } from '../foundation/grouped';
import { firstSpelling } from '../foundation/sameText';
import { addDays, compareCodes, isEarlierInstant, millisecondsBetween, type Instant } from '../foundation/time';
import { standsForSecurity, type IncidentFacts } from './facts';
import { pressing } from './pressing';

/** A pattern with how many incidents were recorded in each of the last weeks, the oldest week first. */
export interface WeeklyPattern extends Pattern {
  readonly weeks: readonly number[];
}

/** The incidents that were recorded on one day of the week, those of its 24 hours apart. */
export interface Weekday {
  /** 0 for Sunday. */
  readonly weekday: number;
  readonly hours: readonly (readonly string[])[];
}

/** Something that several incidents have in common. */
export interface Pattern {
  readonly name: string;
  readonly ids: readonly string[];
  readonly open: number;
  readonly security: number;
}

/** The incidents that were recorded on one day. */
export interface Day {
  /** The day in local time: `2026-11-22`. */
  readonly day: string;
  readonly ids: readonly string[];
}

/** Weeks that a component is looked at over: half a year. */
const weeksBack = 26;
const millisecondsOfHour = 3_600_000;
const millisecondsOfWeek = 7 * 24 * millisecondsOfHour;
/** Days that are looked at. */
const daysBack = 90;

/** The components that more than one incident was about, the most first, week by week up to now. */
export function recurringComponents(incidents: readonly IncidentFacts[], now: Instant): readonly WeeklyPattern[] {
  const weekOf = new Map(
    incidents.flatMap(({ id, recordedAt }) =>
      recordedAt === undefined ? [] : [[id, weeksBack - 1 - Math.floor(millisecondsBetween(recordedAt, now) / millisecondsOfWeek)]],
    ),
  );
  return common(incidents, ({ components }) => components, 2).map(pattern => {
    const weeks = new Array<number>(weeksBack).fill(0);
    for (const id of pattern.ids) {
      const week = weekOf.get(id) ?? -1;
      if (week in weeks) weeks[week] = (weeks[week] ?? 0) + 1;
    }
    return { ...pattern, weeks };
  });
}

/** At which hours of which days of the week incidents were recorded, Monday first; `offset` is how many minutes local time is ahead of UTC. */
export function perWeekday(incidents: readonly IncidentFacts[], offset: (at: Instant) => number): readonly Weekday[] {
  const found = [1, 2, 3, 4, 5, 6, 0].map(weekday => ({ weekday, hours: Array.from({ length: 24 }, (): string[] => []) }));
  for (const { id, recordedAt } of incidents) {
    if (recordedAt === undefined) continue;
    const local = new Date(Date.parse(recordedAt) + offset(recordedAt) * 60_000);
    found.find(({ weekday }) => weekday === local.getUTCDay())?.hours[local.getUTCHours()]?.push(id);
  }
  return found;
}

/** The safeguards that more than one incident weakened or switched off, the most first. */
export function recurringSafeguards(incidents: readonly IncidentFacts[]): readonly Pattern[] {
  return common(incidents, ({ gaps }) => gaps.map(({ safeguard }) => safeguard), 2);
}

/** The records whose workaround opened a safeguard gap where it was applied, the most first (M 6.124). */
export function gapsOfWorkarounds(incidents: readonly IncidentFacts[]): readonly Pattern[] {
  return common(
    incidents,
    ({ applied, gaps }) =>
      applied.filter(({ type, measure }) => type === 'workaround' && gaps.some(({ id }) => id === measure)).map(({ from }) => from),
    1,
  );
}

/** The incidents that still run on a workaround whose review date is over, the oldest date first (M 6.64). */
export function workaroundsPastReview(
  incidents: readonly IncidentFacts[],
  now: Instant,
): readonly { readonly facts: IncidentFacts; readonly due: Instant }[] {
  return incidents
    .flatMap(facts => pressing.reviews(facts, now).map(({ at }) => ({ facts, due: at })))
    .sort((a, b) => compareCodes(a.due, b.due));
}

/** The last 90 days, or those since the first incident, with what was recorded on each; `offset` is how many minutes local time is ahead of UTC. */
export function perDay(incidents: readonly IncidentFacts[], now: Instant, offset: (at: Instant) => number): readonly Day[] {
  const byDay = new Map<string, string[]>();
  let earliest: Instant | undefined;
  for (const { id, recordedAt } of incidents) {
    if (recordedAt === undefined) continue;
    addUnder(byDay, localDay(recordedAt, offset(recordedAt)), id);
    // Of times, not of days: one of the year 9999 may lie in 10000 here, which is no text that could be compared.
    if (earliest === undefined || isEarlierInstant(recordedAt, earliest)) earliest = recordedAt;
  }
  const first = earliest && localDay(earliest, offset(earliest));
  const today = `${localDay(now, offset(now))}T00:00:00.000Z`;
  const days = Array.from({ length: daysBack }, (_, at) => localDay(addDays(today, at - daysBack + 1), 0)).filter(
    day => first !== undefined && day >= first,
  );
  return days.map(day => ({ day, ids: byDay.get(day) ?? [] }));
}

/** The day of a time, `2026-11-22`, where local time is so many minutes ahead of UTC. */
export function localDay(at: Instant, offset: number): string {
  return new Date(Date.parse(at) + offset * 60_000).toISOString().slice(0, 10);
}

/** What at least so many incidents have in common, by name, however it is written. */
function common(
  incidents: readonly IncidentFacts[],
  namesOf: (facts: IncidentFacts) => readonly string[],
  fewest: number,
): readonly Pattern[] {
  const byName = new Map<string, IncidentFacts[]>();
  const spell = firstSpelling();
  for (const facts of incidents) {
    for (const name of new Set(namesOf(facts).map(spell))) {
      if (name !== '') addUnder(byName, name, facts);
    }
  }
  return [...byName]
    .filter(([, having]) => having.length >= fewest)
    .map(([name, having]) => ({
      name,
      ids: having.map(({ id }) => id),
      open: having.filter(({ open }) => open).length,
      security: having.filter(standsForSecurity).length,
    }))
    .sort((a, b) => b.ids.length - a.ids.length || compareCodes(a.name, b.name));
}
