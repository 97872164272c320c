import * as z from 'zod';
import { readErrors } from '../errors/signature';
import { instantSchema } from '../foundation/time';
import { categories } from '../vocabulary/categories';
import { analyseForm } from './forms/analyse';
import { qualifyForm } from './forms/qualify';
import type { Incident } from './incident';
import { milestonesOf, milestonesSchema } from './milestones';
import { observablesIn, securitySigns, signsIn } from './observables';

const names = z.array(z.string()).readonly();

/**
 * What of an incident can be compared with others to find patterns of failure (M 6.124), with the milestones that the process is measured by:
 * kept in the index beside what the lists know.
 * Nothing in it says who handled the incident.
 */
export const traitsSchema = milestonesSchema.extend({
  category: z.enum(categories).optional(),
  harm: z.array(z.enum(qualifyForm.security.harm.options)).readonly().optional(),
  causeKnown: z.enum(analyseForm.cause.causeKnown.options).optional(),
  /** Keys of the errors in its words (`ErrorSignature.key`), shortened. */
  signatures: names.optional(),
  accounts: names.optional(),
  addresses: names.optional(),
  hosts: names.optional(),
  signs: z.array(z.enum(securitySigns)).readonly().optional(),
  /** Commits that caused it, suspected or confirmed; files it is linked to. */
  commits: names.optional(),
  files: names.optional(),
  /** Until when safeguards were off, by the gap's id, where they are back. */
  gapsUntil: z.record(z.string(), instantSchema).optional(),
});

/** What of an incident can be compared with others. */
export type Traits = Readonly<z.infer<typeof traitsSchema>>;

/** Characters of a signature's key that are kept, and how many signatures, commits and files. */
const [longestKey, mostSignatures, mostLinks] = [200, 5, 50];
/** Beginning of the words that is read for errors, in UTF-16 code units. */
const readForErrors = 20_000;

/** What of an incident can be compared; undefined where nothing is left of it but that it was there. */
export function traitsOf(incident: Incident): Traits | undefined {
  const { values, links, gaps, erased } = incident;
  if (erased) return undefined;
  const { title, symptoms, errorText, diagnosis } = values;
  const text = [title, symptoms, errorText, diagnosis].filter(Boolean).join('\n');
  const { accounts, addresses, hosts } = observablesIn(text);
  const held = links.filter(({ state }) => state !== 'ruledOut');
  const compared = withoutEmpty({
    category: values.category,
    harm: values.harm,
    causeKnown: values.causeKnown,
    signatures: signaturesIn(text),
    accounts,
    addresses,
    hosts,
    signs: signsIn(text),
    commits: held.flatMap(({ kind, target }) => (kind === 'causedBy' && target.type === 'commit' ? [target.sha] : [])).slice(0, mostLinks),
    files: [...new Set(held.flatMap(({ target }) => (target.type === 'file' ? [target.path] : [])))].slice(0, mostLinks),
    gapsUntil: Object.fromEntries(gaps.flatMap(({ id, restored }) => (restored ? [[id, restored.at]] : []))),
  });
  return { ...milestonesOf(incident), ...compared };
}

function signaturesIn(text: string): readonly string[] {
  const keys = readErrors(text.slice(0, readForErrors)).map(({ key }) => key.slice(0, longestKey));
  return [...new Set(keys)].slice(0, mostSignatures);
}

/** Rows of the index stay small: what is empty is left out. */
function withoutEmpty(traits: Traits): Traits {
  return Object.fromEntries(Object.entries(traits).filter(([, value]: [string, unknown]) => Object.keys(value ?? {}).length > 0));
}
