import { daysOf, describeFiguresAbout } from '../words/figures/describeFigures';
import { counted, fill, type Words } from '../words/words';
import { chartStyle, chartSvg } from './chartSvg';
import { htmlPage, shownText } from './htmlPage';
import type { ManagementReport } from './managementContent';
import { managementSections } from './managementSections';
import { markdownTable } from './markdownTable';
import { markdownLine, markdownText } from './markdownText';
import { plainLine } from './plainText';
import type { ReportSection } from './reportSection';
import { utcTime } from './utcTime';

/** The label of the report: it names nothing that is marked more strictly (TLP 2.0). */
const label = 'AMBER';

/** Titles of parts within a section. */
const partStyle = 'h3 { font-size: 1em; margin: 1.2em 0 0.3em; break-after: avoid; }\n';

/** The report as Markdown. Times are UTC; texts of records are escaped. */
export function managementAsMarkdown(report: ManagementReport, words: Words): string {
  const list = (items: readonly string[] = []): readonly string[] =>
    items.length > 0 ? [...items.map(text => `- ${markdownText(text)}`), ''] : [];
  const lines = [
    `TLP:${label}`,
    '',
    `# ${markdownLine(managementTitle(report, words))}`,
    '',
    ...list(headOf(report, words)),
    ...managementSections(report, words).flatMap(({ title, texts, items, table, parts = [] }) => [
      `## ${markdownLine(title)}`,
      '',
      ...texts.flatMap(text => [markdownText(text), '']),
      ...list(items),
      ...(table ? [...markdownTable(table.head, table.rows), ''] : []),
      ...parts.flatMap(part => [`### ${markdownLine(part.title)}`, '', ...list(part.items)]),
    ]),
  ];
  return lines.join('\n');
}

/** The same as one HTML file with pictures that needs nothing else. */
export function managementAsHtml(report: ManagementReport, words: Words): string {
  const title = managementTitle(report, words);
  const body = [
    `<h1>${shownText(title)}</h1>`,
    ...itemsOf(headOf(report, words)),
    ...managementSections(report, words).flatMap(section => sectionOf(section, words)),
  ];
  return htmlPage(body, { title, tlp: label, language: words.language, style: `${chartStyle}${partStyle}` });
}

/** What the report is called. */
function managementTitle({ of, byPriority: { period } }: ManagementReport, words: Words): string {
  return fill(words.managementReport.title, { of: plainLine(of), ...daysOf(period) });
}

function headOf({ byPriority, confined, confinedElsewhere, unread }: ManagementReport, words: Words): readonly string[] {
  const texts = words.managementReport;
  return [
    fill(texts.made, { when: utcTime(byPriority.at) }),
    describeFiguresAbout(words, byPriority),
    ...(unread > 0 ? [counted(words, texts.unread, { count: unread })] : []),
    ...(confined > 0 ? [counted(words, texts.confined, { count: confined })] : []),
    ...(confinedElsewhere > 0
      ? [counted(words, texts.confinedElsewhere, { count: confinedElsewhere, at: byPriority.at.slice(0, 10) })]
      : []),
  ];
}

function sectionOf({ title, texts, items = [], chart, table, parts = [] }: ReportSection, words: Words): readonly string[] {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map(cell => `<${tag}>${shownText(cell)}</${tag}>`).join('')}</tr>`;
  return [
    `<h2>${shownText(title)}</h2>`,
    ...texts.map(text => `<p>${shownText(text)}</p>`),
    ...itemsOf(items),
    ...(chart ? chartSvg(words, chart) : []),
    ...(table
      ? [
          `<div class="wide" role="region" aria-label="${shownText(title)}" tabindex="0">`,
          '<table>',
          `<thead>${row(table.head, 'th')}</thead>`,
          '<tbody>',
          ...table.rows.map(cells => row(cells, 'td')),
          '</tbody>',
          '</table>',
          '</div>',
        ]
      : []),
    ...parts.flatMap(part => [`<h3>${shownText(part.title)}</h3>`, ...itemsOf(part.items)]),
  ];
}

function itemsOf(items: readonly string[]): readonly string[] {
  return items.length > 0 ? ['<ul>', ...items.map(item => `<li>${shownText(item)}</li>`), '</ul>'] : [];
}
