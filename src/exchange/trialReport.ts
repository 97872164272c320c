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
const [barWidth, barHeight] = [160, 10];

/** The report of a trial as Markdown, with a bar beside each share. Texts of commits are escaped; times are UTC. */
export function trialAsMarkdown({ words, at, folder, faults, sure, isWhole }: TrialContext): string {
  const { trial } = words;
  const lines = [
    `# ${trial.title}`,
    '',
    `- ${fill(trial.made, { when: utcTime(at), folder: markdownLine(folder) })}`,
    ...(faults.length === 0 ? [] : [`- ${span(words, faults)}`, `- ${trial.how}`]),
    ...(isWhole ? [] : [`- ${trial.ended}`]),
    '',
    ...(faults.length === 0 ? (isWhole ? [trial.none] : []) : figures(words, faults, sure)),
  ];
  return `${lines.join('\n')}\n`;
}

function span(words: Words, faults: readonly TriedFault[]): string {
  const days = faults.map(({ at }) => new Date(at).toISOString().slice(0, 10)).sort();
  const sizes = faults.map(({ commits }) => commits).sort((a, b) => a - b);
  const [from = '', to = ''] = [days[0], days.at(-1)];
  return counted(words, words.trial.cases, { count: faults.length, from, to, commits: sizes[sizes.length >> 1] ?? 0 });
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
        const shares = n === 0 ? ['–', '–'] : [said, right].map(share => `${percentOf(share)} %`);
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
  const mean = (key: 'place' | 'plainPlace'): string => (faults.reduce((sum, fault) => sum + 1 / fault[key], 0) / faults.length).toFixed(2);
  return [
    `| ${trial.place} | | ${trial.learnt} | ${trial.plain} |`,
    '| --- | --- | ---: | ---: |',
    ...steps.map(([name, from, to]) => {
      const within = (key: 'place' | 'plainPlace'): number => faults.filter(fault => fault[key] >= from && fault[key] <= to).length;
      const [shown, plain] = [within('place'), within('plainPlace')];
      const said = fill(trial.bar, { percent: percentOf(share(shown)) });
      return `| ${trial[name]} | ![${said}](${bar(share(shown))}) | ${told(shown)} | ${told(plain)} |`;
    }),
    `| ${trial.meanRank} | | ${mean('place')} | ${mean('plainPlace')} |`,
  ];
}

/** A share, 0 to 1, as a picture that is seen in light and in dark. */
function bar(share: number): string {
  const rect = (width: number, fill: string): string => `<rect width="${width}" height="${barHeight}" rx="3" fill="${fill}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${barWidth}" height="${barHeight}">${rect(barWidth, '#8883')}${rect(Math.round(share * barWidth), '#3794ff')}</svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function learning({ trial }: Words, faults: readonly TriedFault[]): string {
  const up = faults.filter(({ place, plainPlace }) => place < plainPlace).length;
  const down = faults.filter(({ place, plainPlace }) => place > plainPlace).length;
  return up + down === 0 ? trial.nothingLearnt : fill(trial.gained, { up, down });
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
