import { chartShapes, chartSize } from '../words/figures/chartShapes';
import type { Chart } from '../words/figures/figureSection';
import type { Words } from '../words/words';
import { shownText } from './htmlPage';

/** A picture as inline SVG with what it shows as its text, and its series named below it. Its colours are `chartStyle`. */
export function chartSvg(words: Words, chart: Chart): readonly string[] {
  const { bars, lines, dots, rules, names } = chartShapes(words, chart);
  const { width, height } = chartSize;
  return [
    `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${shownText(chart.said)}">`,
    ...rules.map(
      ({ x, y, text }) =>
        `<path class="rule" d="M${x} ${y}H${width}"/><text class="value" x="${x - 4}" y="${y + 3}">${shownText(text)}</text>`,
    ),
    ...bars.map(
      ({ series, part, x, y, width: w, height: h, title }) =>
        `<rect class="series${series}${part}" x="${x}" y="${y}" width="${w}" height="${h}"><title>${shownText(title)}</title></rect>`,
    ),
    ...lines.map((points, series) => `<polyline class="series${series}" points="${points}"/>`),
    ...dots.map(
      ({ series, x, y, title }) => `<circle class="series${series}" cx="${x}" cy="${y}" r="3"><title>${shownText(title)}</title></circle>`,
    ),
    ...names.map(({ x, y, text }) => `<text x="${x}" y="${y}">${shownText(text)}</text>`),
    '</svg>',
    `<figcaption>${chart.series.map(({ name }, series) => `<span class="key series${series}"></span> ${shownText(name)}`).join(' ')}</figcaption>`,
    '</figure>',
  ];
}

/** How pictures look on paper: two tones that stay apart without colours, lines apart by their strokes. */
export const chartStyle = `
figure { margin: 0.5em 0; break-inside: avoid; } figure svg { width: 100%; max-width: 36rem; font: 10px system-ui, sans-serif; }
figure text { fill: #444; text-anchor: middle; } figure .value { text-anchor: end; } figure .rule { stroke: #d8d8d8; }
circle { stroke: transparent; stroke-width: 10; } circle.series0 { fill: #1f5a94; } circle.series1 { fill: #b06f00; }
rect.series0, .key.series0 { fill: #1f5a94; background: #1f5a94; } rect.series1, .key.series1 { fill: #e0a030; background: #e0a030; }
rect.partial { fill-opacity: 0.25; stroke: #1f5a94; stroke-dasharray: 3 2; } rect.series1.partial { stroke: #b06f00; }
polyline { fill: none; stroke-width: 2; } polyline.series0 { stroke: #1f5a94; } polyline.series1 { stroke: #b06f00; stroke-dasharray: 6 3; }
figcaption { font-size: 0.9em; } .key { display: inline-block; width: 0.8em; height: 0.8em; margin-left: 0.8em; print-color-adjust: exact; }
table { border-collapse: collapse; margin: 0.5em 0; } th, td { text-align: right; padding: 0.15em 0.6em; border-bottom: 1px solid #d8d8d8; }
td { white-space: nowrap; } th:first-child, td:first-child { text-align: left; }
td:first-child { white-space: normal; min-width: 6em; max-width: 20em; } .wide { overflow-x: auto; }
@media print { .wide { overflow: visible; } td:first-child { min-width: 0; overflow-wrap: anywhere; } }
@media screen and (prefers-color-scheme: dark) {
figure text { fill: #bbb; } figure .rule { stroke: #444; } th, td { border-color: #444; }
rect.series0, .key.series0, circle.series0 { fill: #5b9bd8; background: #5b9bd8; } polyline.series0, rect.partial { stroke: #5b9bd8; }
circle.series1 { fill: #e0a030; } polyline.series1, rect.series1.partial { stroke: #e0a030; }
}
`;
