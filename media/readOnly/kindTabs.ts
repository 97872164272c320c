import { html, type TemplateResult } from 'lit-html';
import { kinds } from '../../src/domain/records';
import { tabId, tabList, type Tab } from '../record/tabs';
import type { Listed, ReadOnlyContext } from './context';

/** A tab for each kind of record, with how many there are, and one each for the patterns of failure, the check of the register and the figures. */
export function kindTabs({ words, incidents, others, isComing, listed, list }: ReadOnlyContext): TemplateResult {
  const count = (kind: string): number => (kind === 'incident' ? incidents.length : others.filter(other => other.kind === kind).length);
  const tabs = kinds.map((kind): Tab & { readonly id: Listed } => ({
    id: kind,
    label: `${words.kinds[kind].plural} ${isComing ? '…' : String(count(kind))}`,
  }));
  tabs.push(
    { id: 'patterns', label: words.readOnly.patterns.tab },
    { id: 'register', label: words.readOnly.register.tab },
    { id: 'figures', label: words.figures.tab },
  );
  return tabList(words.readOnly.kinds, tabs, listed, chosen => {
    list(tabs.find(({ id }) => id === chosen)?.id ?? 'incident');
  });
}

/** What belongs to the chosen tab. */
export function kindPanel({ listed }: ReadOnlyContext, content: unknown): TemplateResult {
  return html`<div role="tabpanel" class="kind" data-kind=${listed} aria-labelledby=${tabId(listed)}>${content}</div>`;
}
