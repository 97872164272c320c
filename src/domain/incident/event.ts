import * as z from 'zod';
import { hashSchema, readEvent, type EventDraft, type EventOf } from '../record/event';
import { recordIdSchema } from '../record/ids';
import { instantSchema } from '../foundation/time';
import { closureCodes } from './forms/complete';
import { supportLevels } from './forms/qualify';
import { priorities } from '../vocabulary/priority';
import { actorSchema } from '../vocabulary/actor';
import { linkSchema, linkStates } from '../record/link';
import { redactedSchema } from '../record/redaction';
import { candidateSchema, mostCandidates, reviewSources } from './review';
import { stepIds } from '../vocabulary/steps';

const step = z.enum(stepIds);
const reason = z.string().min(1).max(10_000);
const patch = z.record(z.string(), z.unknown());
const priority = z.enum(priorities).nullable().optional();
const stampSchema = z.object({ at: instantSchema, by: actorSchema });
const rowId = z.string().min(1).max(64);
/** Entries whose values were replaced knowingly, by path: others had changed what was typed over, and the person kept their own. */
const over = z.record(z.string(), hashSchema).optional();

/** What each kind of entry in an incident's log holds. */
export const incidentEventSchemas = {
  'incident.captured': z.object({ record: recordIdSchema, patch }),
  'incident.updated': z.object({ step, patch, priority, over }),
  'incident.advanced': z.object({ from: step, to: step, patch: patch.optional() }),
  'incident.returned': z.object({ from: step, to: step, reason, cause: z.enum(['person', 'recurrence']) }),
  'incident.assigned': z.object({ level: z.enum(supportLevels), person: z.string().max(1000), reason: z.string().max(10_000), over }),
  'incident.completed': z.object({ from: step, closureCode: z.enum(closureCodes) }),
  'incident.reopened': z.object({ to: step, reason }),
  'incident.linked': z.object({ link: linkSchema }),
  'incident.linkJudged': z.object({ link: rowId, state: z.enum(linkStates) }),
  'incident.unlinked': z.object({ link: rowId }),
  /** The outcome of one of the three reviews, with the candidates that were offered. */
  'incident.reviewed': z.object({
    source: z.enum(reviewSources),
    outcome: z.enum(['matches', 'none']),
    match: candidateSchema.pick({ id: true, title: true }).optional(),
    candidates: z.array(candidateSchema).max(mostCandidates),
  }),
  /** A measure put in motion at once, from a known error or problem (`from`) or by itself. */
  'incident.workaroundApplied': z.object({ measure: rowId, patch, from: recordIdSchema.optional(), over }),
  /** The final solution carried out; it ends the workarounds. `released` is the release it had where it came from. */
  'incident.solutionApplied': z.object({ measure: rowId, patch, from: recordIdSchema.optional(), released: stampSchema.optional() }),
  'incident.waiting': z.object({ for: recordIdSchema.nullable() }),
  'incident.commented': z.object({ text: z.string().min(1).max(200_000) }),
  'incident.measureReleased': z.object({ measure: rowId }),
  'incident.gapRestored': z.object({ gap: rowId, note: reason }),
  'incident.gapAccepted': z.object({ gap: rowId, until: instantSchema, reason }),
  'incident.reportStored': z.object({ sha256: hashSchema, text: z.string() }),
  'incident.signedOff': z.object({}),
  /** Takes the content of another entry away; who, when and why stay. */
  'incident.redacted': redactedSchema,
} as const;

/** The kinds of entry an incident's log can hold. */
export type IncidentEventType = keyof typeof incidentEventSchemas;

/** The data of one kind of entry. */
export type IncidentEventData<T extends IncidentEventType> = z.infer<(typeof incidentEventSchemas)[T]>;

/** An entry whose data has been checked, as a union over its type. */
export type IncidentEvent = EventOf<typeof incidentEventSchemas>;

const contentTypes: ReadonlySet<string> = new Set<IncidentEventType>([
  'incident.captured',
  'incident.updated',
  'incident.advanced',
  'incident.returned',
  'incident.completed',
  'incident.reopened',
  'incident.assigned',
  'incident.reviewed',
  'incident.workaroundApplied',
  'incident.solutionApplied',
]);

/** True for the type of an entry that holds answers of the forms, or takes the incident to another step: report and sign-off depend on it. */
export function isContent(type: string): boolean {
  return contentTypes.has(type);
}

/** Reads an entry; undefined for a type this version does not know, for wrong data and for redacted data. */
export function readIncidentEvent(event: EventDraft): IncidentEvent | undefined {
  return readEvent(incidentEventSchemas, event);
}

/** Makes an entry, typed by its kind. */
export function incidentEvent<T extends IncidentEventType>(type: T, data: IncidentEventData<T>): EventDraft {
  return { type, data };
}
