import { millisecondsBetween } from '../domain/foundation/time';
import { hoursToAcknowledge } from '../domain/incident/handOver';
import { describeWhole } from '../words/describeFinding';
import { describeFigures } from '../words/figures/describeFigures';
import { describeLength } from '../words/figures/describeLength';
import { counted, fill, type Words } from '../words/words';
import type { LateHandOver, ManagementReport, NamedIncident, NamedIncidents } from './managementContent';
import { namedItems, nameOf } from './managementNames';
import { pressingSection } from './managementPressing';
import { shortSection } from './managementShort';
import { plainLine } from './plainText';
import type { ReportSection } from './reportSection';
import { utcTime } from './utcTime';

/** What the report says, part by part, the summary first and what the figures mean last. */
export function managementSections(report: ManagementReport, words: Words): readonly ReportSection[] {
  const { definitions } = words.managementReport;
  const { title, ...items } = definitions;
  return [
    shortSection(report, words),
    pressingSection(report, words),
    securitySection(report, words),
    handOverSection(report, words),
    patternSection(report, words),
    ...figureSections(report, words),
    ...listsOf(report, words),
    { title, texts: [], items: Object.values(items) },
  ];
}

function securitySection({ security: { counts, named } }: ManagementReport, words: Words): ReportSection {
  const { security: texts } = words.managementReport;
  return {
    title: texts.title,
    texts: [],
    items: namedItems(words, named, incident =>
      fill(texts.item, { ...nameOf(words, incident), standing: texts.standings[incident.security] }),
    ),
    table: {
      head: [texts.standing, texts.count, texts.open],
      rows: counts.map(({ standing, count, open }) => [texts.standings[standing], String(count), String(open)]),
    },
  };
}

function handOverSection({ handOvers: { parties, late }, byPriority: { at } }: ManagementReport, words: Words): ReportSection {
  const { handOvers: texts, nothing } = words.managementReport;
  const { options } = words.kinds.interface.fields.party;
  if (parties.length === 0) return { title: texts.title, texts: [nothing] };
  const item = ({ took, party, isAcknowledged, ...incident }: NamedIncident & LateHandOver): string =>
    fill(isAcknowledged ? texts.lateItem : texts.overItem, {
      ...nameOf(words, incident),
      party: options[party],
      at: utcTime(incident.at),
      took: describeLength(words, took),
      hours: hoursToAcknowledge(party),
    });
  const items = namedItems(words, late, item, []);
  return {
    title: texts.title,
    texts: [fill(texts.text, { at: at.slice(0, 10) })],
    table: {
      head: [texts.party, texts.made, texts.inTime, texts.late, texts.over, texts.running],
      rows: parties.map(({ party, made, inTime, late: tooLate, over, running }) => [
        options[party],
        ...[made, inTime, tooLate, over, running].map(String),
      ]),
    },
    ...(items.length > 0 && { parts: [{ title: texts.worst, items }] }),
  };
}

function patternSection({ patterns: { told, more, unnamed, titles } }: ManagementReport, words: Words): ReportSection {
  const { patterns: texts, nothing, more: moreText } = words.managementReport;
  const items = [
    ...told.map(finding => withTitles(describeWhole(words, finding, utcTime), titles, texts.titled)),
    ...(more > 0 ? [counted(words, moreText, { count: more })] : []),
    ...(unnamed > 0 ? [counted(words, texts.unnamed, { count: unnamed })] : []),
  ];
  return { title: texts.title, texts: [texts.text], items: items.length > 0 ? items : [nothing] };
}

/** What is said of records, with their titles where they are named first. */
function withTitles(said: string, titles: ManagementReport['patterns']['titles'], titled: string): string {
  return Object.entries(titles).reduce((text, [id, title]) => text.replace(id, () => fill(titled, { id, title: plainLine(title) })), said);
}

function figureSections({ byPriority, byComponent }: ManagementReport, words: Words): readonly ReportSection[] {
  const components = describeFigures(words, byComponent).filter(({ id }) => id === 'groups');
  return describeFigures(words, byPriority).flatMap(section => (section.id === 'groups' ? [section, ...components] : [section]));
}

function listsOf({ oldest, late, byPriority: { at } }: ManagementReport, words: Words): readonly ReportSection[] {
  const texts = words.managementReport;
  const list = (title: string, incidents: NamedIncidents, item: (incident: NamedIncident) => string): ReportSection => ({
    title,
    texts: [],
    items: namedItems(words, incidents, item),
  });
  return [
    list(fill(texts.oldest, { at: at.slice(0, 10) }), oldest, incident =>
      fill(texts.open, { ...nameOf(words, incident), age: describeLength(words, millisecondsBetween(incident.at, at)) }),
    ),
    list(texts.late, late, incident => fill(texts.due, { ...nameOf(words, incident), due: utcTime(incident.at) })),
  ];
}
