import * as z from 'zod';
import type { FieldsOfForm, ValuesOf } from '../forms/field';
import { excerpt } from '../foundation/excerpt';
import { factsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { problemForm, problemPrefix } from './form';

const facts = factsSchema.extend({ kind: z.literal('problem') });

/** A detected problem (M 6.64). */
export const problem = formRecord<'problem', typeof problemPrefix, ValuesOf<FieldsOfForm<typeof problemForm>>, z.infer<typeof facts>>({
  kind: 'problem',
  prefix: problemPrefix,
  folder: 'problems',
  form: problemForm,
  standing: ['state', 'workaround'],
  isOver: ({ state }) => state === 'solved' || state === 'closed',
  facts: (common, { state = 'new', workaround, solution }) => ({
    ...common,
    state,
    workaround: excerpt(workaround),
    solution: excerpt(solution),
  }),
  factsSchema: facts,
  compared: ({ title, symptoms, errorText, rootCause, components }) => ({
    title,
    texts: [symptoms, errorText, rootCause],
    names: components,
  }),
  linkKinds: ['causedBy', 'fixedBy', 'worksAround', 'relatedTo', 'duplicateOf', 'parentOf'],
  view: { tree: 'knowledge', icon: 'search-fuzzy' },
});
