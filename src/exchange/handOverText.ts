import { clocksOf } from '../domain/incident/clock';
import type { Party } from '../domain/incident/command';
import { runningTarget } from '../domain/incident/facts';
import type { FieldId } from '../domain/incident/forms';
import { gapState } from '../domain/incident/gap';
import type { Incident } from '../domain/incident/incident';
import type { Instant } from '../domain/foundation/time';
import { isBlank } from '../domain/foundation/blank';
import { describeValue } from '../words/describeValue';
import { describeDuty } from '../words/describeDuty';
import { fieldText, formInWords } from '../words/form';
import { fill, labelled, type Words } from '../words/words';
import { plainBlock, plainLine } from './plainText';
import { utcTime } from './utcTime';

/** What the text says besides the incident: to whom, what they want to know (the interface's *What is passed*), and when it was made. */
export interface HandOverContext {
  readonly words: Words;
  readonly at: Instant;
  readonly party: Party;
  readonly wanted?: string;
}

/** A text to send: its subject in one line, and its lines, ended by `\n`. */
export interface HandOverText {
  readonly subject: string;
  readonly body: string;
}

/** What every party is told of, or is told that it is not known. */
const told = [
  'kind',
  'symptoms',
  'occurredAt',
  'detectedAt',
  'components',
  'services',
  'affectedUsers',
  'location',
  'assessment',
  'assessmentReason',
  'harm',
  'protectionNeed',
  'continuityThreatened',
  'cause',
  'containment',
  'serviceState',
  'restoredAt',
  'level',
  'assignee',
] as const satisfies readonly FieldId[];

/**
 * The text by which another party is told of an incident (M 6.124): its TLP label first, what is known, and by name what is not. Times are
 * UTC. No line of a record's text can pass for a line of it.
 */
export function handOverText(incident: Incident, { words, at, party, wanted = '' }: HandOverContext): HandOverText {
  const { tell, page, report } = words;
  const { values, gaps } = incident;
  const form = formInWords(words, 'incident');
  const said = (name: string, text: string): string => labelled(name, plainBlock(text));
  const title = plainLine(values.title ?? words.tree.untitled);
  const priority = incident.priority ?? page.notQualified;
  const tlp = values.tlp ?? 'AMBER';
  const known = told.filter(field => !isBlank(values[field]));
  const unknown = told.filter(field => isBlank(values[field]));
  const label = (field: FieldId): string => fieldText(form.texts, field).label;
  const target = runningTarget(incident);
  const clocks = [
    ...clocksOf(incident).map(clock => {
      const { due, sentAt, halt = 'waiting' } = clock;
      const state = sentAt
        ? fill(page.clockSent, { when: utcTime(sentAt) })
        : due
          ? fill(page.clockDue, { when: utcTime(due) })
          : words.dutyClock[halt];
      return labelled(plainLine(describeDuty(words, clock)), state);
    }),
    ...(target ? [labelled(words.due.target, fill(page.clockDue, { when: utcTime(target.due) }))] : []),
  ];
  const parties = words.kinds.incident.fields.handOvers.columns.interface.options;
  const lines = [
    `TLP:${tlp}`,
    `${incident.id}: ${title}`,
    labelled(report.priority, priority),
    labelled(tell.made, utcTime(at)),
    '',
    ...known.map(field => said(label(field), describeValue(form, field, values[field], utcTime))),
    ...list(
      page.gaps,
      gaps.map(gap =>
        [gap.safeguard, gap.component, fill(words.gapState[gapState(gap, at)], { until: gap.accepted ? utcTime(gap.accepted.until) : '' })]
          .filter(Boolean)
          .join(' · '),
      ),
      tell.none,
    ),
    ...list(
      label('measures'),
      (values.measures ?? []).map(row => describeValue(form, 'measures', [row], utcTime)),
      tell.none,
    ),
    ...list(page.clocks, clocks, tell.none),
    '',
    ...list(tell.unknown, unknown.map(label), tell.none),
    ...(wanted.trim() === '' ? [] : ['', said(fill(tell.asked, { party: parties[party] }), wanted)]),
  ];
  return { subject: plainLine(fill(tell.subject, { tlp, incident: incident.id, priority, title })), body: `${lines.join('\n')}\n` };
}

function list(name: string, items: readonly string[], none: string): readonly string[] {
  return items.length === 0 ? [labelled(name, none)] : [labelled(name, '').trimEnd(), ...items.map(item => `  - ${plainBlock(item)}`)];
}
