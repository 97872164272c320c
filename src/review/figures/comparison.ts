import { millisecondsBetween, type Instant } from '../../domain/foundation/time';
import type { ComparedRow, ComparedFigure, ComparedValue, Comparison } from '../../domain/incident/comparison';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';
import { isInPeriod, periodEarlier, type Period } from '../../domain/incident/period';
import { binomialTail, discoveries, hypergeometricTail } from '../patterns/chance';
import { mostYears, year } from '../patterns/history';
import { falseRate } from '../patterns/rates';
import { Tally } from './tally';

/** An incident as it is measured, and whether it stands for a security incident. */
type Counted = readonly [incident: MeasuredIncident, isSecurity: boolean];

/** Incidents that are counted in one go. */
const countedAtOnce = 200;

/** What of the comparison is tested: more of it is worse, or better. */
const tested: Readonly<Partial<Record<ComparedFigure, 'worse' | 'better'>>> = {
  recorded: 'worse',
  p1: 'worse',
  security: 'worse',
  inTime: 'better',
  reopened: 'worse',
};

/**
 * The figures of a period beside those of the period before, each as it stands `at` a time (docs/figures.md). Numbers are compared as two Poisson
 * rates, given both together (binomial test; Przyborowski and Wilenski, Biometrika 31 (1940) 313–323), shares by Fisher's exact test, both
 * two-sided, corrected for how many are tested (Benjamini and Hochberg). Without a period before where the records begin after its first moment;
 * what a wrong clock dates more than ten years back is no beginning.
 */
export function* comparison(incidents: Iterable<Counted>, period: Period, at: Instant): Generator<undefined, Comparison> {
  const earlier = periodEarlier(period);
  const [now, before] = [new PeriodCount(period, at), new PeriodCount(earlier, at)];
  let first = at;
  let counted = 0;
  for (const one of incidents) {
    now.add(one);
    before.add(one);
    if (one[0].recordedAt < first && millisecondsBetween(one[0].recordedAt, at) < mostYears * year) first = one[0].recordedAt;
    counted += 1;
    if (counted % countedAtOnce === 0) yield;
  }
  const isWhole = first <= earlier.from;
  const values = { now: yield* now.values(), before: isWhole ? yield* before.values() : undefined };
  const rows = (Object.keys(values.now) as ComparedFigure[]).map(figure => ({
    figure,
    now: values.now[figure],
    before: values.before?.[figure],
  }));
  const share = now.length / (now.length + before.length);
  const chances = rows.flatMap(row => chanceOf(row, share));
  const changed = new Map(discoveries(chances, 0, falseRate).map(({ figure, change }) => [figure, change]));
  return {
    before: isWhole ? earlier : undefined,
    rows: rows.map(row => {
      const isTested = chances.some(({ figure }) => figure === row.figure);
      return isTested ? { ...row, change: changed.get(row.figure) ?? 'same' } : row;
    }),
  };
}

/** What is counted of one period. */
class PeriodCount {
  /** Of the period that is over, in milliseconds. */
  readonly length: number;
  private readonly all: Tally;
  private readonly counts = { completed: 0, open: 0, p1: 0, security: 0 };

  constructor(
    private readonly period: Period,
    at: Instant,
  ) {
    this.all = new Tally(undefined, at);
    this.length = Math.max(1, millisecondsBetween(period.from, period.to < at ? period.to : at));
  }

  add([incident, isSecurity]: Counted): void {
    const { recordedAt, closedAt, priority, open } = incident;
    const { counts, period } = this;
    if (closedAt !== undefined && isInPeriod(closedAt, period)) counts.completed += 1;
    if (recordedAt < period.to && (open || closedAt === undefined || closedAt >= period.to)) counts.open += 1;
    if (!isInPeriod(recordedAt, period)) return;
    this.all.add(incident);
    if (priority === 'P1') counts.p1 += 1;
    if (isSecurity) counts.security += 1;
  }

  *values(): Generator<undefined, Readonly<Record<ComparedFigure, ComparedValue>>> {
    const { count, target, durations, shares } = yield* this.all.figures();
    const { completed, open, p1, security } = this.counts;
    const { median } = durations.restore;
    return {
      recorded: { count },
      completed: { count: completed },
      open: { count: open },
      p1: { count: p1 },
      security: { count: security },
      inTime: { count: target.met, of: target.met + target.missed },
      restore: median === undefined ? undefined : { length: median },
      reopened: shares.reopened,
    };
  }
}

/** How probable so much a difference is by chance, and what it would be called; nothing for what is not tested. `share` is that of the time. */
function chanceOf({ figure, now, before }: ComparedRow, share: number): readonly Difference[] {
  const more = tested[figure];
  if (!more || !now || !before || !('count' in now) || !('count' in before)) return [];
  const [a, b] = [now.count, before.count];
  const [above, below] =
    now.of === undefined || before.of === undefined
      ? [binomialTail(a, a + b, share), binomialTail(b, a + b, 1 - share)]
      : [hypergeometricTail(a, now.of, a + b, now.of + before.of), hypergeometricTail(b, before.of, a + b, now.of + before.of)];
  const change = above < below ? more : more === 'worse' ? 'better' : 'worse';
  return [{ figure, chance: Math.min(1, 2 * Math.min(above, below)), change }];
}

interface Difference {
  readonly figure: ComparedFigure;
  readonly chance: number;
  readonly change: 'worse' | 'better';
}
