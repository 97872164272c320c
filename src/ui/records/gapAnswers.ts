import type { IncidentCommand } from '../../domain/incident/command';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { headsOf } from '../../domain/record/log';
import { fill, labelled } from '../../words/words';
import { askLine, askTime } from '../editor/ask';
import { words } from '../editor/hostWords';
import { executeAnswer, loadIncident, type AnswerPorts, type DueOf, type AnswerWay } from './incidentAnswer';

/** A safeguard gap: the safeguard is back, or the risk is accepted, once more or for longer. */
export function gapWays(incident: Incident, { gap, safeguard, unaccepted }: DueOf<'gap'>): readonly AnswerWay[] {
  const { answer } = words;
  const about = { incident: incident.id, safeguard };
  return [
    { label: answer.gapBack, action: 'restoreSafeguard', command: () => restored(incident, gap), done: fill(answer.gapRestored, about) },
    {
      label: unaccepted ? answer.gapAccept : answer.gapLonger,
      action: 'acceptRisk',
      command: () => accepted(incident, gap),
      done: fill(answer.gapAccepted, about),
    },
  ];
}

async function restored({ id, timeline }: Incident, gap: string): Promise<IncidentCommand | undefined> {
  const note = await askLine(labelled(id, words.dialog.note));
  return note === undefined ? undefined : { type: 'restoreSafeguard', gap, note, seen: headsOf(timeline) };
}

async function accepted({ id, timeline }: Incident, gap: string): Promise<IncidentCommand | undefined> {
  const until = await askTime(labelled(id, words.answer.until), { ahead: true });
  const reason = until ? await askLine(labelled(id, words.dialog.reason)) : undefined;
  return until && reason !== undefined ? { type: 'acceptGap', gap, until, reason, seen: headsOf(timeline) } : undefined;
}

/** Opens a gap that the unstable system itself has made. */
export async function safeguardOff(ports: AnswerPorts, id: IncidentId): Promise<void> {
  const { values } = await loadIncident(ports.store, id);
  const safeguard = await askLine(labelled(id, words.answer.safeguardWhich));
  if (safeguard === undefined) return;
  const component = await askLine(labelled(id, words.answer.safeguardWhere), values.components?.[0], true);
  if (component === undefined) return;
  const since = await askTime(labelled(id, words.answer.safeguardSince), { value: 'now' });
  if (!since) return;
  const until = await askTime(labelled(id, words.answer.safeguardUntil), { ahead: true, optional: true });
  if (until === undefined) return;
  const gap = { id: crypto.randomUUID(), safeguard, component, since, ...(until && { until }) };
  await executeAnswer(ports, id, { type: 'openGap', gap }, fill(words.answer.safeguardOpened, { incident: id, safeguard }));
}
