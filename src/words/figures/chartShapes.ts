import { describeShare } from './describeShare';
import type { Words } from '../words';
import type { Chart } from './figureSection';

/** Units of the picture's own size. */
export const chartSize = { width: 400, height: 180 } as const;
const [left, right, top, bottom] = [40, 8, 10, 22];
/** Names below the axis that have room. */
const mostNames = 7;
/** Of the room of a category, for its bars. */
const barShare = 0.7;

/** A point of a line, or the corner of a bar, and what is shown there. */
interface Dot {
  readonly series: number;
  readonly x: number;
  readonly y: number;
  readonly title: string;
}

interface Bar extends Dot {
  /** ` partial` for one that cannot be compared with whole ones, as a class. */
  readonly part: '' | ' partial';
  readonly width: number;
  readonly height: number;
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** What a picture consists of, in its own units, the origin at the top left. */
export interface ChartShapes {
  readonly bars: readonly Bar[];
  /** For each series its points, `x,y x,y`. */
  readonly lines: readonly string[];
  /** The points of all lines. */
  readonly dots: readonly Dot[];
  /** Lines across the picture, each with its value. */
  readonly rules: readonly Label[];
  readonly names: readonly Label[];
}

/** Lays a picture out. */
export function chartShapes(words: Words, { kind, categories, names = categories, series, unit, partial }: Chart): ChartShapes {
  const most = topOf(Math.max(1, ...series.flatMap(({ values }) => values)), unit);
  const [width, height] = [chartSize.width - left - right, chartSize.height - top - bottom];
  const room = width / Math.max(1, categories.length);
  const yOf = (value: number): number => rounded(top + height - (value / most) * height);
  const middleOf = (category: number): number => rounded(left + (category + 0.5) * room);
  const told = (value: number): string => (unit === 'share' ? describeShare(words, value) : String(value));
  const barWidth = (room * barShare) / Math.max(1, series.length);
  const titleOf = (category: number, shown: Chart['series']): string => {
    const said = shown.flatMap(({ name, values: { [category]: value } }) => (value === undefined ? [] : [`${told(value)} ${name}`]));
    return `${categories[category] ?? ''}: ${said.join(', ')}`;
  };
  // Points of two lines may lie on one another: each says what all lines show there.
  const dots = series.map(({ values }, at) =>
    values.map((value, category) => ({ series: at, x: middleOf(category), y: yOf(value), title: titleOf(category, series) })),
  );
  const every = Math.ceil(categories.length / mostNames);
  return {
    bars:
      kind === 'bars'
        ? series.flatMap((shown, at) =>
            shown.values.map((value, category) => ({
              series: at,
              part: partial?.includes(category) ? ' partial' : '',
              x: rounded(left + category * room + (room * (1 - barShare)) / 2 + at * barWidth),
              y: yOf(value),
              width: rounded(barWidth * 0.92),
              height: rounded(top + height - yOf(value)),
              title: titleOf(category, [shown]),
            })),
          )
        : [],
    lines: kind === 'lines' ? dots.map(points => points.map(({ x, y }) => `${x},${y}`).join(' ')) : [],
    dots: kind === 'lines' ? dots.flat() : [],
    rules: [0, most / 2, most].map(value => ({ x: left, y: yOf(value), text: told(value) })),
    names: names.flatMap((text, at) => (at % every === 0 ? [{ x: middleOf(at), y: chartSize.height - 6, text }] : [])),
  };
}

/** The even number, or the whole, that the axis ends with. */
function topOf(most: number, unit: Chart['unit']): number {
  if (unit === 'share') return 1;
  const step = 10 ** Math.floor(Math.log10(most));
  return [2, 4, 6, 8, 10].map(times => times * step).find(end => end >= most) ?? most;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
