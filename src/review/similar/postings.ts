import { firstPlace } from '../../base/firstPlace';

/** Largest counts that are told apart: in a text, and in a title, a name or among the errors. */
const [textBits, otherBits] = [12, 6];
const [mostInText, mostElsewhere] = [2 ** textBits - 1, 2 ** otherBits - 1];

/** How often a term stands in title, text, names and signatures, in one number: the text in the lowest bits, so that most are small. */
export function pack([title = 0, text = 0, names = 0, signatures = 0]: readonly number[]): number {
  const others =
    Math.min(title, mostElsewhere) |
    (Math.min(names, mostElsewhere) << otherBits) |
    (Math.min(signatures, mostElsewhere) << (2 * otherBits));
  return Math.min(text, mostInText) + others * 2 ** textBits;
}

/** One of the four counts again, in the order of `pack`. */
export function unpackedField(packed: number, at: number): number {
  if (at === 1) return packed & mostInText;
  const others = packed >>> textBits;
  return (at === 0 ? others : others >>> ((at - 1) * otherBits)) & mostElsewhere;
}

/** The documents that hold a term, by number, ascending, and how often each does, packed. */
export class Postings {
  readonly documents: number[] = [];
  readonly counts: number[] = [];

  /** Adds a document that is not there. */
  add(number: number, packed: number): void {
    const place = number > (this.documents.at(-1) ?? -1) ? this.documents.length : this.firstFrom(number);
    this.documents.splice(place, 0, number);
    this.counts.splice(place, 0, packed);
  }

  /** Takes a document away. */
  remove(number: number): void {
    const place = this.placeOf(number);
    if (place < 0) return;
    this.documents.splice(place, 1);
    this.counts.splice(place, 1);
  }

  /** How often a document holds the term, packed; undefined when it does not. */
  countsOf(number: number): number | undefined {
    return this.counts[this.placeOf(number)];
  }

  private placeOf(wanted: number): number {
    const place = this.firstFrom(wanted);
    return this.documents[place] === wanted ? place : -1;
  }

  /** Where the first number stands that is not smaller. */
  private firstFrom(wanted: number): number {
    return firstPlace(this.documents.length, place => (this.documents[place] ?? 0) < wanted);
  }
}
