import type { Instant } from '../../domain/foundation/time';
import {
  ageLimits,
  fewestWatched,
  horizons,
  phases,
  type GroupFigures,
  type ProcessFigures,
  type ShareName,
} from '../../domain/incident/figures';
import type { Period } from '../../domain/incident/period';
import { counted, fill, type Words } from '../words';
import { describeLength } from './describeLength';
import { describeShare, describeShareOf, unknown } from './describeShare';
import type { FigureSection } from './figureSection';

/** What the figures say, each part in words and as a table, some as a picture too. */
export function describeFigures(words: Words, figures: ProcessFigures): readonly FigureSection[] {
  const ageing = ageingSection(words, figures);
  const months = monthsSection(words, figures);
  if (figures.all.count === 0) return [{ ...months, texts: [words.figures.none, ...months.texts] }, ageing];
  return [
    months,
    durationsSection(words, figures),
    leftSection(words, figures),
    groupsSection(words, figures),
    sharesSection(words, figures),
    ageing,
  ];
}

/** Of what the figures are, and that nothing is counted of a person. */
export function describeFiguresAbout(words: Words, { all, period, at }: ProcessFigures): string {
  return fill(words.figures.about, { count: all.count, ...daysOf(period), at: dayOf(at) });
}

/** The first and the last day of a period, in UTC. */
export function daysOf({ from, to }: Period): { readonly from: string; readonly to: string } {
  return { from: dayOf(from), to: dayOf(new Date(Date.parse(to) - 1).toISOString()) };
}

/** What a group is called; `undefined` is that of those without, and a month may be partial. */
function describeGroup(words: Words, { by, months }: ProcessFigures, name: string | undefined): string {
  const month = by === 'month' && months.find(one => one.month === name);
  return month ? monthName(words, month) : (name ?? words.figures.noName[by]);
}

function monthName(words: Words, { month, partial }: ProcessFigures['months'][number]): string {
  return partial ? fill(words.figures.months.part, { month }) : month;
}

function monthsSection(words: Words, { months }: ProcessFigures): FigureSection {
  const { months: texts } = words.figures;
  const named = months.map(one => ({ ...one, month: monthName(words, one) }));
  const said = named.map(each => fill(texts.each, each)).join('; ');
  const partial = months.flatMap(({ partial: isPartial }, at) => (isPartial ? [at] : []));
  return {
    id: 'months',
    title: texts.title,
    texts: partial.length > 0 ? [texts.partText] : [],
    chart: {
      kind: 'bars',
      said: fill(texts.said, { months: said }),
      categories: named.map(({ month }) => month),
      names: months.map(({ month }) => month),
      partial,
      series: [
        { name: texts.recorded, values: months.map(({ recorded }) => recorded) },
        { name: texts.completed, values: months.map(({ completed }) => completed) },
      ],
      unit: 'count',
    },
    table: {
      head: [texts.month, texts.recorded, texts.completed],
      rows: named.map(({ month, recorded, completed }) => [month, String(recorded), String(completed)]),
    },
  };
}

function durationsSection(words: Words, { all }: ProcessFigures): FigureSection {
  const { durations: texts } = words.figures;
  return {
    id: 'durations',
    title: texts.title,
    texts: [fill(texts.text, { fewest: fewestWatched })],
    table: {
      head: [texts.phase, texts.ended, texts.waiting, texts.median, texts.ninth],
      rows: phases.map(phase => {
        const { ended, waiting, median, ninth } = all.durations[phase];
        return [words.figures.phases[phase], String(ended), String(waiting), lengthOf(words, median), lengthOf(words, ninth)];
      }),
    },
  };
}

function leftSection(words: Words, { all }: ProcessFigures): FigureSection {
  const { left: texts } = words.figures;
  const { restore, complete } = all.durations;
  const points = horizons.map((hours, at) => ({
    after: hoursOf(words, hours),
    restore: restore.left[at],
    complete: complete.left[at],
    watched: [restore.watched[at] ?? 0, complete.watched[at] ?? 0],
  }));
  const known = points.filter(point => point.restore !== undefined || point.complete !== undefined);
  const shares = (point: (typeof points)[number]) => ({ restore: shareOf(words, point.restore), complete: shareOf(words, point.complete) });
  const said = known.map(point => fill(texts.each, { after: point.after, ...shares(point) }));
  return {
    id: 'left',
    title: texts.title,
    texts: [fill(texts.text, { fewest: fewestWatched })],
    // One point makes no line, and two lines hide one another in it.
    ...(known.length > 1 && {
      chart: {
        kind: 'lines',
        said: fill(texts.said, { points: said.join('; ') }),
        categories: known.map(({ after }) => after),
        series: [
          { name: texts.series.restore, values: restore.left },
          { name: texts.series.complete, values: complete.left },
        ],
        unit: 'share',
      },
    }),
    table: {
      head: [texts.after, texts.series.restore, texts.watched.restore, texts.series.complete, texts.watched.complete],
      rows: points
        .filter(point => known.includes(point) || point.watched.some(count => count > 0))
        .map(point => {
          const { restore: restored, complete: completed } = shares(point);
          const [restoring, completing] = point.watched.map(String);
          return [point.after, restored, restoring ?? '', completed, completing ?? ''];
        }),
    },
  };
}

function groupsSection(words: Words, figures: ProcessFigures): FigureSection {
  const { by, all, groups, moreGroups, months } = figures;
  const { groups: texts } = words.figures;
  const row = (name: string, { count, durations, target }: GroupFigures): readonly string[] => [
    name,
    String(count),
    ...(['qualify', 'workaround', 'restore', 'complete'] as const).map(phase => lengthOf(words, durations[phase].median)),
    describeShareOf(words, inTimeOf(target)),
  ];
  return {
    id: 'groups',
    title: texts.title[by],
    texts: [
      ...(by === 'component' ? [texts.componentText] : []),
      ...(by === 'month' && months.some(({ partial }) => partial) ? [words.figures.months.partText] : []),
      ...(moreGroups > 0 ? [counted(words, words.figures.moreGroups, { count: moreGroups })] : []),
    ],
    table: {
      head: [
        words.figures.grouping[by],
        words.figures.incidents,
        texts.qualify,
        texts.workaround,
        texts.restore,
        texts.complete,
        texts.inTime,
      ],
      rows: [...groups.map(group => row(describeGroup(words, figures, group.name), group)), row(words.figures.all, all)],
    },
  };
}

function sharesSection(words: Words, { all }: ProcessFigures): FigureSection {
  const { shares: texts } = words.figures;
  const { target } = all;
  const names = Object.keys(all.shares) as ShareName[];
  return {
    id: 'shares',
    title: texts.title,
    texts: target.running > 0 ? [counted(words, texts.running, { count: target.running })] : [],
    table: {
      head: [texts.share, texts.value],
      rows: [
        [texts.inTime, describeShareOf(words, inTimeOf(target))],
        ...names.map(name => [texts[name], describeShareOf(words, all.shares[name])]),
      ],
    },
  };
}

function ageingSection(words: Words, { ageing, at }: ProcessFigures): FigureSection {
  const { ageing: texts, noName, all } = words.figures;
  const classes = [...ageLimits.map((_, index) => ageOf(words, index)), ageOf(words, ageLimits.length)];
  const sums = classes.map((_, index) => ageing.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));
  const [title, about] = [texts.title, fill(texts.text, { at: dayOf(at) })];
  if (sums.every(sum => sum === 0)) return { id: 'ageing', title, texts: [texts.nothing] };
  const said = classes.map((age, index) => fill(texts.each, { age, count: sums[index] ?? 0 })).join('; ');
  return {
    id: 'ageing',
    title,
    texts: [about],
    chart: {
      kind: 'bars',
      said: fill(texts.said, { ages: said }),
      categories: classes,
      series: [{ name: all, values: sums }],
      unit: 'count',
    },
    table: {
      head: [words.figures.grouping.priority, ...classes],
      rows: [...ageing.map(({ priority, counts }) => [priority ?? noName.priority, ...counts.map(String)]), [all, ...sums.map(String)]],
    },
  };
}

/** What was restored in time, of what was or should have been. */
function inTimeOf({ met, missed }: GroupFigures['target']): { readonly count: number; readonly of: number } {
  return { count: met, of: met + missed };
}

function shareOf(words: Words, share: number | undefined): string {
  return share === undefined ? unknown : describeShare(words, share);
}

function lengthOf(words: Words, milliseconds: number | undefined): string {
  return milliseconds === undefined ? unknown : describeLength(words, milliseconds);
}

function hoursOf(words: Words, hours: number): string {
  return hours < 24 ? fill(words.figures.hours, { hours }) : fill(words.figures.days, { days: hours / 24 });
}

function ageOf(words: Words, index: number): string {
  const { ageing: texts } = words.figures;
  const [from, to] = [ageLimits[index - 1], ageLimits[index]];
  if (from === undefined) return fill(texts.under, { days: to ?? 0 });
  return to === undefined ? fill(texts.over, { days: from }) : fill(texts.between, { from, to });
}

/** The day of a time, in UTC. */
function dayOf(at: Instant): string {
  return at.slice(0, 10);
}
