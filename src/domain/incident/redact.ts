import { refusedRedaction, withoutContent } from '../record/redaction';
import { failure, success } from '../foundation/result';
import type { Decision } from './refusal';
import { incidentEvent } from './event';
import { foldIncident } from './fold';
import type { Incident } from './incident';
import { releasedColumns } from './measure';

/** Taking the content of an entry away takes away words: a redaction that would change what stands is refused. */
export function redact(incident: Incident, entry: string, reason: string): Decision {
  const { id, timeline } = incident;
  const refusal = refusedRedaction(timeline, entry, reason);
  if (refusal) return failure(refusal);
  if (standingOf(foldIncident(id, withoutContent(timeline, entry))) !== standingOf(incident)) return failure({ code: 'carriesState' });
  return success([incidentEvent('incident.redacted', { record: id, entry, reason })]);
}

/** What no redaction may change, comparable: where the incident stands, its gaps, measures, decisions and links, and what counts. */
function standingOf(incident: Incident): string {
  const { step, open, priority, passed, waitsFor, gaps, releases, applied, links, values, closed, finalReport, signOff } = incident;
  return JSON.stringify([
    [closed?.at, finalReport?.at, signOff?.at, incident.disregarded.map(({ event }) => event)],
    [step, open, priority, passed, waitsFor, values.kind, values.assessment],
    gaps.map(({ id, safeguard, component, since, restored, accepted }) => [
      [id, safeguard, component, since],
      [restored?.at, accepted?.at, accepted?.until],
    ]),
    (values.measures ?? []).map(row => [row.id, row.state, ...releasedColumns.map(column => row[column])]),
    [...releases].map(([measure, { at }]) => [measure, at]),
    [...applied],
    links.map(link => [link.id, link.state]),
  ]);
}
