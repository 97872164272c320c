import { addCalendarMonths, addDays, addHours, isEarlierInstant, isInstant, millisecondsBetween, type Instant } from '../foundation/time';
import { isDutyId, type DutyTiming, type Term } from '../vocabulary/duties';
import { allDuties, appliesOf, dutyRow, dutyTiming, type DutySource } from './dutyDecision';

/**
 * Why a clock has no date: it counts from a notice that is not sent, or an event that has not happened, yet (`waiting`); the law says
 * *without undue delay* (`immediate`); or it cannot run, since what it counts from is not known (`stopped`).
 */
export const clockHalts = ['waiting', 'immediate', 'stopped'] as const;

/** The clock of a reporting duty that applies, or of which nobody knows whether it does. */
export interface Clock {
  readonly duty: string;
  /** What an organisation's own duty is called. */
  readonly title?: string | undefined;
  /** What it counts from, where it has a date. */
  readonly since?: Instant | undefined;
  /** When the notice is due at the latest; undefined where `halt` says why. */
  readonly due?: Instant | undefined;
  readonly sentAt?: Instant | undefined;
  readonly halt?: (typeof clockHalts)[number] | undefined;
  /** Nobody knows yet whether the duty applies: its clock runs all the same, since it must not be missed. */
  readonly undecided?: true | undefined;
}

/**
 * The clocks of the duties that the user said apply, or may apply; it is never decided here whether a duty does. All times are UTC, so that
 * neither daylight saving nor a time zone moves one.
 */
export function clocksOf(source: DutySource): readonly Clock[] {
  return allDuties(source).flatMap(duty => {
    const applies = appliesOf(duty, source);
    const timing = dutyTiming(duty, source.ownDuties);
    if ((applies !== 'yes' && applies !== 'unknown') || timing?.isRecord) return [];
    const sentAt = dutyRow(source.values, duty)?.sentAt;
    const run = timing ? runOf(duty, timing, source) : ({ halt: 'stopped' } as const);
    const title = source.ownDuties.find(({ id }) => id === duty)?.title;
    return [
      {
        duty,
        ...(title !== undefined && { title }),
        ...(run.due !== undefined && { ...(run.since !== undefined && { since: run.since }), due: run.due }),
        ...(sentAt !== undefined ? { sentAt } : run.halt !== undefined && { halt: run.halt }),
        ...(applies === 'unknown' && { undecided: true as const }),
      },
    ];
  });
}

/** True for a notice that should have been sent by `now`, and was not: its date has passed, or there is none to wait for. */
export function isOverdue({ due, sentAt, halt }: Clock, now: Instant): boolean {
  return sentAt === undefined && (halt === 'immediate' || (due !== undefined && isEarlierInstant(due, now)));
}

/** True for a notice that was sent after its date: the reason belongs to it (GDPR Art. 33(1)). */
export function isLate(due: Instant | undefined, sentAt: Instant | undefined): boolean {
  return due !== undefined && sentAt !== undefined && isEarlierInstant(due, sentAt);
}

/** The running clock that is due first; undefined when none runs. */
export function nearestClock<C extends Clock>(clocks: readonly C[]): (C & { readonly due: Instant }) | undefined {
  return clocks
    .filter((clock): clock is C & { due: Instant } => clock.due !== undefined && clock.sentAt === undefined)
    .sort((a, b) => millisecondsBetween(b.due, a.due))[0];
}

type Run = Pick<Clock, 'since' | 'due' | 'halt'>;

function runOf(duty: string, timing: DutyTiming, source: DutySource): Run {
  const { values } = source;
  const aware = dutyRow(values, duty)?.awareAt ?? dutyRow(values, timing.follows ?? duty)?.awareAt ?? values.awareSince;
  if (timing.starts === 'aware') return started(aware, timing, 'stopped');
  if (timing.starts === 'event') return afterEvent(dutyRow(values, duty)?.countsFrom, aware, timing);
  // Where it was still going on, the final report counts from the end of the handling (NIS2 Art. 23(4)(e), BSIG § 32(2)).
  if (duty === 'nis2FinalReport' && dutyRow(values, 'nis2ProgressReport')?.sentAt !== undefined)
    return started(dutyRow(values, duty)?.countsFrom ?? values.restoredAt, timing, 'waiting');
  const before = timing.starts.sent;
  const applies = appliesOf(before, source);
  const canCome = (applies === 'yes' || applies === 'unknown') && (!isDutyId(before) || dutyTiming(before, [])?.isRecord !== true);
  return started(dutyRow(values, before)?.sentAt, timing, canCome ? 'waiting' : 'stopped');
}

/** What counts from an event is due at the latest so long after awareness, unless the event came only later ((EU) 2025/301 Art. 5). */
function afterEvent(event: Instant | undefined, aware: Instant | undefined, timing: DutyTiming): Run {
  const latest = timing.afterAware && aware !== undefined ? endOf(aware, timing.afterAware) : undefined;
  if (event === undefined) {
    if (latest !== undefined) return { ...(aware !== undefined && { since: aware }), due: latest };
    return { halt: timing.onOccasion || timing.afterAware ? 'stopped' : 'waiting' };
  }
  const run = started(event, timing, 'stopped');
  const isInTime = latest !== undefined && run.due !== undefined && !isEarlierInstant(latest, event);
  return isInTime && isEarlierInstant(latest, run.due) ? { ...run, due: latest } : run;
}

function started(from: Instant | undefined, { within }: DutyTiming, halt: 'stopped' | 'waiting'): Run {
  if (from === undefined) return { halt };
  const due = within && endOf(from, within);
  return within === undefined ? { halt: 'immediate' } : due === undefined ? { halt: 'stopped' } : { since: from, due };
}

/** The end of a term that begins at `from`; undefined where it lies beyond what can be stored. */
function endOf(from: Instant, term: Term): Instant | undefined {
  const end =
    'hours' in term ? addHours(from, term.hours) : 'days' in term ? addDays(from, term.days) : addCalendarMonths(from, term.months);
  return isInstant(end) ? end : undefined;
}
