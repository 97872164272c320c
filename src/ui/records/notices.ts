import * as vscode from 'vscode';
import { clocksOf, isLate, type Clock } from '../../domain/incident/clock';
import type { IncidentCommand, Party } from '../../domain/incident/command';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { headsOf } from '../../domain/record/log';
import { isDutyId, duties } from '../../domain/vocabulary/duties';
import { noticeDraft } from '../../exchange/noticeDraft';
import type { Store } from '../../store/store';
import { describeDuty } from '../../words/describeDuty';
import { describeDueWhen } from '../../words/describeDue';
import { fill, labelled } from '../../words/words';
import { askLine, askTime, chooseOne } from '../editor/ask';
import { localTime, words } from '../editor/hostWords';
import { mention } from '../editor/notify';
import { UserError } from '../editor/userError';
import { executeAnswer, loadIncident, type AnswerPorts } from './incidentAnswer';

/** Opens the draft of a notice as a document of its own; nothing is recorded by it. The person picks the duty where none is given. */
export async function draftNotice(store: Store, id: IncidentId, asked?: string): Promise<void> {
  const incident = await loadIncident(store, id);
  const duty = asked ?? (await pickDuty(incident, 'draftIt'));
  if (duty === undefined) return;
  const contact = await contactFor(store, duty);
  const content = noticeDraft(incident, duty, { words, at: new Date().toISOString(), ...(contact !== undefined && { contact }) });
  const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
  await vscode.window.showTextDocument(document, { preview: false });
  mention(fill(words.dutyNotice.drafted, { incident: id }), 8000);
}

/** Records that a notice was sent, also after the completion. The person picks the duty where none is given. */
export async function recordNotice(ports: AnswerPorts, id: IncidentId, asked?: string): Promise<void> {
  const incident = await loadIncident(ports.store, id);
  const duty = asked ?? (await pickDuty(incident, 'sendIt'));
  const command = duty === undefined ? undefined : await askNotice(incident, duty, ports.name);
  if (command === undefined || duty === undefined) return;
  const clock = clocksOf(incident).find(one => one.duty === duty) ?? { duty };
  await executeAnswer(ports, id, command, fill(words.dutyNotice.recorded, { incident: id, duty: describeDuty(words, clock) }));
}

/** A notice that was sent, and why late where it was (GDPR Art. 33(1)). */
export async function askNotice(incident: Incident, duty: string, name: string): Promise<IncidentCommand | undefined> {
  const { id } = incident;
  const { columns } = words.kinds.incident.fields.duties;
  const at = await askTime(labelled(id, columns.sentAt.label), { value: 'now' });
  const person = at ? await askLine(labelled(id, columns.sentBy.label), name) : undefined;
  const reference = person === undefined ? undefined : await askLine(labelled(id, columns.reference.label), undefined, true);
  if (!at || person === undefined || reference === undefined) return undefined;
  const due = clocksOf(incident).find(clock => clock.duty === duty)?.due;
  const lateReason = isLate(due, at) ? await askLine(labelled(id, columns.lateReason.label)) : '';
  const seen = headsOf(incident.timeline);
  return lateReason === undefined ? undefined : { type: 'noticeSent', duty, at, person, reference, lateReason, seen };
}

/** What is to be sent stands before what was sent. */
async function pickDuty(incident: Incident, what: 'draftIt' | 'sendIt'): Promise<string | undefined> {
  const clocks = [...clocksOf(incident)].sort((a, b) => Number(a.sentAt !== undefined) - Number(b.sentAt !== undefined));
  if (clocks.length === 0) throw new UserError(fill(words.dutyNotice.noDuties, { incident: incident.id }));
  return chooseOne(
    `${words.dutyNotice[what]} ${fill(words.dutyNotice.which, { incident: incident.id })}`,
    clocks.map(clock => ({ label: describeDuty(words, clock), told: toldOf(clock), value: clock.duty })),
  );
}

function toldOf(clock: Clock): string {
  const now = new Date().toISOString();
  if (clock.sentAt !== undefined) return fill(words.page.clockSent, { when: localTime(clock.sentAt) });
  if (clock.halt === 'waiting') return words.dutyClock.waiting;
  const halt = clock.halt;
  return describeDueWhen(words, { what: { code: 'clock', duty: clock.duty, ...(halt && { halt }) }, at: clock.due ?? now }, now);
}

/** Whom the authority can ask: data protection for personal data, security management for everything else, as the register has them. */
async function contactFor(store: Store, duty: string): Promise<string | undefined> {
  const isPersonal = isDutyId(duty) && ['controller', 'processor'].includes(duties[duty].binds);
  const party: Party = isPersonal ? 'dataProtection' : 'securityManagement';
  const loaded = await Promise.all(store.entriesOf('interface').map(({ id }) => store.load(id)));
  const found = loaded.flatMap(one => (one.ok && one.value.record.values.party === party ? [one.value.record.values] : []));
  return found.map(({ title, contact }) => [title, contact].filter(Boolean).join(': ')).find(text => text !== '');
}
