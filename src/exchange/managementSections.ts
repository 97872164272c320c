import { millisecondsBetween } from '../domain/foundation/time';
import type { ComparedRow, ComparedValue } from '../domain/incident/comparison';
import { describeWhole } from '../words/describeFinding';
import { daysOf, describeFigures } from '../words/figures/describeFigures';
import { describeLength } from '../words/figures/describeLength';
import { describeShareOf, unknown } from '../words/figures/describeShare';
import type { FigureSection } from '../words/figures/figureSection';
import { counted, fill, type Words } from '../words/words';
import type { ManagementReport, NamedIncident, NamedIncidents } from './managementContent';
import { plainLine } from './plainText';
import { utcTime } from './utcTime';

/** A part of the report: its words, its items, its picture and its table, in this order. */
export interface ReportSection extends Omit<FigureSection, 'id'> {
  readonly items?: readonly string[];
}

/** What the report says, part by part, the summary first and what the figures mean last. */
export function managementSections(report: ManagementReport, words: Words): readonly ReportSection[] {
  const { definitions } = words.managementReport;
  const { title, ...items } = definitions;
  return [
    shortSection(report, words),
    securitySection(report, words),
    handOverSection(report, words),
    patternSection(report, words),
    ...figureSections(report, words),
    ...listsOf(report, words),
    { title, texts: [], items: Object.values(items) },
  ];
}

/** What a manager reads in twenty seconds, and the same beside the period before. */
function shortSection(report: ManagementReport, words: Words): ReportSection {
  const { byPriority, compared, security, handOvers, patterns } = report;
  const { short: texts, compared: names } = words.managementReport;
  const { all, groups, ageing, at } = byPriority;
  const { met, missed } = all.target;
  const open = ageing.map(({ priority, counts }) => ({ name: priority, count: counts.reduce((sum, count) => sum + count, 0) }));
  const split = (parts: readonly { readonly name?: string | undefined; readonly count: number }[]): string => {
    const said = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${name ?? words.figures.noName.priority} ${count}`);
    return said.length > 0 ? ` (${said.join(', ')})` : '';
  };
  const standing = security.counts.filter(one => one.standing !== 'none');
  const sum = <T>(of: readonly T[], count: (one: T) => number): number => of.reduce((total, one) => total + count(one), 0);
  const { before, rows } = compared;
  const changed = (change: 'worse' | 'better'): readonly string[] => {
    const figures = rows
      .filter(row => row.change === change)
      .map(row => fill(texts.changed, { figure: names[row.figure], now: valueOf(words, row.now), before: valueOf(words, row.before) }));
    return before && figures.length > 0 ? [fill(texts[change], { ...daysOf(before), figures: figures.join('; ') })] : [];
  };
  const changes = [...changed('worse'), ...changed('better')];
  const same = before ? fill(texts.same, daysOf(before)) : texts.noBefore;
  return {
    title: texts.title,
    texts: [],
    items: [
      fill(texts.recorded, { count: all.count }) + split(groups),
      ...rows.filter(({ figure }) => figure === 'completed').map(({ now }) => fill(texts.completed, { count: valueOf(words, now) })),
      fill(texts.open, { at: at.slice(0, 10), count: sum(open, ({ count }) => count) }) + split(open),
      fill(texts.inTime, { share: describeShareOf(words, { count: met, of: met + missed }) }),
      fill(texts.security, { count: sum(standing, ({ count }) => count), open: sum(standing, one => one.open) }),
      fill(texts.handOvers, {
        at: at.slice(0, 10),
        untold: sum(handOvers.parties, one => one.untold),
        late: sum(handOvers.parties, one => one.late),
      }),
      fill(texts.patterns, { count: patterns.told.length + patterns.more + patterns.unnamed }),
      ...(changes.length > 0 ? changes : [same]),
    ],
    table: {
      head: [texts.figure, texts.now, texts.before, texts.change],
      rows: rows.map(({ figure, now, before: earlier, change }: ComparedRow) => [
        names[figure],
        valueOf(words, now),
        valueOf(words, earlier),
        change ? texts.changes[change] : unknown,
      ]),
    },
  };
}

function valueOf(words: Words, value: ComparedValue): string {
  if (!value) return unknown;
  if ('length' in value) return describeLength(words, value.length);
  const { count, of } = value;
  return of === undefined ? String(count) : describeShareOf(words, { count, of });
}

function securitySection({ security: { counts, named } }: ManagementReport, words: Words): ReportSection {
  const { security: texts } = words.managementReport;
  return {
    title: texts.title,
    texts: [],
    items: namedItems(words, named, incident =>
      fill(texts.item, { ...nameOf(words, incident), standing: texts.standings[incident.security ?? 'unassessed'] }),
    ),
    table: {
      head: [texts.standing, texts.count, texts.open],
      rows: counts.map(({ standing, count, open }) => [texts.standings[standing], String(count), String(open)]),
    },
  };
}

function handOverSection({ byPriority, handOvers: { parties, untold, late } }: ManagementReport, words: Words): ReportSection {
  const { handOvers: texts, nothing } = words.managementReport;
  const { options } = words.kinds.interface.fields.party;
  const naming = (incident: NamedIncident) => ({
    ...nameOf(words, incident),
    party: incident.party ? options[incident.party] : unknown,
    at: utcTime(incident.at),
  });
  const items = [
    ...namedItems(words, untold, incident => fill(texts.untoldItem, naming(incident)), []),
    ...namedItems(words, late, incident => fill(texts.lateItem, naming(incident)), []),
  ];
  if (parties.length === 0) return { title: texts.title, texts: [nothing] };
  return {
    title: texts.title,
    texts: [fill(texts.text, { at: byPriority.at.slice(0, 10) })],
    ...(items.length > 0 && { items }),
    table: {
      head: [texts.party, texts.made, texts.untold, texts.waiting, texts.late],
      rows: parties.map(({ party, ...counts }) => [
        options[party],
        ...[counts.made, counts.untold, counts.waiting, counts.late].map(String),
      ]),
    },
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

function nameOf(words: Words, { id, title, priority }: NamedIncident) {
  return { id, title: plainLine(title), priority: priority ?? words.figures.noName.priority };
}

/** The incidents that are named, and how many are not; `otherwise` where there are none. */
function namedItems(
  words: Words,
  { named, more, unnamed }: NamedIncidents,
  item: (incident: NamedIncident) => string,
  otherwise: readonly string[] = [words.managementReport.nothing],
): readonly string[] {
  const texts = words.managementReport;
  const items = [
    ...named.map(item),
    ...(more > 0 ? [counted(words, texts.more, { count: more })] : []),
    ...(unnamed > 0 ? [counted(words, texts.unnamed, { count: unnamed })] : []),
  ];
  return items.length > 0 ? items : otherwise;
}
