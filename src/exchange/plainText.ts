import { withoutUnseen } from '../words/plain';

/** Where a line ends for any program that shows a text. */
const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/** A text of a record as one line of plain text. */
export function plainLine(text: string): string {
  return linesOf(text)
    .map(line => line.trim())
    .filter(Boolean)
    .join(' ');
}

/** A text of a record behind its name: what follows its first line is indented, so that no line of it can pass for one of ours. */
export function plainBlock(text: string): string {
  return linesOf(text).join('\n    ').trim();
}

/** The lines of a text, without what is not seen. */
export function seenLines(text: string): readonly string[] {
  return text.split(lineEnds).map(line => withoutUnseen(line));
}

function linesOf(text: string): readonly string[] {
  return seenLines(text).map(line => line.replaceAll('\t', ' '));
}
