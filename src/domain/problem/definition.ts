import * as z from 'zod';
import { excerpt } from '../foundation/excerpt';
import { comparedFailure } from '../record/comparedFailure';
import { recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { causeLinkKinds } from '../record/link';
import { problemForm, problemPrefix } from './form';

const facts = recordFactsSchema.extend({ kind: z.literal('problem') });

/** A detected problem (M 6.64). */
export const problem = formRecord({
  kind: 'problem',
  prefix: problemPrefix,
  folder: 'problems',
  form: problemForm,
  stateField: 'state',
  standing: ['state', 'workaround'],
  isOver: ({ state }) => state === 'solved' || state === 'closed',
  facts: (common, { state = 'new', workaround, solution }) => ({
    ...common,
    state,
    workaround: excerpt(workaround),
    solution: excerpt(solution),
  }),
  factsSchema: facts,
  compared: { by: comparedFailure, isFailure: true },
  linkKinds: causeLinkKinds,
  madeOf: 'incidents',
  offers: { openIncidents: true, makesKnownError: { state: 'rootCauseIdentified' } },
  view: { tree: 'knowledge', icon: 'search-fuzzy', ages: true },
});
