import type { Actor } from './actor';
import type { Ancestry } from './ancestry';
import type { RecordEvent } from './event';
import type { Action } from './permissions';
import type { Instant } from './time';

/** An entry that is kept and does not count, because the role it was made in may not do that. */
export interface Disregarded {
  readonly event: string;
  readonly type: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly action: Action;
}

/** Names an entry whose role may not do what it says. */
export function disregardedEntry({ id, type, at, by }: RecordEvent, action: Action): Disregarded {
  return { event: id, type, at, by, action };
}

/**
 * A release, report or sign-off that no longer holds: the entry it was given by, and the entry that changed what it covers (or went
 * back before it). `unseen`: neither of the two had seen the other.
 */
export interface Fallen {
  readonly event: string;
  readonly cause: string;
  readonly unseen: boolean;
}

/**
 * What some decisions cover: any change of it takes them back, also one that was made at the same time elsewhere. Told of changes and
 * decisions in causal order. A question costs the concurrent changes at most.
 */
export class Subject<D extends string> {
  /** Changes none of which builds on another, and so stand for all: whoever has seen these has seen every one. */
  private readonly changes: string[] = [];
  private readonly standing = new Map<D, string>();

  /** `ancestry` stands at the entry in question; undefined for a plain chain, in which nothing is concurrent. */
  constructor(
    private readonly ancestry: Ancestry | undefined,
    private readonly fallen: Fallen[],
  ) {}

  /** An entry changed what is covered. Returns the decisions that fell. */
  changed({ id }: RecordEvent): readonly D[] {
    const { ancestry, changes } = this;
    if (ancestry && changes.at(-1) !== id) {
      for (let last = changes.at(-1); last !== undefined && ancestry.hasSeen(last); last = changes.at(-1)) changes.pop();
      changes.push(id);
    }
    const decisions = [...this.standing.keys()];
    for (const event of this.standing.values()) this.fallen.push({ event, cause: id, unseen: !this.sees(event) });
    this.standing.clear();
    return decisions;
  }

  /** An entry decided. Returns whether that holds: its writer had seen every change before it. */
  decided(decision: D, { id }: RecordEvent): boolean {
    const unseen = this.changes.findLast(change => change !== id && !this.sees(change));
    if (unseen === undefined) this.standing.set(decision, id);
    else this.fallen.push({ event: id, cause: unseen, unseen: true });
    return unseen === undefined;
  }

  private sees(event: string): boolean {
    return this.ancestry?.hasSeen(event) ?? true;
  }
}
