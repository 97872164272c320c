import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { CauseChain, ChainEdge } from '../../src/domain/record/causeChain';
import { fill, type Words } from '../../src/words/words';

/** Height of a row and width of the gutter for the arrows, in CSS pixels; chain.css has the same. */
const [rowHeight, gutter] = [30, 56];

/**
 * Cause and effect around a record: causes above, effects below, arrows beside them in the gutter. Each record is a button; what the
 * arrows say stands below in words. Nothing when there is only the record itself.
 */
export function chainCard(words: Words, chain: CauseChain, here: string, open: (id: string) => void): TemplateResult | typeof nothing {
  return chain.edges.length === 0
    ? nothing
    : html`<section class="card" data-card="chain"><h2>${words.page.chain}</h2>${chainPicture(words, chain, here, open)}</section>`;
}

/** The same without a heading of its own. */
export function chainPicture(words: Words, chain: CauseChain, here: string, open: (id: string) => void): TemplateResult {
  const nodes = [...chain.nodes].sort((a, b) => a.level - b.level);
  const rows = new Map(nodes.map(({ id }, row) => [id, row]));
  const sentences = chain.edges.map(edge => sentence(words, edge));
  return html`<div class="chain">
      <svg width=${gutter} height=${nodes.length * rowHeight} role="img" aria-label=${`${words.page.chain}: ${sentences.join('; ')}`}>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z"></path></marker></defs>
        ${nodes.map((_, row) => svg`<circle cx=${gutter - 6} cy=${middleOf(row)} r="3"></circle>`)}
        ${chain.edges.map(edge => arrow(edge, rows.get(edge.from) ?? 0, rows.get(edge.to) ?? 0))}
      </svg>
      <ul class="plain">${nodes.map(
        ({ id, title, open: isOpen }) =>
          html`<li class="${id === here ? 'here' : ''} ${isOpen ? '' : 'closed'}">${
            id === here
              ? html`<span aria-current="true">${id} ${title}</span>`
              : html`<button type="button" class="link" data-chain=${id} title=${`${id} ${title}`} @click=${() => {
                  open(id);
                }}>${id} ${title}</button>`
          }</li>`,
      )}</ul>
    </div>
    <details class="folded"><summary>${words.page.chainInWords}</summary><ul class="details">${sentences.map(text => html`<li>${text}</li>`)}</ul></details>`;
}

function middleOf(row: number): number {
  return row * rowHeight + rowHeight / 2;
}

/** An arrow bends out further the more rows it passes, so that two of them can be told apart. */
function arrow({ kind, state }: ChainEdge, from: number, to: number): TemplateResult {
  const [start, end] = [middleOf(from), middleOf(to)];
  const right = gutter - 10;
  const left = Math.max(4, right - 12 - 9 * Math.abs(from - to));
  const isDirected = kind !== 'relatedTo';
  return svg`<path class="${kind} ${state}" d=${`M${right} ${start} C${left} ${start} ${left} ${end} ${right} ${end}`} marker-end=${isDirected ? 'url(#arrow)' : 'none'}></path>`;
}

function sentence(words: Words, { from, to, kind, state }: ChainEdge): string {
  return fill(words.page.chainSentence, { from, link: words.link[kind], to, state: words.linkState[state] });
}
