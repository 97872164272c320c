import type { ChoiceField, FieldsOfForm, ListField, SetField } from '../domain/forms/field';
import type { IncidentEventType } from '../domain/incident/event';
import type { IncidentFields, incidentForms } from '../domain/incident/forms';
import type { GroupId } from '../domain/incident/relevance';
import type { CommonEvent } from '../domain/record/entries';
import type { RecordView } from '../domain/record/view';
import type { definitions, FormKind, Kind } from '../domain/records';
import type { StepId } from '../domain/vocabulary/steps';

/** A text for each of some codes. */
export type Texts<C extends string> = Readonly<Record<C, string>>;

interface Labelled {
  readonly label: string;
  readonly help?: string;
}

type OptionWords<F> = F extends ChoiceField<infer O> | SetField<infer O> ? { readonly options: Texts<O> } : unknown;

type ListWords<F> =
  F extends ListField<infer C, infer R>
    ? { readonly columns: { readonly [K in keyof C]: Labelled & OptionWords<C[K]> } } & (string extends R
        ? unknown
        : { readonly rows: Texts<R> })
    : unknown;

/** Words of fields: what each is called, its options, the columns of a list and its fixed rows. */
type FieldWords<F> = { readonly [K in keyof F]: Labelled & OptionWords<F[K]> & ListWords<F[K]> };

type StepForm<S extends StepId> = (typeof incidentForms)[S];

/** Words of a step of incidents: what it is called, also in short and within a list, what to watch for, and its form. */
export interface StepWords<S extends StepId> {
  readonly name: string;
  readonly short: string;
  readonly inList: string;
  readonly watch: string;
  readonly groups: Texts<GroupId<S>>;
  readonly fields: FieldWords<FieldsOfForm<StepForm<S>>>;
}

interface Named {
  readonly name: string;
  readonly plural: string;
  /** What is asked for when one is recorded. */
  readonly question: string;
}

type FormFields<K extends FormKind> = FieldsOfForm<(typeof definitions)[K]['form']>;

/** The parts that a tree divides the kind into. */
type PartWords<V> = V extends RecordView<never, infer D> ? ([D] extends [never] ? unknown : { readonly parts: Texts<D> }) : unknown;

/** The codes of the field that says where a record of this kind stands. */
type StateCode<K extends FormKind> =
  FormFields<K>[(typeof definitions)[K]['stateField'] & keyof FormFields<K>] extends ChoiceField<infer O> ? O : never;

interface FormKindWords<K extends FormKind> extends Named {
  readonly groups: Texts<keyof (typeof definitions)[K]['form'] & string>;
  readonly fields: FieldWords<FormFields<K>>;
  /** Where it stands, as lists say it behind the title. */
  readonly states: Texts<StateCode<K>>;
  readonly events: Texts<CommonEvent['type']>;
}

interface IncidentWords extends Named {
  readonly fields: FieldWords<IncidentFields>;
  readonly events: Texts<IncidentEventType>;
}

/** Everything a kind of record is put into words with; the compiler names what a language lacks. */
export type KindWords<K extends Kind> = K extends FormKind ? FormKindWords<K> & PartWords<(typeof definitions)[K]['view']> : IncidentWords;
