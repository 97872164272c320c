import { compareCodes, millisecondsBetween, type Instant } from '../../domain/foundation/time';
import { ageLimits, type FigureGrouping, type ProcessFigures } from '../../domain/incident/figures';
import type { MeasuredIncident } from '../../domain/incident/measured';
import { isInPeriod, isPartialMonth, monthOf, monthsOf, type Period } from '../../domain/incident/period';
import { priorities } from '../../domain/vocabulary/priority';
import { beginningOf } from './observation';
import { Tally } from './tally';

/** What figures are asked for: of what was recorded in a period, as it stands at a time, told apart by what. */
export interface FiguresAsked {
  readonly by: FigureGrouping;
  readonly period: Period;
  readonly at: Instant;
}

/** Most groups that are told apart, and most months. */
const [mostGroups, mostMonths] = [24, 36];
/** Incidents that are counted in one go. */
const countedAtOnce = 200;
const day = 86_400_000;

/**
 * The figures of the process (docs/figures.md). Pure; yields again and again, so that whoever runs it can let others do something in between.
 * An incident counts in each of its components.
 */
export function* processFigures(
  incidents: Iterable<MeasuredIncident>,
  { by, period, at }: FiguresAsked,
): Generator<undefined, ProcessFigures> {
  const all = new Tally(undefined, at);
  const groups = new Map<string | undefined, Tally>();
  const months = new Map(monthsOf(period, mostMonths).map(month => [month, { month, recorded: 0, completed: 0 }]));
  const ages = new Map([...priorities, undefined].map(priority => [priority, ageLimits.map(() => 0).concat(0)]));
  let counted = 0;
  for (const incident of incidents) {
    const { recordedAt, closedAt, open, priority } = incident;
    if (isInPeriod(recordedAt, period)) {
      all.add(incident);
      for (const name of namesOf(by, incident)) tallyIn(groups, name, at).add(incident);
      countIn(months, recordedAt, 'recorded');
    }
    if (closedAt !== undefined && isInPeriod(closedAt, period)) countIn(months, closedAt, 'completed');
    const age = open ? ageClass(millisecondsBetween(beginningOf(incident), at)) : undefined;
    const counts = ages.get(priority);
    if (age !== undefined && counts) counts[age] = (counts[age] ?? 0) + 1;
    counted += 1;
    if (counted % countedAtOnce === 0) yield;
  }
  const sorted = [...groups.values()].sort(byOrder[by]);
  const shown = [];
  for (const tally of chosen(by, sorted)) shown.push(yield* tally.figures());
  return {
    by,
    period,
    at,
    all: yield* all.figures(),
    groups: shown,
    moreGroups: sorted.length - shown.length,
    months: [...months.values()].map(month => ({ ...month, ...(isPartialMonth(month.month, period, at) && { partial: true as const }) })),
    ageing: [...ages].map(([priority, counts]) => ({ ...(priority && { priority }), counts })),
  };
}

function namesOf(by: FigureGrouping, { priority, components, recordedAt }: MeasuredIncident): readonly (string | undefined)[] {
  switch (by) {
    case 'priority':
      return [priority];
    case 'component':
      return components.length === 0 ? [undefined] : [...new Set(components)];
    case 'month':
      return [monthOf(recordedAt)];
  }
}

function tallyIn(groups: Map<string | undefined, Tally>, name: string | undefined, at: Instant): Tally {
  const tally = groups.get(name) ?? new Tally(name, at);
  groups.set(name, tally);
  return tally;
}

function countIn(months: ReadonlyMap<string, { recorded: number; completed: number }>, at: Instant, what: 'recorded' | 'completed'): void {
  const month = months.get(monthOf(at));
  if (month) month[what] += 1;
}

/** Who has no name stands last. */
function byName(a: Tally, b: Tally): number {
  return Number(a.name === undefined) - Number(b.name === undefined) || compareCodes(a.name ?? '', b.name ?? '');
}

const byOrder: Readonly<Record<FigureGrouping, (a: Tally, b: Tally) => number>> = {
  priority: byName,
  component: (a, b) => b.count - a.count || byName(a, b),
  month: byName,
};

/** Of months the last, of all else the first. */
function chosen(by: FigureGrouping, sorted: readonly Tally[]): readonly Tally[] {
  return by === 'month' ? sorted.slice(-mostGroups) : sorted.slice(0, mostGroups);
}

/** The class of an age in milliseconds: the number of limits that it has reached. */
function ageClass(age: number): number {
  return ageLimits.filter(days => age >= days * day).length;
}
