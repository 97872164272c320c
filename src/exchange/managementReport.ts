import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import type { ProcessFigures } from '../domain/incident/figures';
import type { Priority } from '../domain/vocabulary/priority';
import { daysOf, describeFigures, describeFiguresAbout } from '../words/figures/describeFigures';
import { describeLength } from '../words/figures/describeLength';
import type { FigureSection } from '../words/figures/figureSection';
import { counted, fill, type Words } from '../words/words';
import { chartStyle, chartSvg } from './chartSvg';
import { htmlPage, shownText } from './htmlPage';
import { markdownTable } from './markdownTable';
import { markdownLine, markdownText } from './markdownText';
import { plainLine } from './plainText';
import { utcTime } from './utcTime';

/** An incident that the report names: none that stays with those who have it (`isConfined`). */
export interface NamedIncident {
  readonly id: string;
  readonly title: string;
  readonly priority: Priority | undefined;
  /** Since when it is open, or by when its service was to be restored. */
  readonly at: Instant;
}

/** The first of some incidents, how many more could be named, and how many stay unnamed. */
export interface NamedIncidents {
  readonly named: readonly NamedIncident[];
  readonly more: number;
  readonly unnamed: number;
}

/** What the management report of a period is made of. */
export interface ManagementReport {
  /** The same incidents, told apart by priority and by component. */
  readonly byPriority: ProcessFigures;
  readonly byComponent: ProcessFigures;
  readonly oldest: NamedIncidents;
  readonly late: NamedIncidents;
  /** How many of the incidents that count are confined. */
  readonly confined: number;
  /** How many incidents could not be read, and count nowhere. */
  readonly unread: number;
}

interface NamedList {
  readonly title: string;
  readonly items: readonly string[];
}

/** The label of the report: it names nothing that is marked more strictly (TLP 2.0). */
const label = 'AMBER';

/** The report as Markdown. Times are UTC; texts of records are escaped. */
export function managementAsMarkdown(report: ManagementReport, words: Words): string {
  const lines = [
    `TLP:${label}`,
    '',
    `# ${managementTitle(report, words)}`,
    '',
    ...headOf(report, words).map(text => `- ${markdownText(text)}`),
    '',
    ...sectionsOf(report, words).flatMap(({ title, texts, table }) => [
      `## ${markdownLine(title)}`,
      '',
      ...texts.flatMap(text => [markdownText(text), '']),
      ...(table ? [...markdownTable(table.head, table.rows), ''] : []),
    ]),
    ...listsOf(report, words).flatMap(({ title, items }) => [`## ${title}`, '', ...items.map(item => `- ${markdownText(item)}`), '']),
    words.managementReport.definitions,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as one HTML file with pictures that needs nothing else. */
export function managementAsHtml(report: ManagementReport, words: Words): string {
  const title = managementTitle(report, words);
  const body = [
    `<h1>${shownText(title)}</h1>`,
    ...itemsOf(headOf(report, words)),
    ...sectionsOf(report, words).flatMap(section => sectionOf(section, words)),
    ...listsOf(report, words).flatMap(list => [`<h2>${shownText(list.title)}</h2>`, ...itemsOf(list.items)]),
    `<p>${shownText(words.managementReport.definitions)}</p>`,
  ];
  return htmlPage(body, { title, tlp: label, language: words.language, style: chartStyle });
}

/** What the report is called. */
function managementTitle({ byPriority: { period } }: ManagementReport, words: Words): string {
  return fill(words.managementReport.title, daysOf(period));
}

function headOf({ byPriority, confined, unread }: ManagementReport, words: Words): readonly string[] {
  const texts = words.managementReport;
  return [
    fill(texts.made, { when: utcTime(byPriority.at) }),
    describeFiguresAbout(words, byPriority),
    ...(unread > 0 ? [counted(words, texts.unread, { count: unread })] : []),
    ...(confined > 0 ? [counted(words, texts.confined, { count: confined })] : []),
  ];
}

function sectionsOf({ byPriority, byComponent }: ManagementReport, words: Words): readonly FigureSection[] {
  const components = describeFigures(words, byComponent).filter(({ id }) => id === 'groups');
  return describeFigures(words, byPriority).flatMap(section => (section.id === 'groups' ? [section, ...components] : [section]));
}

function listsOf({ oldest, late, byPriority: { at } }: ManagementReport, words: Words): readonly NamedList[] {
  const texts = words.managementReport;
  const name = ({ id, title, priority }: NamedIncident) => ({
    id,
    title: plainLine(title),
    priority: priority ?? words.figures.noName.priority,
  });
  const list = (title: string, { named, more, unnamed }: NamedIncidents, item: (incident: NamedIncident) => string): NamedList => {
    const items = [
      ...named.map(item),
      ...(more > 0 ? [counted(words, texts.more, { count: more })] : []),
      ...(unnamed > 0 ? [counted(words, texts.unnamed, { count: unnamed })] : []),
    ];
    return { title, items: items.length > 0 ? items : [texts.nothing] };
  };
  return [
    list(texts.oldest, oldest, incident =>
      fill(texts.open, { ...name(incident), age: describeLength(words, millisecondsBetween(incident.at, at)) }),
    ),
    list(texts.late, late, incident => fill(texts.due, { ...name(incident), due: utcTime(incident.at) })),
  ];
}

function sectionOf({ title, texts, chart, table }: FigureSection, words: Words): readonly string[] {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map(cell => `<${tag}>${shownText(cell)}</${tag}>`).join('')}</tr>`;
  return [
    `<h2>${shownText(title)}</h2>`,
    ...texts.map(text => `<p>${shownText(text)}</p>`),
    ...(chart ? chartSvg(words, chart) : []),
    ...(table
      ? [
          '<table>',
          `<thead>${row(table.head, 'th')}</thead>`,
          '<tbody>',
          ...table.rows.map(cells => row(cells, 'td')),
          '</tbody>',
          '</table>',
        ]
      : []),
  ];
}

function itemsOf(items: readonly string[]): readonly string[] {
  return ['<ul>', ...items.map(item => `<li>${shownText(item)}</li>`), '</ul>'];
}
