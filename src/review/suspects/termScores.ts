import { commitParts, type CommitDocument } from './commitDocument';
import { askTerms, Occurrences, type AskedTerms } from './occurrences';
import { mixtures, saturation, type Mixture } from './termWeights';
import type { Vocabulary } from './vocabulary';

/** How well each commit holds the terms that were asked for. */
export interface TermScores {
  readonly asked: AskedTerms;
  /** Where they stand in each commit. */
  readonly found: Occurrences;
  /** Weight of each term: its weight in the query times its rarity among the commits. */
  readonly weights: Float64Array;
  /** By mixture a score for each commit. */
  readonly scores: ReadonlyMap<Mixture, Float64Array>;
  /** By commit the share of the query's weight that occurs in it at all, 0 to 1. */
  readonly cover: Float64Array;
}

const partWeights = (mixture: Mixture): Float64Array =>
  Float64Array.from(commitParts, part => (mixtures[mixture] as Partial<Record<string, number>>)[part] ?? 0);
const repeated = Float64Array.from({ length: 256 }, (_, count) => count ** saturation.repeat);

/** How rare a term is that occurs in `frequency` of `size` documents; never below 0. */
export function rarity(frequency: number, size: number): number {
  return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** Scores documents by weighted terms (BM25F), once for each mixture. */
export function scoreTerms(
  vocabulary: Vocabulary,
  query: ReadonlyMap<string, number>,
  documents: readonly CommitDocument[],
  wanted: readonly Mixture[],
): TermScores {
  const asked = askTerms(vocabulary, query.keys());
  const found = new Occurrences(asked, documents);
  const weights = Float64Array.from(
    asked.terms,
    (term, slot) => (query.get(term) ?? 0) * rarity(found.frequencies[slot] ?? 0, documents.length),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const cover = new Float64Array(documents.length);
  const scorers = wanted.map(mixture => new MixtureScorer(mixture, documents));
  const scorersOf = commitParts.map((_, part) => scorers.filter(scorer => scorer.counts(part)));
  documents.forEach((_, at) => {
    found.eachTerm(at, (slot, from, to) => {
      for (let index = from; index < to; index++) {
        const part = found.part(index);
        for (const scorer of scorersOf[part] ?? []) scorer.add(part, repeated[found.count(index)] ?? 0);
      }
      const weight = weights[slot] ?? 0;
      cover[at] = (cover[at] ?? 0) + weight / total;
      for (const scorer of scorers) scorer.finish(at, weight);
    });
  });
  return { asked, found, weights, scores: new Map(scorers.map(({ mixture, scores }) => [mixture, scores])), cover };
}

class MixtureScorer {
  readonly scores: Float64Array;
  private readonly parts: Float64Array;
  private readonly norms: Float64Array;
  private frequency = 0;

  constructor(
    readonly mixture: Mixture,
    documents: readonly CommitDocument[],
  ) {
    this.parts = partWeights(mixture);
    const lengths = new Float64Array(documents.length);
    documents.forEach(({ lengths: all }, at) => {
      let sum = 0;
      for (let part = 0; part < all.length; part++) sum += (this.parts[part] ?? 0) * (all[part] ?? 0);
      lengths[at] = sum;
    });
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length) || 1;
    this.norms = lengths.map(length => 1 - saturation.b + (saturation.b * length) / average);
    this.scores = new Float64Array(documents.length);
  }

  /** True where what stands in a part counts at all. */
  counts(part: number): boolean {
    return (this.parts[part] ?? 0) > 0;
  }

  add(part: number, count: number): void {
    this.frequency += (this.parts[part] ?? 0) * count;
  }

  finish(at: number, weight: number): void {
    if (this.frequency === 0) return;
    const { k1 } = saturation;
    const frequency = this.frequency / (this.norms[at] ?? 1);
    this.scores[at] = (this.scores[at] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + k1);
    this.frequency = 0;
  }
}
