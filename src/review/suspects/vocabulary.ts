import { ownText } from '../../base/ownText';
import { termOf, tokensOf } from '../similar/tokens';

const none: readonly number[] = [];
/** What is a beginning of words, or their consonants: letters alone, three to fourteen. */
const shortForm = /^[a-z]{3,14}$/;
/** The first letter and some consonants of a longer word. */
const skeleton = /^[a-z][^aeiou]{2,4}$/;
const firstLetters = 3;
const lowerCase = /^[a-z]+(?:_[a-z]+)*$/;

/** Numbers for terms, given out as they come. A word is taken apart once, however often it occurs. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  private readonly terms: string[] = [];
  private readonly words = new Map<string, readonly number[]>();
  private readonly beginnings = new Map<string, string[]>();
  private readonly skeletons = new Map<string, string[]>();

  /** `most`: terms from which on no new word is taken. */
  constructor(private readonly most = Infinity) {}

  /** How many terms have a number. */
  get size(): number {
    return this.numbers.size;
  }

  /** True when words that were not met before have no terms any more. */
  get isFull(): boolean {
    return this.numbers.size >= this.most;
  }

  /** The numbers of a word's terms: itself and, for an identifier, its parts. None for a stop word. */
  termsOf(word: string): readonly number[] {
    const known = this.words.get(word);
    if (known) return known;
    if (this.isFull) return none;
    const own = ownText(word);
    const terms = lowerCase.test(own) ? this.termsOfParts(own) : tokensOf(own).map(token => this.numberOf(token));
    const kept = terms.length === 0 ? none : terms;
    this.words.set(own, kept);
    return kept;
  }

  /** What `tokensOf` gives for lower-case letters and underscores, without taking known parts apart again: most words of a diff are such. */
  private termsOfParts(word: string): readonly number[] {
    const parts = word.split('_');
    const whole = termOf(parts.length > 1 ? parts.join('') : word);
    const own = whole === undefined ? [] : [this.numberOf(whole)];
    return parts.length > 1 ? [...own, ...parts.flatMap(part => this.termsOf(part))] : own;
  }

  /** The number of a term; a new one when it has none. The term is kept as it is given. */
  numberOf(term: string): number {
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(term, number);
    this.terms.push(term);
    if (shortForm.test(term)) {
      addTo(this.beginnings, term.slice(0, firstLetters), term);
      if (skeleton.test(term)) addTo(this.skeletons, term.charAt(0), term);
    }
    return number;
  }

  /** The terms of three to fourteen letters that begin as a word does, with its first three letters. */
  beginningAs(word: string): readonly string[] {
    return this.beginnings.get(word.slice(0, firstLetters)) ?? [];
  }

  /** The terms of three to five letters that have a word's first letter and no vowel after it. */
  skeletonsOf(word: string): readonly string[] {
    return this.skeletons.get(word.charAt(0)) ?? [];
  }

  /** The term with a number; empty for a number that was never given out. */
  termAt(number: number): string {
    return this.terms[number] ?? '';
  }

  /** The number of a term that occurs somewhere; undefined for any other. */
  find(term: string): number | undefined {
    return this.numbers.get(term);
  }
}

function addTo(lists: Map<string, string[]>, key: string, term: string): void {
  const list = lists.get(key);
  if (list) list.push(term);
  else lists.set(key, [term]);
}
