import { html, nothing, type TemplateResult } from 'lit-html';
import type { Instant } from '../../src/domain/foundation/time';
import { priorities } from '../../src/domain/vocabulary/priority';
import { stepIds, stepNumber } from '../../src/domain/vocabulary/steps';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';
import type { Words } from '../../src/words/words';
import { roundByKey } from '../shared/roundByKey';
import { now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import { filterAndSort, noFilter, type Filter } from './filter';
import { bringListIntoSight } from './focus';
import { tileGroups, type TileId } from './tiles';

/** Tiles that should be at nought. */
const pressing: ReadonlySet<TileId> = new Set(['gaps', 'untold', 'lateHandOvers', 'duties', 'target', 'reviews', 'faulty']);

/** A number with a word, which is a filter. */
interface Tile {
  readonly id: string;
  readonly text: string;
  readonly filter: Partial<Filter>;
  readonly count: number;
  readonly isBad: boolean;
}

interface TileGroup {
  readonly id?: 'security';
  readonly title: string;
  readonly tiles: readonly Tile[];
}

/** Nothing is counted while the list is on its way. */
const none: readonly ListedIncident[] = [];

/** What was counted last: counting thousands at each key press in the search would be felt. */
let counted:
  | {
      readonly of: readonly ListedIncident[];
      readonly broken: number;
      readonly words: Words;
      readonly minute: string;
      readonly groups: readonly TileGroup[];
    }
  | undefined;

/** The overview: numbers with a word, in groups, each a filter. */
export function overview(context: ReadOnlyContext): TemplateResult {
  const { words, incidents, broken, isComing, filter, setFilter } = context;
  return html`<div class="overview" role="group" aria-label=${words.readOnly.overview} aria-busy=${isComing ? 'true' : 'false'}>${groupsOf(
    isComing ? none : incidents,
    words,
    broken.length,
  ).map(({ id, title, tiles }) => {
    // What counts nothing may be out of sight where there is little room.
    const stop = tiles.find(({ count }) => count > 0) ?? tiles[0];
    return html`<div class="tileGroup" role="toolbar" aria-label=${title} @keydown=${goRound}><h2>${title}</h2>${tiles.map(tile => {
      const isChosen = Object.entries(tile.filter).every(([key, value]) => filter[key as keyof Filter] === value);
      return html`<button type="button" class="tile ${isChosen ? 'chosen' : ''} ${tile.count > 0 && tile.isBad ? 'bad' : ''} ${tile.count === 0 && !isChosen && !isComing ? 'none' : ''}" data-tile=${tile.id} aria-pressed=${isChosen ? 'true' : 'false'} tabindex=${tile === stop ? '0' : '-1'}
        @click=${({ currentTarget }: Event) => {
          setFilter({ ...noFilter, ...(isChosen ? {} : tile.filter), text: filter.text });
          const column = (currentTarget as HTMLElement).closest<HTMLElement>('.mainColumn');
          if (column && !isChosen) bringListIntoSight(column);
        }}><span class="count">${isComing ? '…' : tile.count}</span> <span>${tile.text}</span></button>`;
    })}${id === 'security' ? findingsTile(context) : nothing}</div>`;
  })}</div>`;
}

/** How many patterns of failure were found, and the way to them. */
function findingsTile({ words, incidents, findings, list }: ReadOnlyContext): TemplateResult | typeof nothing {
  if (!findings.found) return nothing;
  // Looked up only where something was put aside: this is drawn at each key press in the search.
  let recorded: ReadonlyMap<string, Instant | undefined> | undefined;
  const count = findings.shown(id => (recorded ??= new Map(incidents.map(one => [one.id, one.recordedAt]))).get(id)).length;
  return html`<button type="button" class="tile ${count === 0 ? 'none' : ''}" data-tile="findings" tabindex="-1" @click=${() => {
    list('patterns');
  }}><span class="count">${count}</span> <span>${words.readOnly.found}</span></button>`;
}

/** A group of tiles is one stop of the Tab key; its arrows lead on to the tiles that are in sight. */
function goRound(event: KeyboardEvent): void {
  const tiles = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-tile]')].filter(tile =>
    tile.checkVisibility(),
  );
  const next = roundByKey('horizontal', event.key, tiles.indexOf(document.activeElement as HTMLElement), tiles.length);
  if (next === undefined) return;
  event.preventDefault();
  tiles[next]?.focus();
}

/** What cannot be read is a record with a fault, too; it stands above the list. */
function groupsOf(incidents: readonly ListedIncident[], words: Words, broken: number): readonly TileGroup[] {
  const at = now();
  const minute = at.slice(0, 16);
  if (counted?.of !== incidents || counted.broken !== broken || counted.words !== words || counted.minute !== minute)
    counted = { of: incidents, broken, words, minute, groups: countedGroups(incidents, words, at, broken) };
  return counted.groups;
}

function countedGroups(incidents: readonly ListedIncident[], words: Words, at: Instant, broken: number): readonly TileGroup[] {
  const texts = words.readOnly;
  const tile = (id: string, text: string, filter: Partial<Filter>, isBad = false): Tile => ({
    id,
    text,
    filter,
    count:
      filterAndSort(incidents, { ...noFilter, ...filter }, undefined, { now: at, words }).length + (filter.tile === 'faulty' ? broken : 0),
    isBad,
  });
  const open = { state: 'open' } as const;
  const some = (ids: readonly TileId[]): readonly Tile[] => ids.map(id => tile(id, texts.tile[id], { tile: id }, pressing.has(id)));
  return [
    {
      title: texts.openBy.priority,
      tiles: [
        ...priorities.map(priority => tile(priority, priority, { ...open, priority }, priority === 'P1')),
        tile('unqualified', words.page.notQualified, { ...open, priority: 'none' }),
      ],
    },
    {
      title: texts.openBy.step,
      tiles: stepIds.map(step => tile(step, `${stepNumber(step)} ${words.steps[step].short}`, { ...open, step })),
    },
    { id: 'security', title: texts.tileGroup.security, tiles: some(tileGroups.security) },
    { title: texts.tileGroup.handOvers, tiles: some(tileGroups.handOvers) },
    { title: texts.tileGroup.dates, tiles: some(tileGroups.dates) },
  ];
}
