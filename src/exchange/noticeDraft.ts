import { isBlank } from '../domain/foundation/blank';
import type { Instant } from '../domain/foundation/time';
import { clocksOf, isLate } from '../domain/incident/clock';
import { dutyRow, dutyTiming } from '../domain/incident/dutyDecision';
import type { FieldId } from '../domain/incident/forms';
import type { Incident } from '../domain/incident/incident';
import { duties, isDutyId } from '../domain/vocabulary/duties';
import { noticeContents, type NoticePart } from '../domain/vocabulary/noticeContents';
import { describeStep } from '../words/describe';
import { describeDuty } from '../words/describeDuty';
import { describeValue } from '../words/describeValue';
import { fieldText, formInWords } from '../words/form';
import { fill, labelled, type Words } from '../words/words';
import { markdownLine, markdownText } from './markdownText';
import { utcTime } from './utcTime';

/** What a draft says besides the incident: when it was made, and where the authority can ask, as the register of interfaces has it. */
export interface DraftContext {
  readonly words: Words;
  readonly at: Instant;
  readonly contact?: string;
}

/** The fields of an incident that say something of a part of a notice; a part without any is known to people alone. */
const fieldsOf: Readonly<Record<NoticePart, readonly FieldId[]>> = {
  what: ['symptoms', 'harm'],
  times: ['occurredAt', 'detectedAt', 'awareSince', 'restoredAt'],
  malicious: ['malicious'],
  crossBorder: ['crossBorder'],
  severity: ['impact', 'urgency', 'assessment', 'assessmentReason', 'protectionNeed', 'continuityThreatened'],
  affected: ['components', 'services', 'affectedUsers', 'location'],
  indicators: ['errorText', 'evidence'],
  cause: ['cause'],
  measures: ['containment', 'measures', 'solution'],
  status: ['serviceState', 'restoredAt'],
  dataSubjects: ['dataSubjects'],
  dataRecords: ['dataRecords'],
  consequences: ['dataConsequences'],
  contact: [],
  product: ['components'],
  classification: [],
  costs: [],
  advice: [],
  delay: [],
};

/**
 * A draft of the notice of a reporting duty as Markdown: its TLP label first, the rule, until when, and part by part what the notice must
 * contain, filled from the incident; what nothing is recorded about is marked there and listed at the end. Times are UTC. Texts of the record
 * are escaped.
 */
export function noticeDraft(incident: Incident, duty: string, { words, at, contact = '' }: DraftContext): string {
  const { dutyNotice: notice } = words;
  const row = dutyRow(incident.values, duty);
  const values = { ...incident.values, awareSince: row?.awareAt ?? incident.values.awareSince };
  const form = formInWords(words, 'incident');
  const own = incident.ownDuties.find(({ id }) => id === duty);
  const known = isDutyId(duty) ? duties[duty] : undefined;
  const clock = clocksOf(incident).find(one => one.duty === duty);
  const source = known?.source ?? own?.source ?? '';
  const bound = known ? notice.binds[known.binds] : (own?.binds ?? '');
  const due = clock?.due ? utcTime(clock.due) : fill(notice.noDate, { why: words.dutyClock[clock?.halt ?? 'waiting'] });

  const field = (id: FieldId): string => {
    const value = values[id];
    const text = isBlank(value) ? notice.unknown : describeValue(form, id, value, utcTime);
    return `- ${labelled(fieldText(form.texts, id).label, markdownText(text))}`;
  };
  const line = (text = ''): readonly string[] => (isBlank(text) ? [] : [`- ${markdownText(text)}`]);
  const said = (part: NoticePart): readonly string[] => {
    if (part === 'contact') return line(contact);
    if (part === 'delay') return line(row?.lateReason);
    const fields = fieldsOf[part];
    const stands = part === 'status' ? line(incident.open ? describeStep(words, incident.step) : words.report.completed) : [];
    return [...stands, ...(fields.some(id => !isBlank(values[id])) ? fields.map(field) : [])];
  };
  const isAsked = (part: NoticePart): boolean => part !== 'delay' || isLate(clock?.due, row?.sentAt ?? at);
  const parts = [
    ...(isDutyId(duty) ? noticeContents[duty] : []).filter(isAsked).map(part => ({ name: notice.parts[part], lines: said(part) })),
    ...(own?.contains ?? []).map(name => ({ name, lines: [] })),
  ];
  const missing = parts.filter(({ lines }) => lines.length === 0).map(({ name }) => `- ${markdownLine(name)}`);

  const lines = [
    `TLP:${values.tlp ?? 'AMBER'}`,
    '',
    `# ${markdownLine(fill(notice.title, { duty: describeDuty(words, { duty, title: own?.title }), incident: incident.id, title: values.title ?? '' }))}`,
    '',
    fill(notice.draft, { when: utcTime(at) }),
    '',
    ...(source === '' ? [] : [`- ${labelled(notice.source, markdownText(source))}`]),
    ...(bound === '' ? [] : [`- ${labelled(notice.bound, markdownText(bound))}`]),
    `- ${labelled(notice.due, due)}`,
    '',
    ...section(notice.before, earlier(incident, duty, words)),
    ...parts.flatMap(({ name, lines: body }) => section(markdownLine(name), body.length > 0 ? body : [`**${notice.isMissing}**`])),
    ...section(notice.missing, missing.length > 0 ? missing : [notice.nothingMissing]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The notices that were sent before it in its chain, with the references that the authority gave. */
function earlier(incident: Incident, duty: string, words: Words): readonly string[] {
  const { values, ownDuties } = incident;
  const first = dutyTiming(duty, ownDuties)?.follows ?? duty;
  return clocksOf(incident)
    .filter(clock => clock.duty !== duty && (clock.duty === first || dutyTiming(clock.duty, ownDuties)?.follows === first))
    .flatMap(clock => {
      const { sentAt, reference } = dutyRow(values, clock.duty) ?? {};
      if (sentAt === undefined) return [];
      const told = { duty: describeDuty(words, clock), when: utcTime(sentAt), reference: isBlank(reference) ? '–' : (reference ?? '') };
      return [`- ${markdownText(fill(words.dutyNotice.sentBefore, told))}`];
    });
}

function section(title: string, body: readonly string[]): readonly string[] {
  return body.length === 0 ? [] : [`## ${title}`, '', ...body, ''];
}
