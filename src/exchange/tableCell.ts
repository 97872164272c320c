import { plainLine } from './plainText';

/**
 * Where a formula would begin (OWASP, CSV Injection): `=`, `+`, `-`, `@`, full-width too, behind blanks, quotes and what is not seen, at the
 * beginning of a cell or of a part of it: a spreadsheet whose lists are separated by `;`, as in Germany, splits a cell of CSV there, quoted or not.
 */
const formula = /(^|[;|\t])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** A line of CSV (RFC 4180) with its end. No cell is a formula, nor a part of one. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => quoted(inertCell(cell))).join(',')}\r\n`;
}

/**
 * A line of what is pasted into a text or a spreadsheet: cells with a tab between them. No cell is a formula, nor a part of one. A cell that begins
 * with a quote is quoted as in CSV: a spreadsheet would take everything up to the next quote for one cell, lines included.
 */
export function tabbedLine(cells: readonly string[]): string {
  const cellOf = (cell: string): string => (/^[\s\p{Cc}\p{Cf}]*"/u.test(cell) ? quoted(cell) : cell);
  return `${cells.map(cell => cellOf(inertCell(cell))).join('\t')}\n`;
}

/** A cell within quotes, those in it doubled (RFC 4180). */
function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** A text of a record as the one line of a cell, which no spreadsheet computes. */
function inertCell(text: string): string {
  return plainLine(text).replace(formula, "$1'");
}
