import { seenLines } from './plainText';

/** What CommonMark, GFM and the editor's preview read as markup wherever it stands. */
const markup = /[\\`*_{}[\]<>#|&~$]/g;

/**
 * What a renderer may make a link of by itself (GFM, section 6.9, and the more eager ones): an address, a scheme, a host with or without it.
 * Escapes do not hold everybody from it: some look at the text that is left when these are read.
 */
const address = /@|\/\/|\p{L}:\S|www\.|\.\p{L}{2}/iu;

/** What only counts at the beginning of a line, and what stands before it: lists, the underlines of a heading, the columns of a table. */
const lineStart = /^(?:(?=[-+=:])|\d+(?=[.)](?:\s|$)))/;

/** A text that stands in one line, for a heading: inert in Markdown and HTML, its line ends become spaces. */
export function markdownLine(text: string): string {
  return inertLines(text).filter(Boolean).join(' ');
}

/**
 * A text inert in Markdown and HTML, for a list item whose content begins in the third or fifth column: its lines stay lines of one
 * paragraph. Blanks around a line, which no renderer shows, are left out: four of them would begin a code block.
 */
export function markdownText(text: string): string {
  const lines = inertLines(text);
  return lines.slice(lines.findIndex(Boolean), lines.findLastIndex(Boolean) + 1).join('\\\n    ');
}

function inertLines(text: string): readonly string[] {
  return seenLines(text).map(line => line.trim().split(/(\s+)/).map(escapeWord).join('').replace(lineStart, '$&\\'));
}

function escapeWord(word: string): string {
  return address.test(word) ? codeSpan(word) : word.replace(markup, '\\$&');
}

/** A word as code, in which nothing is read as markup (CommonMark, section 6.1). */
function codeSpan(word: string): string {
  const longest = Math.max(0, ...Array.from(word.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = word.startsWith('`') || word.endsWith('`') ? ' ' : '';
  return [fence, word, fence].join(space);
}
