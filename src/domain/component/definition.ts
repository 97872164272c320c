import * as z from 'zod';
import { factList, recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { highest, protectionNeeds } from '../vocabulary/protectionNeed';
import { componentForm } from './form';

const facts = recordFactsSchema.extend({
  kind: z.literal('component'),
  paths: factList(z.string()),
  protectionNeed: z.enum(protectionNeeds).optional(),
  safeguards: factList(z.string()),
});

/** An IT component (M 6.124). */
export const component = formRecord({
  kind: 'component',
  prefix: 'CMP',
  folder: 'components',
  form: componentForm,
  stateField: 'componentKind',
  standing: [],
  isOver: () => false,
  facts: (common, { componentKind, paths = [], safeguards = [], confidentialityNeed, integrityNeed, availabilityNeed }) => ({
    ...common,
    state: componentKind,
    paths: [...paths],
    safeguards: [...safeguards],
    protectionNeed: highest([confidentialityNeed, integrityNeed, availabilityNeed]),
  }),
  factsSchema: facts,
  linkKinds: [],
  madeOf: 'nothing',
  view: { tree: 'assets', icon: 'package' },
});
