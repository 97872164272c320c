import { matchesText } from '../../src/domain/incident/facts';
import { contactLine } from '../../src/domain/interface/definition';
import type { FormFacts } from '../../src/domain/records';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';
import type { Instant } from '../../src/domain/foundation/time';
import { describeDuty } from '../../src/words/describeDuty';
import { listedState, type ColumnId, type ListColumn } from '../../src/words/listColumns';
import type { Words } from '../../src/words/words';
import { tiles, type TileId } from './tiles';

/** A row of a list. */
export type TableRow = ListedIncident | FormFacts;

/** What a list is filtered by; an empty string is no filter. */
export interface Filter {
  readonly text: string;
  readonly kind: string;
  /** A priority, or `none`: not qualified yet. */
  readonly priority: string;
  readonly step: string;
  /** Whether an incident is open, completed, archived or erased; of a record of another kind where it stands. */
  readonly state: string;
  readonly tile: '' | TileId;
  /** Those that a pattern is made of. */
  readonly only?: Only | undefined;
}

/** Some incidents, and what they have in common. */
export interface Only {
  readonly name: string;
  readonly ids: readonly string[];
  /** The finding that they are behind. */
  readonly finding?: string | undefined;
}

/** Nothing is filtered. */
export const noFilter: Filter = { text: '', kind: '', priority: '', step: '', state: '', tile: '' };

/** A column and a direction. */
export interface Sort {
  readonly key: ColumnId;
  readonly descending: boolean;
}

/** When one looks, and in which language: texts are searched as they are read. */
export interface Look {
  readonly now: Instant;
  readonly words: Words;
}

/** What one looks at: the filter, and the incident that is open beside the list. */
export interface ListLook {
  readonly filter: Filter;
  readonly shown: string | undefined;
}

/** The same with another filter. A record that the list no longer holds does not stay open beside it. */
export function filtered(look: ListLook, change: Partial<Filter>, rows: readonly TableRow[], at: Look): ListLook {
  const filter = { ...look.filter, ...change };
  const isHidden = rows.some(row => row.id === look.shown && !passes(row, filter, at));
  return { filter, shown: isHidden ? undefined : look.shown };
}

/** The records that pass the filter, in the order of a column; without one in the order they come in. */
export function filterAndSort<R extends TableRow>(
  rows: readonly R[],
  filter: Filter,
  order: { readonly column: ListColumn; readonly descending: boolean } | undefined,
  at: Look,
): readonly R[] {
  const { only, ...others } = filter;
  const ids = only && new Set(only.ids);
  const passing = rows.filter(row => (ids?.has(row.id) ?? true) && passes(row, others, at));
  if (!order) return passing;
  const { column, descending } = order;
  const direction = descending ? -1 : 1;
  // What it is sorted by is read once for each: a list may have ten thousand rows.
  const keyed = passing.map(row => ({ row, key: column.key ? column.key(row, at.now) : column.text(row, at.now) || undefined }));
  return keyed
    .sort((a, b) => lastUnknown(a.key, b.key) || direction * compareKeys(a.key, b.key) || compareTexts(a.row.id, b.row.id))
    .map(({ row }) => row);
}

type Key = string | number | undefined;

/** What is not known stands last, in whichever direction. */
function lastUnknown(a: Key, b: Key): number {
  return Number(a === undefined) - Number(b === undefined);
}

function compareKeys(a: Key, b: Key): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));
}

const { compare: compareTexts } = new Intl.Collator(undefined, { numeric: true });

function passes(row: TableRow, filter: Filter, at: Look): boolean {
  if (row.kind !== 'incident') return (filter.state === '' || row.state === filter.state) && matchesOther(row, filter.text);
  return (
    (filter.kind === '' || row.reported === filter.kind) &&
    (filter.priority === '' || (row.priority ?? 'none') === filter.priority) &&
    (filter.step === '' || row.step === filter.step) &&
    (filter.state === '' || listedState(row) === filter.state) &&
    (filter.tile === '' || tiles[filter.tile](row, at.now)) &&
    (filter.only === undefined || filter.only.ids.includes(row.id)) &&
    matchesIncident(row, filter.text, at.words)
  );
}

/** True when every word stands in what is listed of the incident: who and what it is about, its gaps, duties, hand-overs and follow-ups. */
function matchesIncident(incident: ListedIncident, text: string, words: Words): boolean {
  if (text === '') return true;
  const { components, gaps, clocks, handOvers, followUps, waitsFor = '', solution = '', instructions = '', category } = incident;
  const { fields } = words.kinds.incident;
  const parties = fields.handOvers.columns.interface.options;
  const more = [
    ...gaps.flatMap(({ safeguard, component }) => [safeguard, component]),
    ...clocks.map(clock => describeDuty(words, clock)),
    ...handOvers.map(({ party }) => parties[party]),
    ...followUps.flatMap(({ what, person = '' }) => [what, person]),
    ...(incident.named ?? []),
    ...(category === undefined ? [] : [fields.category.options[category]]),
  ];
  return matchesText({ ...incident, components: [...components, ...more, waitsFor, solution, instructions] }, text);
}

/** The same of a record that is one form. */
function matchesOther(other: FormFacts, text: string): boolean {
  const { components, workaround = '', solution = '' } = other;
  const contact = other.kind === 'interface' ? contactLine(other) : '';
  return matchesText({ ...other, components: [...components, workaround, solution, contact] }, text);
}
