import { errorCodesIn } from '../errors/errorCodes';
import { readErrors } from '../errors/signature';
import type { IncidentValues } from './forms';
import type { Incident } from './incident';
import { milestonesOf } from './milestonesOf';
import { observablesIn, signsIn, tellsOfOutage } from './observables';
import type { Traits } from './traits';

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
  const { accounts, addresses, hosts } = observablesIn(text, values.components);
  const held = links.filter(({ state }) => state !== 'ruledOut');
  const compared = withoutEmpty({
    category: values.category,
    causeKnown: values.causeKnown,
    signatures: errorKeysIn(text),
    accounts,
    addresses,
    hosts,
    signs: signsIn(text),
    commits: held.flatMap(({ kind, target }) => (kind === 'causedBy' && target.type === 'commit' ? [target.sha] : [])).slice(0, mostLinks),
    files: [...new Set(held.flatMap(({ target }) => (target.type === 'file' ? [target.path] : [])))].slice(0, mostLinks),
    gapsUntil: Object.fromEntries(gaps.flatMap(({ id, restored }) => (restored ? [[id, restored.at]] : []))),
  });
  return { ...milestonesOf(incident), ...(isUnavailable(values, text) && { unavailable: true as const }), ...compared };
}

function isUnavailable({ harm, serviceState, restoredAt }: IncidentValues, text: string): boolean {
  const isDisturbed = serviceState === 'down' || serviceState === 'restricted' || restoredAt !== undefined;
  return isDisturbed || (harm?.includes('availability') ?? false) || tellsOfOutage(text);
}

/** The keys of the errors in a text, by which two incidents tell of the same. */
export function errorKeysIn(text: string): readonly string[] {
  const read = text.slice(0, readForErrors);
  const keys = readErrors(read).map(({ key }) => key.slice(0, longestKey));
  return [...new Set([...keys, ...errorCodesIn(read)])].slice(0, mostSignatures);
}

/** Rows of the index stay small: what is empty is left out. */
function withoutEmpty(traits: Traits): Traits {
  return Object.fromEntries(Object.entries(traits).filter(([, value]: [string, unknown]) => Object.keys(value ?? {}).length > 0));
}
