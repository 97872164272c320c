import { partOf, termOfEntry, type CommitDocument } from './commitDocument';
import type { Vocabulary } from './vocabulary';

/** The terms of a query that occur in a vocabulary, each with a place (slot) of its own. */
export interface AskedTerms {
  readonly terms: readonly string[];
  /** Slot by number of the term, -1 for every term that was not asked for. */
  readonly slotOf: Int32Array;
}

/** Gives each term that the vocabulary knows a slot. */
export function askTerms(vocabulary: Vocabulary, terms: Iterable<string>): AskedTerms {
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

/** Where asked terms stand in documents. Each document is looked through once; whoever draws evidence from them sees the asked terms alone. */
export class Occurrences {
  /** By slot in how many of the documents the term occurs. */
  readonly frequencies: Float64Array;
  /** By document where its occurrences end; those of a term stand together. */
  private readonly ends: Uint32Array;
  private readonly slots: number[] = [];
  private readonly parts: number[] = [];
  private readonly counts: number[] = [];

  constructor({ terms, slotOf }: AskedTerms, documents: readonly CommitDocument[]) {
    this.frequencies = new Float64Array(terms.length);
    this.ends = new Uint32Array(documents.length);
    documents.forEach(({ entries, counts }, at) => {
      let last = -1;
      for (let index = 0; index < entries.length; index++) {
        const entry = entries[index] ?? 0;
        const slot = slotOf[termOfEntry(entry)] ?? -1;
        if (slot < 0) continue;
        if (slot !== last) this.frequencies[slot] = (this.frequencies[slot] ?? 0) + 1;
        last = slot;
        this.slots.push(slot);
        this.parts.push(partOf(entry));
        this.counts.push(counts[index] ?? 0);
      }
      this.ends[at] = this.slots.length;
    });
  }

  /** How many documents were looked through. */
  get documents(): number {
    return this.ends.length;
  }

  /** The part of a commit in which an occurrence stands. */
  part(index: number): number {
    return this.parts[index] ?? 0;
  }

  /** How often the term stands there, up to 255. */
  count(index: number): number {
    return this.counts[index] ?? 0;
  }

  /** Visits each asked term of a document, with where its occurrences begin and end. */
  eachTerm(document: number, visit: (slot: number, from: number, to: number) => void): void {
    const end = this.ends[document] ?? 0;
    for (let from = this.ends[document - 1] ?? 0, to = from; from < end; from = to) {
      const slot = this.slots[from] ?? 0;
      while (to < end && this.slots[to] === slot) to++;
      visit(slot, from, to);
    }
  }

  /** Visits each asked term of a document that stands in one of the wanted parts, once. */
  eachTermIn(document: number, isWanted: (part: number) => boolean, visit: (slot: number) => void): void {
    this.eachTerm(document, (slot, from, to) => {
      for (let index = from; index < to; index++) {
        if (!isWanted(this.part(index))) continue;
        visit(slot);
        return;
      }
    });
  }
}
