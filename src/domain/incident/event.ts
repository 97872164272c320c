import { reviewOutcomes } from './forms/analyse';
import * as z from 'zod';
import { maxLineLength, maxRows, maxTextLength } from '../forms/field';
import { instantSchema } from '../foundation/time';
import { commonSchemas, partId, replacedSchema } from '../record/entries';
import { hashSchema, readEvent, type EventDraft, type EventOf, type RecordEvent } from '../record/event';
import { anyIdSchema } from '../record/ids';
import { actorSchema } from '../vocabulary/actor';
import { priorities, priorityMatrixSchema, restoreHoursSchema } from '../vocabulary/priority';
import { interfaceParties } from '../vocabulary/parties';
import { ownDutiesSchema } from '../vocabulary/ownDuty';
import { stepIds } from '../vocabulary/steps';
import { closureCodes } from './forms/complete';
import { supportLevels } from '../vocabulary/supportLevels';
import { assessments } from './forms/qualify';
import { procedurePlaces } from './procedureSteps';
import { candidateSchema, mostCandidates, reviewSources } from './review';

const step = z.enum(stepIds);
const reason = z.string().min(1).max(10_000);
const line = z.string().min(1).max(maxLineLength);
const patch = z.record(z.string(), z.unknown());
const stampSchema = z.object({ at: instantSchema, by: actorSchema });

/** What each kind of entry in an incident's log holds; the first are those of every record. */
export const incidentEventSchemas = {
  ...commonSchemas,
  'record.updated': commonSchemas['record.updated'].extend({
    /** The step whose form was saved. */
    step,
    /** The matrix in force, where it was asked: impact, urgency or the priority set by hand were written. The priority follows from them. */
    matrix: priorityMatrixSchema.optional(),
    /** Hours until the service is to be restored, by priority, as it was agreed when the matrix was asked. */
    restoreHours: restoreHoursSchema.optional(),
    /** What entries of the first format have instead of the matrix: what it gave, where that was another priority than before. */
    priority: z.enum(priorities).nullable().optional(),
    /** The rules of the organisation's own duties that it decides, as they were then. */
    duties: ownDutiesSchema.optional(),
  }),
  'incident.advanced': z.object({ from: step, to: step, patch: patch.optional() }),
  /** `patch` takes back what is asked anew. */
  'incident.returned': z.object({ from: step, to: step, reason, cause: z.enum(['person', 'recurrence']), patch: patch.optional() }),
  'incident.assigned': z.object({
    level: z.enum(supportLevels),
    person: z.string().max(1000),
    reason: z.string().max(10_000),
    over: replacedSchema,
  }),
  /** `short`: from whatever step it stood at, by the short way. */
  'incident.completed': z.object({
    from: step,
    closureCode: z.enum(closureCodes),
    short: z.literal(true).optional(),
    /** The hand-overs that nobody had acknowledged by then: they stay due. Entries before there was an acknowledgement have none. */
    awaited: z.array(partId).max(maxRows).optional(),
  }),
  'incident.reopened': z.object({ to: step, reason, patch: patch.optional() }),
  /** It leaves the lists, and is found by search (M 6.134). */
  'incident.archived': z.object({}),
  'incident.broughtBack': z.object({}),
  /** The outcome of one of the three reviews, with the candidates that were offered. */
  'incident.reviewed': z.object({
    source: z.enum(reviewSources),
    outcome: z.enum(reviewOutcomes),
    match: candidateSchema.pick({ id: true, title: true }).optional(),
    candidates: z.array(candidateSchema).max(mostCandidates),
  }),
  /** A measure put in motion at once, from a known error or problem (`from`) or by itself. */
  'incident.workaroundApplied': z.object({ measure: partId, patch, from: anyIdSchema.optional(), over: replacedSchema }),
  /** The final solution carried out; it ends the workarounds. `released` is the release it had where it came from. */
  'incident.solutionApplied': z.object({ measure: partId, patch, from: anyIdSchema.optional(), released: stampSchema.optional() }),
  /** The steps of a procedure taken over, as rows of the patch; `into` is where the person wanted them. */
  'incident.procedureTaken': z.object({ procedure: anyIdSchema, into: z.enum(procedurePlaces), patch }),
  /** Evidence whose content is kept, named by the SHA-256 in its row of the patch. */
  'incident.evidenceAttached': z.object({ row: partId, patch }),
  'incident.waiting': z.object({ for: anyIdSchema.nullable() }),
  /** A hand-over to another party as it was made; `register` is the interface it went over. */
  'incident.handedOver': z.object({
    handOver: partId,
    interface: z.enum(interfaceParties),
    person: line,
    at: instantSchema,
    channel: line,
    passed: z.string().min(1).max(maxTextLength),
    register: anyIdSchema.optional(),
  }),
  'incident.acknowledged': z.object({ handOver: partId, who: line, at: instantSchema, how: line }),
  'incident.followUpDone': z.object({ followUp: partId, at: instantSchema, who: line }),
  /** Without `reviewAt` the workaround is not looked at again. */
  'incident.workaroundReviewed': z.object({ reviewAt: instantSchema.optional(), note: reason }),
  'incident.securityAssessed': z.object({ assessment: z.enum(assessments), reason }),
  'incident.gapOpened': z.object({
    gap: partId,
    safeguard: line,
    component: z.string().max(maxLineLength),
    since: instantSchema,
    until: instantSchema.optional(),
  }),
  'incident.gapRestored': z.object({ gap: partId, note: reason }),
  'incident.gapAccepted': z.object({ gap: partId, until: instantSchema, reason }),
  'incident.releaseAsked': z.object({ measure: partId }),
  'incident.releaseRefused': z.object({ measure: partId, reason }),
  'incident.reportStored': z.object({ sha256: hashSchema, text: z.string() }),
  'incident.signedOff': z.object({}),
  /** The notice of a reporting duty was sent: when, by whom, under which reference, and why late (GDPR Art. 33(1)). */
  'incident.noticeSent': z.object({
    duty: partId,
    at: instantSchema,
    person: z.string().max(1000).optional(),
    reference: z.string().max(1000).optional(),
    lateReason: reason.optional(),
  }),
} as const;

/** The kinds of entry an incident's log can hold. */
export type IncidentEventType = keyof typeof incidentEventSchemas;

/** The data of one kind of entry. */
export type IncidentEventData<T extends IncidentEventType> = z.infer<(typeof incidentEventSchemas)[T]>;

/** An entry whose data has been checked, as a union over its type. */
export type IncidentEvent = EventOf<typeof incidentEventSchemas>;

const contentTypes: ReadonlySet<string> = new Set<IncidentEventType>([
  'record.captured',
  'record.updated',
  'incident.advanced',
  'incident.returned',
  'incident.completed',
  'incident.reopened',
  'incident.assigned',
  'incident.reviewed',
  'incident.workaroundApplied',
  'incident.solutionApplied',
  'incident.procedureTaken',
  'incident.handedOver',
  'incident.gapOpened',
  'incident.evidenceAttached',
  'incident.noticeSent',
]);

const answeredAfterwards: ReadonlySet<string> = new Set<IncidentEventType>([
  'incident.acknowledged',
  'incident.followUpDone',
  'incident.workaroundReviewed',
]);

/** True for an entry by which something due is answered: it writes into a form, and neither report nor sign-off depends on it. */
export function answersDue(type: string): boolean {
  return answeredAfterwards.has(type);
}

/** True for the type of an entry that holds answers of the forms, or takes the incident to another step: report and sign-off depend on it. */
export function isContent(type: string): boolean {
  return contentTypes.has(commonType(type));
}

/** The entries of an incident's log in the first format that are the same for every kind of record now. */
const firstFormat: Readonly<Record<string, IncidentEventType>> = {
  'incident.captured': 'record.captured',
  'incident.updated': 'record.updated',
  'incident.commented': 'record.commented',
  'incident.linked': 'record.linked',
  'incident.linkJudged': 'record.linkJudged',
  'incident.unlinked': 'record.unlinked',
  'incident.measureReleased': 'record.released',
  'incident.redacted': 'record.redacted',
};

/** The type of an entry as it is called now. */
export function commonType(type: string): string {
  return (Object.hasOwn(firstFormat, type) ? firstFormat[type] : undefined) ?? type;
}

/** Reads an entry of a log. A report whose text was redacted was stored all the same: who completed on it, did. */
export function readEntry(entry: RecordEvent): IncidentEvent | undefined {
  const { type, data, digest } = entry;
  return type === 'incident.reportStored' && data === null ? { type, data: { sha256: digest, text: '' } } : readIncidentEvent(entry);
}

/** Reads an entry; undefined for a type this version does not know, for wrong data and for redacted data. */
export function readIncidentEvent({ type, data }: EventDraft): IncidentEvent | undefined {
  return readEvent(incidentEventSchemas, { type: commonType(type), data: type === 'incident.measureReleased' ? releasedPart(data) : data });
}

/** The first format releases measures alone. */
function releasedPart(data: unknown): unknown {
  const parsed = z.object({ measure: partId }).safeParse(data);
  return parsed.success ? { part: parsed.data.measure } : data;
}

/** Makes an entry, typed by its kind. */
export function incidentEvent<T extends IncidentEventType>(type: T, data: IncidentEventData<T>): EventDraft {
  return { type, data };
}
