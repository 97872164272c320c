import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Words } from '../../src/words/words';
import { tabId, tabList } from './tabs';

/** What stands beside the form under one name: a card or some; where there is no room beside it, a tab. */
export interface BesideCard {
  readonly id: 'clocks' | 'suspects' | 'similar' | 'incidents' | 'links' | 'timeline';
  readonly parts: readonly (TemplateResult | typeof nothing)[];
  /** How many there are of what it shows. */
  readonly count: number;
}

/** What is in sight where the page is narrow: the form, or a card. */
export type PageTab = BesideCard['id'] | 'form';

/** What stands in the columns; `tab` is the one in sight, undefined where there is room for all. */
interface Columns {
  readonly form: TemplateResult;
  readonly cards: readonly BesideCard[];
  readonly tab: PageTab | undefined;
  readonly show: (tab: PageTab) => void;
}

/** The form and what stands beside it; where there is no room, one of them, by tabs. The form keeps its elements when the width changes. */
export function columns(words: Words, { form, cards, tab, show }: Columns): TemplateResult {
  const tabs = tab !== undefined && cards.length > 0;
  const chosen = cards.find(({ id }) => id === tab)?.id ?? 'form';
  const beside =
    tab === undefined
      ? html`<aside class="beside" aria-label=${words.page.beside}>${cards.map(({ parts }) => parts)}</aside>`
      : repeat(
          cards,
          ({ id }) => id,
          ({ id, parts }) =>
            html`<div role="tabpanel" class="beside" data-tab=${id} aria-labelledby=${tabId(id)} ?hidden=${id !== chosen}>${parts}</div>`,
        );
  return html`${tabs ? cardTabs(words, cards, chosen, show) : nothing}<div class="columns"><div
      role=${tabs ? 'tabpanel' : nothing} class="mainColumn" data-tab="form" aria-labelledby=${tabs ? tabId('form') : nothing} ?hidden=${chosen !== 'form'}
    >${form}</div>${beside}</div>`;
}

function cardTabs(words: Words, cards: readonly BesideCard[], chosen: PageTab, show: (tab: PageTab) => void): TemplateResult {
  const { page } = words;
  const names: Readonly<Record<PageTab, string>> = {
    form: page.form,
    clocks: page.clocks,
    suspects: words.suspects.title,
    similar: page.similar,
    incidents: page.openIncidents,
    links: page.links,
    timeline: page.timeline,
  };
  const label = ({ id, count }: BesideCard): string => (count > 0 ? `${names[id]} ${count}` : names[id]);
  const all = [{ id: 'form', label: names.form }, ...cards.map(card => ({ id: card.id, label: label(card) }))];
  return tabList(page.beside, all, chosen, id => {
    show(id as PageTab);
  });
}
