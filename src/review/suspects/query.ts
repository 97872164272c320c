import { reportText } from '../../domain/errors/reportText';
import { tokensOf } from '../similar/tokens';
import { traceOf, type Trace } from './traceEvidence';

/** Beginning of a report that is read, in UTF-16 code units: what stands further down says the same again. */
const readOfReport = 100_000;

/** What a report asks for: its terms with their weights, and its words in their order. */
export interface Query {
  /** How much each term counts: more when it is repeated (up to a point) and when it stands in the title. */
  readonly terms: ReadonlyMap<string, number>;
  /** The same for the title alone. */
  readonly titleTerms: ReadonlyMap<string, number>;
  /** Lower-case words as they follow each other. */
  readonly words: readonly string[];
  /** The text itself, shortened, as `reportText` gives it. */
  readonly text: string;
  /** What the traces in it name. */
  readonly trace: Trace;
}

/** A term that is repeated counts up to this often; then the square root, so that a second mention adds less than the first. */
const mostRepeats = 2;
/** How much more a term of the title counts. */
const titleWeight = 1.3;

/** The query of a report with a title and further texts (symptoms, error text). */
export function queryOf(title: string, text: string): Query {
  const whole = reportText(`${title}\n${text}`.slice(0, readOfReport));
  const titleCounts = countsOf(title);
  const terms = new Map(
    [...countsOf(whole)].map(([term, count]) => [term, (titleCounts.has(term) ? titleWeight : 1) * weightOf(count)] as const),
  );
  return {
    terms,
    titleTerms: new Map([...titleCounts].map(([term, count]) => [term, weightOf(count)] as const)),
    words: whole.toLowerCase().match(/[a-z0-9]+/g) ?? [],
    text: whole,
    trace: traceOf(whole),
  };
}

/** Of a report without a title its first sentence is the title. */
export function firstSentence(text: string): string {
  return (/^(.*?[^.])(?:\.\s|\n|$)/s.exec(text.trim())?.[1] ?? text).slice(0, 300);
}

function weightOf(count: number): number {
  return Math.sqrt(Math.min(count, mostRepeats));
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of tokensOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
