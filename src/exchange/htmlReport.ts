import type { IncidentValues } from '../domain/incident/forms';

/** What the page says besides the report. */
export interface HtmlReportContext {
  readonly title: string;
  /** Stands on every page that is printed (TLP 2.0). */
  readonly tlp: NonNullable<IncidentValues['tlp']>;
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
}

/**
 * A report as one HTML file that needs nothing else: no script, nothing from elsewhere, its label on every page. `markdown` is what
 * `reportAsMarkdown` makes, or made once and stored: headings, lists of two levels and paragraphs, with escapes, code and line ends in
 * them. Whatever else a stored text holds stays text.
 */
export function htmlReport(markdown: string, { title, tlp, language }: HtmlReportContext): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<p class="tlp">TLP:${escaped(tlp)}</p>`,
    '<main>',
    ...blocksOf(markdown),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What is fixed stands on every page that a browser prints. */
const style = `
body { font: 14px/1.5 system-ui, sans-serif; color: #1f1f1f; background: #fff; max-width: 52rem; margin: 0 auto; padding: 0 1rem 2rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; line-height: 1.25; } h2 { font-size: 1.15em; margin: 1.8em 0 0.4em; border-bottom: 1px solid #c8c8c8; break-after: avoid; }
ul { padding-left: 1.2em; margin: 0; } li { break-inside: avoid; } code { font-family: ui-monospace, monospace; }
.tlp { position: sticky; top: 0; margin: 0 -1rem; padding: 0.25rem 1rem; background: #fff; text-align: right; font-weight: 600; }
@page { margin: 18mm 16mm; }
@media print { body { max-width: none; padding: 0; } .tlp { position: fixed; top: -12mm; right: 0; margin: 0; padding: 0; } }
`;

/** The blocks of a report: a line is a heading, an item, an item below it, or a paragraph. */
function blocksOf(markdown: string): readonly string[] {
  const html: string[] = [];
  const open: ('</ul>' | '</li>')[] = [];
  const closeTo = (depth: number): void => {
    while (open.length > depth) html.push(open.pop() ?? '');
  };
  for (const line of markdown.replaceAll('\\\n    ', lineEnd).split('\n')) {
    const [, mark = '', text = ''] = /^(#{1,2} |(?: {2})?- |)(.*)$/su.exec(line) ?? [];
    if (!mark.endsWith('- ')) {
      closeTo(0);
      const tag = mark === '# ' ? 'h1' : mark === '## ' ? 'h2' : 'p';
      if (text !== '') html.push(`<${tag}>${inlineOf(text)}</${tag}>`);
      continue;
    }
    // In a list and its item: two are open, four below that.
    const list = mark === '  - ' && open.length > 0 ? 2 : 0;
    closeTo(list + 1);
    if (open.length === list) {
      html.push('<ul>');
      open.push('</ul>');
    }
    html.push(`<li>${inlineOf(text)}`);
    open.push('</li>');
  }
  closeTo(0);
  return html;
}

/** Stands for the line ends within an item while its lines are read. */
const lineEnd = '\u2028';

const token = /`+|\\.|[^`\\\u2028]+|[^]/gsu;

/** Code between runs of backticks of one length, a character after a backslash, line ends, and text (CommonMark, sections 2.4 and 6.1). */
function inlineOf(text: string): string {
  const fences = new Map<number, number[]>();
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse()) {
    const starts = fences.get(run.length);
    if (starts) starts.push(index);
    else fences.set(run.length, [index]);
  }
  const html: string[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(text)?.[0]; found !== undefined; found = token.exec(text)?.[0]) {
    const from = token.lastIndex;
    const end = found.startsWith('`') ? nextAfter(from, fences.get(found.length)) : undefined;
    if (end !== undefined) {
      html.push(`<code>${escaped(text.slice(from, end).replace(/^ (.*) $/su, '$1'))}</code>`);
      token.lastIndex = end + found.length;
    } else html.push(found === lineEnd ? '<br>' : escaped(/^\\./su.test(found) ? found.slice(1) : found));
  }
  return html.join('');
}

/** The first of the starts, which stand from last to first, at or after a place; those before it are taken away. */
function nextAfter(place: number, starts: number[] = []): number | undefined {
  while ((starts.at(-1) ?? place) < place) starts.pop();
  return starts.at(-1);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}
