import * as z from 'zod';
import { isBlank } from '../foundation/blank';
import { excerpt } from '../foundation/excerpt';
import { comparedFailure } from '../record/comparedFailure';
import { recordFactsSchema } from '../record/facts';
import { formRecord } from '../record/formRecord';
import { causeLinkKinds } from '../record/link';
import { knownErrorForm, knownErrorPrefix } from './form';

const facts = recordFactsSchema.extend({ kind: z.literal('knownError'), released: z.boolean() });

/** A known error, whose final solution the IT manager releases (M 6.64, DER.2.1.A5). */
export const knownError = formRecord({
  kind: 'knownError',
  prefix: knownErrorPrefix,
  folder: 'known-errors',
  form: knownErrorForm,
  stateField: 'validity',
  release: {
    word: 'releaseSolution',
    covers: ['solution', 'solutionFallback', 'solutionWeakens', 'solutionSafeguard', 'solutionComponent', 'components'],
    isReady: ({ solution }) => !isBlank(solution),
  },
  standing: ['validity', 'workaround'],
  isOver: ({ validity }) => validity === 'retired',
  facts: (common, { validity = 'inForce', workaround, solution }, released) => ({
    ...common,
    state: validity,
    released,
    workaround: excerpt(workaround),
    solution: excerpt(solution),
  }),
  factsSchema: facts,
  compared: { by: comparedFailure, isFailure: true },
  linkKinds: causeLinkKinds,
  madeOf: 'incidents',
  offers: {
    openIncidents: true,
    appliesMeasures: (values, measure) => {
      const held = measure === 'workaround' ? measure : 'solution';
      return {
        what: values[held],
        fallback: values[`${held}Fallback`],
        weakensSafeguard: values[`${held}Weakens`],
        safeguard: values[`${held}Safeguard`],
        component: values[`${held}Component`] ?? values.components?.[0],
      };
    },
  },
  view: { tree: 'knowledge', icon: 'lightbulb' },
});
