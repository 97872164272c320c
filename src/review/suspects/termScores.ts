import { commitParts, partOf, termOfEntry, type CommitDocument } from './commitDocument';
import { mixtures, saturation, type Mixture } from './termWeights';
import type { Vocabulary } from './vocabulary';

/** The terms of a query that occur in a vocabulary, each with a place (slot) of its own. */
export interface AskedTerms {
  readonly terms: readonly string[];
  /** Slot by number of the term, -1 for every term that was not asked for. */
  readonly slotOf: Int32Array;
}

/** How well each commit holds the terms that were asked for. */
export interface TermScores {
  readonly asked: AskedTerms;
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

/** Gives each term that the vocabulary knows a slot. */
function askTerms(vocabulary: Vocabulary, terms: Iterable<string>): AskedTerms {
  const slotOf = new Int32Array(vocabulary.size).fill(-1);
  const known: string[] = [];
  for (const term of terms) {
    const number = vocabulary.find(term);
    if (number === undefined || slotOf[number] !== -1) continue;
    slotOf[number] = known.length;
    known.push(term);
  }
  return { terms: known, slotOf };
}

/** In how many of the documents each asked term occurs. */
function documentFrequencies({ terms, slotOf }: AskedTerms, documents: readonly CommitDocument[]): Float64Array {
  const frequencies = new Float64Array(terms.length);
  for (const { entries } of documents) {
    let last = -1;
    for (const entry of entries) {
      const slot = slotOf[termOfEntry(entry)] ?? -1;
      if (slot >= 0 && slot !== last) frequencies[slot] = (frequencies[slot] ?? 0) + 1;
      if (slot >= 0) last = slot;
    }
  }
  return frequencies;
}

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
  const frequencies = documentFrequencies(asked, documents);
  const weights = Float64Array.from(asked.terms, (term, slot) => (query.get(term) ?? 0) * rarity(frequencies[slot] ?? 0, documents.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const cover = new Float64Array(documents.length);
  const scorers = wanted.map(mixture => new MixtureScorer(mixture, documents));
  documents.forEach(({ entries, counts }, at) => {
    let slot = -1;
    const finish = (): void => {
      if (slot < 0) return;
      const weight = weights[slot] ?? 0;
      cover[at] = (cover[at] ?? 0) + weight / total;
      for (const scorer of scorers) scorer.finish(at, weight);
    };
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] ?? 0;
      const next = asked.slotOf[termOfEntry(entry)] ?? -1;
      if (next < 0) continue;
      if (next !== slot) {
        finish();
        slot = next;
      }
      for (const scorer of scorers) scorer.add(partOf(entry), repeated[counts[index] ?? 0] ?? 0);
    }
    finish();
  });
  return { asked, weights, scores: new Map(scorers.map(({ mixture, scores }) => [mixture, scores])), cover };
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
