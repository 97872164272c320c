import { html, nothing, type TemplateResult } from 'lit-html';
import { fill, labelled, type Words } from '../../src/words/words';
import type { ToolbarButton } from '../form/toolbar';
import { withdrawnNote } from '../shared/withdrawn';
import type { RecordContext } from './context';

type Part = TemplateResult | typeof nothing;

/** What a kind of record shows of itself in the head of its page. */
export interface HeadParts {
  readonly badges: TemplateResult;
  /** Who, when, what has become of it. */
  readonly line: string;
  /** The title can be edited here. */
  readonly mayRename: boolean;
  /** What must be known before anything is done. */
  readonly notes: readonly Part[];
  /** What can be done with it as a whole, beside linking and commenting. */
  readonly tools: readonly ToolbarButton[];
  /** Which of all that can be done are wanted now, besides commenting. */
  readonly wanted: readonly ToolbarButton['key'][];
  /** What leads through its forms. */
  readonly ways: Part;
}

/** The head of a record's page, which stays in view; below it what must be known before anything is done. */
export function recordHead(
  words: Words,
  { shown, goTo }: Pick<RecordContext, 'shown' | 'goTo'>,
  { badges, line, notes, mayRename }: Pick<HeadParts, 'badges' | 'line' | 'notes' | 'mayRename'>,
  tools: Part,
): TemplateResult {
  const { record, around } = shown;
  const { faults } = around;
  const title = record.values.title ?? ('erased' in record && record.erased ? words.readOnly.erased : words.tree.untitled);
  const edit = labelled(words.page.editRow, words.kinds.incident.fields.title.label);
  const rename = (): void => {
    goTo('title');
  };
  return html`<header class="head">
      <div class="headTop">
        <h1 tabindex="-1" title=${title}><span class="id">${record.id}</span> ${title}</h1>
        ${
          mayRename
            ? html`<button type="button" class="iconButton" data-action="editTitle" title=${edit} aria-label=${edit} @click=${rename}><span class="codicon codicon-edit" aria-hidden="true"></span></button>`
            : nothing
        }
        ${tools}
      </div>
      <div class="headLine">${badges}<span class="muted" title=${line}>${line}</span></div>
    </header>
    ${withdrawnNote(words, around)}
    ${notes}
    ${faults.length > 0 ? html`<p class="error" role="alert">${fill(words.page.integrityFailed, { faults: faults.join('; ') })}</p>` : nothing}`;
}
