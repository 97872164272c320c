import {
  fieldsOf,
  invalidField,
  optionsBeside,
  type FieldsById,
  type FieldsOfForm,
  type FormGroups,
  type Patch,
  type ValuesOf,
} from '../forms/field';
import { isBlank } from '../foundation/blank';
import { failure, success } from '../foundation/result';
import type { Maintaining } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';
import {
  askedOver,
  commonAction,
  decideCommon,
  entry,
  refusedAsker,
  refuseRedaction,
  type Asking,
  type CommonCommand,
  type CommonRefusal,
  type Decided,
} from './decide';
import type { Compared, Deciding, RecordDefinition } from './definition';
import { commonSchemas, type CommonEvent } from './entries';
import { readEvent, type RecordEvent } from './event';
import { commonFacts, type CommonFacts, type RecordFacts, type FactsSchema } from './facts';
import { foldWith } from './fold';
import { FormFold } from './formFold';
import type { LinkKind } from './link';
import { changedSinceSeen } from './seen';
import type { Stamp } from './stamp';
import { wholeRecord, type RecordState } from './state';
import type { RecordView } from './view';

/** What the IT manager releases of a record (DER.2.1.A5). */
interface ReleaseOf<V extends object> {
  /** The fields whose change makes what was released another thing. */
  readonly covers: readonly (keyof V & string)[];
  /** True when there is something to release. */
  readonly isReady: (values: V) => boolean;
  /** What changes along with the release. */
  readonly along?: (values: V) => Patch | undefined;
  /** What it is called where it is given. */
  readonly word: 'releaseChange' | 'releaseSolution';
}

/** What a record of a kind is to incidents, and what its page therefore offers. */
interface Offers {
  /** Its page shows the open incidents that are linked to it. */
  readonly openIncidents?: true;
  /** Its workaround and its solution are applied to incidents as they are; of another kind they are proposed there. */
  readonly appliesMeasures?: true;
  /** A known error can be made of it. */
  readonly makesKnownError?: true;
}

/** What the fields of a form hold. */
type ValuesIn<G> = ValuesOf<FieldsOfForm<G>>;

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
  readonly stateField: S & keyof FieldsOfForm<G>;
  readonly release?: ReleaseOf<V>;
  readonly offers?: Offers;
  /** The fields whose values no redaction may take away, besides what is released. */
  readonly standing: readonly (keyof V & string)[];
  readonly isOver: (values: V) => boolean;
  /** What lists know of it: what they know of all, and this kind's own. */
  readonly facts: (common: CommonFacts & { readonly kind: K; readonly open: boolean }, values: V, released: boolean) => F;
  readonly factsSchema: FactsSchema<F>;
  /** What "has this happened before?" compares it by; absent for a kind that does not fail by itself. */
  readonly compared?: (values: V) => Compared;
  readonly linkKinds: readonly LinkKind[];
  readonly view: RecordView<F, D>;
  /** What one must be allowed to, to write it. */
  readonly maintaining?: Maintaining;
}

type FormState<K extends string, P extends string, V extends object> = RecordState<K, `${P}-${string}`, V>;

/** The definition of a kind of record that is one form. */
export interface FormDefinition<
  K extends string,
  P extends string,
  G extends FormGroups,
  S extends string,
  F extends RecordFacts,
  D extends string,
  V extends object = ValuesIn<G>,
>
  extends RecordDefinition<K, P, FormState<K, P, V>, F, CommonEvent>, Deciding<FormState<K, P, V>, CommonCommand, Asking, CommonRefusal> {
  readonly form: G;
  readonly stateField: S & keyof FieldsOfForm<G>;
  readonly release?: ReleaseOf<V>;
  readonly offers: Offers;
  readonly view: RecordView<F, D>;
  readonly maintaining: Maintaining;
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
  const { kind, prefix, folder, form, stateField, release, offers = {}, factsSchema, linkKinds, view, maintaining = 'maintain' } = record;
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
    view,
    offers,
    maintaining,
    ...(release && { release }),
    fold,
    patchOf,
    shareToLeave,
    awaitsRelease: state =>
      release?.isReady(state.values) === true && (releaseOf(state) === undefined || release.along?.(state.values) !== undefined),
    compared: ({ values }) => record.compared?.(values),
    decide: (state, command, context) => {
      const action = command.type === 'capture' || command.type === 'save' ? maintaining : commonAction(command);
      const barred = refusedAsker(action, context);
      if (barred) return failure(barred);
      const refold = (events: readonly RecordEvent[]): State => fold(state.id, events, context.register);
      switch (command.type) {
        case 'capture':
          return capture(fields, state, command);
        case 'save':
          return save(fields, state, command);
        case 'release': {
          const unseen = changedSinceSeen(state, command.seen, refold, ({ values }) => coveredText(release, values));
          return unseen ? failure(unseen) : releaseRecord(release, state.values);
        }
        case 'redact': {
          const refusal = refuseRedaction(state, command.entry, command.reason, { fold: refold, standing });
          if (refusal) return failure(refusal);
          return success([entry('record.redacted', { record: state.id, entry: command.entry, reason: command.reason })]);
        }
        default:
          return decideCommon(state, command);
      }
    },
    facts: state =>
      record.facts({ kind, ...commonFacts(state), open: !record.isOver(state.values) }, state.values, releaseOf(state) !== undefined),
  };
}

/** The release of a record as a whole; undefined when it has none, or none that still holds. */
export function releaseOf({ releases }: Pick<RecordState, 'releases'>): Stamp | undefined {
  return releases.get(wholeRecord);
}

/** What a release covers, comparable. */
function coveredText<V extends object>(release: ReleaseOf<V> | undefined, values: V): string {
  return JSON.stringify((release?.covers ?? []).map(field => values[field]));
}

function patchOf(entry: RecordEvent): Patch | undefined {
  const known = readEvent(commonSchemas, entry);
  return known?.type === 'record.captured' || known?.type === 'record.updated' ? known.data.patch : undefined;
}

/** Decisions may take all of the room that is kept for the end, answers half, everything else nothing. */
function shareToLeave(type: string): number {
  if (type === 'record.released' || type === 'record.redacted') return 0;
  return type === 'record.updated' ? 0.5 : 1;
}

type CommandOf<T extends CommonCommand['type']> = Extract<CommonCommand, { type: T }>;

function capture(fields: FieldsById, state: RecordState, { record, patch }: CommandOf<'capture'>): Decided {
  if (state.timeline.length > 0) return failure({ code: 'exists' });
  const refusal = refusedPatch(fields, state, patch);
  return refusal ? failure(refusal) : success([entry('record.captured', { record, patch: { ...patch } })]);
}

function save(fields: FieldsById, state: RecordState, { patch, over }: CommandOf<'save'>): Decided {
  const refusal = refusedPatch(fields, state, patch);
  if (refusal) return failure(refusal);
  const drafts = Object.keys(patch).length > 0 ? [entry('record.updated', { patch: { ...patch } })] : [];
  return askedOver({ fields, patchOf, values: state.values, timeline: state.timeline }, patch, over, success(drafts));
}

/** A record without a title could not be found again, and what only a release may say is not said by hand (DER.2.1.A5). */
function refusedPatch(fields: FieldsById, { values }: RecordState, patch: Patch): CommonRefusal | undefined {
  const invalid = invalidField(fields, patch);
  if (invalid) return invalid;
  const decided = Object.keys(patch).find(id => {
    const [field, wanted, value] = [fields[id], patch[id], (values as Readonly<Record<string, unknown>>)[id]];
    return field?.kind === 'choice' && typeof wanted === 'string' && !optionsBeside(field, value).includes(wanted);
  });
  if (decided !== undefined) return { code: 'comesWithRelease', field: decided };
  const title = Object.hasOwn(patch, 'title') ? patch['title'] : (values as { readonly title?: unknown }).title;
  return isBlank(title) ? { code: 'titleMissing', field: 'title' } : undefined;
}

function releaseRecord<V extends object>(release: ReleaseOf<V> | undefined, values: V): Decided {
  if (release?.isReady(values) !== true) return failure({ code: 'nothingToRelease' });
  const patch = release.along?.(values);
  return success([...(patch ? [entry('record.updated', { patch: { ...patch } })] : []), entry('record.released', {})]);
}
