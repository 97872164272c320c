import { html, type TemplateResult } from 'lit-html';
import type { Instant } from '../../src/domain/foundation/time';
import { priorities } from '../../src/domain/vocabulary/priority';
import { stepIds, stepNumber } from '../../src/domain/vocabulary/steps';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';
import type { Words } from '../../src/words/words';
import { now } from '../shared/time';
import type { ReadOnlyContext } from './context';
import { filterAndSort, noFilter, type Filter } from './filter';
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
  readonly title: string;
  readonly tiles: readonly Tile[];
}

/** What was counted last: counting thousands at each key press in the search would be felt. */
let counted:
  | { readonly of: readonly ListedIncident[]; readonly words: Words; readonly minute: string; readonly groups: readonly TileGroup[] }
  | undefined;

/** The overview: numbers with a word, in groups, each a filter. */
export function overview({ words, incidents, filter, setFilter }: ReadOnlyContext): TemplateResult {
  return html`<div class="overview" role="group" aria-label=${words.readOnly.overview}>${groupsOf(incidents, words).map(
    ({ title, tiles }) =>
      html`<div class="tileGroup" role="group" aria-label=${title}><h2>${title}</h2>${tiles.map(tile => {
        const isChosen = Object.entries(tile.filter).every(([key, value]) => filter[key as keyof Filter] === value);
        return html`<button type="button" class="tile ${isChosen ? 'chosen' : ''} ${tile.count > 0 && tile.isBad ? 'bad' : ''} ${tile.count === 0 && !isChosen ? 'none' : ''}" data-tile=${tile.id} aria-pressed=${isChosen ? 'true' : 'false'}
        @click=${() => {
          setFilter({ ...noFilter, ...(isChosen ? {} : tile.filter), text: filter.text });
        }}><span class="count">${tile.count}</span> <span>${tile.text}</span></button>`;
      })}</div>`,
  )}</div>`;
}

function groupsOf(incidents: readonly ListedIncident[], words: Words): readonly TileGroup[] {
  const at = now();
  const minute = at.slice(0, 16);
  if (counted?.of !== incidents || counted.words !== words || counted.minute !== minute)
    counted = { of: incidents, words, minute, groups: countedGroups(incidents, words, at) };
  return counted.groups;
}

function countedGroups(incidents: readonly ListedIncident[], words: Words, at: Instant): readonly TileGroup[] {
  const texts = words.readOnly;
  const tile = (id: string, text: string, filter: Partial<Filter>, isBad = false): Tile => ({
    id,
    text,
    filter,
    count: filterAndSort(incidents, { ...noFilter, ...filter }, undefined, { now: at, words }).length,
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
    { title: texts.tileGroup.security, tiles: some(tileGroups.security) },
    { title: texts.tileGroup.handOvers, tiles: some(tileGroups.handOvers) },
    { title: texts.tileGroup.dates, tiles: some(tileGroups.dates) },
  ];
}
