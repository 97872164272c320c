import * as z from 'zod';
import { recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { interfaceForm } from './form';

const facts = recordFactsSchema.extend({ kind: z.literal('interface'), contact: z.string() });

/** An interface to another party (M 6.64, M 6.124). */
export const partyInterface = formRecord({
  kind: 'interface',
  prefix: 'IFC',
  folder: 'interfaces',
  form: interfaceForm,
  stateField: 'party',
  standing: [],
  isOver: () => false,
  facts: (common, { party, contact, channel, reachable }) => ({
    ...common,
    state: party,
    contact: [contact, channel, reachable].filter(Boolean).join(' · '),
  }),
  factsSchema: facts,
  linkKinds: [],
  // M 6.124: the officer is responsible for it.
  maintaining: 'maintainInterfaces',
  view: { tree: 'assets', icon: 'call-outgoing' },
});
