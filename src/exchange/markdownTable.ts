import { markdownLine } from './markdownText';

/** A table in Markdown (GFM, section 4.10), the texts of its cells inert: none makes a cell or line of its own. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head.map(cellOf)), line(head.map(() => '---')), ...rows.map(cells => line(cells.map(cellOf)))];
}

/** What ends a cell ends it in code, too, where no escape holds. */
function cellOf(text: string): string {
  return markdownLine(text.replaceAll('|', '/'));
}
