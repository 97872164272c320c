import { html, nothing, type TemplateResult } from 'lit-html';
import type { Kind, StateOf } from '../../src/domain/records';
import { describeConflicts, type DescribedConflict, type DescribedSide } from '../../src/words/describeConflict';
import { describeFallsAtOnce } from '../../src/words/standing';
import { labelled, type Words } from '../../src/words/words';
import { formatTime } from './time';

/** Settles a conflict: what an entry wrote stands from now on. */
type Settling = (conflict: DescribedConflict, wanted: DescribedSide) => void;

/**
 * What several wrote or decided at once, each with every value, by whom and when; nothing when there is none. `settling` gives what settles the
 * conflict at a path where that is possible here and now; `hint` says why nothing can be settled.
 */
export function conflictNote(
  words: Words,
  record: StateOf<Kind>,
  settling: (path: string) => Settling | undefined = () => undefined,
  hint?: string,
): TemplateResult | typeof nothing {
  const conflicts = describeConflicts(words, record, formatTime);
  const fallen = describeFallsAtOnce(words, record, formatTime);
  if (conflicts.length + fallen.length === 0) return nothing;
  return html`<section class="conflicts" role="group" tabindex="-1" data-path="conflicts" aria-label=${words.conflict.title}><h3>${words.conflict.title}</h3>
    <p class="help">${conflicts.some(({ path }) => settling(path)) ? words.conflict.help : (hint ?? words.conflict.unsettled)}</p><ul class="plain">${conflicts.map(
      conflict =>
        html`<li><strong>${conflict.name}</strong>${conflict.sides.map(side => sideOf(conflict, side, settling(conflict.path)))}</li>`,
    )}${fallen.map(text => html`<li>${text}</li>`)}</ul></section>`;
}

function sideOf(conflict: DescribedConflict, side: DescribedSide, settle: Settling | undefined): TemplateResult {
  const { entry, text, choice } = side;
  return html`<div class="side"><span>${text}</span>${
    settle && choice !== undefined
      ? html`<vscode-button appearance="secondary" data-settle=${entry} aria-label=${`${labelled(conflict.name, choice)} – ${text}`} @click=${() => {
          settle(conflict, side);
        }}>${choice}</vscode-button>`
      : nothing
  }</div>`;
}
