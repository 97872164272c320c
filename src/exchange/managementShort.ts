import type { ComparedValue, Comparison } from '../domain/incident/comparison';
import { daysOf } from '../words/figures/describeFigures';
import { describeLength } from '../words/figures/describeLength';
import { describeShareOf, unknown } from '../words/figures/describeShare';
import type { FigureTable } from '../words/figures/figureSection';
import { fill, type Words } from '../words/words';
import type { ManagementReport } from './managementContent';
import { pressingInShort } from './managementPressing';
import type { ReportSection } from './reportSection';

/** What a manager reads in twenty seconds, and the same beside the period before. */
export function shortSection(report: ManagementReport, words: Words): ReportSection {
  const { byPriority, compared, security, handOvers, patterns, weakest } = report;
  const { short: texts } = words.managementReport;
  const { all, groups, ageing, at } = byPriority;
  const { met, missed } = all.target;
  const open = ageing.map(({ priority, counts }) => ({ name: priority, count: sumOf(counts, count => count) }));
  const split = (parts: readonly { readonly name?: string | undefined; readonly count: number }[]): string => {
    const said = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${name ?? words.figures.noName.priority} ${count}`);
    return said.length > 0 ? ` (${said.join(', ')})` : '';
  };
  const inTime = fill(texts.inTime, { share: describeShareOf(words, { count: met, of: met + missed }) });
  const standing = security.counts.filter(one => one.standing !== 'none');
  return {
    title: texts.title,
    texts: [],
    items: [
      pressingInShort(report, words),
      fill(texts.recorded, { count: all.count }) + split(groups),
      ...compared.rows
        .filter(({ figure }) => figure === 'completed')
        .map(({ now }) => fill(texts.completed, { count: valueOf(words, now) })),
      fill(texts.open, { at: at.slice(0, 10), count: sumOf(open, ({ count }) => count) }) + split(open),
      weakest ? fill(texts.weakest, { inTime, priority: weakest.name, share: describeShareOf(words, weakest) }) : inTime,
      fill(texts.security, { count: sumOf(standing, ({ count }) => count), open: sumOf(standing, one => one.open) }),
      fill(texts.handOvers, {
        made: sumOf(handOvers.parties, ({ made }) => made),
        late: sumOf(handOvers.parties, ({ late, over }) => late + over),
      }),
      fill(texts.patterns, { count: patterns.told.length + patterns.more + patterns.unnamed }),
      ...changesOf(compared, words),
    ],
    table: comparedTable(compared, words),
  };
}

function sumOf<T>(of: readonly T[], count: (one: T) => number): number {
  return of.reduce((total, one) => total + count(one), 0);
}

/** What is worse and better by more than chance, or that nothing of what is tested is; and the backlog where it grew, which is not tested. */
function changesOf({ before, rows }: Comparison, words: Words): readonly string[] {
  const { short: texts, compared: names } = words.managementReport;
  if (!before) return [texts.noBefore];
  const changed = (change: 'worse' | 'better'): readonly string[] => {
    const figures = rows
      .filter(row => row.change === change)
      .map(row => fill(texts.changed, { figure: names[row.figure], now: valueOf(words, row.now), before: valueOf(words, row.before) }));
    return figures.length > 0 ? [fill(texts[change], { ...daysOf(before), figures: figures.join('; ') })] : [];
  };
  const changes = [...changed('worse'), ...changed('better')];
  const tested = rows.filter(({ change }) => change).map(({ figure }) => names[figure]);
  const same = fill(texts.same, { ...daysOf(before), tested: tested.join(', ') });
  const grown = rows.flatMap(({ figure, now, before: earlier }) =>
    figure === 'open' && now && earlier && 'count' in now && 'count' in earlier && now.count > earlier.count
      ? [fill(texts.grown, { now: now.count, before: earlier.count })]
      : [],
  );
  return [...(changes.length > 0 ? changes : [same]), ...grown];
}

/** Without a period before there is nothing to put beside. */
function comparedTable({ before, rows }: Comparison, words: Words): FigureTable {
  const { short: texts, compared: names } = words.managementReport;
  return {
    head: [texts.figure, texts.now, ...(before ? [texts.before, texts.change] : [])],
    rows: rows.map(({ figure, now, before: earlier, change }) => [
      names[figure],
      valueOf(words, now),
      ...(before ? [valueOf(words, earlier), texts.changes[change ?? 'untested']] : []),
    ]),
  };
}

function valueOf(words: Words, value: ComparedValue): string {
  if (!value) return unknown;
  if ('length' in value) return describeLength(words, value.length);
  const { count, of } = value;
  return of === undefined ? String(count) : describeShareOf(words, { count, of });
}
