import { compareCodes, millisecondsBetween, type Instant } from '../../domain/foundation/time';
import { ByName } from '../../domain/foundation/byName';
import { firstSpelling } from '../../domain/foundation/sameText';
import { ageLimits, type FigureGrouping, type ProcessFigures } from '../../domain/incident/figures';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';
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
/** Incidents that are counted in one go, each in every group that it belongs to. */
const countedAtOnce = 200;
const day = 86_400_000;

/**
 * The figures of the process (docs/figures.md). Pure; yields again and again, so that whoever runs it can let others do something in between.
 * An incident counts in each of its components, however their names are written.
 */
export function* processFigures(
  incidents: Iterable<MeasuredIncident>,
  { by, period, at }: FiguresAsked,
): Generator<undefined, ProcessFigures> {
  const all = new Tally(undefined, at);
  const ofPeriod: MeasuredIncident[] = [];
  const counts = new ByName<number>();
  let unnamed = 0;
  const months = new Map(monthsOf(period, mostMonths).map(month => [month, { month, recorded: 0, completed: 0 }]));
  const ages = new Map([...priorities, undefined].map(priority => [priority, ageLimits.map(() => 0).concat(0)]));
  let counted = 0;
  const spell = firstSpelling();
  for (const incident of incidents) {
    const { recordedAt, closedAt, open, priority } = incident;
    if (isInPeriod(recordedAt, period)) {
      all.add(incident);
      ofPeriod.push(incident);
      for (const name of namesOf(by, incident, spell)) {
        if (name === undefined) unnamed += 1;
        else counts.set(name, (counts.get(name) ?? 0) + 1);
        counted += 1;
        if (counted % countedAtOnce === 0) yield;
      }
      countIn(months, recordedAt, 'recorded');
    }
    if (closedAt !== undefined && isInPeriod(closedAt, period)) countIn(months, closedAt, 'completed');
    const age = open ? ageClass(millisecondsBetween(beginningOf(incident), at)) : undefined;
    const ofPriority = ages.get(priority);
    if (age !== undefined && ofPriority) ofPriority[age] = (ofPriority[age] ?? 0) + 1;
    counted += 1;
    if (counted % countedAtOnce === 0) yield;
  }
  const tallies = new Map((yield* chosen(by, counts, unnamed)).map(name => [name, new Tally(name, at)]));
  for (const incident of ofPeriod) {
    for (const name of namesOf(by, incident, spell)) {
      tallies.get(name)?.add(incident);
      counted += 1;
      if (counted % countedAtOnce === 0) yield;
    }
  }
  const shown = [];
  for (const tally of tallies.values()) shown.push(yield* tally.figures());
  return {
    by,
    period,
    at,
    all: yield* all.figures(),
    groups: shown,
    moreGroups: counts.size + (unnamed > 0 ? 1 : 0) - shown.length,
    months: [...months.values()].map(month => ({ ...month, ...(isPartialMonth(month.month, period, at) && { partial: true as const }) })),
    ageing: [...ages].map(([priority, counts]) => ({ ...(priority && { priority }), counts })),
  };
}

function namesOf(
  by: FigureGrouping,
  { priority, components, recordedAt }: MeasuredIncident,
  spell: (name: string) => string,
): readonly (string | undefined)[] {
  switch (by) {
    case 'priority':
      return [priority];
    case 'component':
      return components.length === 0 ? [undefined] : [...new Set(components.map(spell))];
    case 'month':
      return [monthOf(recordedAt)];
  }
}

function countIn(months: ReadonlyMap<string, { recorded: number; completed: number }>, at: Instant, what: 'recorded' | 'completed'): void {
  const month = months.get(monthOf(at));
  if (month) month[what] += 1;
}

/** A group, and how many incidents are in it. */
type Counted = readonly [name: string | undefined, count: number];

/** Who has no name stands last. */
function byName([a]: Counted, [b]: Counted): number {
  return Number(a === undefined) - Number(b === undefined) || compareCodes(a ?? '', b ?? '');
}

/** Which groups are told apart before others: of months the last, of components those with the most incidents. */
const byRank: Readonly<Record<FigureGrouping, (a: Counted, b: Counted) => number>> = {
  priority: byName,
  component: (a, b) => b[1] - a[1] || byName(a, b),
  month: (a, b) => byName(b, a),
};

/** The groups that are told apart, in their order: months as they come, all else by rank. There may be as many as somebody has typed names. */
function* chosen(by: FigureGrouping, counts: Iterable<Counted>, unnamed: number): Generator<undefined, readonly (string | undefined)[]> {
  const first: Counted[] = unnamed > 0 ? [[undefined, unnamed]] : [];
  let looked = 0;
  for (const group of counts) {
    if (looked++ % countedAtOnce === 0) yield;
    const last = first[mostGroups - 1];
    if (last && byRank[by](group, last) >= 0) continue;
    first.push(group);
    first.sort(byRank[by]).splice(mostGroups);
  }
  const names = first.map(([name]) => name);
  return by === 'month' ? names.toReversed() : names;
}

/** The class of an age in milliseconds: the number of limits that it has reached. */
function ageClass(age: number): number {
  return ageLimits.filter(days => age >= days * day).length;
}
