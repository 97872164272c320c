import * as z from 'zod';
import { instantSchema } from '../foundation/time';
import { recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { causeLinkKinds } from '../record/link';
import { changeForm, changePrefix } from './form';

const facts = recordFactsSchema.extend({
  kind: z.literal('change'),
  released: z.boolean(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});

/** A planned or implemented change, which the IT manager releases (M 6.64, DER.2.1.A5). */
export const change = formRecord({
  kind: 'change',
  prefix: changePrefix,
  folder: 'changes',
  form: changeForm,
  stateField: 'state',
  release: {
    word: 'releaseChange',
    covers: ['title', 'reason', 'components', 'reference', 'from', 'to', 'outage', 'fallback'],
    isReady: () => true,
    // Releasing a change that was only planned makes it a released one.
    along: ({ state = 'planned' }) => (state === 'planned' ? { state: 'released' } : undefined),
  },
  standing: ['state'],
  isOver: ({ state }) => state === 'closed' || state === 'rejected',
  facts: (common, { state = 'planned', from, to }, released) => ({ ...common, state, released, from, to }),
  factsSchema: facts,
  compared: { by: ({ title, reason, components }) => ({ title, texts: [reason], names: components }) },
  linkKinds: causeLinkKinds,
  madeOf: 'nothing',
  view: {
    tree: 'changes',
    icon: 'git-pull-request',
    parts: {
      all: ['planned', 'implemented'],
      of: ({ state }) => (state === 'planned' || state === 'released' ? 'planned' : 'implemented'),
    },
  },
});
