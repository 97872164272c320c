import { addUnder } from '../foundation/grouped';
import { addDays, compareCodes, isEarlierInstant, type Instant } from '../foundation/time';
import { concernsSecurity, type IncidentFacts } from './facts';

/** Something that several incidents have in common. */
export interface Pattern {
  readonly name: string;
  readonly ids: readonly string[];
  readonly open: number;
  readonly security: number;
}

/** The incidents that were recorded on one day. */
export interface Day {
  /** The day in UTC: `2026-11-22`. */
  readonly day: string;
  readonly ids: readonly string[];
  /** True where they are far above the usual. */
  readonly isBurst: boolean;
}

/** Days that are looked at, and how many are needed to say what is usual. */
const [daysBack, fewestDays] = [90, 14];
/** Fewer incidents on one day are no burst, however seldom they are. */
const fewestInBurst = 3;
/** So many standard deviations (of a rare event: the root of its mean) lie between the usual and a burst. */
const deviations = 3;

/** The components that more than one incident was about, the most first. */
export function recurringComponents(incidents: readonly IncidentFacts[]): readonly Pattern[] {
  return common(incidents, ({ components }) => components, 2);
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
export function workaroundsPastReview<F extends Pick<IncidentFacts, 'serviceState' | 'workaroundReviewAt'>>(
  incidents: readonly F[],
  now: Instant,
): readonly (F & { readonly workaroundReviewAt: Instant })[] {
  return incidents
    .filter(
      (facts): facts is F & { readonly workaroundReviewAt: Instant } =>
        facts.serviceState === 'restricted' && facts.workaroundReviewAt !== undefined && isEarlierInstant(facts.workaroundReviewAt, now),
    )
    .sort((a, b) => compareCodes(a.workaroundReviewAt, b.workaroundReviewAt));
}

/** The last 90 days, or those since the first incident, with what was recorded on each. */
export function perDay(incidents: readonly IncidentFacts[], now: Instant): readonly Day[] {
  const byDay = new Map<string, string[]>();
  for (const { id, recordedAt } of incidents) {
    if (recordedAt === undefined) continue;
    const day = dayOf(recordedAt);
    addUnder(byDay, day, id);
  }
  const first = [...byDay.keys()].sort(compareCodes)[0];
  const days = Array.from({ length: daysBack }, (_, at) => dayOf(addDays(now, at - daysBack + 1))).filter(
    day => first !== undefined && day >= first,
  );
  const total = days.reduce((sum, day) => sum + (byDay.get(day)?.length ?? 0), 0);
  return days.map(day => {
    const ids = byDay.get(day) ?? [];
    const usual = (total - ids.length) / (days.length - 1);
    const isFarAbove = ids.length >= fewestInBurst && ids.length > usual + deviations * Math.sqrt(usual);
    return { day, ids, isBurst: days.length >= fewestDays && isFarAbove };
  });
}

function dayOf(at: Instant): string {
  return at.slice(0, 10);
}

/** What at least so many incidents have in common, by name. */
function common(
  incidents: readonly IncidentFacts[],
  namesOf: (facts: IncidentFacts) => readonly string[],
  fewest: number,
): readonly Pattern[] {
  const byName = new Map<string, IncidentFacts[]>();
  for (const facts of incidents) {
    for (const name of new Set(namesOf(facts))) {
      if (name !== '') addUnder(byName, name, facts);
    }
  }
  return [...byName]
    .filter(([, having]) => having.length >= fewest)
    .map(([name, having]) => ({
      name,
      ids: having.map(({ id }) => id),
      open: having.filter(({ open }) => open).length,
      security: having.filter(concernsSecurity).length,
    }))
    .sort((a, b) => b.ids.length - a.ids.length || compareCodes(a.name, b.name));
}
