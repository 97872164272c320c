import { unpackedField, type Postings } from './postings';
import { similarFields, similarWeights } from './weights';

/** What ranking needs to know of a document. */
export interface RankedDocument {
  readonly id: string;
  /** How many documents came before it. */
  readonly order: number;
  /** Terms by field, in the order of `similarFields`. */
  readonly lengths: readonly number[];
}

/** A term of a question: the documents that hold it, and how much it counts (its weight in the question times its rarity). */
export interface AskedTerm {
  readonly postings: Postings;
  readonly weight: number;
}

/** A document with its score; `number` is its place in the list of documents. */
export interface Scored {
  readonly number: number;
  readonly id: string;
  /** Of two with the same score the later one comes first. */
  readonly order: number;
  readonly score: number;
}

/**
 * Places in the lists of documents that are walked for one question, the rarest terms first. Among ten thousand records the commonest
 * terms have lists as long as all records; beyond this they are only looked up for the best candidates. Fewer records are ranked in full.
 */
const mostWalked = 12_000;
/** Candidates of each group for which the rest is looked up. */
const mostCandidates = 100;

/** Ranks documents by the terms of a question (BM25F, see `similarWeights`). Made of one state of the index; another state needs another one. */
export class SimilarRanking {
  /** By field and document: how much one occurrence counts, given the length of the field. */
  private readonly norms: readonly Float64Array[];
  private readonly recency: Float64Array;
  private readonly scores: Float64Array;

  /** `totals` are the terms of all documents by field. */
  constructor(
    private readonly documents: readonly (RankedDocument | undefined)[],
    totals: readonly number[],
    size: number,
  ) {
    const { field: weights, b, recency } = similarWeights;
    this.norms = similarFields.map((field, at) => {
      const average = (totals[at] ?? 0) / Math.max(1, size) || 1;
      return Float64Array.from(
        documents,
        document => weights[field] / (1 - b[field] + (b[field] * (document?.lengths[at] ?? 0)) / average),
      );
    });
    const latest = documents.reduce((latest, document) => Math.max(latest, document?.order ?? 0), 0);
    this.recency = Float64Array.from(documents, document =>
      document ? 1 + recency.share * Math.exp((document.order - latest - 1) / recency.documents) : 0,
    );
    this.scores = new Float64Array(documents.length);
  }

  /** How much a document holds a term, from 0 to 1: each field weighted and held down by its length. */
  saturation(number: number, packed: number): number {
    let frequency = 0;
    for (let at = 0; at < similarFields.length; at++) {
      const count = unpackedField(packed, at);
      if (count > 0) frequency += count * (this.norms[at]?.[number] ?? 0);
    }
    return frequency / (similarWeights.k1 + frequency);
  }

  /** The best documents of each group; `groupOf` says which group an id belongs to, if any. */
  best<G extends string>(
    terms: readonly AskedTerm[],
    most: number,
    groupOf: (id: string) => G | undefined,
  ): ReadonlyMap<G, readonly Scored[]> {
    const rarestFirst = terms.toSorted((a, b) => b.weight - a.weight);
    const touched: number[] = [];
    let [walked, next] = [0, 0];
    for (; next < rarestFirst.length && walked < mostWalked; next++) {
      const term = rarestFirst[next];
      if (term) walked += this.walk(term, touched);
    }
    const rest = rarestFirst.slice(next);
    const candidates = this.collect(touched, rest.length > 0 ? Math.max(most, mostCandidates) : most, groupOf);
    return rest.length > 0 ? this.completed(candidates, rest, most) : candidates;
  }

  private walk({ postings, weight }: AskedTerm, touched: number[]): number {
    const { scores } = this;
    const { documents, counts } = postings;
    for (let at = 0; at < documents.length; at++) {
      const number = documents[at] ?? 0;
      const before = scores[number] ?? 0;
      if (before === 0) touched.push(number);
      scores[number] = before + weight * this.saturation(number, counts[at] ?? 0);
    }
    return documents.length;
  }

  /** Takes the scores of what was touched and leaves none behind. */
  private collect<G extends string>(
    touched: readonly number[],
    most: number,
    groupOf: (id: string) => G | undefined,
  ): ReadonlyMap<G, readonly Scored[]> {
    const groups = new Map<G, { readonly numbers: number[]; readonly scores: number[] }>();
    for (const number of touched) {
      const score = (this.scores[number] ?? 0) * (this.recency[number] ?? 0);
      this.scores[number] = 0;
      const document = this.documents[number];
      const group = document && groupOf(document.id);
      if (group === undefined) continue;
      const known = groups.get(group) ?? { numbers: [], scores: [] };
      groups.set(group, known);
      known.numbers.push(number);
      known.scores.push(score);
    }
    return new Map([...groups].map(([group, { numbers, scores }]) => [group, this.top(numbers, scores, most)]));
  }

  /** The best of a long list. Sorting bare numbers first is much faster than sorting what they belong to. */
  private top(numbers: readonly number[], scores: readonly number[], most: number): readonly Scored[] {
    const least = Float64Array.from(scores).sort()[Math.max(0, scores.length - most)] ?? 0;
    const best: Scored[] = [];
    for (let at = 0; at < numbers.length; at++) {
      const [number = 0, score = 0] = [numbers[at], scores[at]];
      const { id = '', order = 0 } = this.documents[number] ?? {};
      if (score >= least) best.push({ number, id, order, score });
    }
    return best.sort(bestFirst).slice(0, most);
  }

  private completed<G extends string>(
    candidates: ReadonlyMap<G, readonly Scored[]>,
    rest: readonly AskedTerm[],
    most: number,
  ): ReadonlyMap<G, readonly Scored[]> {
    const complete = (scored: Scored): Scored => {
      const { number } = scored;
      let more = 0;
      for (const { postings, weight } of rest) {
        const packed = postings.countsOf(number);
        if (packed !== undefined) more += weight * this.saturation(number, packed);
      }
      return { ...scored, score: scored.score + more * (this.recency[number] ?? 0) };
    };
    return new Map([...candidates].map(([group, list]) => [group, list.map(complete).sort(bestFirst).slice(0, most)]));
  }
}

function bestFirst(a: Scored, b: Scored): number {
  return b.score - a.score || b.order - a.order;
}
