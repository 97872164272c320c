import * as z from 'zod';
import { excerpt } from '../foundation/excerpt';
import { recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { interfaceParties } from '../vocabulary/parties';
import { interfaceForm } from './form';

/** Longest text of shared resources that is kept, in UTF-16 code units. */
const longestResources = 4000;

const facts = recordFactsSchema.extend({
  kind: z.literal('interface'),
  party: z.enum(interfaceParties).optional(),
  contact: z.string().optional(),
  channel: z.string().optional(),
  reachable: z.string().optional(),
  /** The beginning of when it is used, and of what is passed. */
  trigger: z.string().optional(),
  passed: z.string().optional(),
  sharedResources: z.string().optional(),
});

/** What lists know of an interface. */
export type InterfaceFacts = Readonly<z.infer<typeof facts>>;

/** An interface to another party (M 6.64, M 6.124). */
export const partyInterface = formRecord({
  kind: 'interface',
  prefix: 'IFC',
  folder: 'interfaces',
  form: interfaceForm,
  stateField: 'party',
  standing: [],
  isOver: () => false,
  facts: (common, { party, contact, channel, reachable, trigger, passed, sharedResources }) => ({
    ...common,
    state: party,
    party,
    contact,
    channel,
    reachable,
    trigger: excerpt(trigger),
    passed: excerpt(passed),
    sharedResources: sharedResources?.slice(0, longestResources),
  }),
  factsSchema: facts,
  linkKinds: [],
  madeOf: 'nothing',
  // M 6.124: the officer is responsible for it.
  maintaining: 'maintainInterfaces',
  view: { tree: 'assets', icon: 'call-outgoing' },
});

/** Whom to reach, over what, and when, in one line. */
export function contactLine({ contact, channel, reachable }: Pick<InterfaceFacts, 'contact' | 'channel' | 'reachable'>): string {
  return [contact, channel, reachable].filter(Boolean).join(' · ');
}
