import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Words } from '../../src/words/words';
import { roundByKey } from '../shared/roundByKey';

/** What a menu offers: what it is called, and what it does. */
export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly action: () => void;
}

/** A button that opens a menu (WAI-ARIA's menu button): arrows lead through it, Escape closes it, a choice closes it and is done. */
export function menuButton(words: Words, items: readonly MenuItem[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<div class="menu" @focusout=${closeWhenLeft} @keydown=${onKey}>
    <vscode-button appearance="secondary" data-menu aria-haspopup="menu" aria-expanded="false" @click=${(event: Event) => {
      const menu = menuOf(event);
      if (menu) show(menu, listOf(menu)?.hidden === true);
    }}>${words.page.more}</vscode-button>
    <div class="menuItems" role="menu" aria-label=${words.page.more} hidden>${repeat(
      items,
      ({ key }) => key,
      ({ key, label, action }) =>
        html`<button type="button" role="menuitem" tabindex="-1" data-action=${key} @click=${(event: Event) => {
          const menu = menuOf(event);
          if (menu) close(menu);
          action();
        }}>${label}</button>`,
    )}</div>
  </div>`;
}

function menuOf(event: Event): HTMLElement | null {
  return (event.currentTarget as HTMLElement).closest<HTMLElement>('.menu');
}

function listOf(menu: HTMLElement): HTMLElement | null {
  return menu.querySelector<HTMLElement>('[role="menu"]');
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** Whether it is open stands in the page alone: nothing is drawn for it, and nothing that is drawn closes it. */
function show(menu: HTMLElement, isOpen: boolean): void {
  const list = listOf(menu);
  if (list) list.hidden = !isOpen;
  menu.querySelector('[data-menu]')?.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
  if (isOpen) itemsOf(menu)[0]?.focus();
}

/** The focus goes back to the button, from which a dialog that is opened knows where to return. */
function close(menu: HTMLElement): void {
  show(menu, false);
  menu.querySelector<HTMLElement>('[data-menu]')?.focus();
}

function closeWhenLeft(event: FocusEvent): void {
  const menu = menuOf(event);
  if (menu && !(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) show(menu, false);
}

function onKey(event: KeyboardEvent): void {
  const menu = menuOf(event);
  if (!menu || listOf(menu)?.hidden !== false) return openByArrow(event, menu);
  if (event.key === 'Escape') {
    event.stopPropagation();
    return close(menu);
  }
  const items = itemsOf(menu);
  const at = items.findIndex(item => item === document.activeElement);
  const next = roundByKey('vertical', event.key, at, items.length);
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

function openByArrow(event: KeyboardEvent, menu: HTMLElement | null): void {
  if (!menu || event.key !== 'ArrowDown') return;
  event.preventDefault();
  show(menu, true);
}
