import * as z from 'zod';
import { instantSchema, type Instant } from '../foundation/time';
import type { Condition } from './condition';

/** Longest text a field holds, in UTF-16 code units; a whole log belongs into evidence, by path and hash. */
export const maxTextLength = 200_000;
/** Longest single-line text. */
export const maxLineLength = 1_000;
/** Most rows a list holds. */
export const maxRows = 500;

/** The measure of the IT-Grundschutz Catalogues (or the law) a field comes from, shown beside it. */
export type Measure =
  'M 6.64' | 'M 6.124' | 'M 6.130' | 'M 6.131' | 'M 6.133' | 'M 6.134' | 'M 2.35' | 'DER.2.1' | 'NIS2 Art. 23' | 'GDPR Art. 33' | 'TLP 2.0';

interface Common {
  readonly measure: Measure;
  readonly when?: Condition;
}
/** One line of text. */
export interface LineField extends Common {
  readonly kind: 'line';
}
/** Text of several lines. */
export interface TextField extends Common {
  readonly kind: 'text';
  readonly monospace?: boolean;
}
/** A point in time. */
export interface TimeField extends Common {
  readonly kind: 'time';
}
/** Exactly one of a few codes. */
export interface ChoiceField<O extends string = string> extends Common {
  readonly kind: 'choice';
  readonly options: readonly O[];
  /** True where no choice is an answer of its own, which can be taken again. */
  readonly optional?: boolean;
  /** Options that only come with a decision, such as a release: nobody chooses them. */
  readonly decided?: readonly O[];
  /** What holds while nobody has chosen: a form shows it as chosen. */
  readonly presumed?: O;
}
/** Any number of a few codes. */
export interface SetField<O extends string = string> extends Common {
  readonly kind: 'set';
  readonly options: readonly O[];
}
/** Free names, one a line: components, services, users. */
export interface NamesField extends Common {
  readonly kind: 'names';
}
/** What a column of a list can be. */
export type Column = LineField | TextField | TimeField | ChoiceField;
/** Rows of columns; with `fixedRows` the rows are given (a checklist) and cannot be added or removed. */
export interface ListField<C extends Columns = Columns, R extends string = string> extends Common {
  readonly kind: 'list';
  readonly columns: C;
  readonly fixedRows?: readonly R[];
  /** Ids of rows that can stand beside the given ones: those that an organisation adds. */
  readonly addedRows?: RegExp;
}
/** Columns of a list by id. */
export type Columns = Readonly<Record<string, Column>>;
/** Any field. */
export type Field = Column | SetField | NamesField | ListField;
/** Fields by id, in the order in which a form shows them. */
export type Fields = Readonly<Record<string, Field>>;

/** Fields by id without a prototype, so that no name of an object's own is taken for a field. */
export type FieldsById = Readonly<Record<string, Field>>;

/** Groups of fields under small headings. */
export type FormGroups = Readonly<Record<string, Fields>>;

/** What all members of a union hold together. */
export type Intersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
/** The fields of all groups of a form together. */
export type FieldsOfForm<G> = Intersection<G[keyof G]>;

/** All fields of some groups by id. */
export function fieldsOf(...groups: readonly FormGroups[]): FieldsById {
  const fields = Object.create(null) as Record<string, Field>;
  return Object.assign(fields, ...groups.flatMap(group => Object.values(group))) as FieldsById;
}

/** A row of a list: its id and the columns that have been filled in. */
type RowOf<C extends Columns> = { readonly id: string } & { readonly [K in keyof C]?: ValueOf<C[K]> };

/** The TypeScript type of a field's value. */
type ValueOf<F> =
  F extends ListField<infer C>
    ? readonly RowOf<C>[]
    : F extends ChoiceField<infer O>
      ? O
      : F extends SetField<infer O>
        ? readonly O[]
        : F extends NamesField
          ? readonly string[]
          : F extends TimeField
            ? Instant
            : string;

/** The TypeScript type of a filled-in form: every field may be missing. */
export type ValuesOf<F> = { readonly [K in keyof F]?: ValueOf<F[K]> };

/** Declares a single-line field. */
export const line = (measure: Measure): LineField => ({ kind: 'line', measure });
/** Declares a multi-line field. */
export const text = (measure: Measure, more: { monospace?: boolean } = {}): TextField => ({ kind: 'text', measure, ...more });
/** Declares a time field. */
export const time = (measure: Measure): TimeField => ({ kind: 'time', measure });
/** Declares a choice of one. */
export const choice = <const O extends string>(measure: Measure, options: readonly O[]): ChoiceField<O> => ({
  kind: 'choice',
  measure,
  options,
});
/** The same choice, of which one holds while nobody has chosen. */
export const presuming = <F extends ChoiceField>(field: F, presumed: F['options'][number]): F => ({ ...field, presumed });
/** Declares a choice of one that can be taken back. */
export const optionalChoice = <const O extends string>(measure: Measure, options: readonly O[]): ChoiceField<O> => ({
  ...choice(measure, options),
  optional: true,
});
/** Declares a choice of one, some of which come with a decision alone. */
export const partlyDecided = <const O extends string>(
  measure: Measure,
  options: readonly O[],
  decided: readonly NoInfer<O>[],
): ChoiceField<O> => ({ ...choice(measure, options), decided });
/** Declares a choice of several. */
export const set = <const O extends string>(measure: Measure, options: readonly O[]): SetField<O> => ({ kind: 'set', measure, options });
/** Declares a list of free names. */
export const names = (measure: Measure): NamesField => ({ kind: 'names', measure });
/** Declares a list of rows. */
export const list = <const C extends Columns>(measure: Measure, columns: C & Asked<C>): ListField<C> => ({
  kind: 'list',
  measure,
  columns,
});
/** Declares a list with given rows, and those that an organisation adds. */
export const checklist = <const C extends Columns, const R extends string>(
  measure: Measure,
  columns: C & Asked<C>,
  fixedRows: readonly R[],
  addedRows?: RegExp,
): ListField<C, R> => ({ kind: 'list', measure, columns, fixedRows, ...(addedRows && { addedRows }) });

/** Yes, no, or nobody knows yet: always shown as three radio buttons. */
export const yesNoUnknown = ['yes', 'no', 'unknown'] as const;

/** A field that is asked only under a condition. */
export const when = <const N extends string, F extends Field>(condition: Condition<N>, field: F): F & { readonly when: Condition<N> } => ({
  ...field,
  when: condition,
});

/** `F` where every condition names a field of it, or the id of the row; a name that is none does not compile. */
export type Asked<F> = {
  readonly [K in keyof F]: F[K] extends { readonly when: Condition<infer N> } ? ([N] extends [keyof F | 'id'] ? F[K] : never) : F[K];
};

/** A change to a field of this type: a new value, null to clear it; for a list the changed cells by row, null to remove a row. */
type ChangeOf<F> =
  F extends ListField<infer C, infer R>
    ? Readonly<Partial<Record<R, { readonly [K in keyof C]?: ValueOf<C[K]> | null } | null>>>
    : ValueOf<F> | null;

/** Changes of fields of these types: a field that is none, or a value that is none of it, does not compile. */
export type PatchOf<F> = { readonly [K in keyof F]?: ChangeOf<F[K]> };

/** Changes of single values of a form that is filled in: a field that is none, or a value that is none of it, does not compile. */
export type ChangesOf<V> = { readonly [K in keyof V]?: V[K] | null };

/** Declares a form: groups of fields; a condition that names no field of the form does not compile. */
export const form = <const G extends FormGroups>(groups: G & AskedGroups<G>): G => groups;

type AskedGroups<G extends FormGroups> = {
  readonly [I in keyof G]: {
    readonly [K in keyof G[I]]: G[I][K] extends { readonly when: Condition<infer N> }
      ? [N] extends [keyof FieldsOfForm<G>]
        ? G[I][K]
        : never
      : G[I][K];
  };
};

/** A change to one field: a new value, null to clear it, and for a list the changed cells by row id (null removes a row). */
type FieldChange = unknown;
/** Changes by field id. */
export type Patch = Readonly<Record<string, FieldChange>>;

const rowIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

function valueSchema(field: Column | SetField | NamesField): z.ZodType {
  switch (field.kind) {
    case 'line':
      return z.string().max(maxLineLength);
    case 'text':
      return z.string().max(maxTextLength);
    case 'time':
      return instantSchema;
    case 'choice':
      return z.enum(field.options as [string, ...string[]]);
    case 'set':
      return z.array(z.enum(field.options as [string, ...string[]])).max(field.options.length);
    case 'names':
      return z.array(z.string().min(1).max(maxLineLength)).max(maxRows);
  }
}

/** Made when first asked for: most fields of most forms are never changed in one sitting. */
const schemas = new WeakMap<Field, z.ZodType>();

/** Schema of a change to `field`. */
export function changeSchemaOf(field: Field): z.ZodType {
  const schema = schemas.get(field) ?? changeSchema(field);
  schemas.set(field, schema);
  return schema;
}

/** A patch that is no patch of these fields: which, and why. */
export interface InvalidField {
  readonly code: 'invalidField';
  readonly field: string;
  readonly detail: string;
}

/** The first change of a patch that cannot be taken: of a field that is not `fields`' or does not `belong`, or a value that is none. */
export function invalidField(fields: FieldsById, patch: Patch, belongs: (field: string) => boolean = () => true): InvalidField | undefined {
  for (const [id, change] of Object.entries(patch)) {
    const field = belongs(id) ? fields[id] : undefined;
    if (!field) return { code: 'invalidField', field: id, detail: 'unknown' };
    const parsed = changeSchemaOf(field).safeParse(change);
    if (!parsed.success) return { code: 'invalidField', field: id, detail: parsed.error.issues[0]?.message ?? '' };
    // The schema passes over a row that bears the name of an object's own prototype.
    if (field.kind === 'list' && Object.hasOwn(change as object, '__proto__'))
      return { code: 'invalidField', field: id, detail: 'unknown' };
  }
  return undefined;
}

/** The options of a choice that a person can take, where `value` stands. */
export function optionsBeside<O extends string>({ options, decided }: ChoiceField<O>, value: unknown): readonly O[] {
  return options.filter(option => option === value || decided?.includes(option) !== true);
}

function changeSchema(field: Field): z.ZodType {
  if (field.kind !== 'list') return valueSchema(field).nullable();
  const cells = z.strictObject(
    Object.fromEntries(Object.entries(field.columns).map(([id, column]) => [id, valueSchema(column).nullable().optional()])),
  );
  if (!field.fixedRows) return z.partialRecord(rowIdSchema, cells.nullable());
  const given = z.enum(field.fixedRows as [string, ...string[]]);
  return z.partialRecord(field.addedRows ? z.union([given, z.string().max(64).regex(field.addedRows)]) : given, cells);
}
