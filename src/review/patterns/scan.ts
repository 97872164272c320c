import { firstPlace } from '../../base/firstPlace';
import type { Calendar } from './calendar';
import { binomialTail, scanTail } from './chance';
import { day, hour, type InSteps } from './history';

/** A time in which more came than its share. */
export interface Surge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly total: number;
  readonly expected: number;
  /** The probability of such a time anywhere in the history, where nothing is the matter (`scanTail`), for all lengths that were tried. */
  readonly chance: number;
}

/** What is scanned: times of one thing, and of everything, ascending. */
export interface Scanned {
  readonly times: readonly number[];
  readonly all: readonly number[];
  readonly calendar: Calendar;
  /** Times that were found already and are looked at no more: with what came in them they are taken out of the history. */
  readonly without?: readonly TimeSpan[];
}

/** From when until when, in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Which times are looked for. */
export interface ScanRule {
  /** Lengths of the window; what comes within `sameEvent` of the one before is the same event, told again. In milliseconds. */
  readonly windows: readonly { readonly length: number; readonly sameEvent: number }[];
  /** Fewer are none, however seldom they are; on so many days at least. */
  readonly fewest: number;
  readonly fewestDays: number;
}

/** Again and again: over weeks and months. */
export const recurrenceRule: ScanRule = {
  windows: [14, 30, 45, 90, 180].map(days => ({ length: days * day, sameEvent: hour })),
  fewest: 4,
  fewestDays: 4,
};
/** Many in hours or days. */
export const burstRule: ScanRule = {
  windows: [
    ...[3 * hour, 12 * hour, day, 3 * day].map(length => ({ length, sameEvent: 0 })),
    ...[3 * day, 7 * day].map(length => ({ length, sameEvent: hour / 2 })),
  ],
  fewest: 6,
  fewestDays: 1,
};

/** A window is no part of a history that is not at least so many times as long. */
const leastParts = 2;
/** Above this a window is not worth counting how unevenly the rest comes. */
const promising = 0.01;
/** Where more than this part would come close to another by chance, closeness says nothing of being the same event. */
const mostByThemselves = 0.1;
/** Something that came less often outside of a time has no rate of its own but that of the whole history. */
const fewestOutside = 5;
/** Fewer others say nothing about what came otherwise. */
const fewestOthers = 30;
/** Windows between two steps. */
const stepSize = 100;

/**
 * The time in which one thing came most above its own rate. A window counts against the share of the calendar and of everything else that falls
 * into it, whichever is more, so that neither a busy season nor a growing number of reports makes a pattern; what comes in clusters anyway
 * (variance above the mean, outside of the window) counts as so much less (quasi-likelihood).
 */
export function* surgeIn(scanned: Scanned, rule: ScanRule): InSteps<Surge | undefined> {
  const { times, calendar } = scanned;
  const windows = windowsOf(rule, calendar);
  let best: Surge | undefined;
  for (const { length, sameEvent } of windows) {
    const events = episodes(times, sameEvent, calendar);
    const found = yield* bestOfLength({ ...scanned, times: events }, rule, length);
    if (!found || found.chance > promising) continue;
    best = clearer(best, weighed(found, overdispersion(events, found, calendar), scanTail, windows.length));
  }
  return best;
}

/** A time that may be a surge, with the share of all that would fall into it. */
type Candidate = Omit<Surge, 'expected' | 'chance'> & { readonly share: number };

function* bestOfLength(
  { times, all, calendar, without = [] }: Scanned,
  rule: ScanRule,
  length: number,
): InSteps<(Candidate & { readonly chance: number }) | undefined> {
  const [total, others] = [times.length, all.length - times.length];
  const life = lifeOf(times);
  // What falls into a window is a share of the time that is left.
  const found = without.reduce((sum, span) => sum + calendar.share(span.from, span.to), 0);
  const [ever, lived] = [1, calendar.share(life.from, life.to)].map(share => Math.max(Number.MIN_VALUE, share - found)) as [number, number];
  let [end, allStart, allEnd] = [0, 0, 0];
  let best: (Candidate & { readonly chance: number }) | undefined;
  for (let start = 0; start + rule.fewest <= total; start++) {
    if (start % stepSize === stepSize - 1) yield;
    const from = times[start] ?? 0;
    const to = from + length;
    while (end < total && (times[end] ?? 0) <= to) end++;
    const count = end - start;
    while (allStart < all.length && (all[allStart] ?? 0) < from) allStart++;
    while (allEnd < all.length && (all[allEnd] ?? 0) <= to) allEnd++;
    if (count < rule.fewest || without.some(span => span.from <= to && span.to >= from)) continue;
    const foreign = others >= fewestOthers ? Math.max(0, allEnd - allStart - count) / others : 0;
    const share = Math.min(1, shareOf(from, to, calendar, foreign) / (total - count < fewestOutside ? ever : lived));
    if (count <= total * share || distinctDays(times, start, end) < rule.fewestDays) continue;
    best = clearer(best, { from, to: times[end - 1] ?? to, count, total, share, chance: scanTail(count, total, share) });
  }
  return best;
}

/**
 * The same for the time up to now alone: where one looks at nothing but what is new, much less has to be there to be no chance (binomial test
 * against what came before).
 */
export function recentSurge({ times, all, calendar }: Scanned, rule: ScanRule, now: number): Surge | undefined {
  const windows = windowsOf(rule, calendar);
  let best: Surge | undefined;
  for (const { length, sameEvent } of windows) {
    const events = episodes(times, sameEvent, calendar);
    const from = now - length;
    const recent = events.filter(at => at >= from);
    const foreign = (all.length - firstPlace(all.length, place => (all[place] ?? 0) < from)) / Math.max(1, all.length);
    const share = shareOf(from, now, calendar, foreign);
    const [count, total] = [recent.length, events.length];
    if (count < rule.fewest || count <= total * share || distinctDays(recent, 0, count) < rule.fewestDays) continue;
    const inside = times.filter(at => at >= from);
    // What is told of is the time in which they came; a window that ends now would be another one every minute.
    const found = { from: inside[0] ?? from, to: inside.at(-1) ?? now, count, total, share };
    best = clearer(best, weighed(found, overdispersion(events, { from, to: now }, calendar), binomialTail, windows.length));
  }
  return best;
}

/** The windows of which the history holds so many that one can stand out. */
function windowsOf(rule: ScanRule, calendar: Calendar): ScanRule['windows'] {
  return rule.windows.filter(({ length }) => length * leastParts <= calendar.length);
}

/** From when until when there was something to fail: from the first to the last time it did, and as long before and behind as lies between two of them. */
function lifeOf(times: readonly number[]): TimeSpan {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const usual = (last - first) / Math.max(1, times.length - 1);
  return { from: first - usual, to: last + usual };
}

/** What would fall into a time: its share by the calendar, at least half of its length, or the share of everything else (`foreign`), whichever is most. */
function shareOf(from: number, to: number, calendar: Calendar, foreign: number): number {
  return Math.max(calendar.share(from, to), (to - from) / calendar.length / 2, foreign);
}

/** How far a time is from chance, by a test, where everything comes so much more unevenly than by chance, and so many lengths were tried. */
function weighed(
  { from, to, count, total, share }: Candidate,
  spread: number,
  test: (count: number, total: number, share: number) => number,
  tried: number,
): Surge {
  const chance = Math.min(1, test(Math.floor(count / spread), Math.round(total / spread), share) * tried);
  return { from, to, count, total, expected: total * share, chance };
}

/** The one that is farther from chance; the first of two that are the same. */
function clearer<S extends { readonly chance: number }>(one: S | undefined, other: S): S {
  return one && one.chance <= other.chance ? one : other;
}

/** The first of all that come within `within` of the one before; all of what comes so often that they come so close by themselves. */
function episodes(times: readonly number[], within: number, calendar: Calendar): readonly number[] {
  if (within === 0 || (times.length * within) / calendar.length > mostByThemselves) return times;
  return times.filter((at, place) => at - (times[place - 1] ?? -Infinity) > within);
}

function distinctDays(times: readonly number[], start: number, end: number): number {
  let [days, last] = [0, NaN];
  for (let at = start; at < end; at++) {
    const current = Math.floor((times[at] ?? 0) / day);
    if (current !== last) days++;
    last = current;
  }
  return days;
}

/** How much more unevenly than by chance something comes from day to day, outside of a window: variance over mean, at least 1. */
function overdispersion(times: readonly number[], window: TimeSpan, calendar: Calendar): number {
  const rest = times.filter(at => at < window.from || at > window.to);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const days = Math.max(1, (last - first - (window.to - window.from)) / day);
  if (rest.length < 5 || days < 14) return 1;
  const share = Math.max(1e-9, 1 - calendar.share(window.from, window.to));
  const counts = new Map<number, number>();
  for (const at of rest) counts.set(Math.floor(at / day), (counts.get(Math.floor(at / day)) ?? 0) + 1);
  let [squares, empty] = [0, 1];
  for (const [number, count] of counts) {
    const expected = Math.max(1e-6, (rest.length * calendar.share(number * day, (number + 1) * day)) / share);
    squares += (count - expected) ** 2 / expected;
    empty -= expected / rest.length;
  }
  // A day on which nothing came adds what was expected of it.
  const spread = (squares + Math.max(0, empty) * rest.length) / days;
  // So far it is off by chance, where all comes independently (the variance of the statistic for a Poisson variable).
  return spread > 1 + 2 * Math.sqrt(2 / days + 1 / rest.length) ? spread : 1;
}
