import * as z from 'zod';
import { comparedFailure } from '../record/comparedFailure';
import { factList, recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { categories } from '../vocabulary/categories';
import { procedureForm } from './form';

const facts = recordFactsSchema.extend({
  kind: z.literal('procedure'),
  /** The categories it applies to. */
  categories: factList(z.enum(categories)),
  /** How many steps it has. */
  steps: z.number().int().min(0),
});

/** A procedure: handling instructions for a kind of failure, offered where it comes again (M 6.134). */
export const procedure = formRecord({
  kind: 'procedure',
  prefix: 'PRC',
  folder: 'procedures',
  form: procedureForm,
  stateField: 'validity',
  standing: ['validity'],
  isOver: ({ validity }) => validity === 'retired',
  facts: (common, { validity = 'inForce', categories: filedUnder = [], steps = [] }) => ({
    ...common,
    state: validity,
    categories: [...filedUnder],
    steps: steps.length,
  }),
  factsSchema: facts,
  compared: { by: comparedFailure },
  linkKinds: ['relatedTo'],
  madeOf: 'incidents',
  view: { tree: 'knowledge', icon: 'checklist' },
});
