import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { chartShapes, chartSize } from '../../src/words/figures/chartShapes';
import type { Chart, FigureSection, FigureTable } from '../../src/words/figures/figureSection';
import type { Words } from '../../src/words/words';

/** A part of the figures: its words, its picture and the same numbers as a table. */
export function figurePart(words: Words, { id, title, texts, chart, table }: FigureSection): TemplateResult {
  return html`<section data-figure=${id}>
    <h2>${title}</h2>
    ${texts.map(text => html`<p class="muted small">${text}</p>`)}
    ${chart ? picture(words, chart) : nothing}
    ${table ? tableOf(title, table) : nothing}
  </section>`;
}

function picture(words: Words, chart: Chart): TemplateResult {
  const { bars, lines, dots, rules, names } = chartShapes(words, chart);
  const { width, height } = chartSize;
  return html`<figure class="chart"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${chart.said}>
    ${rules.map(({ x, y, text }) => svg`<path class="rule" d="M${x} ${y}H${width}"></path><text class="value" x=${x - 4} y=${y + 3}>${text}</text>`)}
    ${bars.map(
      ({ series, part, x, y, width: wide, height: high, title }) =>
        svg`<rect class="series${series}${part}" x=${x} y=${y} width=${wide} height=${high}><title>${title}</title></rect>`,
    )}
    ${lines.map((points, series) => svg`<polyline class="series${series}" points=${points}></polyline>`)}
    ${dots.map(({ series, x, y, title }) => svg`<circle class="series${series}" cx=${x} cy=${y} r="3"><title>${title}</title></circle>`)}
    ${names.map(({ x, y, text }) => svg`<text x=${x} y=${y}>${text}</text>`)}
  </svg><figcaption class="small" aria-hidden="true">${chart.series.map(
    ({ name }, series) => html`<span class="key series${series}"></span> ${name} `,
  )}</figcaption></figure>`;
}

/** It scrolls by itself where it does not fit, and so must be reached by key. */
function tableOf(title: string, { head, rows }: FigureTable): TemplateResult {
  return html`<div class="wide" tabindex="0" role="group" aria-label=${title}><table aria-label=${title}>
    <thead><tr>${head.map((text, at) => html`<th scope="col" class=${at > 0 ? 'number' : ''}>${text}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map(cell => html`<td class="number">${cell}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}
