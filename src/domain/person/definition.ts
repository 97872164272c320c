import * as z from 'zod';
import { factList, recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { roles } from '../vocabulary/actor';
import { personPrefix } from '../vocabulary/register';
import { personForm } from './form';

const facts = recordFactsSchema.extend({ kind: z.literal('person'), roles: factList(z.enum(roles)) });

/** A person of the register: who may act in which role, at which level, with which deputies, from when until when. */
export const person = formRecord({
  kind: 'person',
  prefix: personPrefix,
  folder: 'people',
  form: personForm,
  stateField: 'participation',
  standing: [],
  isOver: ({ participation }) => participation === 'left',
  facts: (common, { participation = 'takesPart', roles: rows = [] }) => ({
    ...common,
    state: participation,
    roles: [...new Set(rows.flatMap(({ role }) => role ?? []))],
  }),
  factsSchema: facts,
  linkKinds: [],
  madeOf: 'nothing',
  maintaining: 'maintainRegister',
  view: { tree: 'assets', icon: 'person' },
});
