import { plainLine } from './plainText';

/** What makes a formula of a cell (OWASP, CSV Injection): these at its beginning, also full-width, behind blanks and what is not seen. */
const formula = /^[\s\p{Cc}\p{Cf}]*(?:[=+\-@\uff1d\uff0b\uff0d\uff20]|(?<=[\t\r]))/u;

/** A line of CSV (RFC 4180) with its end. No cell is a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => `"${inertCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** A line of what is pasted into a text or a spreadsheet: cells with a tab between them. No cell is a formula. */
export function tabbedLine(cells: readonly string[]): string {
  return `${cells.map(inertCell).join('\t')}\n`;
}

/** A text of a record as the one line of a cell, which no spreadsheet computes. */
function inertCell(text: string): string {
  const inLine = plainLine(text);
  return formula.test(text) || formula.test(inLine) ? `'${inLine}` : inLine;
}
