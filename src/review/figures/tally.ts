import type { Instant } from '../../domain/foundation/time';
import {
  fewestWatched,
  horizons,
  phases,
  type GroupFigures,
  type Phase,
  type PhaseDuration,
  type ShareName,
} from '../../domain/incident/figures';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';
import { marksOf } from './marks';
import { observe } from './observation';
import { Survival } from './survival';
import { targetOutcome } from './target';

const hour = 3_600_000;

/** Counts some incidents as they stand at a time. */
export class Tally {
  count = 0;
  private readonly lengths = record(phases, () => ({ ended: [] as number[], waiting: [] as number[] }));
  private readonly target = { met: 0, missed: 0, running: 0 };
  private readonly shares = record(
    ['workaround', 'reopened', 'knownError', 'changeCaused', 'changeSuspected', 'shortWay'] as const satisfies readonly ShareName[],
    () => ({ count: 0, of: 0 }),
  );

  constructor(
    readonly name: string | undefined,
    private readonly at: Instant,
  ) {}

  add(incident: MeasuredIncident): void {
    this.count += 1;
    for (const phase of phases) {
      const observation = observe(phase, incident, this.at);
      if (observation) this.lengths[phase][observation.ended ? 'ended' : 'waiting'].push(observation.length);
    }
    const outcome = targetOutcome(incident, this.at);
    if (outcome) this.target[outcome] += 1;
    for (const [name, has] of Object.entries(marksOf(incident)) as [ShareName, boolean | undefined][]) {
      if (has === undefined) continue;
      this.shares[name].of += 1;
      if (has) this.shares[name].count += 1;
    }
  }

  /** The figures; yields after each phase, so that others can do something in between. */
  *figures(): Generator<undefined, GroupFigures> {
    const durations: Partial<Record<Phase, PhaseDuration>> = {};
    for (const phase of phases) {
      durations[phase] = this.duration(phase);
      yield;
    }
    const { name, count, target, shares } = this;
    return { ...(name !== undefined && { name }), count, durations: durations as GroupFigures['durations'], target, shares };
  }

  private duration(phase: Phase): PhaseDuration {
    const { ended, waiting } = this.lengths[phase];
    const survival = new Survival(ended, waiting);
    const isFirm = (length: number): boolean => survival.isFirmAt(length, fewestWatched);
    const lengths = horizons.map(hours => hours * hour);
    const left = lengths.map(length => (isFirm(length) ? survival.leftAfter(length) : undefined));
    const known = left.findIndex(share => share === undefined);
    const [median, ninth] = [0.5, 0.9].map(share => survival.quantile(share)).map(at => (at !== undefined && isFirm(at) ? at : undefined));
    return {
      ended: ended.length,
      waiting: waiting.length,
      ...(median !== undefined && { median }),
      ...(ninth !== undefined && { ninth }),
      left: left.slice(0, known < 0 ? undefined : known) as number[],
      watched: lengths.map(length => survival.watchedFor(length)),
    };
  }
}

function record<K extends string, V>(keys: readonly K[], make: () => V): Record<K, V> {
  return Object.fromEntries(keys.map(key => [key, make()])) as Record<K, V>;
}
