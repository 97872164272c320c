import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { addDays, type Instant } from '../../src/domain/foundation/time';
import { counted, fill, type Words } from '../../src/words/words';
import { formatDate, now } from '../shared/time';

/** A bar: how high, what it says when one points at it, and whether it stands out. */
export interface Bar {
  readonly count: number;
  readonly text: string;
  readonly standsOut?: boolean;
}

/** How bars are drawn: what a reader hears instead of them, how high they are in units of their own, and what the highest means. */
export interface BarsLook {
  readonly said: string;
  readonly height: number;
  readonly most?: number;
  /** Room for so many bars, where there are fewer: left of them. */
  readonly room?: number;
  readonly className?: string;
}

const barWidth = 8;

/** Bars beside each other; the same in words for who cannot see them. */
export function barPicture(bars: readonly Bar[], { said, height, most, room = 0, className = '' }: BarsLook): TemplateResult {
  const highest = Math.max(1, most ?? Math.max(...bars.map(({ count }) => count)));
  const places = Math.max(bars.length, room);
  return html`<svg class="bars ${className}" viewBox="0 0 ${places * barWidth} ${height}" preserveAspectRatio="none" role="img" aria-label=${said}>${bars.map(
    ({ count, text, standsOut }, at) => {
      const high = (count / highest) * (height - 2);
      const x = (places - bars.length + at) * barWidth;
      return svg`<rect class=${standsOut ? 'burst' : ''} x=${x} y=${height - high} width=${barWidth - 1} height=${high}><title>${text}</title></rect>`;
    },
  )}</svg>`;
}

/** Weeks up to now, and the time in them that is told of. */
export interface WeeksLook extends Omit<BarsLook, 'said'> {
  readonly span?: { readonly from: Instant; readonly to: Instant };
}

/** How many incidents came in each week up to now, as bars: those of the time that is told of stand out, and first and last have their dates. */
export function weekPicture(words: Words, weeks: readonly number[], { span, ...look }: WeeksLook): TemplateResult {
  const said = counted(words, words.findings.picture, { count: weeks.length, figures: weeks.join(', ') });
  const until = now();
  const bars = weeks.map((count, at) => {
    const [from, to] = [addDays(until, (at - weeks.length) * 7), addDays(until, (at - weeks.length + 1) * 7)];
    const text = fill(words.findings.week, { from: formatDate(from), to: formatDate(to), count });
    return { count, text, standsOut: span !== undefined && span.from < to && span.to >= from };
  });
  const first = addDays(until, -Math.max(weeks.length, look.room ?? 0) * 7);
  return html`${barPicture(bars, { ...look, said })}${
    span
      ? html`<p class="axis muted small" aria-hidden="true"><span>${formatDate(first)}</span><span>${formatDate(until)}</span></p>`
      : nothing
  }`;
}
