import { Postings, pack } from './postings';
import { SimilarRanking, type AskedTerm, type RankedDocument, type Scored } from './ranking';
import type { SimilarDocument } from './similarDocument';
import { isTelling, tokensOf, wordsByToken } from './tokens';
import { similarFields, similarWeights, type SimilarField } from './weights';

/** So many times as many documents as are asked for are looked through for those that hold more of the words. */
const lookedThrough = 10;

/** A similar document, how much (scores compare within one query only), the shared words that are a reason to say so, the heaviest first, and whether it holds the same error. */
export interface SimilarHit {
  readonly id: string;
  readonly score: number;
  readonly terms: readonly string[];
  readonly sameError: boolean;
}

interface Entry extends RankedDocument {
  /** The state of the record it was made from. */
  readonly version: string;
  /** Term numbers and packed counts in turn. */
  readonly terms: readonly number[];
}

/** A document as it is saved: the terms it holds, and how often each in which field, packed. */
export type SavedDocument = readonly [
  id: string,
  version: string,
  order: number,
  lengths: readonly number[],
  terms: readonly string[],
  counts: readonly number[],
];

const termsShown = 6;
/** One shared word is a reason by itself only where it is rare, and what is rare shows among so many documents at the least. */
const [enoughToTell, rareShare] = [50, 0.01];
/** Signatures are terms, too; no word of a text begins like this. */
const signatureMark = '\u0001';

/** An inverted index over documents. In memory; adding, replacing and removing one cost its length, and leave no room unused behind. */
export class SimilarIndex {
  private readonly terms = new Map<string, number>();
  private readonly tokens: string[] = [];
  private readonly postings: Postings[] = [];
  private readonly entries: (Entry | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  /** Numbers of documents and of terms that nothing bears any more. */
  private readonly free: { readonly documents: number[]; readonly terms: number[] } = { documents: [], terms: [] };
  private readonly totals = similarFields.map(() => 0);
  private orders = 0;
  /** Of the index as it is; undefined after a change, until somebody asks. */
  private ranking: SimilarRanking | undefined;

  /** How many documents there are. */
  get size(): number {
    return this.numbers.size;
  }

  /** The version of a document; undefined when it is not here. */
  versionOf(id: string): string | undefined {
    return this.entries[this.numbers.get(id) ?? -1]?.version;
  }

  /** The ids of all documents. */
  ids(): readonly string[] {
    return [...this.numbers.keys()];
  }

  /** How many places of documents and terms there are, used or not: what the index takes up. */
  get places(): { readonly documents: number; readonly terms: number } {
    return { documents: this.entries.length, terms: this.postings.length };
  }

  /** Adds a document, or puts it in the place of the one with its id. */
  add(document: SimilarDocument, version = ''): void {
    const order = this.remove(document.id) ?? this.orders++;
    const counts = new Map<string, number[]>();
    const lengths = similarFields.map(() => 0);
    for (const [at, field] of similarFields.entries()) {
      for (const token of tokensIn(document, field)) {
        const own = counts.get(token) ?? similarFields.map(() => 0);
        own[at] = (own[at] ?? 0) + 1;
        counts.set(token, own);
        lengths[at] = (lengths[at] ?? 0) + 1;
      }
    }
    const terms = [...counts].flatMap(([token, own]) => [this.termOf(token), pack(own)]);
    this.put({ id: document.id, version, order, lengths, terms });
  }

  /** Takes a document away; returns its place in the order, or undefined when it was not here. */
  remove(id: string): number | undefined {
    const number = this.numbers.get(id);
    const entry = number === undefined ? undefined : this.entries[number];
    if (number === undefined || !entry) return undefined;
    for (let at = 0; at < entry.terms.length; at += 2) this.removeTerm(entry.terms[at] ?? -1, number);
    for (let at = 0; at < similarFields.length; at++) this.totals[at] = (this.totals[at] ?? 0) - (entry.lengths[at] ?? 0);
    this.entries[number] = undefined;
    this.numbers.delete(id);
    this.free.documents.push(number);
    this.ranking = undefined;
    return entry.order;
  }

  /** The documents most like this one, the most similar first; it need not be in the index and never finds itself. `only` chooses among them. */
  find(document: SimilarDocument, most: number, only: (id: string) => boolean = () => true): readonly SimilarHit[] {
    return this.findInGroups(document, most, id => (only(id) ? '' : undefined)).get('') ?? [];
  }

  /** The same for several groups in one pass: `groupOf` says which group an id belongs to, if any, and each group gets its own best. */
  findInGroups<G extends string>(
    document: SimilarDocument,
    most: number,
    groupOf: (id: string) => G | undefined,
  ): ReadonlyMap<G, readonly SimilarHit[]> {
    const asked = this.askedTerms(queryWeights(document));
    const best = this.rankingNow().best([...asked.values()], most, id => (id === document.id ? undefined : groupOf(id)));
    const words = wordsByToken([document.title, document.text, ...document.names].join('\n'));
    const toHit = ({ number, id, score }: Scored): SimilarHit => {
      const shared = this.sharedTerms(number, asked);
      const telling = shared.filter(({ token }) => isTelling(words.get(token) ?? ''));
      const told = [...new Set(telling.flatMap(({ token }) => words.get(token) ?? []))];
      const isReason = told.length > 1 || telling.some(({ postings }) => this.isRare(postings.documents.length));
      return {
        id,
        score,
        terms: isReason ? told.slice(0, termsShown) : [],
        sameError: shared.some(({ token }) => token.startsWith(signatureMark)),
      };
    };
    return new Map([...best].map(([group, scored]) => [group, scored.map(toHit)]));
  }

  /** The documents that hold the words of a text: those that hold the most of them, the best of these first; the last word may be the beginning of one. */
  search(text: string, most: number, only: (id: string) => boolean = () => true): readonly string[] {
    const typed = tokensOf(text);
    const query = new Map<string, number>(typed.map(token => [token, 1]));
    const [last = ''] = /[\p{L}\p{N}_]+$/u.exec(text.toLowerCase()) ?? [];
    if (last.length > 1) for (const term of this.terms.keys()) if (term.startsWith(last)) query.set(term, query.get(term) ?? 0.5);
    const asked = this.askedTerms(query);
    const wanted = new Set(typed);
    const held = (number: number): number => this.sharedTerms(number, asked).filter(({ token }) => wanted.has(token)).length;
    // A word in a title weighs much: what has one of them there must not keep away what has all of them.
    const scored =
      this.rankingNow()
        .best([...asked.values()], most * lookedThrough, id => (only(id) ? '' : undefined))
        .get('') ?? [];
    return scored
      .map(({ id, number }) => ({ id, held: held(number) }))
      .sort((a, b) => b.held - a.held)
      .slice(0, most)
      .map(({ id }) => id);
  }

  /** A document as `restore` takes it; undefined when it is not here. */
  saved(id: string): SavedDocument | undefined {
    const entry = this.entries[this.numbers.get(id) ?? -1];
    if (!entry) return undefined;
    const { version, order, lengths, terms } = entry;
    const [tokens, counts]: [string[], number[]] = [[], []];
    for (let at = 0; at < terms.length; at += 2) {
      tokens.push(this.tokens[terms[at] ?? -1] ?? '');
      counts.push(terms[at + 1] ?? 0);
    }
    return [id, version, order, lengths, tokens, counts];
  }

  /** Puts a document back as it was saved, in the place of the one with its id. */
  restore([id, version, order, lengths, tokens, counts]: SavedDocument): void {
    this.remove(id);
    const terms = tokens.flatMap((token, at) => [this.termOf(token), counts[at] ?? 0]);
    this.orders = Math.max(this.orders, order + 1);
    this.put({ id, version, order, lengths, terms });
  }

  private put(entry: Entry): void {
    const number = this.free.documents.pop() ?? this.entries.length;
    this.entries[number] = entry;
    this.numbers.set(entry.id, number);
    this.ranking = undefined;
    for (let at = 0; at < entry.terms.length; at += 2) this.postings[entry.terms[at] ?? -1]?.add(number, entry.terms[at + 1] ?? 0);
    for (let at = 0; at < similarFields.length; at++) this.totals[at] = (this.totals[at] ?? 0) + (entry.lengths[at] ?? 0);
  }

  private termOf(token: string): number {
    const known = this.terms.get(token);
    if (known !== undefined) return known;
    const term = this.free.terms.pop() ?? this.postings.length;
    this.postings[term] = new Postings();
    this.tokens[term] = token;
    this.terms.set(token, term);
    return term;
  }

  private removeTerm(term: number, number: number): void {
    const postings = this.postings[term];
    postings?.remove(number);
    if (postings?.documents.length !== 0 || !this.terms.delete(this.tokens[term] ?? '')) return;
    this.free.terms.push(term);
  }

  private rankingNow(): SimilarRanking {
    this.ranking ??= new SimilarRanking(this.entries, this.totals, this.size);
    return this.ranking;
  }

  /** The terms of a question that any document holds, by number. */
  private askedTerms(query: ReadonlyMap<string, number>): ReadonlyMap<number, NamedTerm> {
    const asked = new Map<number, NamedTerm>();
    for (const [token, queryWeight] of query) {
      const term = this.terms.get(token) ?? -1;
      const postings = this.postings[term];
      const held = postings?.documents.length ?? 0;
      const rarity = Math.log(1 + (this.size - held + 0.5) / (held + 0.5));
      if (postings && held > 0) asked.set(term, { token, postings, weight: queryWeight * rarity });
    }
    return asked;
  }

  /** The terms of a question that a document holds, the heaviest first. */
  private sharedTerms(number: number, asked: ReadonlyMap<number, NamedTerm>): readonly NamedTerm[] {
    const ranking = this.rankingNow();
    const own = this.entries[number]?.terms ?? [];
    const shared: NamedTerm[] = [];
    for (let at = 0; at < own.length; at += 2) {
      const term = asked.get(own[at] ?? -1);
      if (term) shared.push({ ...term, weight: term.weight * ranking.saturation(number, own[at + 1] ?? 0) });
    }
    return shared.sort((a, b) => b.weight - a.weight);
  }

  /** True for a term so few documents hold, of enough that this can be told, that sharing it alone says something. */
  private isRare(held: number): boolean {
    return this.size >= enoughToTell && held <= Math.max(2, this.size * rareShare);
  }
}

interface NamedTerm extends AskedTerm {
  readonly token: string;
}

/** How much each term of the document counts when it is the query. */
function queryWeights(document: SimilarDocument): ReadonlyMap<string, number> {
  const { query, k3 } = similarWeights;
  const counts = new Map<string, number>();
  for (const field of similarFields)
    for (const token of tokensIn(document, field)) counts.set(token, (counts.get(token) ?? 0) + query[field]);
  return new Map([...counts].map(([token, count]) => [token, (count * (k3 + 1)) / (count + k3)]));
}

function tokensIn(document: SimilarDocument, field: SimilarField): readonly string[] {
  switch (field) {
    case 'signatures':
      return document.signatures.map(key => `${signatureMark}${key}`);
    case 'names':
      return tokensOf(document.names.join(' '));
    default:
      return tokensOf(document[field]);
  }
}
