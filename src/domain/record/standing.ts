import type { Actor } from '../vocabulary/actor';
import type { Ancestry } from './ancestry';
import type { RecordEvent } from './event';
import { UnseenChanges } from './unseenChanges';
import type { Action } from '../vocabulary/permissions';
import type { Instant } from '../foundation/time';

/**
 * How an entry does not fit the state it was written at: a step from elsewhere, a change of what was completed, or something that no entry of
 * its type says there.
 */
export type Misfit = 'misplaced' | 'closed' | 'foreign';

/**
 * Why an entry does not count: what its role may not do, that its author did not hold the role by the register of people, that nobody would be left
 * who keeps that, or how it does not fit.
 */
export type Objection = Action | 'notHeld' | 'leftNobody' | Misfit;

/** An entry that is kept and does not count. */
export interface Disregarded {
  readonly event: string;
  readonly type: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly reason: Objection;
}

/** Names an entry that does not count, and why. */
export function disregardedEntry({ id, type, at, by }: RecordEvent, reason: Objection): Disregarded {
  return { event: id, type, at, by, reason };
}

/**
 * A release, acceptance, restoration, report or sign-off that no longer holds: the entry it was given by, and the entry that changed
 * what it covers (or went back before it). `unseen`: neither of the two had seen the other.
 */
export interface Fallen {
  readonly event: string;
  readonly cause: string;
  readonly unseen: boolean;
}

/** The part that a decision is about: a measure, a gap; empty for the record as a whole. */
export function partDecided({ data }: Pick<RecordEvent, 'data'>): string {
  const { part, measure, gap } = (data ?? {}) as { readonly part?: unknown; readonly measure?: unknown; readonly gap?: unknown };
  const named = part ?? measure ?? gap;
  return typeof named === 'string' ? named : '';
}

/**
 * The decisions that do not hold because somebody changed at the same time what they cover, and that nobody has made anew since. `typeOf` says
 * what the type of an entry is called now.
 */
export function fallenAtOnce(
  {
    fallen,
    timeline,
    disregarded,
  }: { readonly fallen: readonly Fallen[]; readonly timeline: readonly RecordEvent[]; readonly disregarded: readonly Disregarded[] },
  typeOf: (type: string) => string,
): readonly Fallen[] {
  const unseen = fallen.filter(fall => fall.unseen);
  if (unseen.length === 0) return unseen;
  const notCounting = new Set(disregarded.map(({ event }) => event));
  const decided = timeline.filter(({ id }) => !notCounting.has(id));
  const last = new Set(new Map(decided.map(entry => [JSON.stringify([typeOf(entry.type), partDecided(entry)]), entry.id])).values());
  return unseen.filter(({ event }) => last.has(event));
}

/**
 * What some decisions cover: any change of it takes them back, also one that was made at the same time elsewhere. Told of changes and
 * decisions in causal order.
 */
export class Subject<D extends string> {
  /** None where nothing is concurrent: everybody has seen everything. */
  private readonly changes: UnseenChanges | undefined;
  private readonly standing = new Map<D, string>();

  /** `ancestry` stands at the entry in question; undefined for a plain chain, in which nothing is concurrent. */
  constructor(
    private readonly ancestry: Ancestry | undefined,
    private readonly fallen: Fallen[],
  ) {
    this.changes = ancestry && new UnseenChanges(ancestry);
  }

  /** An entry changed what is covered. Returns the decisions that fell. */
  changed(entry: RecordEvent): readonly D[] {
    this.note(entry);
    return this.fall(entry);
  }

  /** An entry decided. Returns whether that holds: its writer had seen every change before it, of this and of what `others` cover. */
  decided(decision: D, { id }: RecordEvent, ...others: readonly Subject<D>[]): boolean {
    const unseen = [this, ...others].map(subject => subject.changes?.last()).find(change => change !== undefined);
    if (unseen === undefined) this.standing.set(decision, id);
    else this.fallen.push({ event: id, cause: unseen, unseen: true });
    return unseen === undefined;
  }

  /** True where the writer of the entry in question had not seen every change before it. */
  isUnseen(): boolean {
    return this.changes?.last() !== undefined;
  }

  /** Remembers a change, for the decisions that are still to come. */
  note({ id }: RecordEvent): void {
    this.changes?.note(id);
  }

  /** Takes back the decisions that stand. Returns which. */
  fall({ id }: RecordEvent): readonly D[] {
    const decisions = [...this.standing.keys()];
    for (const event of this.standing.values()) this.fallen.push({ event, cause: id, unseen: !this.sees(event) });
    this.standing.clear();
    return decisions;
  }

  private sees(event: string): boolean {
    return this.ancestry?.hasSeen(event) ?? true;
  }
}

/** Subjects of one kind, by their id. */
export class Subjects<D extends string> {
  private readonly byId = new Map<string, Subject<D>>();
  /** Those that somebody decided on since their last change. */
  private readonly decidedOn = new Map<string, Subject<D>>();
  /** What changed all of them at once. */
  private readonly everything: Subject<D>;

  constructor(
    private readonly ancestry: Ancestry | undefined,
    private readonly fallen: Fallen[],
  ) {
    this.everything = new Subject(ancestry, fallen);
  }

  /** An entry changed what is covered there. Returns the decisions that fell. */
  changed(id: string, entry: RecordEvent): readonly D[] {
    this.decidedOn.delete(id);
    return this.subject(id).changed(entry);
  }

  /** An entry may have changed any of them. Returns what fell where; costs the decisions that stood. */
  allChanged(entry: RecordEvent): readonly (readonly [id: string, decisions: readonly D[]])[] {
    this.everything.note(entry);
    const fallen = [...this.decidedOn].map(([id, subject]) => [id, subject.fall(entry)] as const);
    this.decidedOn.clear();
    return fallen;
  }

  /** An entry decided there. Returns whether that holds. */
  decided(id: string, decision: D, entry: RecordEvent): boolean {
    const subject = this.subject(id);
    this.decidedOn.set(id, subject);
    return subject.decided(decision, entry, this.everything);
  }

  private subject(id: string): Subject<D> {
    const subject = this.byId.get(id) ?? new Subject<D>(this.ancestry, this.fallen);
    this.byId.set(id, subject);
    return subject;
  }
}
