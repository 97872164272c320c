import type { EventDraft, RecordEvent } from '../record/event';
import { entry, refuseRedaction, type CommonCommand } from '../record/decide';
import { headsOf } from '../record/log';
import { withoutContent } from '../record/redaction';
import { success } from '../foundation/result';
import { stepIds } from '../vocabulary/steps';
import type { DecisionContext } from './decisionContext';
import { commonType } from './event';
import { foldIncident } from './fold';
import { incidentFields, stepOfField, type FieldId } from './forms';
import type { Incident } from './incident';
import { releasedColumns } from './measure';
import type { IncidentDecision } from './refusal';
import { updated } from './saving';

/** The fields whose answers are chosen: they hold no words of a person's own. */
const chosenFields = Object.entries(incidentFields).flatMap(([id, { kind }]) =>
  kind === 'choice' || kind === 'set' || kind === 'time' ? [id as FieldId] : [],
);

/**
 * Takes the content of an entry away, and that of every report that was made of it (M 6.134). What the entry also chose (kind, label, answers)
 * and nothing else says is said again before: a password in a form must not keep the form. Refused where more than that would change; in a
 * completed incident nothing is said again.
 */
export function redact(
  incident: Incident,
  { entry: named, reason }: Extract<CommonCommand, { type: 'redact' }>,
  context: DecisionContext,
): IncidentDecision {
  const redactable = {
    fold: (events: readonly RecordEvent[]) => foldIncident(incident.id, events, context.register),
    standing: standingOf,
  };
  const whole = refuseRedaction(incident, named, reason, redactable);
  const said = whole?.code === 'carriesState' && incident.open ? saidAgain(incident, named, context) : [];
  const refusal = said.length > 0 ? refuseRedaction(withEntries(incident, said, context), named, reason, redactable) : whole;
  if (refusal) return { ok: false, error: refusal };
  const gone = [named, ...reportsOf(incident, named)].map(id => entry('record.redacted', { record: incident.id, entry: id, reason }));
  return success([...said, ...gone]);
}

/** The entries that say again what was chosen in one whose content goes. */
function saidAgain(incident: Incident, named: string, context: DecisionContext): readonly EventDraft[] {
  const without = foldIncident(incident.id, withoutContent(incident.timeline, named)).values;
  const lost = chosenFields.filter(field => JSON.stringify(without[field]) !== JSON.stringify(incident.values[field]));
  return stepIds.flatMap(step =>
    updated(
      step,
      Object.fromEntries(lost.filter(field => stepOfField(field) === step).map(field => [field, incident.values[field] ?? null])),
      context,
    ),
  );
}

/** The incident with entries that are about to be written. */
function withEntries(incident: Incident, drafts: readonly EventDraft[], { now, person, role }: DecisionContext): Incident {
  const timeline = [...incident.timeline];
  for (const [n, { type, data }] of drafts.entries())
    timeline.push({ id: `draft ${n}`, parents: headsOf(timeline), at: now, by: { name: person, email: '', role }, type, digest: '', data });
  return { ...incident, timeline };
}

/** The reports that were stored when an entry had its content, and still have theirs: they may repeat it. */
function reportsOf({ timeline }: Incident, named: string): readonly string[] {
  const from = timeline.findIndex(({ id }) => id === named);
  return timeline
    .slice(from + 1)
    .filter(({ type, data }) => commonType(type) === 'incident.reportStored' && data !== null)
    .map(({ id }) => id);
}

/** What no redaction may change, comparable: where the incident stands, what was chosen, its gaps, measures, decisions and links, and what counts. */
function standingOf(incident: Incident): string {
  const { step, open, priority, passed, waitsFor, gaps, releases, releaseRequests, applied, links, values } = incident;
  const { closed, archived, finalReport, signOff, ownAssessment } = incident;
  return JSON.stringify([
    [closed?.at, archived?.at, finalReport?.at, signOff?.at, incident.disregarded.map(({ event }) => event)],
    [step, open, priority, passed, waitsFor, ownAssessment?.at, ownAssessment?.assessment],
    gaps.map(({ id, safeguard, component, since, restored, accepted }) => [
      [id, safeguard, component, since],
      [restored?.at, accepted?.at, accepted?.until],
    ]),
    (values.measures ?? []).map(row => [row.id, row.state, ...releasedColumns.map(column => row[column])]),
    [...releases].map(([measure, { at }]) => [measure, at]),
    [...releaseRequests].map(([measure, { at, refused }]) => [measure, at, refused?.at]),
    [...applied],
    links.map(link => [link.id, link.state]),
    chosenFields.map(field => values[field]),
    (values.duties ?? []).map(({ id, applies, awareAt, countsFrom, sentAt }) => [id, applies, awareAt, countsFrom, sentAt]),
    (values.handOvers ?? []).map(({ id, interface: party, at, acknowledgedAt }) => [id, party, at, acknowledgedAt]),
  ]);
}
