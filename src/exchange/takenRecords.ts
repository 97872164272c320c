import type { Instant } from '../domain/foundation/time';
import type { Facts, Kind } from '../domain/records';
import { takenColumns, type ListColumn } from '../words/listColumns';
import { labelled, type Words } from '../words/words';
import { plainBlock } from './plainText';
import { pressingTexts } from './pressingText';
import { csvLine, tabbedLine } from './tableCell';
import { utcTime } from './utcTime';

/**
 * What makes text of the records of one list: its first line, and a line for each. Times are UTC, each incident has its TLP label, and beside it that others
 * have raised it, of which nothing here tells (`isWithdrawn`).
 */
interface TakenList {
  readonly head: string;
  readonly line: (facts: Facts, isWithdrawn?: boolean) => string;
}

/** The list of a kind as text. */
export function takenList(words: Words, kind: Kind, form: 'csv' | 'lines', now: Instant): TakenList {
  const columns = columnsOf(words, kind);
  const line = form === 'csv' ? csvLine : tabbedLine;
  return {
    head: line(columns.map(({ label }) => label)),
    line: (facts, isWithdrawn) => line(cellsOf(words, columns, facts, now, isWithdrawn)),
  };
}

/** One record as text: a line for each thing that is known of it. */
export function takenRecord(words: Words, facts: Facts, now: Instant, isWithdrawn = false): string {
  const columns = columnsOf(words, facts.kind);
  const cells = cellsOf(words, columns, facts, now, isWithdrawn);
  // A label of the Traffic Light Protocol says by itself what it is: `TLP:AMBER`.
  const lineOf = ({ id, label }: TakenColumn, cell: string): string => (id === 'tlp' ? cell : labelled(label, plainBlock(cell)));
  return columns.flatMap((column, at) => (cells[at] ? [`${lineOf(column, cells[at])}\n`] : [])).join('');
}

/** A column of what is taken: one of the list, or what of an incident presses, which the panel's tiles count. */
type TakenColumn = Pick<ListColumn, 'label' | 'text' | 'exact' | 'note'> & { readonly id: ListColumn['id'] | 'pressing' };

/** An age is told by the time it counts from, for who reads it at another time. */
function columnsOf(words: Words, kind: Kind): readonly TakenColumn[] {
  const pressing: TakenColumn = {
    id: 'pressing',
    label: words.readOnly.pressing,
    text: (facts, now) => (facts.kind === 'incident' ? pressingTexts(words, facts, now).join('; ') : ''),
  };
  return takenColumns(words, kind).flatMap(column => {
    if (column.id === 'tlp') return [pressing, column];
    return column.id === 'age' ? { ...column, label: words.readOnly.recorded } : column;
  });
}

function cellsOf(words: Words, columns: readonly TakenColumn[], facts: Facts, now: Instant, isWithdrawn = false): readonly string[] {
  return columns.map(({ id, text, exact, note }) => {
    if (exact) return exact(facts, utcTime, now);
    const raised = id === 'tlp' && isWithdrawn ? words.report.withdrawn : '';
    return [text(facts, now), note?.(facts, now), raised].filter(Boolean).join(', ');
  });
}
