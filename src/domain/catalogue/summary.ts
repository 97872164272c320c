import * as z from 'zod';
import { excerpt } from '../foundation/excerpt';
import { catalogueKinds } from '../record/ids';
import { relationSchema, relationsOf } from '../record/link';
import { instantSchema } from '../foundation/time';
import { protectionNeeds } from '../vocabulary/protectionNeed';
import { highest, type Need } from '../vocabulary/protectionNeed';
import { isInForce, type CatalogueRecord } from './record';

/** What lists, trees and the review need to know of a catalogue record without reading it. Kept in the index. */
export const catalogueSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(catalogueKinds),
  title: z.string(),
  /** The state of a problem or change, the validity of a known error, the kind of a component, the party of an interface: a code. */
  state: z.string().optional(),
  inForce: z.boolean(),
  components: z.array(z.string()),
  recordedAt: instantSchema.optional(),
  changedAt: instantSchema.optional(),
  /** The beginning of the workaround and of the final solution, for whoever meets the same failure. */
  workaround: z.string().optional(),
  solution: z.string().optional(),
  released: z.boolean(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  paths: z.array(z.string()).optional(),
  protectionNeed: z.enum(protectionNeeds).optional(),
  safeguards: z.array(z.string()).optional(),
  contact: z.string().optional(),
  relations: z.array(relationSchema),
});

/** What lists need to know of a catalogue record. */
export type CatalogueSummary = Readonly<z.infer<typeof catalogueSummarySchema>>;

/** Sums up a catalogue record for lists. */
export function summariseCatalogue(record: CatalogueRecord): CatalogueSummary {
  const { id, kind, values, links } = record;
  return {
    id,
    kind,
    title: values.title ?? '',
    inForce: isInForce(record),
    components: 'components' in values ? [...(values.components ?? [])] : [],
    recordedAt: record.recorded?.at,
    changedAt: record.changedAt,
    released: record.release !== undefined,
    relations: relationsOf(links),
    ...ownFacts(record),
  };
}

function ownFacts(record: CatalogueRecord): Partial<CatalogueSummary> {
  switch (record.kind) {
    case 'problem':
      return { state: record.values.state ?? 'new', ...answers(record.values) };
    case 'knownError':
      return { state: record.values.validity ?? 'inForce', ...answers(record.values) };
    case 'change':
      return { state: record.values.state ?? 'planned', from: record.values.from, to: record.values.to };
    case 'component': {
      const { componentKind, paths = [], safeguards = [] } = record.values;
      return { state: componentKind, paths: [...paths], safeguards: [...safeguards], protectionNeed: highestNeed(record.values) };
    }
    case 'interface': {
      const { party, contact, channel, reachable } = record.values;
      return { state: party, contact: [contact, channel, reachable].filter(Boolean).join(' · ') };
    }
  }
}

function answers({ workaround, solution }: { readonly workaround?: string; readonly solution?: string }): Partial<CatalogueSummary> {
  return { workaround: excerpt(workaround), solution: excerpt(solution) };
}

/** The highest of a component's three needs (BSI Standard 200-2, the maximum principle). */
function highestNeed(values: {
  readonly confidentialityNeed?: Need;
  readonly integrityNeed?: Need;
  readonly availabilityNeed?: Need;
}): Need | undefined {
  return highest([values.confidentialityNeed, values.integrityNeed, values.availabilityNeed]);
}
