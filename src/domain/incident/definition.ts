import { incidentPrefix } from '../vocabulary/incidentPrefix';
import type { RecordDefinition } from '../record/definition';
import { commonType, readIncidentEvent, type IncidentEvent, type IncidentEventType } from './event';
import { incidentFacts, incidentFactsSchema, type IncidentFacts } from './facts';
import { foldIncident } from './fold';
import { incidentFields } from './forms';
import type { Incident } from './incident';
import { patchOfIncidentEvent } from './written';

/** Decisions that an incident needs to come to its end; a redaction makes room, too. */
const decisions: ReadonlySet<string> = new Set<IncidentEventType>([
  'incident.advanced',
  'incident.completed',
  'incident.archived',
  'record.erased',
  'incident.gapRestored',
  'incident.gapAccepted',
  'incident.reportStored',
  'incident.signedOff',
  'incident.releaseRefused',
  'incident.noticeSent',
  'record.released',
  'record.redacted',
  'record.signed',
]);

/** Answers that the gates ask for. */
const answers: ReadonlySet<string> = new Set<IncidentEventType>([
  'record.updated',
  'incident.reviewed',
  'incident.waiting',
  'incident.handedOver',
  'incident.releaseAsked',
  'incident.securityAssessed',
]);

/** An incident: the kind of record that has six forms and gates (M 6.124). */
export const incident: RecordDefinition<'incident', typeof incidentPrefix, Incident, IncidentFacts, IncidentEvent> = {
  kind: 'incident',
  prefix: incidentPrefix,
  folder: 'incidents',
  fields: incidentFields,
  read: readIncidentEvent,
  fold: foldIncident,
  patchOf: patchOfIncidentEvent,
  facts: incidentFacts,
  factsSchema: incidentFactsSchema,
  // Its measures are released, each by itself.
  awaitsRelease: () => false,
  // What was reported, what came out as the cause, and what to do when it comes again.
  compared: ({ erased, values: { title, symptoms, errorText, cause, handlingInstructions, components = [], services = [] } }) =>
    erased ? undefined : { title, texts: [symptoms, errorText, cause, handlingInstructions], names: [...components, ...services] },
  isFailure: true,
  linkKinds: ['causedBy', 'causes', 'relatedTo', 'duplicateOf', 'parentOf'],
  madeOf: 'nothing',
  // Decisions may take all of the room that is kept for the end, answers half, so that they cannot take the decisions' part, all else nothing.
  shareToLeave: type => (decisions.has(commonType(type)) ? 0 : answers.has(commonType(type)) ? 0.5 : 1),
  view: { tree: 'incidents', icon: 'report' },
};
