import type { Instant } from '../domain/foundation/time';
import { isBlank } from '../domain/foundation/blank';
import { appliesOf, dutyRow } from '../domain/incident/dutyDecision';
import type { FieldId } from '../domain/incident/forms';
import type { Incident } from '../domain/incident/incident';
import { describeValue } from '../words/describeValue';
import { formInWords } from '../words/form';
import { fill, type Words } from '../words/words';
import { markdownTable } from './markdownTable';
import { csvLine } from './tableCell';
import { utcTime } from './utcTime';

/** What the record says besides the breaches: when it was made. */
interface BreachContext {
  readonly words: Words;
  readonly at: Instant;
}

/** True for a breach of personal data: they are concerned or may be, or a duty of GDPR Art. 33 or 34 applies or may. */
export function isBreach(incident: Incident): boolean {
  const { personalData } = incident.values;
  const duties = ['gdprNotification', 'gdprProcessor', 'gdprPersons', 'gdprRecord'];
  const concerned = (applies: string | undefined): boolean => applies === 'yes' || applies === 'unknown';
  return concerned(personalData) || duties.some(duty => concerned(appliesOf(duty, incident)));
}

/** The record of every breach of personal data (GDPR Art. 33(5)) as CSV (RFC 4180): a line of names, then one for each breach. No cell is a formula. */
export function breachesAsCsv(incidents: readonly Incident[], words: Words): string {
  return [Object.values(words.breach.columns), ...rowsOf(incidents, words)].map(csvLine).join('');
}

/** The same as a table in Markdown, with its TLP label. Times are UTC; texts of records are escaped. */
export function breachesAsMarkdown(incidents: readonly Incident[], { words, at }: BreachContext): string {
  const { breach } = words;
  const rows = rowsOf(incidents, words);
  const table = rows.length === 0 ? [breach.none] : markdownTable(Object.values(breach.columns), rows);
  return [`TLP:${strictest(incidents)}`, '', `# ${breach.title}`, '', fill(breach.made, { when: utcTime(at) }), '', ...table, ''].join(
    '\n',
  );
}

function rowsOf(incidents: readonly Incident[], words: Words): readonly (readonly string[])[] {
  return incidents
    .filter(isBreach)
    .sort((a, b) => (a.values.detectedAt ?? '').localeCompare(b.values.detectedAt ?? ''))
    .map(incident => Object.values(cellsOf(incident, words)));
}

function cellsOf(incident: Incident, words: Words): Readonly<Record<keyof Words['breach']['columns'], string>> {
  const form = formInWords(words, 'incident');
  const { id, values, open } = incident;
  const said = (...fields: readonly FieldId[]): string =>
    fields.flatMap(field => (isBlank(values[field]) ? [] : [describeValue(form, field, values[field], utcTime)])).join('; ');
  return {
    incident: id,
    title: values.title ?? '',
    tlp: `TLP:${values.tlp ?? 'AMBER'}`,
    detected: said('detectedAt'),
    aware: said('awareSince'),
    facts: said('symptoms', 'cause'),
    subjects: said('dataSubjects'),
    records: said('dataRecords'),
    effects: said('dataConsequences'),
    measures: said('containment', 'measures', 'solution'),
    authority: toldOf(incident, 'gdprNotification', words),
    persons: toldOf(incident, 'gdprPersons', words),
    state: open ? words.breach.open : words.report.completed,
  };
}

/** When a notice was sent, or why not. */
function toldOf(incident: Incident, duty: 'gdprNotification' | 'gdprPersons', { breach }: Words): string {
  const { sentAt, reference, lateReason, reason } = dutyRow(incident.values, duty) ?? {};
  if (sentAt !== undefined)
    return [fill(breach.sent, { when: utcTime(sentAt) }), reference, lateReason].filter(text => !isBlank(text)).join('; ');
  const applies = appliesOf(duty, incident);
  const why = isBlank(reason) ? (incident.values.dutiesReason ?? '') : (reason ?? '');
  return applies === 'no'
    ? fill(breach.notSent, { reason: why === '' ? '–' : why })
    : breach[applies === undefined ? 'undecided' : 'toSend'];
}

/** The label that covers all of them: that of the strictest (TLP 2.0). */
function strictest(incidents: readonly Incident[]): string {
  const labels = incidents.filter(isBreach).map(({ values }) => values.tlp ?? 'AMBER');
  return (['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const).find(label => labels.includes(label)) ?? 'AMBER';
}
