import type { Instant } from '../domain/foundation/time';
import { counted, fill, type Words } from '../words/words';
import { markdownLine, markdownText } from './markdownText';
import { markdownTable } from './markdownTable';
import { utcTime } from './utcTime';

/** A past fault with the place (from 1; infinite where it was not ranked) at which its culprit came. */
interface TriedFault {
  readonly fix: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly culprit: string;
  /** How many commits were looked at. */
  readonly commits: number;
  readonly place: number;
  /** Without what was learnt in the repository. */
  readonly plainPlace: number;
}

type Sureness = Readonly<Record<'likely' | 'possible' | 'weak', { readonly n: number; readonly said: number; readonly right: number }>>;

/** How the suspects of a repository's own past faults were ranked. */
export interface TriedFaults {
  /** Newest first. */
  readonly faults: readonly TriedFault[];
  /** How sure the product was of the first suspects: how many, the chance they were given, and how often it was right, 0 to 1. */
  readonly sure: Sureness;
  /** How many commits name another one as faulty, those that could not be tried included. */
  readonly named: number;
  /** False where it was ended before all were tried. */
  readonly isWhole: boolean;
}

/** What a trial of suspects on past faults has shown. */
export interface TrialContext extends TriedFaults {
  readonly words: Words;
  readonly at: Instant;
  readonly folder: string;
}

/** Faults that are named where it failed. */
const mostMissed = 8;
/** Faults below which figures tell little. */
const enough = 30;
const [barWidth, barHeight] = [160, 10];

/** The report of a trial as Markdown, with a bar beside each share. Texts of commits are escaped; times are UTC. */
export function trialAsMarkdown({ words, at, folder, faults, sure, named, isWhole }: TrialContext): string {
  const { trial } = words;
  const lines = [
    `# ${trial.title}`,
    '',
    ...(faults.length === 0 ? [] : [...verdict(words, faults, sure), '']),
    `- ${fill(trial.made, { when: utcTime(at), folder: markdownLine(folder) })}`,
    ...(faults.length === 0 ? [] : [`- ${span(words, faults)}`, `- ${trial.how}`]),
    ...(isWhole ? [] : [`- ${trial.ended}`]),
    ...(isWhole && named > 0 && faults.length < enough ? [`- ${counted(words, trial.named, { count: named })}`] : []),
    '',
    ...(faults.length > 0 ? figures(words, faults, sure) : isWhole ? [named > 0 ? trial.noneTried : trial.none] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the figures come to. */
function verdict(words: Words, faults: readonly TriedFault[], { likely }: Sureness): readonly string[] {
  const { trial } = words;
  const among = (most: number): number => faults.filter(({ place }) => place <= most).length;
  return [
    `**${counted(words, trial.verdict, { count: faults.length, first: among(1), five: among(5) })}**`,
    ...(likely.n === 0 ? [] : [counted(words, trial.verdictLikely, { count: likely.n, right: Math.round(likely.n * likely.right) })]),
    ...(faults.length < enough ? [fill(trial.few, { enough })] : []),
  ];
}

function span(words: Words, faults: readonly TriedFault[]): string {
  const days = faults.map(({ at }) => new Date(at).toISOString().slice(0, 10)).sort();
  const sizes = faults.map(({ commits }) => commits).sort((a, b) => a - b);
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const when = from === to ? fill(words.trial.when.day, { day: from }) : fill(words.trial.when.days, { from, to });
  return counted(words, words.trial.cases, { count: faults.length, when, commits: sizes[sizes.length >> 1] ?? 0 });
}

function figures(words: Words, faults: readonly TriedFault[], sure: Sureness): readonly string[] {
  const { trial } = words;
  return [
    `## ${trial.where}`,
    '',
    ...places(words, faults),
    '',
    learning(words, faults),
    '',
    `## ${trial.sure}`,
    '',
    ...markdownTable(
      [trial.said, trial.often, trial.gave, trial.right],
      (['likely', 'possible', 'weak'] as const).map(confidence => {
        const { n, said, right } = sure[confidence];
        const shares =
          n === 0 ? ['–', '–'] : [`${percentOf(said)} %`, fill(trial.share, { percent: percentOf(right), count: Math.round(n * right) })];
        return [words.suspects[confidence], String(n), ...shares];
      }),
    ),
    '',
    ...failures(words, faults),
    `## ${trial.limitsTitle}`,
    '',
    ...Object.values(trial.limits).map(limit => `- ${limit}`),
  ];
}

/** From which place on, and up to which, the culprit came. */
const steps = [
  ['first', 1, 1],
  ['toFive', 2, 5],
  ['toTen', 6, 10],
  ['further', 11, Infinity],
] as const;

function places({ trial }: Words, faults: readonly TriedFault[]): readonly string[] {
  const share = (count: number): number => count / faults.length;
  const told = (count: number): string => fill(trial.share, { percent: percentOf(share(count)), count });
  // Where nothing that was learnt changed a place, there is one column to read.
  const isLearnt = faults.some(({ place, plainPlace }) => place !== plainPlace);
  return [
    `| ${[trial.place, '', ...(isLearnt ? [trial.learnt, trial.plain] : [trial.alone])].join(' | ')} |`,
    `| --- | --- | ---: |${isLearnt ? ' ---: |' : ''}`,
    ...steps.map(([name, from, to]) => {
      const within = (key: 'place' | 'plainPlace'): number => faults.filter(fault => fault[key] >= from && fault[key] <= to).length;
      const shown = within('place');
      const said = fill(trial.bar, { percent: percentOf(share(shown)) });
      const cells = [trial[name], `![${said}](${bar(share(shown))})`, told(shown), ...(isLearnt ? [told(within('plainPlace'))] : [])];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** A share, 0 to 1, as a picture that is seen in light and in dark. */
function bar(share: number): string {
  const rect = (width: number, fill: string): string => `<rect width="${width}" height="${barHeight}" rx="3" fill="${fill}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${barWidth}" height="${barHeight}">${rect(barWidth, '#8883')}${rect(Math.round(share * barWidth), '#3794ff')}</svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function learning({ trial }: Words, faults: readonly TriedFault[]): string {
  const mean = (key: 'place' | 'plainPlace'): string => (faults.reduce((sum, fault) => sum + 1 / fault[key], 0) / faults.length).toFixed(2);
  const ranks = { shown: mean('place'), plain: mean('plainPlace') };
  const up = faults.filter(({ place, plainPlace }) => place < plainPlace).length;
  const down = faults.filter(({ place, plainPlace }) => place > plainPlace).length;
  return up + down === 0
    ? `${trial.nothingLearnt} ${fill(trial.meanRank, ranks)}`
    : `${fill(trial.gained, { up, down })} ${fill(trial.meanRanks, ranks)}`;
}

function failures({ trial }: Words, faults: readonly TriedFault[]): readonly string[] {
  const missed = faults
    .filter(({ place }) => place > 10)
    .sort((a, b) => b.place - a.place)
    .slice(0, mostMissed);
  if (missed.length === 0) return [];
  const lines = missed.map(({ fix, title, culprit, commits, place }) => {
    const of = { fix: `\`${fix.slice(0, 8)}\``, title: markdownText(title), culprit: `\`${culprit.slice(0, 8)}\`` };
    return `- ${Number.isFinite(place) ? fill(trial.missedOne, { ...of, commits, place }) : fill(trial.missedAll, of)}`;
  });
  return [`## ${trial.missed}`, '', ...lines, ''];
}

function percentOf(share: number): number {
  return Math.round(share * 100);
}
