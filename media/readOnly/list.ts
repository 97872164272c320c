import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind } from '../../src/domain/records';
import { listColumns } from '../../src/words/listColumns';
import { counted, fill } from '../../src/words/words';
import { now } from '../shared/time';
import type { Listed, ReadOnlyContext } from './context';
import { filterAndSort, type TableRow } from './filter';
import { filterBar } from './filterBar';
import { overview } from './overview';
import { particularList } from './particulars';
import { recordTable } from './table';
import { viewBar } from './viewBar';

/** The list of a kind: of incidents with the overview and the files that cannot be read. Long lists are drawn in portions. */
export function listView(context: ReadOnlyContext, kind: Kind): TemplateResult {
  const { portion } = context;
  const all = recordsOf(context, kind);
  const matching = listedRows(context, kind, all);
  const rows = matching.slice(0, portion);
  return html`${kind === 'incident' ? overview(context) : nothing}
    ${viewBar(
      context,
      kind,
      matching.map(({ id }) => id),
    )}
    ${filterBar(context, kind)}
    ${
      kind === 'incident'
        ? html`${brokenFiles(context)}${onlyBar(context)}${particularList(
            context,
            matching.filter(row => row.kind === 'incident'),
          )}`
        : nothing
    }
    <p class="muted" role="status" data-count>${countText(context, kind, matching.length, all.length)}</p>
    ${rows.length > 0 ? recordTable(context, kind, rows) : nothing}
    ${moreButton(context, matching.length - rows.length)}
    ${kind === 'incident' ? breachButton(context) : nothing}`;
}

/** The records that stand in a list; none where something else than a list is in sight. */
export function recordsOf({ incidents, others }: ReadOnlyContext, listed: Listed): readonly TableRow[] {
  return listed === 'incident' ? incidents : others.filter(other => other.kind === listed);
}

/** Those that pass the filter, in the chosen order. */
function listedRows({ words, filter, sort }: ReadOnlyContext, kind: Kind, all: readonly TableRow[]): readonly TableRow[] {
  const column = listColumns(words, kind).find(({ id }) => id === sort?.key);
  return filterAndSort(all, filter, column && { column, descending: sort?.descending === true }, { now: now(), words });
}

function brokenFiles({ words, broken }: ReadOnlyContext): TemplateResult | typeof nothing {
  if (broken.length === 0) return nothing;
  return html`<ul class="plain broken" role="note">${broken.map(
    ({ id, reason }) => html`<li class="bad">${fill(words.tree.broken, { file: id, why: reason })}</li>`,
  )}</ul>`;
}

/** What a pattern has narrowed the list to, and the way out. */
function onlyBar({ words, filter, setFilter, backToFinding }: ReadOnlyContext): TemplateResult | typeof nothing {
  if (!filter.only) return nothing;
  const { name, finding } = filter.only;
  return html`<p>${fill(words.readOnly.only, { name })}
    ${
      finding === undefined
        ? nothing
        : html`<button type="button" class="link" data-to-finding @click=${() => {
            backToFinding(finding);
          }}>${words.readOnly.toPattern}</button>`
    }
    <button type="button" class="link" data-all @click=${() => {
      setFilter({ only: undefined });
    }}>${words.readOnly.all}</button></p>`;
}

function countText({ words, isComing }: ReadOnlyContext, kind: Kind, matching: number, count: number): string {
  const { readOnly } = words;
  if (isComing) return words.page.loading;
  if (kind !== 'incident') {
    if (count === 0) return readOnly.nothingHere;
    return matching === 0 ? readOnly.nothingMatches : fill(readOnly.matching, { matching, count });
  }
  if (count === 0) return readOnly.empty;
  return matching === 0 ? readOnly.none : counted(words, readOnly.count, { matching, count });
}

/** Draws more of a long list; nothing where all of it is drawn. */
export function moreButton({ words, showMore }: ReadOnlyContext, left: number): TemplateResult | typeof nothing {
  return left > 0
    ? html`<vscode-button appearance="secondary" data-action="more" @click=${showMore}>${fill(words.readOnly.more, { left })}</vscode-button>`
    : nothing;
}

/** Opens the record of breaches of personal data as a document (GDPR Art. 33(5)). */
function breachButton({ words, showBreaches }: ReadOnlyContext): TemplateResult {
  return html`<p class="toolbar"><vscode-button appearance="secondary" data-breaches @click=${showBreaches}>${words.breach.openIt}</vscode-button></p>`;
}
