import * as z from 'zod';
import { addDays, addHours, compareCodes, isEarlierInstant, isInstant, millisecondsBetween, type Instant } from '../foundation/time';
import type { Assessment, Party } from './command';
import { nearestClock, type Clock } from './clock';
import type { IncidentFacts } from './facts';
import { assessmentsDiffer } from './security';
import { acknowledgeBy, isUnacknowledged } from './handOver';
import type { RestoreTarget } from './incident';
import { hoursToRelease } from './releaseRequest';
import { isNamed, type Role } from '../vocabulary/actor';
import { fillAction, isPermitted, type Action } from '../vocabulary/permissions';
import type { StepId } from '../vocabulary/steps';

/** What must be looked at at a time: a duty, the target to restore by, a gap, a hand-over, a release, a workaround, a follow-up, an observation. */
export type DueWhat =
  | {
      readonly code: 'clock';
      readonly duty: string;
      readonly title?: string | undefined;
      readonly undecided?: true | undefined;
      readonly halt?: 'immediate' | 'stopped';
    }
  /** `unaccepted` where nobody has accepted its risk, and the incident is over or ready to be. */
  | { readonly code: 'gap'; readonly gap: string; readonly safeguard: string; readonly unaccepted?: true | undefined }
  | { readonly code: 'target' }
  | { readonly code: 'handOver'; readonly row: string; readonly party: Party }
  /** Whom it must be handed over to, and was not (M 6.124). */
  | { readonly code: 'untold'; readonly party: Party }
  | { readonly code: 'release'; readonly measure: string; readonly what: string }
  /** Its release was refused, and nobody has drawn a conclusion from that. */
  | { readonly code: 'refused'; readonly measure: string; readonly what: string }
  /** Its release was recorded on somebody's behalf, who has not confirmed it. */
  | { readonly code: 'approval'; readonly measure: string; readonly what: string }
  | { readonly code: 'signOff' }
  /** Security management holds it for something else than step 2. */
  | { readonly code: 'ownAssessment'; readonly assessment: Assessment }
  | { readonly code: 'review' }
  | { readonly code: 'followUp'; readonly row: string; readonly what: string }
  | { readonly code: 'observation' }
  /** Several changed something at once: `path` and `more` like it (`RecordFacts.conflicts`), told at whichever step it stands. */
  | { readonly code: 'conflict'; readonly path: string; readonly more: number; readonly step: StepId }
  /** It was completed without what is known now. */
  | { readonly code: 'reopening' };

const part = z.string().max(64).optional();
/** What is due, named by what it is about: as a row of a list or a button says it. */
export const dueNameSchema = z.object({ code: z.string().max(64), row: part, gap: part, duty: part, measure: part, party: part });
/** A name of something due. */
export type DueName = z.infer<typeof dueNameSchema>;

/** Something of an incident that waits for a person, also after its completion. */
export interface Due {
  readonly what: DueWhat;
  readonly at: Instant;
  readonly isOver: boolean;
  /** What the time of a clock counts from. */
  readonly since?: Instant;
  /** Who is named for it, else who has the incident; undefined where nobody is. */
  readonly person: string | undefined;
  /** What it takes, where it waits for whoever may do that, whether or not somebody is named. */
  readonly action?: Action;
}

/** Somebody for whom things are due: by their name, or by what their role may do. */
export interface DuePerson {
  readonly name: string;
  readonly role: Role;
}

/** How long before its date something is told of, in days. A clock is told of as long as it runs, an observation or hand-over when its time is over. */
const noticeDays = 3;

/** The share of the time of a clock from which on it presses. */
const pressingShare = 0.75;

const none: readonly Due[] = [];

/** What telling another party takes. */
const telling = fillAction('qualify');

/**
 * What of this incident is due at `now`, the earliest first (M 6.134: nothing is forgotten after completion). An accepted gap counts as long as
 * its safeguard is not back: on its date it is open again.
 */
export function dueOf(facts: IncidentFacts, now: Instant): readonly Due[] {
  const {
    clocks,
    gaps,
    followUps,
    handOvers,
    target,
    serviceState,
    workaroundReviewAt,
    open,
    step,
    observeUntil,
    assignee,
    unsettled,
    untold = [],
    changedAt,
    conflicts: [conflict, ...moreConflicts] = [],
  } = facts;
  const reviewAt = serviceState === 'restricted' ? workaroundReviewAt : undefined;
  const observedUntil = open && step === 'monitor' ? observeUntil : undefined;
  // Most incidents are restored long before, and what is always due is looked at no more.
  const restoreBy = target && isPressing(target, now) ? target.due : undefined;
  // Lists ask this of every incident at each change, and most have no date at all.
  const unsettledAt = unsettled && (changedAt ?? now);
  // It is settled in the form, which is closed when the incident is completed.
  const conflictAt = open && conflict !== undefined ? now : undefined;
  const others = [reviewAt, observedUntil, restoreBy, unsettledAt, conflictAt];
  const decisions = undecided(facts, now);
  if (
    clocks.length + gaps.length + followUps.length + handOvers.length + untold.length + decisions.length === 0 &&
    others.every(at => at === undefined)
  )
    return none;
  const due: Due[] = [];
  const add = (what: DueWhat, at: Instant | undefined, days: number | undefined, person = assignee, since?: Instant): void => {
    if (at === undefined || (days !== undefined && isEarlierInstant(addDays(now, days), at))) return;
    due.push({ what, at, isOver: isEarlierInstant(at, now), person, ...(since !== undefined && { since }) });
  };
  add({ code: 'reopening' }, unsettledAt, undefined);
  if (conflict !== undefined) add({ code: 'conflict', path: conflict, more: moreConflicts.length, step }, conflictAt, undefined);
  add({ code: 'target' }, restoreBy, undefined);
  for (const { duty, title, since, due: at, sentAt, halt, undecided } of clocks) {
    if (sentAt !== undefined || halt === 'waiting') continue;
    const named = { code: 'clock', duty, ...(title !== undefined && { title }), ...(undecided && { undecided }) } as const;
    // What is due without undue delay, or cannot run since nobody said since when, is due now, and a clock that does not run is a warning.
    if (halt) due.push({ what: { ...named, halt }, at: now, isOver: halt === 'stopped', person: assignee });
    else add(named, at, undefined, assignee, since);
  }
  const isEnding = !open || step === 'complete';
  for (const { id, safeguard, since, restored, acceptedUntil } of gaps) {
    const named = { code: 'gap', gap: id, safeguard } as const;
    if (restored || (acceptedUntil !== undefined && isEarlierInstant(addDays(now, noticeDays), acceptedUntil))) continue;
    if (acceptedUntil !== undefined)
      due.push({ what: named, at: acceptedUntil, isOver: isEarlierInstant(acceptedUntil, now), person: assignee, action: 'acceptRisk' });
    else if (isEnding) due.push({ what: { ...named, unaccepted: true }, at: since, isOver: true, person: assignee, action: 'acceptRisk' });
  }
  // Nobody waits with that: it is due as soon as it is known. Where nobody has the incident, whoever may do it is asked.
  for (const party of open ? untold : [])
    due.push({ what: { code: 'untold', party }, at: now, isOver: false, person: assignee, ...(!assignee && { action: telling }) });
  due.push(...unacknowledged(facts, now).filter(({ at, action }) => action !== undefined || !isEarlierInstant(now, at)));
  due.push(...decisions);
  add({ code: 'review' }, reviewAt, noticeDays);
  for (const { id, what, person, due: at } of followUps) add({ code: 'followUp', row: id, what }, at, noticeDays, person);
  add({ code: 'observation' }, observedUntil, 0);
  return due.sort((a, b) => compareCodes(a.at, b.at));
}

/** What has a place of its own where an incident is shown whole. */
const toldElsewhere: readonly DueWhat['code'][] = ['clock', 'gap', 'handOver', 'target', 'conflict'];

/**
 * What a reader is told of beside the lists of clocks and gaps: what else is due, and each hand-over that nobody has acknowledged, from the
 * time on when it was made.
 */
export function waitingOf(facts: IncidentFacts, now: Instant): readonly Due[] {
  const others = dueOf(facts, now).filter(({ what: { code } }) => !toldElsewhere.includes(code));
  return [...others, ...unacknowledged(facts, now)].sort((a, b) => compareCodes(a.at, b.at));
}

/** What waits under this name; undefined where it does so no more. */
export function dueNamed(facts: IncidentFacts, now: Instant, name: DueName): Due | undefined {
  const parts = ['code', 'row', 'gap', 'duty', 'measure'] as const;
  return [...dueOf(facts, now), ...waitingOf(facts, now)].find(({ what }) => {
    const own: DueName = what;
    return parts.every(key => own[key] === name[key]) && (what.code !== 'untold' || what.party === name.party);
  });
}

/** What may run out: the clocks of reporting duties, and the target to restore by. */
interface Running {
  readonly clocks: readonly Clock[];
  readonly target?: RestoreTarget | undefined;
}

/**
 * What runs out first, a reporting duty or the target to restore by; undefined where neither runs. A duty that is overdue at `now` stands before
 * the target, whichever was due first: the law is broken, and goes on being so.
 */
export function nextToRunOut({ clocks, target }: Running, now: Instant): Pick<Due, 'what' | 'at'> | undefined {
  const clock = nearestClock(clocks);
  if (target && (!clock || (isEarlierInstant(target.due, clock.due) && !isEarlierInstant(clock.due, now))))
    return { what: { code: 'target' }, at: target.due };
  return clock && { what: { code: 'clock', duty: clock.duty, title: clock.title, undecided: clock.undecided }, at: clock.due };
}

/**
 * What somebody must decide, or conclude from a decision: releases, the sign-off, and where security management and step 2 disagree. Each is
 * asked after so many hours as a release.
 */
function undecided(facts: IncidentFacts, now: Instant): readonly Due[] {
  const { releasesAsked, releasesRefused, unconfirmed, signOffSince, ownAssessment, ownAssessedAt, assessment, assignee, open } = facts;
  const differs = ownAssessedAt !== undefined && assessmentsDiffer({ assessment }, ownAssessment);
  // Of most nothing is asked.
  const asked = releasesAsked.length + releasesRefused.length + unconfirmed.length > 0 || signOffSince !== undefined || differs;
  if (!open || !asked) return none;
  const of = (what: DueWhat, since: Instant, who: Pick<Due, 'person' | 'action'>): readonly Due[] => {
    const at = addHours(since, hoursToRelease);
    return isInstant(at) ? [{ what, at, isOver: isEarlierInstant(at, now), ...who }] : [];
  };
  return [
    ...releasesAsked.flatMap(({ measure, what, at }) =>
      of({ code: 'release', measure, what }, at, { person: undefined, action: 'release' }),
    ),
    ...releasesRefused.flatMap(({ measure, what, at, asker }) => of({ code: 'refused', measure, what }, at, { person: assignee ?? asker })),
    ...unconfirmed.flatMap(({ measure, what, person, at }) => of({ code: 'approval', measure, what }, at, { person, action: 'release' })),
    ...(signOffSince === undefined ? [] : of({ code: 'signOff' }, signOffSince, { person: undefined, action: 'signOff' })),
    ...(differs && ownAssessment ? of({ code: 'ownAssessment', assessment: ownAssessment }, ownAssessedAt, { person: assignee }) : []),
  ];
}

/**
 * The hand-overs that nobody has acknowledged, with the time when that is due. One to security management waits for the officer from the
 * beginning, and when its time is over for whoever may record the acknowledgement.
 */
function unacknowledged({ handOvers, assignee }: IncidentFacts, now: Instant): readonly Due[] {
  return handOvers.flatMap(handOver => {
    const { id, party } = handOver;
    const at = isUnacknowledged(handOver, now) ? acknowledgeBy(handOver) : undefined;
    if (at === undefined) return [];
    const due = { what: { code: 'handOver', row: id, party }, at, isOver: isEarlierInstant(at, now), person: assignee } as const;
    if (party !== 'securityManagement') return [due];
    return [due.isOver ? { ...due, action: 'acknowledgeSecurity' } : { ...due, person: undefined, action: 'assessSecurity' }];
  });
}

/** True where three quarters of the time of a clock are over. */
export function isPressing({ since, due }: { readonly since: Instant; readonly due: Instant }, now: Instant): boolean {
  return millisecondsBetween(since, now) >= pressingShare * millisecondsBetween(since, due);
}

/** True where it waits for this person: they are named, or theirs is the role it takes. */
export function isDueFor({ person, action }: Due, { name, role }: DuePerson): boolean {
  return isNamed(person, name) || (action !== undefined && isPermitted(role, action));
}
