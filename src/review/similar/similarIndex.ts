import { tokensOf } from './tokens';

/** What is compared: what a record is called, what it tells, and the names it is filed under (components, services). */
export interface SimilarDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly names: readonly string[];
}

/** A similar document, how much (scores compare within one query only), and the shared terms that made it so, the heaviest first. */
export interface SimilarHit {
  readonly id: string;
  readonly score: number;
  readonly terms: readonly string[];
}

/**
 * One setting for every repository. BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): how much a term counts
 * by field, how soon more of it stops counting (`k1`) and how much long fields are held down (`b`); in the query how much a term of
 * the title counts and how soon a repeated one stops counting (`k3`). What happened lately happens again: a share of the score fades with
 * each document that came after.
 */
export const similarWeights = {
  field: { title: 4, text: 1, names: 0.4 },
  k1: 4,
  b: { title: 0.75, text: 0.9, names: 0.3 },
  query: { title: 3, text: 1, names: 1 },
  k3: 8,
  recency: { share: 0.6, documents: 300 },
} as const;

const fields = ['title', 'text', 'names'] as const;
type Field = (typeof fields)[number];
type ByField = Readonly<Record<Field, number>>;

/** The documents that hold a term, by number, and in turn for each how often each field holds it. */
interface Postings {
  readonly documents: number[];
  readonly counts: number[];
}

interface Entry {
  readonly id: string;
  readonly lengths: ByField;
}

const termsShown = 6;

/** An inverted index over documents in the order in which they came. In memory; adding one costs its length. */
export class SimilarIndex {
  private readonly terms = new Map<string, Postings>();
  private readonly entries: Entry[] = [];
  private readonly totals: Record<Field, number> = { title: 0, text: 0, names: 0 };
  private scores = new Float64Array(1024);

  /** How many documents there are. */
  get size(): number {
    return this.entries.length;
  }

  /** Adds a document. */
  add(document: SimilarDocument): void {
    const counts = new Map<string, number[]>();
    const lengths = { title: 0, text: 0, names: 0 };
    for (const [at, field] of fields.entries()) {
      for (const token of tokensIn(document, field)) {
        const own = counts.get(token) ?? [0, 0, 0];
        own[at] = (own[at] ?? 0) + 1;
        counts.set(token, own);
        lengths[field] += 1;
      }
      this.totals[field] += lengths[field];
    }
    const number = this.entries.push({ id: document.id, lengths }) - 1;
    for (const [token, own] of counts) {
      const postings = this.terms.get(token) ?? { documents: [], counts: [] };
      postings.documents.push(number);
      postings.counts.push(...own);
      this.terms.set(token, postings);
    }
  }

  /** The documents most like this one, the most similar first; it need not be in the index and never finds itself. */
  find(document: SimilarDocument, most: number): readonly SimilarHit[] {
    if (this.scores.length < this.size) this.scores = new Float64Array(this.size * 2);
    const { scores } = this;
    const query = queryWeights(document);
    const touched: number[] = [];
    for (const [token, weight] of query) this.addScores(token, weight, touched);
    for (const number of touched) scores[number] = (scores[number] ?? 0) * this.recency(number);
    const best = touched
      .filter(number => this.entries[number]?.id !== document.id)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || b - a)
      .slice(0, most)
      .map(number => ({ number, score: scores[number] ?? 0 }));
    for (const number of touched) scores[number] = 0;
    return best.map(({ number, score }) => ({ id: this.entries[number]?.id ?? '', score, terms: this.sharedTerms(number, query) }));
  }

  private addScores(token: string, queryWeight: number, touched: number[]): void {
    const postings = this.terms.get(token);
    if (!postings) return;
    const { scores } = this;
    const weight = queryWeight * this.rarity(postings);
    const { documents } = postings;
    for (let at = 0; at < documents.length; at++) {
      const number = documents[at] ?? 0;
      const before = scores[number] ?? 0;
      if (before === 0) touched.push(number);
      scores[number] = before + weight * this.saturation(number, postings, at);
    }
  }

  private rarity({ documents }: Postings): number {
    return Math.log(1 + (this.size - documents.length + 0.5) / (documents.length + 0.5));
  }

  /** How much a document holds a term, from 0 to 1: each field weighted and held down by its length. */
  private saturation(number: number, { counts }: Postings, place: number): number {
    const lengths = this.entries[number]?.lengths;
    const { field: weight, b, k1 } = similarWeights;
    let frequency = 0;
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] ?? 'text';
      const count = counts[place * fields.length + at] ?? 0;
      if (count === 0 || !lengths) continue;
      const average = this.totals[field] / this.size;
      frequency += (weight[field] * count) / (1 - b[field] + (b[field] * lengths[field]) / average);
    }
    return frequency / (k1 + frequency);
  }

  private recency(number: number): number {
    const { share, documents } = similarWeights.recency;
    return 1 + share * Math.exp((number - this.size) / documents);
  }

  private sharedTerms(number: number, query: ReadonlyMap<string, number>): readonly string[] {
    const shared = [...query].flatMap(([token, weight]) => {
      const postings = this.terms.get(token);
      const place = postings ? placeOf(postings.documents, number) : -1;
      return postings && place >= 0 ? [{ token, weight: weight * this.rarity(postings) * this.saturation(number, postings, place) }] : [];
    });
    return shared
      .sort((a, b) => b.weight - a.weight)
      .slice(0, termsShown)
      .map(({ token }) => token);
  }
}

/** Where a number stands in an ascending list; -1 when it does not. */
function placeOf(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How much each term of the document counts when it is the query. */
function queryWeights(document: SimilarDocument): ReadonlyMap<string, number> {
  const { query, k3 } = similarWeights;
  const counts = new Map<string, number>();
  for (const field of fields) for (const token of tokensIn(document, field)) counts.set(token, (counts.get(token) ?? 0) + query[field]);
  return new Map([...counts].map(([token, count]) => [token, (count * (k3 + 1)) / (count + k3)]));
}

function tokensIn(document: SimilarDocument, field: Field): readonly string[] {
  return tokensOf(field === 'names' ? document.names.join(' ') : document[field]);
}
