import type { Reason } from '../../domain/incident/review';
import { isTelling, tokensOf } from '../similar/tokens';
import type { Evidence } from './collect';
import type { CommitWords } from './commitWords';
import { largest } from './evidence';
import type { Query } from './query';

/** Words shown for one reason. */
const mostWords = 5;

/** What is needed to say which words a commit has in common with a report. */
export interface WordContext {
  readonly query: Query;
  /** The report's words as they were written, by term. */
  readonly written: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
}

/** A word of the report. */
interface FoundWord {
  readonly term: string;
  readonly word: string;
  readonly weight: number;
}

/**
 * Identifiers and words of the report that the commit changes or speaks of, the rarest first: those that weigh at least this share of the
 * report's rarest one. As the commit writes them. `changed`: the functions of the trace that are told as changed.
 */
export function wordReasons(
  words: CommitWords,
  changed: readonly string[],
  { query, written, evidence }: WordContext,
  share: number,
): readonly Reason[] {
  const { asked, weights } = evidence.scores;
  // Words that nearly every commit has are no reason.
  const least = share * largest(weights);
  const found = asked.terms
    .map((term, slot): FoundWord => ({ term, word: written.get(term) ?? '', weight: weights[slot] ?? 0 }))
    .filter(({ word, weight }) => isTelling(word) && !/^\d+$/.test(word) && weight >= least)
    .sort((a, b) => b.weight - a.weight);
  const functions = new Set([...query.trace.functions.keys()].map(name => name.toLowerCase()));
  const isFunction = ({ word }: FoundWord): boolean => functions.has(word.toLowerCase());
  const identifiers = found.filter(asks => isIdentifier(asks.word) && isWhole(asks, words.code) && !isFunction(asks));
  // A function of the trace that was changed is told by itself, and the parts of a name are told with the name.
  const told = new Set(changed.map(name => name.toLowerCase()));
  const whole = [...functions, ...identifiers.map(({ word }) => word.toLowerCase())];
  const plain = found.filter(asks => {
    const name = asks.word.toLowerCase();
    return isFunction(asks) ? !told.has(name) : !whole.some(other => other.includes(name));
  });
  const inMessage = plain.filter(({ term }) => words.message.has(term));
  const inPaths = plain.filter(({ term }) => words.paths.has(term) && !words.message.has(term));
  const others = plain.filter(({ term }) => !words.message.has(term) && !words.paths.has(term));
  const inCode = others.filter(({ term }) => words.code.has(term));
  // The name of a function counts in code alone: a text, a test or a document that mentions it does not concern it.
  const inLines = others.filter(asks => words.lines.has(asks.term) && !words.code.has(asks.term) && !isFunction(asks));
  const lines = new Map([...words.lines, ...words.code]);
  const reasons = [
    ['identifier', identifiers, words.code],
    ['messageWords', inMessage, words.message],
    ['codeWords', [...inCode, ...inLines].sort((a, b) => b.weight - a.weight), lines],
    ['pathWords', inPaths, words.paths],
  ] as const;
  const terms = reasons.flatMap(([, asked]) => asked.map(({ term }) => term));
  return reasons.flatMap(([code, asked, forms]) => {
    const own = asked
      .filter(({ term }) => !terms.some(other => other !== term && isPart(term, other, found)))
      .map(asks => formOf(asks, forms.get(asks.term)));
    const values = [...new Set(own)].slice(0, mostWords);
    return values.length > 0 ? [{ code, values }] : [];
  });
}

function isIdentifier(word: string): boolean {
  return /\w_\w|[a-z][A-Z]/.test(word);
}

/** True where the commit has the very word of the report, be it in other letters. */
function isWhole({ term, word }: FoundWord, forms: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...(forms.get(term) ?? [])].some(form => sameLetters(form, word));
}

/** What a commit has of a word: the very word, else whatever form of it. */
function formOf({ word }: FoundWord, forms: ReadonlySet<string> = new Set()): string {
  const all = [...forms];
  return all.find(form => form === word) ?? all.find(form => sameLetters(form, word)) ?? all[0] ?? '';
}

function sameLetters(some: string, other: string): boolean {
  return some.toLowerCase() === other.toLowerCase();
}

/** True where a term is but a part of what the report calls by the other: `prom` of `PromQL`. */
function isPart(term: string, whole: string, found: readonly FoundWord[]): boolean {
  const word = found.find(asks => asks.term === whole)?.word ?? '';
  return isIdentifier(word) && tokensOf(word).includes(term);
}
