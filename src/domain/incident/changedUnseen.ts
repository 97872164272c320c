import type { Register } from '../vocabulary/register';
import { changedSinceSeen, type ChangedSinceSeen } from '../record/seen';
import type { IncidentCommand } from './command';
import { dutyRow } from './dutyDecision';
import { foldIncident } from './fold';
import type { Incident } from './incident';
import { releasedColumns } from './measure';

/** The commands by which somebody decides on what they were shown. */
type DecidingCommand = Extract<IncidentCommand, { seen?: unknown }>;

/** The refusal of a decision on what has changed since it was shown. */
export function changedUnseen(incident: Incident, command: IncidentCommand, register: Register | undefined): ChangedSinceSeen | undefined {
  if (!('seen' in command)) return undefined;
  const fold = (events: Incident['timeline']): Incident => foldIncident(incident.id, events, register);
  return changedSinceSeen(incident, command.seen, fold, state => coveredBy(command, state));
}

/** What a decision covers of an incident (`WorkingMeasures`, and any answer for the end), and what was decided on it before; comparable. */
function coveredBy(
  command: DecidingCommand,
  { values, priority, gaps, releases, releaseRequests, finalReport, signOff }: Incident,
): string {
  const measure = (id: string): readonly unknown[] => {
    const row = (values.measures ?? []).find(candidate => candidate.id === id);
    return releasedColumns.map(column => row?.[column]);
  };
  const gap = (id: string): readonly unknown[] => {
    const found = gaps.find(candidate => candidate.id === id);
    return [found?.safeguard, found?.component, found?.since, found?.restored, found?.accepted];
  };
  switch (command.type) {
    case 'release':
    case 'recordApproval':
      return JSON.stringify([measure(command.part ?? ''), releases.get(command.part ?? '')]);
    case 'refuseRelease':
      return JSON.stringify([measure(command.measure), releases.get(command.measure), releaseRequests.get(command.measure)]);
    case 'acceptGap':
      return JSON.stringify([measure(command.gap), gap(command.gap)]);
    case 'restoreSafeguard':
      return JSON.stringify(gap(command.gap));
    case 'storeReport':
      return JSON.stringify([values, priority]);
    case 'noticeSent':
      return JSON.stringify(dutyRow(values, command.duty));
    case 'signOff':
      return JSON.stringify([values, priority, finalReport?.sha256, signOff]);
  }
}
