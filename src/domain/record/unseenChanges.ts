import type { Ancestry } from './ancestry';

interface Change {
  readonly id: string;
  readonly run: number;
  /** How many changes were noted before it. */
  readonly position: number;
}

/** The changes of 32 runs, one bit for each run that has some. */
interface Word {
  readonly index: number;
  bits: number;
  /** By run: its last change, which stands for all: whoever has not seen one of them has not seen the last. */
  readonly last: Map<number, Change>;
  /** No change of these runs has a higher position. */
  newest: number;
}

/**
 * Changes of which it is asked which one the writer of an entry had not seen. Told and asked in causal order. Kept by run
 * (`Ancestry`), so that a question costs one step for every 32 runs, also where the only change that was not seen is one of thousands.
 */
export class UnseenChanges {
  /** In causal order, without those that a later one builds on as far as the end of the list tells. */
  private readonly changes: Change[] = [];
  private readonly words: Word[] = [];
  private readonly wordOf = new Map<number, Word>();
  private noted = 0;

  /** `ancestry` stands at the entry in question. */
  constructor(private readonly ancestry: Ancestry) {}

  /** Remembers the entry in question. What it has seen and is asked after first is forgotten: whoever has seen this has seen that. */
  note(id: string): void {
    for (let last = this.changes.at(-1); last !== undefined && this.ancestry.hasSeen(last.id); last = this.changes.at(-1)) {
      this.changes.pop();
      this.forget(last);
    }
    const change = { id, run: this.ancestry.run(), position: this.noted++ };
    this.changes.push(change);
    this.keep(change);
  }

  /** The last change that the writer of the entry in question had not seen; the entry itself is none. */
  last(): string | undefined {
    const latest = this.changes.at(-1);
    if (!latest || this.ancestry.unseenRuns(latest.run >> 5, bitOf(latest))) return latest?.id;
    let found: Change | undefined;
    // From the newest on, as a rule, so that the first that is found is the last of all.
    for (let at = this.words.length - 1; at >= 0; at--) {
      const word = this.words[at];
      if (!word || (found && word.newest < found.position)) continue;
      for (let left = this.ancestry.unseenRuns(word.index, word.bits); left !== 0; left &= left - 1) {
        const change = word.last.get((word.index << 5) + lowestBit(left));
        if (change && change.position > (found?.position ?? -1)) found = change;
      }
    }
    return found?.id;
  }

  private keep(change: Change): void {
    const word = this.wordOf.get(change.run >> 5) ?? this.begin(change.run >> 5);
    word.bits |= bitOf(change);
    word.last.set(change.run, change);
    word.newest = change.position;
  }

  private begin(index: number): Word {
    const word = { index, bits: 0, last: new Map<number, Change>(), newest: 0 };
    this.words.push(word);
    this.wordOf.set(index, word);
    return word;
  }

  private forget(change: Change): void {
    const word = this.wordOf.get(change.run >> 5);
    if (word?.last.get(change.run) !== change) return;
    word.last.delete(change.run);
    word.bits &= ~bitOf(change);
    for (let end = this.words.at(-1); end?.bits === 0; end = this.words.at(-1)) {
      this.words.pop();
      this.wordOf.delete(end.index);
    }
  }
}

function bitOf({ run }: Change): number {
  return 1 << (run & 31);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
