import { measureKinds } from '../vocabulary/measureKind';
import * as z from 'zod';
import { compareCodes, instantSchema, type Instant } from '../foundation/time';
import { excerpt } from '../foundation/excerpt';
import { isConfined } from './confined';
import { categories } from '../vocabulary/categories';
import { clockHalts, clocksOf } from './clock';
import { commonType, isContent } from './event';
import { closureCodes } from './forms/complete';
import { detectForm } from './forms/detect';
import { supportLevels } from '../vocabulary/supportLevels';
import { assessments, qualifyForm } from './forms/qualify';
import { countedHandOvers, handedOverSchema, handOversMade } from './handOversMade';
import { interfaceParties } from '../vocabulary/parties';
import { priorities } from '../vocabulary/priority';
import { remedyForm } from './forms/remedy';
import { completesFrom, missingAt } from './gate';
import { isUnsettled, untoldParties } from './gateStanding';
import { gapState } from './gap';
import { awaitingRelease, refusedReleases } from './releaseRequest';
import { assessmentsDiffer, isSecurityRelevant, isSuspectedSecurity } from './security';
import type { Assessment } from './command';
import { erasedSchema } from '../record/erasure';
import { commonFacts, factList, recordFactsSchema } from '../record/facts';
import type { Incident, RestoreTarget } from './incident';
import { stepIds } from '../vocabulary/steps';

const clock = z.object({
  duty: z.string(),
  since: instantSchema.optional(),
  title: z.string().optional(),
  due: instantSchema.optional(),
  sentAt: instantSchema.optional(),
  halt: z.enum(clockHalts).optional(),
  undecided: z.literal(true).optional(),
});
const gap = z.object({
  id: z.string(),
  safeguard: z.string(),
  component: z.string(),
  since: instantSchema,
  restored: z.boolean(),
  acceptedUntil: instantSchema.optional(),
});

/** What lists, the tree and the status bar need to know of an incident without reading its record. Kept in the index. */
export const incidentFactsSchema = recordFactsSchema.extend({
  kind: z.literal('incident'),
  step: z.enum(stepIds),
  /** What was reported: a disruption, a security incident, an inquiry, an order. */
  reported: z.enum(detectForm.report.kind.options).optional(),
  priority: z.enum(priorities).optional(),
  closedAt: instantSchema.optional(),
  archived: z.literal(true).optional(),
  /** It was erased: in which year it was completed, and how many entries it had. */
  erased: erasedSchema.pick({ completed: true, entries: true }).optional(),
  /** Completed without what is known now: it would have to be reopened. */
  unsettled: z.literal(true).optional(),
  closureCode: z.enum(closureCodes).optional(),
  couldBeSecurity: z.enum(detectForm.security.couldBeSecurity.options).optional(),
  assessment: z.enum(qualifyForm.security.assessment.options).optional(),
  category: z.enum(categories).optional(),
  serviceState: z.enum(remedyForm.service.serviceState.options).optional(),
  tlp: z.enum(detectForm.security.tlp.options).optional(),
  /** It stays with those who have it (`isConfined`). */
  confined: z.literal(true).optional(),
  assignee: z.string().optional(),
  level: z.enum(supportLevels).optional(),
  /** When level or person were written last. */
  assignedAt: instantSchema.optional(),
  workaroundReviewAt: instantSchema.optional(),
  observeUntil: instantSchema.optional(),
  /** What security management itself holds it for. */
  ownAssessment: z.enum(assessments).optional(),
  ownAssessedAt: instantSchema.optional(),
  /** In which the service is to be restored, as long as it is not. */
  target: z.object({ since: instantSchema, due: instantSchema }).optional(),
  clocks: factList(clock),
  gaps: factList(gap),
  /** Those that wait for an acknowledgement, or did; of a completed incident what was waited for when it was completed, or made since. */
  handOvers: factList(
    z.object({ id: z.string(), party: z.enum(interfaceParties), at: instantSchema, acknowledgedAt: instantSchema.optional() }),
  ),
  /** All that were made, acknowledged or not. */
  handedOver: factList(handedOverSchema),
  /** Who must be told of it and was not, while it is open or ought to be (M 6.124); absent where nobody. */
  untold: z.array(z.enum(interfaceParties)).optional(),
  /** Measures whose release was asked for, as long as that is open. */
  releasesAsked: factList(z.object({ measure: z.string(), what: z.string(), at: instantSchema })),
  /** Measures whose release was refused, as long as nobody has drawn a conclusion from it: since when, and who had asked. */
  releasesRefused: factList(z.object({ measure: z.string(), what: z.string(), at: instantSchema, asker: z.string() })),
  /** Measures whose release was recorded on behalf of somebody who has not confirmed it yet. */
  unconfirmed: factList(z.object({ measure: z.string(), what: z.string(), person: z.string(), at: instantSchema })),
  /** Since when nothing but the sign-off keeps it from being completed. */
  signOffSince: instantSchema.optional(),
  /** Those that have a date and are not done. */
  followUps: factList(z.object({ id: z.string(), what: z.string(), person: z.string().optional(), due: instantSchema })),
  /** Where applied workarounds and solutions came from. */
  applied: factList(z.object({ measure: z.string(), from: z.string(), type: z.enum(measureKinds) })),
  waitsFor: z.string().optional(),
  /** The beginning of the handling instructions, for whoever meets the same failure (M 6.134). */
  instructions: z.string().optional(),
});

/** What lists need to know of an incident. */
export type IncidentFacts = Readonly<z.infer<typeof incidentFactsSchema>>;

/** Sums up an incident for lists. */
export function incidentFacts(incident: Incident): IncidentFacts {
  const { values, erased, open } = incident;
  const unsettled = isUnsettled(incident);
  const counted = countedHandOvers(incident);
  const untold = open || unsettled ? untoldParties({ ...values, handOvers: [...counted] }) : [];
  return {
    kind: 'incident',
    ...commonFacts(incident, commonType),
    open,
    step: incident.step,
    reported: values.kind,
    priority: incident.priority,
    closedAt: incident.closed?.at,
    ...(incident.archived && { archived: true as const }),
    ...(erased && { erased: { completed: erased.completed, entries: erased.entries }, recordedAt: undefined }),
    ...(unsettled && { unsettled }),
    closureCode: values.closureCode,
    couldBeSecurity: values.couldBeSecurity,
    assessment: values.assessment,
    category: values.category,
    serviceState: values.serviceState,
    tlp: values.tlp,
    ...(isConfined(incident) && { confined: true as const }),
    assignee: values.assignee,
    level: values.level,
    assignedAt: incident.assignedAt,
    workaroundReviewAt: values.workaroundReviewAt,
    observeUntil: values.observeUntil,
    ownAssessment: incident.ownAssessment?.assessment,
    ownAssessedAt: incident.ownAssessment?.at,
    target: runningTarget(incident),
    handOvers: counted.flatMap(({ id, at, acknowledgedAt, interface: party }) => {
      const isAwaited = open || incident.awaited.has(id);
      return isAwaited && at !== undefined && party ? [{ id, party, at, acknowledgedAt }] : [];
    }),
    handedOver: handOversMade(incident),
    ...(untold.length > 0 && { untold: [...untold] }),
    releasesAsked: awaitingRelease(incident).map(({ measure: { id, what = '' }, request }) => ({ measure: id, what, at: request.at })),
    releasesRefused: refusedReleases(incident).map(({ measure: { id, what = '' }, request: { by, refused } }) => ({
      measure: id,
      what,
      at: refused.at,
      asker: by.name,
    })),
    unconfirmed: unconfirmedReleases(incident),
    signOffSince: signOffSince(incident),
    clocks: [...clocksOf(incident)],
    gaps: incident.gaps.map(({ id, safeguard, component, since, restored, accepted }) => ({
      id,
      safeguard,
      component,
      since,
      restored: restored !== undefined,
      acceptedUntil: accepted?.until,
    })),
    followUps: (values.followUps ?? []).flatMap(({ id, what = '', person, due, doneAt }) =>
      due === undefined || doneAt !== undefined ? [] : [{ id, what, person, due }],
    ),
    applied: (values.measures ?? []).flatMap(({ id: measure, type }) => {
      const from = incident.applied.get(measure);
      return from !== undefined && type ? [{ measure, from, type }] : [];
    }),
    waitsFor: incident.waitsFor,
    solution: excerpt(values.solution),
    instructions: excerpt(values.handlingInstructions),
  };
}

/** The releases that were recorded on somebody's behalf: of an open incident, and of a measure that is not dropped. */
function unconfirmedReleases({ open, values, releases }: Incident): IncidentFacts['unconfirmed'] {
  if (!open) return [];
  return (values.measures ?? []).flatMap(({ id, what = '', state }) => {
    const { onBehalf, at } = releases.get(id) ?? {};
    return onBehalf && at !== undefined && state !== 'dropped' ? [{ measure: id, what, person: onBehalf.person, at }] : [];
  });
}

/**
 * Since when it waits for nothing but the sign-off, where it is completed from: since what is signed off was written last. Lists do not know the rule of
 * release nor the other records: what those hold up is told where it is completed.
 */
function signOffSince(incident: Incident): Instant | undefined {
  const { open, step, values, signOff, timeline } = incident;
  const last = timeline.findLast(({ type }) => isContent(type)) ?? timeline[0];
  if (!open || !completesFrom(step, values) || signOff || !last) return undefined;
  const missing = missingAt(incident, step, { now: last.at, releaseRule: 'never', ownDuties: [], exists: () => true, originals: () => [] });
  return missing.length > 0 && missing.every(({ code }) => code === 'signOff') ? last.at : undefined;
}

/** The target to restore the service by, as long as the incident is open and the service not restored (M 6.131). */
export function runningTarget({ open, values, target }: Pick<Incident, 'open' | 'values' | 'target'>): RestoreTarget | undefined {
  return open && values.restoredAt === undefined && values.serviceState !== 'normal' ? target : undefined;
}

/**
 * Orders open incidents: by priority, then the oldest first. One that is not qualified yet may turn out to be anything, so it
 * stands right behind P1.
 */
export function compareUrgency(a: IncidentFacts, b: IncidentFacts): number {
  const byPriority = compareCodes(urgencyKey(a), urgencyKey(b));
  return byPriority !== 0 ? byPriority : compareCodes(ageKey(a), ageKey(b));
}

function urgencyKey({ priority }: IncidentFacts): string {
  return priority ?? 'P1 or less';
}

function ageKey(facts: IncidentFacts): Instant {
  return facts.recordedAt ?? '';
}

/** The safeguard gaps of a summary that are open at `now`. */
export function openGaps(facts: IncidentFacts, now: Instant): IncidentFacts['gaps'] {
  return facts.gaps.filter(({ restored, acceptedUntil }) => {
    const accepted = acceptedUntil === undefined ? undefined : { until: acceptedUntil };
    return gapState({ restored, accepted }, now) === 'open';
  });
}

/** The safeguard gaps of a summary whose risk is accepted, until a time that is still to come at `now`. */
export function acceptedGaps(facts: IncidentFacts, now: Instant): IncidentFacts['gaps'] {
  const open = openGaps(facts, now);
  return facts.gaps.filter(gap => !gap.restored && !open.includes(gap));
}

/**
 * True where an incident is or may be a security incident: by its kind, by what qualification found, by what security management itself holds it
 * for (M 6.64), or, as long as nobody has assessed it, by a report that says that it could be one.
 */
export function concernsSecurity(facts: Pick<IncidentFacts, 'reported' | 'assessment' | 'ownAssessment' | 'couldBeSecurity'>): boolean {
  return isSecurityRelevant({ kind: facts.reported, assessment: facts.assessment }) || standsForSecurity(facts);
}

/**
 * True where an incident stands for a security incident: security management or qualification confirmed or suspect it, or nobody has assessed
 * it yet and it was reported as one, or as one that could be. What was found to be none stands for none, however it was reported.
 */
export function standsForSecurity(facts: Pick<IncidentFacts, 'reported' | 'assessment' | 'ownAssessment' | 'couldBeSecurity'>): boolean {
  const { reported, assessment, ownAssessment, couldBeSecurity } = facts;
  const isAssessed = assessment !== undefined || ownAssessment !== undefined;
  return isAssessed
    ? isSuspectedSecurity({ assessment }) || isSuspectedSecurity({ assessment: ownAssessment })
    : reported === 'securityIncident' || couldBeSecurity === 'yes';
}

/** True where security management holds it for something else than step 2 does, also of one that is completed (M 6.64). */
export function isAssessedOtherwise<F extends Pick<IncidentFacts, 'assessment' | 'ownAssessment'>>(
  facts: F,
): facts is F & { readonly ownAssessment: Assessment } {
  return assessmentsDiffer(facts, facts.ownAssessment);
}

/** Orders incidents as lists have them: open ones by urgency, then completed ones, the last first. */
export function compareIncidents(a: IncidentFacts, b: IncidentFacts): number {
  if (a.open !== b.open) return a.open ? -1 : 1;
  return a.open ? compareUrgency(a, b) : compareCodes(b.closedAt ?? '', a.closedAt ?? '');
}

/** True when every word of `text` stands in the id, title, assignee or a component, whatever the case. */
export function matchesText(facts: Pick<IncidentFacts, 'id' | 'title' | 'assignee' | 'components'>, text: string): boolean {
  if (text === '') return true;
  const searched = [facts.id, facts.title, facts.assignee ?? '', ...facts.components].join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every(part => searched.includes(part));
}
