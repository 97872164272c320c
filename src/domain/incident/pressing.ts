import type { Instant } from '../foundation/time';
import type { Party } from './command';
import { dueOf, waitingOf, type Due, type DueWhat } from './due';
import { acceptedGaps, openGaps, type IncidentFacts } from './facts';

/** A safeguard that is off, as lists know it. */
type Gap = IncidentFacts['gaps'][number];

/** What whoever answers for security must know on the day, and what each of it is of. */
export interface PressingThings {
  /** Reporting duties whose time is over, that are due without undue delay, or whose clock cannot run. */
  readonly duties: Due;
  /** Safeguards that are off, whose risk nobody has accepted, or not for so long. */
  readonly gaps: Gap;
  /** Services that were not restored by their target, and still are not. */
  readonly target: Due;
  /** Parties that must be told and were not. */
  readonly untold: Party;
  /** Hand-overs that are not acknowledged though their time is over. */
  readonly lateHandOvers: Due;
  /** Workarounds in force whose review is over. */
  readonly reviews: Due;
  /** Safeguards that are off, and their risk accepted until a time that is still to come. */
  readonly accepted: Gap;
}

/** What presses, the worst first. */
export const pressingCodes = [
  'duties',
  'gaps',
  'target',
  'untold',
  'lateHandOvers',
  'reviews',
  'accepted',
] as const satisfies readonly (keyof PressingThings)[];

/** What presses. */
export type PressingCode = keyof PressingThings;

/** Most incidents have none of it, and the tiles ask each of thousands. */
const none: readonly Due[] = [];

/** What of an incident presses at `now`, thing by thing, whether or not it is completed: the rule of the read-only panel's tiles and of the management report. */
export const pressing: { readonly [C in PressingCode]: (facts: IncidentFacts, now: Instant) => readonly PressingThings[C][] } = {
  duties: (facts, now) =>
    facts.clocks.length === 0
      ? none
      : dueOf(facts, now).filter(({ what, isOver }) => what.code === 'clock' && (isOver || what.halt !== undefined)),
  gaps: openGaps,
  target: (facts, now) => (facts.target ? dueOf(facts, now).filter(isOverOf('target')) : none),
  untold: ({ untold = [] }) => untold,
  lateHandOvers: (facts, now) => (facts.handOvers.length === 0 ? none : waitingOf(facts, now).filter(isOverOf('handOver'))),
  reviews: (facts, now) => (facts.workaroundReviewAt === undefined ? none : dueOf(facts, now).filter(isOverOf('review'))),
  accepted: acceptedGaps,
};

function isOverOf(code: DueWhat['code']): (due: Due) => boolean {
  return ({ what, isOver }) => what.code === code && isOver;
}
