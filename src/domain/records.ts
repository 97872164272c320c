import * as z from 'zod';
import { change } from './change/definition';
import { component } from './component/definition';
import { formGroups, type FormGroup } from './forms/form';
import { incident } from './incident/definition';
import type { IncidentEvent } from './incident/event';
import type { IncidentRefusal } from './incident/refusal';
import { partyInterface } from './interface/definition';
import { knownError } from './knownError/definition';
import { person } from './person/definition';
import { problem } from './problem/definition';
import { procedure } from './procedure/definition';
import type { Written } from './record/over';
import type { RecordDefinition } from './record/definition';
import type { CommonEvent } from './record/entries';
import type { RecordEvent } from './record/event';
import { isAnyId, newId, prefixOf } from './record/ids';
import { codeLinkKinds, type LinkKind, type LinkTarget } from './record/link';
import type { Offers } from './record/offers';
import type { TreeId } from './record/view';
import type { Register } from './vocabulary/register';

/** The one table of kinds: everything that is told apart by its kind is told apart here. */
export const definitions = { incident, problem, knownError, procedure, change, component, interface: partyInterface, person } as const;

/** A kind of record the store can hold. */
export type Kind = keyof typeof definitions;
type Definitions = typeof definitions;

/** The kinds, incidents first. */
export const kinds = Object.keys(definitions) as readonly Kind[];

/** The id of a record of this kind: `INC-…`. */
export type IdOf<K extends Kind> = { [X in K]: `${Definitions[X]['prefix']}-${string}` }[K];
/** The id of a record of any kind this version knows. */
export type RecordId = IdOf<Kind>;
/** The kind that an id belongs to. */
export type KindOf<I extends RecordId> = { [K in Kind]: I extends IdOf<K> ? K : never }[Kind];

/** What folding the log of a record of this kind gives. */
export type StateOf<K extends Kind> = { [X in K]: ReturnType<Definitions[X]['fold']> }[K];
/** What lists know of a record of this kind. */
export type FactsOf<K extends Kind> = { [X in K]: ReturnType<Definitions[X]['facts']> }[K];
/** What lists know of any record. */
export type Facts = FactsOf<Kind>;
/** Why something asked of a record was refused. */
export type Refusal = IncidentRefusal;
/** The kinds that are one form. */
export type FormKind = { [K in Kind]: Definitions[K] extends { readonly form: unknown } ? K : never }[Kind];

/** The kinds that are one form: what is known beforehand, and what becomes known. */
export const formKinds = kinds.filter(isFormKind);

/** An entry of any record, its data checked. */
type Entry = IncidentEvent | CommonEvent;

/** The kinds that stand in this tree. */
export function kindsIn(tree: TreeId): readonly Kind[] {
  return kinds.filter(kind => definitions[kind].view.tree === tree);
}

/** The kinds that a record can be linked to. */
export const linkedKinds = kinds.filter(kind => definitions[kind].linkKinds.length > 0);

/** The kinds that failed or fail: what is like an incident at hand and stands beside its form. */
export const failureKinds = kinds.filter(kind => definitions[kind].isFailure);

/** A definition, whatever its kind. */
export type AnyDefinition = RecordDefinition<Kind, string, StateOf<Kind>, Facts, Entry>;

/** Facts as the index keeps them. */
export const factsSchema = z.discriminatedUnion('kind', [
  incident.factsSchema,
  ...kinds.filter(kind => kind !== 'incident').map(kind => definitions[kind].factsSchema),
]);

/** Facts of a record that is one form. */
export const formFactsSchema = z.discriminatedUnion('kind', [
  definitions.problem.factsSchema,
  ...formKinds.filter(kind => kind !== 'problem').map(kind => definitions[kind].factsSchema),
]);

/** The definition of a kind. */
export function definitionOf(kind: Kind): AnyDefinition {
  return definitions[kind];
}

const kindByPrefix: ReadonlyMap<string, Kind> = new Map(kinds.map(kind => [definitions[kind].prefix, kind]));

/** The kind a well-formed id belongs to; undefined for anything else, and for a kind that only a newer version knows. */
export function kindOfId(id: string): Kind | undefined {
  return isAnyId(id) ? kindByPrefix.get(prefixOf(id)) : undefined;
}

/** True when `text` is the id of a record of a kind that this version knows. */
export function isRecordId(text: string): text is RecordId {
  return kindOfId(text) !== undefined;
}

/** True when `text` is the id of a record of this kind. */
export function isIdOf<K extends Kind>(kind: K, text: string): text is IdOf<K> {
  return kindOfId(text) === kind;
}

/** Schema of a record's id. */
export const recordIdSchema = z.string().refine(isRecordId, 'not a record id');
/** Schema of the id of a record of this kind. */
export function idSchemaOf<K extends Kind>(kind: K): z.ZodType<IdOf<K>> {
  return z.string().refine((text): text is IdOf<K> => isIdOf(kind, text), `not the id of a record of the kind ${kind}`);
}

/** Makes an id from at least six random bytes; the caller checks it against the store. */
export function newRecordId<K extends Kind>(kind: K, random: Uint8Array): IdOf<K> {
  return newId(definitions[kind].prefix, random);
}

/** What a link from a record of `kind` to this target can say: a duplicate and a part are of the same kind. */
export function linkKindsTo(kind: Kind, target: LinkTarget): readonly LinkKind[] {
  if (target.type !== 'record') return codeLinkKinds;
  const other = kindOfId(target.id);
  const all = other === undefined ? [] : definitions[other].linkKinds;
  return other === kind ? all : all.filter(linkKind => linkKind !== 'duplicateOf' && linkKind !== 'parentOf');
}

/** The state that the log of a record gives, and the register of people; without one every role was an agreement. */
export function fold<I extends RecordId>(id: I, events: readonly RecordEvent[], register?: Register): StateOf<KindOf<I>> {
  const kind = kindOfId(id);
  if (kind === undefined) throw new TypeError(`no id of a record: ${id}`);
  return definitionOf(kind).fold(id, events, register) as StateOf<KindOf<I>>;
}

/** The state of a record that is one form. */
export type FormRecordState = StateOf<FormKind>;
/** What lists know of a record that is one form. */
export type FormFacts = FactsOf<FormKind>;

/** True when `text` is the id of an incident. */
export function isIncidentId(text: string): text is IdOf<'incident'> {
  return isIdOf('incident', text);
}

/** What stands in a record's form, and which entry wrote it. */
export function writtenIn({ kind, values, timeline }: Pick<StateOf<Kind>, 'kind' | 'values' | 'timeline'>): Written {
  const definition = definitionOf(kind);
  return { fields: definition.fields, values, timeline, patchOf: entry => definition.patchOf(entry) };
}

/** True for the id of a record that is one form. */
export function isFormId(id: RecordId): id is IdOf<FormKind> {
  const kind = kindOfId(id);
  return kind !== undefined && isFormKind(kind);
}

/** True for a record that is one form. */
export function isFormRecord(record: StateOf<Kind>): record is FormRecordState {
  return isFormKind(record.kind);
}

function isFormKind(kind: Kind): kind is FormKind {
  return 'form' in definitions[kind];
}

/** What records of a kind offer; incidents offer nothing to themselves. */
export function offersOf(kind: Kind | undefined): Offers {
  return kind !== undefined && isFormKind(kind) ? definitions[kind].offers : {};
}

/** True for a kind whose workaround and solution are applied to incidents as they are. */
export function appliesMeasures(kind: Kind): boolean {
  return offersOf(kind).appliesMeasures !== undefined;
}

/** The kinds of which a known error can be made. */
export const knownErrorSources = formKinds.filter(kind => offersOf(kind).makesKnownError !== undefined);

/** The form of a record that is one form, for these values. */
export function formOfRecord(kind: FormKind, values: object): readonly FormGroup[] {
  return formGroups(definitions[kind].form, values);
}
