import type { RecordEvent } from '../record/event';
import { maxLineLength, type Patch } from '../forms/field';
import type { Written } from '../record/over';
import { readIncidentEvent, type IncidentEvent, type IncidentEventData } from './event';
import { incidentFields } from './forms';
import type { Incident } from './incident';
import { noticePatch } from './noticeSent';
import { reviewFields } from './review';

/** Enough of a commit's hash to be told apart, and every record id whole. */
const longestShownId = 10;

/** What the outcome of a review writes into the form. */
export function reviewPatch({
  source,
  outcome,
  match,
}: Pick<IncidentEventData<'incident.reviewed'>, 'source' | 'outcome'> & {
  readonly match?: { readonly id: string; readonly title: string } | undefined;
}): Patch {
  const fields = reviewFields[source];
  return {
    [fields.outcome]: outcome,
    [fields.match]: match ? `${match.id.slice(0, longestShownId)} ${match.title}`.slice(0, maxLineLength) : null,
  };
}

/** What an entry writes into the form; undefined for one that writes nothing into it. */
export function patchOfIncidentEvent(entry: RecordEvent): Patch | undefined {
  const known = readIncidentEvent(entry);
  return known && patchWrittenBy(known);
}

/** The same of an entry whose data has been checked. */
export function patchWrittenBy(known: IncidentEvent): Patch | undefined {
  switch (known.type) {
    case 'record.captured':
    case 'record.updated':
    case 'incident.advanced':
    case 'incident.workaroundApplied':
    case 'incident.solutionApplied':
    case 'incident.procedureTaken':
    case 'incident.evidenceAttached':
      return known.data.patch;
    case 'incident.returned':
      return { ...known.data.patch, ...(known.data.cause === 'recurrence' && { recurrence: null, recurrenceReason: null }) };
    case 'incident.reopened':
      return known.data.patch;
    case 'incident.assigned':
      return { level: known.data.level, assignee: known.data.person };
    case 'incident.completed':
      return { closureCode: known.data.closureCode };
    case 'incident.handedOver': {
      const { handOver, interface: party, person, at, channel, passed } = known.data;
      return { handOvers: { [handOver]: { interface: party, person, at, channel, passed } } };
    }
    case 'incident.acknowledged': {
      const { handOver, at, who, how } = known.data;
      return { handOvers: { [handOver]: { acknowledgedAt: at, acknowledgedBy: who, acknowledgedHow: how } } };
    }
    case 'incident.followUpDone':
      return { followUps: { [known.data.followUp]: { doneAt: known.data.at, doneBy: known.data.who } } };
    case 'incident.workaroundReviewed':
      return { workaroundReviewAt: known.data.reviewAt ?? null };
    case 'incident.reviewed':
      return reviewPatch(known.data);
    case 'incident.noticeSent':
      return noticePatch(known.data);
    default:
      return undefined;
  }
}

/** What stands in an incident's form, and which entry wrote it. */
export function writtenInIncident({ values, timeline }: Pick<Incident, 'values' | 'timeline'>): Written {
  return { fields: incidentFields, values, timeline, patchOf: patchOfIncidentEvent };
}
