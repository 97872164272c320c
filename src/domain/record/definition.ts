import type { FieldsById, Patch } from '../forms/field';
import type { Result } from '../foundation/result';
import type { EventDraft, RecordEvent } from './event';
import type { RecordFacts, FactsSchema } from './facts';
import type { LinkKind } from './link';
import type { RecordState } from './state';
import type { RecordView } from './view';
import type { Action } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';

/** What a record is compared by: what it is called, what it tells, the names it is filed under (components, services). */
export interface Compared {
  readonly title?: string | undefined;
  readonly texts: readonly (string | undefined)[];
  readonly names?: readonly string[] | undefined;
}

/** Whether records of a kind are made of what incidents say. */
export type MadeOf = 'incidents' | 'nothing';

/** What may be asked of a record: `S` is its state, `C` its commands, `X` what decisions depend on, `R` why they are refused. */
export interface Deciding<S extends RecordState, C extends { readonly type: string }, X, R> {
  /** The permission that a command needs: nothing is decided for who may not have it. */
  actionOf(command: C, state: S): Action;
  /** Decides what a command does that is permitted: gates and rules are checked here, when an entry is appended, and never when a log is folded. */
  decide(state: S, command: C, context: X): Result<readonly EventDraft[], R>;
}

/**
 * What one kind of record is, and nothing elsewhere: where it lies, what its entries hold, how they are folded,
 * and what lists need to know. `S` is its state, `E` its entries. What may be asked of it is `Deciding`.
 */
export interface RecordDefinition<
  K extends string = string,
  P extends string = string,
  S extends RecordState = RecordState,
  F extends RecordFacts = RecordFacts,
  E extends { readonly type: string } = { readonly type: string },
> {
  readonly kind: K;
  /** Ids are `PREFIX-` and six characters. */
  readonly prefix: P;
  /** The folder of its files in the store. */
  readonly folder: string;
  /** All its fields by id. */
  readonly fields: FieldsById;
  /** The state that a log gives (`RecordFold`), and the register of people. */
  fold(id: `${P}-${string}`, events: readonly RecordEvent[], register?: Register): S;
  /** Reads an entry; undefined for a type this version does not know, for wrong data and for redacted data. */
  read(entry: EventDraft): E | undefined;
  /** What an entry writes into the form; undefined for one that writes nothing into it. */
  patchOf(entry: RecordEvent): Patch | undefined;
  /** What the index, the trees and the pickers need. */
  facts(state: S): F;
  readonly factsSchema: FactsSchema<F>;
  /** True when the record as a whole has something that the IT manager could release and has not (DER.2.1.A5). */
  awaitsRelease(state: S): boolean;
  /** What "has this happened before?" compares it by; undefined for a kind that does not fail by itself. */
  compared(state: S): Compared | undefined;
  /** True for what failed or fails: where it is like an incident at hand, it stands beside its form with what became of it. */
  readonly isFailure: boolean;
  /** What a link to a record of this kind can say. */
  readonly linkKinds: readonly LinkKind[];
  /** What its records are made of: those made of incidents bear what these say, and stay where one of them is RED or AMBER+STRICT. */
  readonly madeOf: MadeOf;
  /** How much of the room that a record keeps for its end an entry of this type must leave free, as a share of it. */
  shareToLeave(type: string): number;
  readonly view: RecordView<F>;
}
