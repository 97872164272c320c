import { createRequire } from 'node:module';

/** What markdown-it makes of a text: a flat list that opens and closes blocks; an `inline` one has what stands in its line as children. */
interface MarkdownToken {
  readonly type: string;
  readonly tag: string;
  readonly content: string;
  readonly children: readonly MarkdownToken[] | null;
}

interface Parser {
  parse(text: string, environment: object): readonly MarkdownToken[];
}

const MarkdownIt = createRequire(import.meta.url)('markdown-it') as new (options: object) => Parser;

/** The parser of the editor's preview (CommonMark, GFM's tables and strike-through), at its most eager: HTML read, links made of whatever looks like one. */
const parser = new MarkdownIt({ html: true, linkify: true });

/** What a Markdown text is made of. */
function markdownTokens(text: string): readonly MarkdownToken[] {
  return parser.parse(text, {});
}

/** What is text, or only shows text otherwise: code within a line, a line end. */
const textual: ReadonlySet<string> = new Set(['text', 'text_special', 'code_inline', 'hardbreak', 'softbreak']);

/** The structure of a Markdown text: its blocks, and in their lines everything that is not text. */
export function markdownStructure(text: string): readonly string[] {
  return markdownTokens(text).flatMap(({ type, tag, children }) => [
    `${type} ${tag}`,
    ...(children ?? []).filter(child => !textual.has(child.type)).map(child => `in the line: ${child.type} ${child.content}`),
  ]);
}

/** The texts of a Markdown text as a reader sees them, one for each line of a list, heading or paragraph. */
export function markdownTexts(text: string): readonly string[] {
  return markdownTokens(text).flatMap(({ type, children }) =>
    type === 'inline' ? [(children ?? []).map(child => (child.type.endsWith('break') ? '\n' : child.content)).join('')] : [],
  );
}
