import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Kind } from '../../src/domain/records';
import type { ListView } from '../../src/protocol/savedView';
import type { ReadOnlyContext } from './context';
import { noFilter, type Filter } from './filter';
import { isTileId } from './tiles';

/** Which kept view one looks at, keeping and forgetting one, and what is listed as text. */
export function viewBar(context: ReadOnlyContext, kind: Kind, ids: readonly string[]): TemplateResult {
  const { words, views, choose, keepView, forgetView, take } = context;
  const { view: texts, take: takes } = words.readOnly;
  const now = viewOf(context, kind);
  const chosen = context.filter.only ? undefined : views.find(view => isSameView(view, now))?.name;
  const button = (id: string, text: string, act: () => void): TemplateResult =>
    html`<button type="button" class="link" data-do=${id} @click=${act}>${text}</button>`;
  return html`<div class="toolbar views">
    ${
      views.length === 0
        ? nothing
        : html`<label>${texts.saved} <select data-view-name @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            choose(views.find(({ name }) => name === value) ?? { ...now, filter: plainFilter(noFilter) });
          }}><option value="" .selected=${live(chosen === undefined)}>${texts.none}</option>${views.map(
            ({ name }) => html`<option value=${name} .selected=${live(name === chosen)}>${name}</option>`,
          )}</select></label>`
    }
    ${
      context.filter.only
        ? nothing
        : button('keepView', texts.save, () => {
            keepView(now, chosen);
          })
    }
    ${
      chosen === undefined
        ? nothing
        : button('forgetView', texts.remove, () => {
            forgetView(chosen);
          })
    }
    ${
      ids.length === 0
        ? nothing
        : html`${button('copy', takes.copy, () => {
            take('clipboard', ids);
          })}
          ${button('csv', takes.csv, () => {
            take('csv', ids);
          })}`
    }
  </div>`;
}

/** The filter that a kept view stands for. */
export function filterOf({ filter }: ListView): Filter {
  return { ...filter, tile: isTileId(filter.tile) ? filter.tile : '' };
}

/** How a list is looked at, as it is kept. */
export function viewOf({ filter, sort }: Pick<ReadOnlyContext, 'filter' | 'sort'>, kind: Kind): ListView {
  return { listed: kind, filter: plainFilter(filter), ...(sort && { sort }) };
}

/** What is kept of a filter: the incidents of a pattern are others tomorrow, and a list of them is no view that can be kept. */
function plainFilter({ text, kind, priority, step, state, tile }: Filter): ListView['filter'] {
  return { text, kind, priority, step, state, tile };
}

function isSameView(a: ListView, b: ListView): boolean {
  const parts = (view: ListView): string =>
    JSON.stringify([view.listed, Object.entries(plainFilter(filterOf(view))), view.sort?.key, view.sort?.descending]);
  return parts(a) === parts(b);
}
