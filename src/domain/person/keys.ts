import { WorkingValues } from '../forms/values';
import type { Instant } from '../foundation/time';
import type { KeyOwner, WhoseKey } from '../record/proof';
import { isSamePerson } from '../vocabulary/actor';
import { isWithin, type Tenure } from '../vocabulary/register';
import { person } from './definition';
import { entriesOfPeople, type PersonLog } from './entries';
import { namesOf, type PersonValues } from './register';

/** A key was somebody's for a time: `from` belongs to it, `until` no more. */
interface KeyTenure extends Omit<Tenure, 'role'> {
  /** Kind and base64, as SSH writes it. */
  readonly key: string;
}

/**
 * Whose keys are whose by the register of people, from the logs of all people's records together; undefined where nobody has entered one. A key
 * is a person's from the entry on that says so, until one says no more; entries that the register refuses (`refused`) say nothing. One that was entered
 * later, or taken away before, is nobody's: who has found it may have made the signature.
 */
export function keysOf(people: readonly PersonLog[], refused: readonly string[]): WhoseKey | undefined {
  const tenures = tenuresOf(people, new Set(refused));
  if (tenures.length === 0) return undefined;
  return (key, by, at): KeyOwner => {
    const owners = tenures.filter(tenure => tenure.key === key);
    const theirs = owners.filter(({ who }) => isSamePerson(who, by));
    if (theirs.some(tenure => isWithin(tenure, at))) return 'theirs';
    return owners.length > 0 && theirs.length === 0 ? 'anothers' : 'nobodys';
  };
}

function tenuresOf(people: readonly PersonLog[], refused: ReadonlySet<string>): readonly KeyTenure[] {
  const values = new Map<string, WorkingValues>();
  const standing = new Map<string, ReadonlyMap<string, KeyTenure>>();
  const ended: KeyTenure[] = [];
  let now: Instant = '';
  for (const { of: id, entry, patch } of entriesOfPeople(people)) {
    if (refused.has(entry.id)) continue;
    // No entry counts before one that counted and stands before it.
    if (entry.at > now) now = entry.at;
    const working = values.get(id) ?? new WorkingValues(person.fields);
    values.set(id, working);
    working.apply(patch);
    const before = standing.get(id) ?? new Map<string, KeyTenure>();
    const after = new Map(heldBy(working.values(), now).map(tenure => [JSON.stringify([tenure.who, tenure.key]), tenure]));
    for (const [held, tenure] of before) {
      if (after.has(held)) after.set(held, tenure);
      else if (tenure.from < now) ended.push({ ...tenure, until: now });
    }
    standing.set(id, after);
  }
  return [...ended, ...[...standing.values()].flatMap(held => [...held.values()])];
}

/** Every key of a person who takes part, under each name that entries can have. */
function heldBy(values: PersonValues, from: Instant): readonly KeyTenure[] {
  if (values.participation === 'left') return [];
  return (values.sshKeys ?? []).flatMap(line => namesOf(values).map(who => ({ who, key: keyIn(line), from })));
}

/** Kind and key of a line as the file with `.pub` has it: what follows is a comment. */
function keyIn(line: string): string {
  return line.trim().split(/\s+/).slice(0, 2).join(' ');
}
