import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { contactLine } from '../../src/domain/interface/definition';
import { kinds, type FormFacts, type FormKind } from '../../src/domain/records';
import { describeState } from '../../src/words/form';
import { fill } from '../../src/words/words';
import { tabId, tabList, type Tab } from '../record/tabs';
import type { Listed, ReadOnlyContext } from './context';
import { matchesOther } from './filter';
import { moreButton, searchField } from './list';

/** A tab for each kind of record, with how many there are, and one each for the patterns of failure and the check of the register. */
export function kindTabs({ words, incidents, others, listed, list }: ReadOnlyContext): TemplateResult {
  const count = (kind: string): number => (kind === 'incident' ? incidents.length : others.filter(other => other.kind === kind).length);
  const tabs = kinds.map((kind): Tab & { readonly id: Listed } => ({
    id: kind,
    label: `${words.kinds[kind].plural} ${String(count(kind))}`,
  }));
  tabs.push({ id: 'patterns', label: words.readOnly.patterns.tab }, { id: 'register', label: words.readOnly.register.tab });
  return tabList(words.readOnly.kinds, tabs, listed, chosen => {
    list(tabs.find(({ id }) => id === chosen)?.id ?? 'incident');
  });
}

/** What belongs to the chosen tab. */
export function kindPanel({ listed }: ReadOnlyContext, content: unknown): TemplateResult {
  return html`<div role="tabpanel" class="kind" data-kind=${listed} aria-labelledby=${tabId(listed)}>${content}</div>`;
}

/** The records of a kind that is one form: what still matters first. */
export function otherList(context: ReadOnlyContext, kind: FormKind): TemplateResult {
  const { words, others, filter, portion } = context;
  const all = others.filter(other => other.kind === kind);
  const matching = all.filter(other => matchesOther(other, filter.text));
  const rows = matching.slice(0, portion);
  const { readOnly, kinds: texts } = words;
  const columns = [readOnly.id, readOnly.titleColumn, ...ownColumns(words, kind)];
  return html`<div class="filters" role="search" aria-label=${readOnly.filters}>${searchField(context)}</div>
    <p class="muted" role="status">${
      all.length === 0
        ? readOnly.nothingHere
        : matching.length === 0
          ? readOnly.nothingMatches
          : fill(readOnly.matching, { matching: matching.length, count: all.length })
    }</p>
    ${
      rows.length === 0
        ? nothing
        : html`<table aria-label=${texts[kind].plural}>
      <thead><tr>${columns.map(text => html`<th scope="col">${text}</th>`)}</tr></thead>
      <tbody>${repeat(
        rows,
        row => row.id,
        row => otherRow(context, kind, row),
      )}</tbody></table>`
    }
    ${moreButton(context, matching.length - rows.length)}`;
}

/** What is shown of each besides its id and title: whom an interface leads to; of all others where they stand, and what they are filed under. */
function ownColumns({ readOnly, kinds }: ReadOnlyContext['words'], kind: FormKind): readonly string[] {
  if (kind === 'interface') return [readOnly.contact];
  return [readOnly.state, kind === 'person' ? kinds.person.fields.roles.label : kinds.component.plural];
}

function otherRow({ words, shown, show }: ReadOnlyContext, kind: FormKind, other: FormFacts): TemplateResult {
  const { id, title, state = '', open, components } = other;
  const about = other.kind === 'person' ? other.roles.map(role => words.role[role]) : components;
  const cells = other.kind === 'interface' ? [contactLine(other)] : [describeState(words, kind, state), about.join(', ')];
  return html`<tr class="${id === shown ? 'chosen' : ''} ${open ? '' : 'closed'}" @click=${() => {
    show(id);
  }}>
    <td class="column-id"><button type="button" class="link" data-record=${id} @click=${(event: Event) => {
      event.stopPropagation();
      show(id);
    }}>${id}</button></td>
    <td class="column-title">${title || words.tree.untitled}</td>
    ${cells.map(text => html`<td>${text || '–'}</td>`)}
  </tr>`;
}
