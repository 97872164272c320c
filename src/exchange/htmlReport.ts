import { escaped, htmlPage, type HtmlPageContext } from './htmlPage';

/**
 * A report as one HTML file that needs nothing else: no script, nothing from elsewhere, its label on every page. `markdown` is what
 * `reportAsMarkdown` makes, or made once and stored: headings, lists of two levels and paragraphs, with escapes, code and line ends in
 * them. Whatever else a stored text holds stays text.
 */
export function htmlReport(markdown: string, context: HtmlPageContext): string {
  return htmlPage(blocksOf(markdown), context);
}

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
