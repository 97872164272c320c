import { html, type TemplateResult } from 'lit-html';
import { roundByKey } from '../shared/roundByKey';

/** What a page has one of in sight where it is narrow. */
export interface Tab {
  readonly id: string;
  readonly label: string;
}

/** The id of a tab, by which its panel says whose it is. */
export function tabId(id: string): string {
  return `tab-${id}`;
}

/** Tabs (WAI-ARIA's, chosen as one comes to them): Tab leads to the chosen one, arrows to the others. */
export function tabList(label: string, tabs: readonly Tab[], chosen: string, choose: (id: string) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const next = roundByKey(
      'horizontal',
      event.key,
      tabs.findIndex(({ id }) => id === chosen),
      tabs.length,
    );
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    const list = event.currentTarget as HTMLElement;
    choose(tab.id);
    list.querySelector<HTMLElement>(`#${tabId(tab.id)}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>${tabs.map(
    ({ id, label: name }) =>
      html`<button type="button" role="tab" id=${tabId(id)} aria-selected=${id === chosen ? 'true' : 'false'} tabindex=${id === chosen ? '0' : '-1'} @click=${() => {
        choose(id);
      }}>${name}</button>`,
  )}</div>`;
}
