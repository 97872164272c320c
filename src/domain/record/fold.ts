import type { FieldsById, Patch } from '../forms/field';
import { WorkingValues, type WriteObserver } from '../forms/values';
import type { Instant } from '../foundation/time';
import { refusedAction, type Action } from '../vocabulary/permissions';
import { holdOf, holdToTakeAway, type Register } from '../vocabulary/register';
import { Ancestry } from './ancestry';
import type { CommonEvent, ReleasedData } from './entries';
import type { RecordEvent } from './event';
import { WorkingLinks } from './link';
import { causalOrder, isChain } from './log';
import { stampOf, type Stamp } from './stamp';
import { disregardedEntry, type Disregarded, type Fallen, type Misfit, type Objection } from './standing';
import type { RecordState } from './state';
import { WriteTracker } from './writes';

type Updated = Extract<CommonEvent, { type: 'record.updated' }>;
type RedactedEvent = Extract<CommonEvent, { type: 'record.redacted' }>;

/** The entries of a kind: the common ones, of which it may have made one larger (`U`), and its own (`E`). */
type Known<E, U extends Updated> = Exclude<CommonEvent, Updated> | U | E;

/** The state that every kind of record has, but for what it is and the log itself. */
export type CommonState = Omit<RecordState, 'kind' | 'id' | 'timeline' | 'releases'>;

/**
 * Applies the entries of a log in causal order. Total and deterministic: it never throws, and the same set of entries gives the same
 * state in whatever order the lines stand. Entries that are not understood stay in the timeline, entries that their role may not make or
 * that do not fit are named and do not count. The cost grows with the number of entries and of what they hold. A kind of record adds what
 * its own entries (`E`) do and what `U` says more of a save, and what hangs on values, releases and redactions.
 */
export abstract class RecordFold<E extends { readonly type: string } = never, U extends Updated = Updated> {
  protected readonly writes: WriteTracker;
  protected readonly fallen: Fallen[] = [];
  protected readonly values: WorkingValues;
  private readonly links: WorkingLinks;
  private readonly disregarded: Disregarded[] = [];
  /** The entries without content. */
  private readonly hollow = new Set<string>();
  private recorded: Stamp | undefined;
  private changedAt: Instant | undefined;

  /**
   * `ancestry` stands at the entry that is applied; undefined for a plain chain, in which nothing is concurrent. Without a `register` of
   * people every role was an agreement.
   */
  constructor(
    fields: FieldsById,
    protected readonly ancestry: Ancestry | undefined,
    private readonly register: Register | undefined,
  ) {
    this.values = new WorkingValues(fields);
    this.writes = new WriteTracker(ancestry);
    this.links = new WorkingLinks(this.writes);
  }

  enter(entry: RecordEvent): void {
    this.ancestry?.enter(entry);
    this.recorded ??= stampOf(entry);
    this.changedAt = entry.at;
    this.noted(entry);
    if (entry.data === null) this.hollow.add(entry.id);
    const event = this.read(entry);
    if (!event) return;
    const refused = this.refusedFor(event, entry);
    const reason = this.misfitOf(event, entry, refused !== undefined) ?? refused;
    if (!reason) return this.apply(event, entry);
    this.disregard(entry, reason);
    if (reason !== 'notHeld' || event.type !== 'record.redacted') return;
    // What somebody took away who might not is gone all the same where no copy has it any more.
    const { entry: named } = (event as RedactedEvent).data;
    if (this.hollow.has(named)) this.contentGone(named, entry);
  }

  common(): CommonState {
    const { recorded, changedAt, disregarded, fallen } = this;
    return {
      values: this.values.values(),
      links: this.links.links(),
      recorded,
      changedAt,
      conflicts: this.writes.conflicts(),
      disregarded,
      fallen,
    };
  }

  /** Hears of every patch that counts, and when it was written. */
  protected readonly timely?: { note(patch: Patch, at: Instant): void };
  /** Reads an entry; undefined for one that this version does not know. */
  protected abstract read(entry: RecordEvent): Known<E, U> | undefined;
  /** What the role of an entry must be allowed to, every action of it, for the entry to count. The same as for the command it came from. */
  protected abstract actionsOf(event: Known<E, U>): readonly Action[];
  /** Why an entry does not fit the state it was written at; `isRefused`: its role may not make it here. */
  protected abstract misfitOf(event: Known<E, U>, entry: RecordEvent, isRefused: boolean): Misfit | undefined;
  /** Told of every entry, also of one that is not understood or whose content is gone, before it is read. */
  protected abstract noted(entry: RecordEvent): void;
  /** Applies an entry that the kind alone has. */
  protected abstract applyOwn(event: E, entry: RecordEvent): void;
  /** The record was captured or updated: its values stand. */
  protected abstract written(event: U | Extract<CommonEvent, { type: 'record.captured' }>, entry: RecordEvent): void;
  /** An entry made other values of these (`WorkingValues.apply`); perhaps none. */
  protected abstract changed(paths: readonly string[], entry: RecordEvent): void;
  /** The record, or a part of it, was released. */
  protected abstract released(data: ReleasedData, entry: RecordEvent): void;
  /** The content of the entry `named` was taken away. */
  protected abstract contentGone(named: string, entry: RecordEvent): void;

  /**
   * Applies a patch to the values and tells of what is another. A row is only removed by who had seen what was written into it: one that was
   * written at the same time stays whole, in whatever order the clocks put the two, and that it was removed is the other side of a conflict.
   */
  protected write(patch: Patch, entry: RecordEvent): void {
    this.timely?.note(patch, entry.at);
    // In a plain chain nobody writes beside somebody else.
    this.changed(this.values.apply(patch, this.ancestry && this.observerOf(entry)), entry);
  }

  private observerOf({ id }: RecordEvent): WriteObserver {
    const { writes } = this;
    const wasUnseen = (path: string, isThere: boolean): boolean => writes.unseen(path).some(({ value }) => (value !== null) === isThere);
    return {
      wrote: (path, value) => {
        writes.record(path, value, id);
      },
      stays: path => {
        const stays = wasUnseen(path, true);
        if (stays) writes.passedOver(path, null, id);
        return stays;
      },
      returns: path => wasUnseen(path, false),
    };
  }

  /** Why what somebody did in their role at that time does not count as this action; undefined where it does. */
  protected refusedAs(action: Action, { by, at }: Stamp): Action | 'notHeld' | undefined {
    const refused = refusedAction(by.role, action, (action === 'redact' ? holdToTakeAway : holdOf)(this.register, by, at));
    return refused === 'notPermitted' ? action : refused;
  }

  private refusedFor(event: Known<E, U>, entry: RecordEvent): Objection | undefined {
    for (const action of this.actionsOf(event)) {
      // The register says itself which of its entries count.
      const refused = action === 'maintainRegister' ? this.refusedInRegister(entry) : this.refusedAs(action, entry);
      if (refused) return refused;
    }
    return undefined;
  }

  private refusedInRegister({ id, by }: RecordEvent): Objection | undefined {
    if (this.register?.refused.includes(id) !== true) return undefined;
    if (this.register.leftNobody?.includes(id) === true) return 'leftNobody';
    return refusedAction(by.role, 'maintainRegister', 'held') ? 'maintainRegister' : 'notHeld';
  }

  /** Names an entry that does not count, and why. */
  protected disregard(entry: RecordEvent, reason: Objection): void {
    this.disregarded.push(disregardedEntry(entry, reason));
  }

  private apply(event: Known<E, U>, entry: RecordEvent): void {
    if (!isCommon(event)) return this.applyOwn(event, entry);
    switch (event.type) {
      case 'record.captured':
      case 'record.updated':
        this.write(event.data.patch, entry);
        return this.written(event, entry);
      case 'record.linked':
        return this.links.add(event.data.link, entry.id);
      case 'record.linkJudged':
        return this.links.judge(event.data.link, event.data.state, entry.id);
      case 'record.unlinked':
        return this.links.remove(event.data.link, entry.id);
      case 'record.released':
        return this.released(event.data, entry);
      case 'record.redacted':
        return this.contentGone(event.data.entry, entry);
      case 'record.commented':
      case 'record.signed':
      case 'record.erased':
        // An erasure counts where nothing else is left (`remainsOf`).
        return;
    }
  }
}

/** True for an entry that every kind of record has: no kind's own begins like it. */
function isCommon<E extends { readonly type: string }, U extends Updated>(event: Known<E, U>): event is Exclude<CommonEvent, Updated> | U {
  return event.type.startsWith('record.');
}

/** Goes through a log in causal order with what `begin` makes. */
export function foldWith<F extends { enter(entry: RecordEvent): void }>(
  events: readonly RecordEvent[],
  begin: (ancestry: Ancestry | undefined) => F,
): { readonly fold: F; readonly timeline: readonly RecordEvent[] } {
  const timeline = causalOrder(events);
  // A log that is a chain as it stands is its own order.
  const fold = begin(timeline === events || isChain(timeline) ? undefined : new Ancestry(timeline));
  for (const entry of timeline) fold.enter(entry);
  return { fold, timeline };
}
