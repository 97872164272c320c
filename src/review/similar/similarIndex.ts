import { Postings, pack } from './postings';
import { Ranking, type AskedTerm, type RankedDocument, type Scored } from './ranking';
import type { SimilarDocument } from './similarDocument';
import { tokensOf, wordsByToken } from './tokens';
import { similarFields, similarWeights, type SimilarField } from './weights';

/** A similar document, how much (scores compare within one query only), the shared words that made it so, the heaviest first, and whether it holds the same error. */
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

/** The index as it is saved: terms, and each document with the numbers of its terms. */
export interface SimilarData {
  /** How many documents were ever added. */
  readonly orders: number;
  readonly terms: readonly string[];
  readonly documents: readonly (readonly [
    id: string,
    version: string,
    order: number,
    lengths: readonly number[],
    terms: readonly number[],
  ])[];
}

const termsShown = 6;
/** Signatures are terms, too; no word of a text begins like this. */
const signatureMark = '\u0001';

/** An inverted index over documents. In memory; adding, replacing and removing one cost its length. */
export class SimilarIndex {
  private readonly terms = new Map<string, number>();
  private readonly postings: Postings[] = [];
  private readonly entries: (Entry | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly totals = similarFields.map(() => 0);
  private orders = 0;
  /** Of the index as it is; undefined after a change, until somebody asks. */
  private ranking: Ranking | undefined;

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
    for (let at = 0; at < entry.terms.length; at += 2) this.postings[entry.terms[at] ?? -1]?.remove(number);
    for (let at = 0; at < similarFields.length; at++) this.totals[at] = (this.totals[at] ?? 0) - (entry.lengths[at] ?? 0);
    this.entries[number] = undefined;
    this.numbers.delete(id);
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
      const terms = shared.flatMap(token => words.get(token) ?? []).slice(0, termsShown);
      return { id, score, terms, sameError: shared.some(token => token.startsWith(signatureMark)) };
    };
    return new Map([...best].map(([group, scored]) => [group, scored.map(toHit)]));
  }

  /** The documents that hold the words of a text, the best first; the last word may be the beginning of one. */
  search(text: string, most: number, only: (id: string) => boolean = () => true): readonly string[] {
    const query = new Map<string, number>(tokensOf(text).map(token => [token, 1]));
    const [last = ''] = /[\p{L}\p{N}_]+$/u.exec(text.toLowerCase()) ?? [];
    if (last.length > 1) for (const term of this.terms.keys()) if (term.startsWith(last)) query.set(term, query.get(term) ?? 0.5);
    const asked = [...this.askedTerms(query).values()];
    return (
      this.rankingNow()
        .best(asked, most, id => (only(id) ? '' : undefined))
        .get('') ?? []
    ).map(({ id }) => id);
  }

  /** What `restore` takes. */
  data(): SimilarData {
    return {
      orders: this.orders,
      terms: [...this.terms.keys()],
      documents: this.entries.flatMap(entry =>
        entry ? [[entry.id, entry.version, entry.order, entry.lengths, entry.terms] as const] : [],
      ),
    };
  }

  /** An index as it was saved. Numbers that point nowhere (a damaged file) find nothing. */
  static restore({ orders, terms, documents }: SimilarData): SimilarIndex {
    const index = new SimilarIndex();
    for (const term of terms) index.termOf(term);
    for (const [id, version, order, lengths, own] of documents) {
      index.put({ id, version, order, lengths, terms: own });
    }
    index.orders = orders;
    return index;
  }

  private put(entry: Entry): void {
    const number = this.entries.push(entry) - 1;
    this.numbers.set(entry.id, number);
    this.ranking = undefined;
    for (let at = 0; at < entry.terms.length; at += 2) this.postings[entry.terms[at] ?? -1]?.add(number, entry.terms[at + 1] ?? 0);
    for (let at = 0; at < similarFields.length; at++) this.totals[at] = (this.totals[at] ?? 0) + (entry.lengths[at] ?? 0);
  }

  private termOf(token: string): number {
    const known = this.terms.get(token);
    if (known !== undefined) return known;
    const term = this.postings.push(new Postings()) - 1;
    this.terms.set(token, term);
    return term;
  }

  private rankingNow(): Ranking {
    this.ranking ??= new Ranking(this.entries, this.totals, this.size, this.orders);
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
  private sharedTerms(number: number, asked: ReadonlyMap<number, NamedTerm>): readonly string[] {
    const ranking = this.rankingNow();
    const own = this.entries[number]?.terms ?? [];
    const shared: { readonly token: string; readonly weight: number }[] = [];
    for (let at = 0; at < own.length; at += 2) {
      const term = asked.get(own[at] ?? -1);
      if (term) shared.push({ token: term.token, weight: term.weight * ranking.saturation(number, own[at + 1] ?? 0) });
    }
    return shared.sort((a, b) => b.weight - a.weight).map(({ token }) => token);
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
