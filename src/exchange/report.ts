import type { Field, Fields } from '../domain/forms/field';
import { clocksOf } from '../domain/incident/clock';
import { waitingOf } from '../domain/incident/due';
import { incidentFacts, runningTarget } from '../domain/incident/facts';
import { assessmentsDiffer } from '../domain/incident/security';
import { incidentForms } from '../domain/incident/forms';
import { gapState, type SafeguardGap } from '../domain/incident/gap';
import type { Incident } from '../domain/incident/incident';
import type { Proof } from '../domain/record/proof';
import { stepIds } from '../domain/vocabulary/steps';
import type { Instant } from '../domain/foundation/time';
import { describeStep, describeTarget } from '../words/describe';
import { describeEvent } from '../words/describeEvent';
import { describeDueWhat } from '../words/describeDue';
import { describeDuty } from '../words/describeDuty';
import { describeValue } from '../words/describeValue';
import { describeDecisions, describeIntegrity, describePerson, standingNotes, describeOwnAssessment } from '../words/standing';
import { fieldText, formInWords, type FormInWords } from '../words/form';
import { fill, labelled, type Words } from '../words/words';
import { markdownLine, markdownText } from './markdownText';
import { utcTime } from './utcTime';

/** What a report says besides the incident: when it was made, and what verifying the log found (empty when all is well). */
export interface ReportContext {
  readonly words: Words;
  readonly at: Instant;
  readonly faults: readonly string[];
  /** What is known of who made an entry, by its id; none where nobody signs. */
  readonly proofs?: ReadonlyMap<string, Proof>;
  /** True where others have raised its label, of which nothing else here tells. */
  readonly withdrawn?: boolean;
}

/**
 * The report of one incident as Markdown (M 6.134): head data, the six steps, links, safeguard gaps, clocks, timeline with
 * time and acting person, integrity. Times are UTC. Every text of the record is escaped, so that none of it acts as markup.
 */
export function reportAsMarkdown(incident: Incident, { words, at, faults, proofs, withdrawn }: ReportContext): string {
  const { fields } = words.kinds.incident;
  const form = formInWords(words, 'incident');
  const { values } = incident;
  const target = runningTarget(incident);
  const notes = standingNotes(words, incident, utcTime);
  const lines = [
    `# ${incident.id}: ${markdownLine(values.title ?? '')}`,
    '',
    `- ${fields.tlp.label}: TLP:${values.tlp ?? 'AMBER'}`,
    ...(withdrawn === true ? [`- ${words.report.withdrawn}`] : []),
    `- ${words.report.priority}: ${incident.priority ?? words.page.notQualified}`,
    `- ${words.report.step}: ${incident.open ? describeStep(words, incident.step) : words.report.completed}`,
    `- ${words.report.made}: ${utcTime(at)}`,
    '',
  ];
  for (const step of stepIds) {
    const body = Object.values<Fields>(incidentForms[step])
      .flatMap(group => Object.entries(group))
      .flatMap(([id, field]) => fieldLines(form, id, field, (values as Readonly<Record<string, unknown>>)[id]));
    lines.push(`## ${describeStep(words, step)}`, '', ...(body.length > 0 ? body : [words.report.nothing]), '');
  }
  section(
    lines,
    words.report.links,
    incident.links.map(link => `- ${words.link[link.kind]}: ${markdownText(describeTarget(link.target))} (${words.linkState[link.state]})`),
  );
  section(
    lines,
    words.report.gaps,
    incident.gaps.map(
      gap =>
        `- ${markdownText(gap.safeguard)} · ${markdownText(gap.component)} · ${utcTime(gap.since)} · ${fill(words.gapState[gapState(gap, at)], { until: gap.accepted ? utcTime(gap.accepted.until) : '' })}${acceptedBy(words, gap)}`,
    ),
  );
  section(lines, words.ownAssessment.title, ownAssessmentLines(words, incident));
  section(
    lines,
    words.report.decisions,
    describeDecisions(words, incident, utcTime).map(text => `- ${markdownText(text)}`),
  );
  section(lines, words.report.clocks, [
    ...(target ? [`- ${words.due.target}: ${utcTime(target.due)}`] : []),
    ...clocksOf(incident).map(
      clock =>
        `- ${markdownText(describeDuty(words, clock))}: ${clock.due ? utcTime(clock.due) : clock.halt ? words.dutyClock[clock.halt] : '–'}${clock.sentAt ? ` (${fields.duties.columns.sentAt.label} ${utcTime(clock.sentAt)})` : ''}`,
    ),
  ]);
  section(
    lines,
    words.status.dueTitle,
    waitingOf(incidentFacts(incident), at).map(({ what, at: due }) => `- ${markdownText(describeDueWhat(words, what))}: ${utcTime(due)}`),
  );
  section(
    lines,
    words.report.timeline,
    incident.timeline.map(event => {
      const { title, details } = describeEvent(words, incident, event, utcTime);
      const proof = proofs?.get(event.id);
      const who = `${markdownText(event.by.name)} (${words.role[event.by.role]}${proof ? `, ${words.proof[proof]}` : ''})`;
      return [
        `- ${utcTime(event.at)} · ${who} · ${markdownText(title)}`,
        ...[...notes(event), ...details].map(detail => `  - ${markdownText(detail)}`),
      ].join('\n');
    }),
  );
  const integrity = describeIntegrity(words, incident, { faults, now: at, formatTime: utcTime });
  section(lines, words.report.integrity, [integrity.verified ? integrity.text : markdownText(integrity.text)]);
  return `${lines.join('\n').trimEnd()}\n`;
}

function ownAssessmentLines(words: Words, { ownAssessment, values }: Incident): readonly string[] {
  if (!ownAssessment) return [];
  const differs = assessmentsDiffer(values, ownAssessment.assessment) ? [`- ${words.ownAssessment.differs}`] : [];
  return [`- ${markdownText(describeOwnAssessment(words, ownAssessment, utcTime))}`, ...differs];
}

function acceptedBy(words: Words, { accepted }: SafeguardGap): string {
  return accepted
    ? ` · ${markdownText(fill(words.page.gapAcceptedBy, { who: describePerson(words, accepted.by), when: utcTime(accepted.at) }))}`
    : '';
}

function section(lines: string[], title: string, body: readonly string[]): void {
  if (body.length > 0) lines.push(`## ${title}`, '', ...body, '');
}

function fieldLines(form: FormInWords, id: string, field: Field, value: unknown): readonly string[] {
  const text = describeValue(form, id, value, utcTime);
  if (text === '') return [];
  const name = fieldText(form.texts, id).label;
  if (field.kind !== 'list') return [`- ${labelled(name, markdownText(text))}`];
  const rows = (value as readonly unknown[]).map(row => describeValue(form, id, [row], utcTime));
  return [`- ${name}:`, ...rows.map(row => `  - ${markdownText(row)}`)];
}
