import { fieldsOf, type FieldsById, type FieldsOfForm, type FormGroups, type ValuesOf } from '../forms/field';
import { catalogueKinds, type CatalogueKind } from '../record/ids';
import { changeForm } from '../change/form';
import { componentForm } from '../component/form';
import { interfaceForm } from '../interface/form';
import { knownErrorForm } from '../knownError/form';
import { problemForm } from '../problem/form';

/** The forms of problems, known errors, changes, components and interfaces, as data. */
export const catalogueForms = {
  problem: problemForm,
  knownError: knownErrorForm,
  change: changeForm,
  component: componentForm,
  interface: interfaceForm,
} as const satisfies Record<CatalogueKind, FormGroups>;

/** What the form of a kind holds: each field is missing until somebody fills it in. */
export type ValuesOfKind<K extends CatalogueKind> = ValuesOf<FieldsOfForm<(typeof catalogueForms)[K]>>;

/** All fields of each kind by id. */
export const catalogueFields: Readonly<Record<CatalogueKind, FieldsById>> = Object.fromEntries(
  catalogueKinds.map(kind => [kind, fieldsOf(catalogueForms[kind])]),
) as Record<CatalogueKind, FieldsById>;
