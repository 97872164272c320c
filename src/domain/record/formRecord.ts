import {
  fieldsOf,
  type ChangesOf,
  type ChoiceField,
  type FieldsById,
  type FieldsOfForm,
  type FormGroups,
  type Patch,
  type ValuesOf,
} from '../forms/field';
import type { Maintaining } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';
import type { Compared, MadeOf, RecordDefinition } from './definition';
import { commonSchemas, type CommonEvent } from './entries';
import { readEvent, type EventDraft, type RecordEvent } from './event';
import { commonFacts, type CommonFacts, type RecordFacts, type FactsSchema } from './facts';
import { foldWith } from './fold';
import { FormFold } from './formFold';
import type { LinkKind } from './link';
import type { Offers } from './offers';
import type { Stamp } from './stamp';
import { wholeRecord, type RecordState } from './state';
import type { RecordView } from './view';

/** What the IT manager releases of a record (DER.2.1.A5). */
export interface ReleaseOf<V extends object> {
  /** The fields whose change makes what was released another thing. */
  readonly covers: readonly (keyof V & string)[];
  /** True when there is something to release. */
  readonly isReady: (values: V) => boolean;
  /** What changes along with the release. */
  readonly along?: (values: V) => ChangesOf<V> | undefined;
  /** What it is called where it is given. */
  readonly word: 'releaseChange' | 'releaseSolution';
}

/** What the fields of a form hold. */
type ValuesIn<G> = ValuesOf<FieldsOfForm<G>>;
/** The fields of a form that are a choice of one. */
type ChoiceIn<G, F = FieldsOfForm<G>> = { [I in keyof F]: F[I] extends ChoiceField ? I : never }[keyof F];
/** A known error is made of what has a field for the cause. */
type OffersOf<V extends object> = Offers<V> & ('rootCause' extends keyof V ? unknown : { readonly makesKnownError?: never });

/** A kind of record that is one form: its fields, and what is the case for it besides. `S` is the field of its state, `F` what lists know of it. */
export interface FormRecord<
  K extends string,
  P extends string,
  G extends FormGroups,
  S extends string,
  F extends RecordFacts,
  D extends string,
  V extends object = ValuesIn<G>,
> {
  readonly kind: K;
  readonly prefix: P;
  readonly folder: string;
  readonly form: G;
  /** The field that says in lists where a record stands, or which of its sort it is. */
  readonly stateField: S & ChoiceIn<G>;
  readonly release?: ReleaseOf<V>;
  readonly offers?: OffersOf<V>;
  /** The fields whose values no redaction may take away, besides what is released. */
  readonly standing: readonly (keyof V & string)[];
  readonly isOver: (values: V) => boolean;
  /** What lists know of it: what they know of all, and this kind's own. */
  readonly facts: (common: CommonFacts & { readonly kind: K; readonly open: boolean }, values: V, released: boolean) => F;
  readonly factsSchema: FactsSchema<F>;
  /** What "has this happened before?" compares it by; absent for a kind that does not fail by itself. */
  readonly compared?: {
    readonly by: (values: V) => Compared;
    /** True for what failed or fails; absent for what only helps or belongs to it. */
    readonly isFailure?: true;
  };
  readonly linkKinds: readonly LinkKind[];
  readonly madeOf: MadeOf;
  readonly view: RecordView<F, D>;
  /** What one must be allowed to, to write it. */
  readonly maintaining?: Maintaining;
}

type FormState<K extends string, P extends string, V extends object> = RecordState<K, `${P}-${string}`, V>;

/** What deciding about a record that is one form needs of its kind. */
export interface FormRules<S extends RecordState = RecordState, V extends object = S['values']> {
  readonly fields: FieldsById;
  readonly release?: ReleaseOf<V>;
  readonly maintaining: Maintaining;
  /** What no redaction may change; comparable. */
  standing(state: S): string;
  fold(id: S['id'], events: readonly RecordEvent[], register?: Register): S;
  patchOf(entry: RecordEvent): Patch | undefined;
}

/** The definition of a kind of record that is one form. What decides about it is `decidingForm`. */
export interface FormDefinition<
  K extends string,
  P extends string,
  G extends FormGroups,
  S extends string,
  F extends RecordFacts,
  D extends string,
  V extends object = ValuesIn<G>,
>
  extends RecordDefinition<K, P, FormState<K, P, V>, F, CommonEvent>, FormRules<FormState<K, P, V>, V> {
  readonly form: G;
  readonly stateField: S & ChoiceIn<G>;
  readonly fields: FieldsById;
  readonly offers: Offers<V>;
  readonly view: RecordView<F, D>;
  fold(id: `${P}-${string}`, events: readonly RecordEvent[], register?: Register): FormState<K, P, V>;
  patchOf(entry: EventDraft): Patch | undefined;
}

/** Makes the definition of a kind of record that is one form. */
export function formRecord<
  K extends string,
  P extends string,
  G extends FormGroups,
  S extends string,
  F extends RecordFacts,
  D extends string = never,
>(record: FormRecord<K, P, G, S, F, D>): FormDefinition<K, P, G, S, F, D> {
  type V = ValuesIn<G>;
  type State = FormState<K, P, V>;
  const {
    kind,
    prefix,
    folder,
    form,
    stateField,
    release,
    offers = {},
    compared,
    factsSchema,
    linkKinds,
    madeOf,
    view,
    maintaining = 'maintain',
  } = record;
  const fields = fieldsOf(form);
  const fold = (id: State['id'], events: readonly RecordEvent[], register?: Register): State => {
    const { fold: done, timeline } = foldWith(
      events,
      ancestry => new FormFold<V>(fields, ancestry, register, { covers: release?.covers ?? [], maintaining }),
    );
    return { kind, id, ...done.common(), values: done.currentValues(), releases: done.releases, timeline };
  };
  const standing = ({ values, links, releases }: State): string =>
    JSON.stringify([
      record.standing.map(field => values[field]),
      coveredText(release, values),
      releases.get(wholeRecord)?.at,
      links.map(link => [link.id, link.state]),
    ]);
  return {
    kind,
    prefix,
    folder,
    form,
    stateField,
    fields,
    read: draft => readEvent(commonSchemas, draft),
    factsSchema,
    linkKinds,
    madeOf,
    view,
    offers,
    maintaining,
    ...(release && { release }),
    fold,
    standing,
    patchOf,
    shareToLeave,
    isFailure: compared?.isFailure === true,
    awaitsRelease: state =>
      release?.isReady(state.values) === true && (releaseOf(state) === undefined || release.along?.(state.values) !== undefined),
    compared: ({ values }) => compared?.by(values),
    facts: state =>
      record.facts({ kind, ...commonFacts(state), open: !record.isOver(state.values) }, state.values, releaseOf(state) !== undefined),
  };
}

/** The release of a record as a whole; undefined when it has none, or none that still holds. */
export function releaseOf({ releases }: Pick<RecordState, 'releases'>): Stamp | undefined {
  return releases.get(wholeRecord);
}

/** What a release covers, comparable. */
export function coveredText<V extends object>(release: ReleaseOf<V> | undefined, values: V): string {
  return JSON.stringify((release?.covers ?? []).map(field => values[field]));
}

function patchOf(entry: EventDraft): Patch | undefined {
  const known = readEvent(commonSchemas, entry);
  return known?.type === 'record.captured' || known?.type === 'record.updated' ? known.data.patch : undefined;
}

/** Decisions may take all of the room that is kept for the end, answers half, everything else nothing. */
function shareToLeave(type: string): number {
  if (type === 'record.released' || type === 'record.redacted' || type === 'record.signed') return 0;
  return type === 'record.updated' ? 0.5 : 1;
}
