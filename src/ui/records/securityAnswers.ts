import type { IncidentCommand, Party } from '../../domain/incident/command';
import { acknowledging } from '../../domain/incident/entryActions';
import { assessments } from '../../domain/incident/forms/qualify';
import { countedHandOvers } from '../../domain/incident/handOversMade';
import { isUnacknowledged } from '../../domain/incident/handOver';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { interfaceParties } from '../../domain/vocabulary/parties';
import { fill, labelled } from '../../words/words';
import { askLine, askTime, chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { UserError } from '../editor/userError';
import { executeAnswer, loadIncident, type AnswerPorts, type DueOf, type AnswerWay } from './incidentAnswer';

/** A hand-over that waits for its acknowledgement. */
export function acknowledgeWay(incident: Incident, { row, party }: DueOf<'handOver'>): AnswerWay {
  return { label: words.answer.acknowledged, command: () => acknowledged(incident, row), done: acknowledgedText(incident.id, party) };
}

function acknowledgedText(incident: IncidentId, party: Party): string {
  return fill(words.answer.isAcknowledged, { incident, party: words.kinds.incident.fields.handOvers.columns.interface.options[party] });
}

async function acknowledged({ id: incident, values }: Incident, handOver: string): Promise<IncidentCommand | undefined> {
  const row = values.handOvers?.find(({ id }) => id === handOver);
  const who = await askLine(labelled(incident, words.answer.who), row?.person);
  const how = who === undefined ? undefined : await askLine(labelled(incident, words.answer.how), row?.channel);
  const { label } = words.kinds.incident.fields.handOvers.columns.acknowledgedAt;
  const at = how === undefined ? undefined : await askTime(labelled(incident, label), { value: 'now' });
  return who === undefined || how === undefined || !at ? undefined : { type: 'acknowledge', handOver, who, how, at };
}

/** Records the acknowledgement of one of the hand-overs that wait for one: all of them, or where the role may no more, those to security management. */
export async function acknowledgeHandOver(ports: AnswerPorts, id: IncidentId): Promise<void> {
  const { store, refusals } = ports;
  const incident = await loadIncident(store, id);
  const parties: Readonly<Record<Party, string>> = words.kinds.incident.fields.handOvers.columns.interface.options;
  const now = new Date().toISOString();
  const waiting = countedHandOvers(incident).filter(row => isUnacknowledged(row, now) && !refusals(acknowledging(row.interface)));
  if (waiting.length === 0) throw new UserError(words.answer.nothingToAcknowledge);
  const row = await chooseOne(
    labelled(id, words.answer.whichHandOver),
    waiting.map(({ id: value, interface: party = interfaceParties[0], person, channel }) => ({
      label: parties[party],
      told: [person, channel].filter(Boolean).join(' · '),
      value,
    })),
  );
  const command = row === undefined ? undefined : await acknowledged(incident, row);
  const party = waiting.find(one => one.id === row)?.interface ?? interfaceParties[0];
  if (command) await executeAnswer(ports, id, command, acknowledgedText(id, party));
}

/** Enters what security management itself holds the incident for. */
export async function assessSecurity(ports: AnswerPorts, id: IncidentId): Promise<void> {
  const { options } = words.kinds.incident.fields.assessment;
  const assessment = await chooseOne(
    labelled(id, words.answer.assess),
    assessments.map(value => ({ label: options[value], value })),
  );
  const reason = assessment === undefined ? undefined : await askLine(labelled(id, words.answer.assessReason));
  if (assessment === undefined || reason === undefined) return;
  await executeAnswer(ports, id, { type: 'assessSecurity', assessment, reason }, fill(words.answer.assessed, { incident: id }));
}
