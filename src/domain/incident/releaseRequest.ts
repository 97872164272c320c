import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import type { ReleaseRequest } from '../record/release';
import type { IncidentCommand } from './command';
import { incidentEvent } from './event';
import type { Row } from './forms';
import type { Incident } from './incident';
import { needsRelease, type ReleaseRule } from './measure';
import type { IncidentDecision } from './refusal';

/**
 * Hours after which a release that was asked for is asked after. DER.2.1.A5 wants it and names no time; it is as pressing as what security
 * management must take note of (`handOver.ts`).
 */
export const hoursToRelease = 4;

/** A measure whose release was asked for, with the request. */
interface RequestedRelease {
  readonly measure: Row<'measures'>;
  readonly request: ReleaseRequest;
}

type Requests = Pick<Incident, 'open' | 'values' | 'releaseRequests'>;

/** The measures whose release was asked for and neither given nor refused. */
export function awaitingRelease(incident: Requests): readonly RequestedRelease[] {
  return requestedReleases(incident).filter(({ request }) => !request.refused);
}

/** The measures whose release was refused: until they are dropped, changed, or their release is asked for again. */
export function refusedReleases(
  incident: Requests,
): readonly (RequestedRelease & { readonly request: Required<Pick<ReleaseRequest, 'refused'>> })[] {
  return requestedReleases(incident).flatMap(({ measure, request }) => {
    const { refused } = request;
    return refused ? [{ measure, request: { ...request, refused } }] : [];
  });
}

function requestedReleases({ open, values, releaseRequests }: Requests): readonly RequestedRelease[] {
  if (!open || releaseRequests.size === 0) return [];
  return (values.measures ?? []).flatMap(measure => {
    const request = releaseRequests.get(measure.id);
    return request && measure.state !== 'dropped' ? [{ measure, request }] : [];
  });
}

/** Why release cannot be asked for a measure; undefined where it can. After a refusal it can be asked for again. */
export function refusedRequest(
  incident: Incident,
  id: string,
  rule: ReleaseRule,
): 'noSuchMeasure' | 'measureDropped' | 'released' | 'releaseNotNeeded' | 'releaseAsked' | undefined {
  const measure = incident.values.measures?.find(row => row.id === id);
  if (!measure) return 'noSuchMeasure';
  if (measure.state === 'dropped') return 'measureDropped';
  if (incident.releases.has(id)) return 'released';
  if (!needsRelease(measure, incident, rule)) return 'releaseNotNeeded';
  const request = incident.releaseRequests.get(id);
  return request && !request.refused ? 'releaseAsked' : undefined;
}

/** Asks the IT manager for the release of a measure (DER.2.1.A5). */
export function askRelease(incident: Incident, id: string, rule: ReleaseRule): IncidentDecision {
  const code = refusedRequest(incident, id, rule);
  return code ? failure({ code }) : success([incidentEvent('incident.releaseAsked', { measure: id })]);
}

/** The IT manager says no to a measure as it stands, and why. */
export function refuseRelease(
  incident: Incident,
  { measure: id, reason }: Extract<IncidentCommand, { type: 'refuseRelease' }>,
): IncidentDecision {
  if (!awaitingRelease(incident).some(({ measure }) => measure.id === id)) return failure({ code: 'noReleaseAsked' });
  if (isBlank(reason)) return failure({ code: 'reasonMissing' });
  return success([incidentEvent('incident.releaseRefused', { measure: id, reason })]);
}
