import { priorityPath, stepPath } from '../domain/incident/conflictPath';
import { linkOfPath } from '../domain/record/link';
import { valueAt } from '../domain/record/over';
import type { Conflict } from '../domain/record/stamp';
import type { Instant } from '../domain/foundation/time';
import type { Kind, StateOf } from '../domain/records';
import { stepIds, stepNumber } from '../domain/vocabulary/steps';
import { conflictName } from './conflictName';
import { describePathName, describePathValue, describeRow } from './describeValue';
import { entryIn } from './entryIn';
import { fieldOf, fieldText, formInWords, type FormInWords } from './form';
import { describePerson } from './standing';
import { fill, textOf, type Words } from './words';

/** One of the values that several wrote at once. */
export interface DescribedSide {
  /** The entry that wrote it. */
  readonly entry: string;
  /** What was written, by whom and when, and whether it counts for now. */
  readonly text: string;
  /** What choosing it is called; undefined where it cannot be chosen here. */
  readonly choice: string | undefined;
}

/** What several wrote at once: what it is about, and each value, the one in force first. */
export interface DescribedConflict {
  readonly path: string;
  readonly name: string;
  readonly sides: readonly DescribedSide[];
}

type ConflictedRecord = Pick<StateOf<Kind>, 'kind' | 'values' | 'conflicts' | 'timeline'>;
type FormatTime = (at: Instant) => string;

/** Longest value that a button bears, and longest name of a free row: what it begins with tells it apart. */
const longestShort = 60;

/** What several wrote at once and nobody has settled, with every value, by whom and when. */
export function describeConflicts(words: Words, record: ConflictedRecord, formatTime: FormatTime): readonly DescribedConflict[] {
  const form = formInWords(words, record.kind);
  const paths = [...new Set(record.conflicts.map(({ path }) => path))];
  return paths.map(path => {
    const conflicts = record.conflicts.filter(conflict => conflict.path === path);
    const sides = conflicts.flatMap(({ event, value, other, otherValue }, index) => [
      ...(index === 0 ? [{ event, value, isInForce: true }] : []),
      { event: other, value: otherValue, isInForce: false },
    ]);
    return {
      path,
      name: conflictName(words, path) ?? describePathName(form.texts, path, rowName(form, path, record.values, formatTime)),
      sides: sides.map(({ event, value, isInForce }) => {
        const told = describeSide(words, form, { path, value, values: record.values }, formatTime);
        const entry = entryIn(record.timeline, event);
        const { conflict } = words;
        const by = { value: told, who: entry ? describePerson(words, entry.by) : '', when: entry ? formatTime(entry.at) : '' };
        const short = told.length > longestShort ? `${told.slice(0, longestShort - 1)}…` : told;
        return {
          entry: event,
          text: fill(isInForce ? conflict.inForce : conflict.other, by),
          // Another step is taken by going there, through its gate.
          choice: isInForce ? fill(conflict.keep, { value: short }) : path === stepPath ? undefined : fill(conflict.take, { value: short }),
        };
      }),
    };
  });
}

function rowName({ fields, texts }: FormInWords, path: string, values: object, formatTime: FormatTime): string {
  const [id = '', row] = path.split('/');
  const field = fieldOf(fields, id);
  if (field?.kind !== 'list' || row === undefined) return '';
  const cells = valueAt(values, `${id}/${row}`) as object | null;
  const [name = ''] = describeRow({ text: fieldText(texts, id), field, columns: Object.keys(field.columns) }, { ...cells }, formatTime);
  return name.slice(0, longestShort);
}

/** A value that was written, as a person reads it. */
function describeSide(
  words: Words,
  form: FormInWords,
  { path, value, values }: { readonly path: string; readonly value: Conflict['value']; readonly values: object },
  formatTime: FormatTime,
): string {
  const { conflict, meanwhile } = words;
  if (path === stepPath) return describeTransition(words, value);
  if (path === priorityPath) return typeof value === 'string' ? value : meanwhile.nothing;
  if (linkOfPath(path)) return typeof value === 'string' ? (textOf(words.linkState, value) ?? value) : conflict.takenAway;
  const isRow = path.split('/').length === 2;
  if (isRow && value === null) return conflict.takenAway;
  const text = describePathValue(form, path, isRow ? valueAt(values, path) : value, formatTime);
  return text === '' ? meanwhile.nothing : text;
}

/** Where a step leads, "2 Qualify and give first support". */
export function describeTransition(words: Words, to: unknown): string {
  const step = stepIds.find(id => id === to);
  return step ? `${stepNumber(step)} ${words.steps[step].name}` : words.page.completed;
}
