import { html, nothing, type TemplateResult } from 'lit-html';
import type { Row } from '../../src/domain/incident/forms';
import { labelled } from '../../src/words/words';
import type { PageContext } from './context';

/** What a row of evidence says of the content that is kept, and showing it: a picture here, everything else by the host. */
export function keptContent(context: PageContext, row: string): TemplateResult | typeof nothing {
  const { words, shown, pictures, showContent } = context;
  const evidence: Row<'evidence'> | undefined = shown.record.values.evidence?.find(({ id }) => id === row);
  if (evidence?.content === undefined) return nothing;
  const { content, source = '' } = evidence;
  const picture = pictures.get(row);
  const key = content === 'file' ? 'saveContent' : picture === undefined ? 'showContent' : 'hideContent';
  return html`<span class="muted small">${words.kinds.incident.fields.evidence.columns.content.options[content]}</span>
    <vscode-button appearance="secondary" data-content=${row} aria-label=${labelled(words.page[key], source)} @click=${() => {
      showContent(row);
    }}>${words.page[key]}</vscode-button>
    ${picture === undefined ? nothing : html`<img class="picture" src=${picture} alt=${labelled(words.kinds.incident.fields.evidence.label, source)}>`}`;
}

/** Everything that is kept as evidence, where the step it stands in is read. */
export function keptList(context: PageContext): TemplateResult | typeof nothing {
  const kept = (context.shown.record.values.evidence ?? []).filter(({ content }) => content !== undefined);
  return kept.length === 0
    ? nothing
    : html`<ul class="plain" aria-label=${context.words.kinds.incident.fields.evidence.label}>${kept.map(
        ({ id, source = '' }) => html`<li>${source} ${keptContent(context, id)}</li>`,
      )}</ul>`;
}
