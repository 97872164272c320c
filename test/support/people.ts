import type { Patch } from '../../src/domain/forms/field';
import { registerOf } from '../../src/domain/person/register';
import type { RecordEvent } from '../../src/domain/record/event';
import { headsOf } from '../../src/domain/record/log';
import type { IdOf } from '../../src/domain/records';
import type { Actor, Role } from '../../src/domain/vocabulary/actor';
import type { Register } from '../../src/domain/vocabulary/register';
import { seal } from '../../src/store/chain';
import { person } from './incidents';

/** A time of the day on which the people of these tests are entered. */
export function at(time: string): string {
  return `2026-11-22T${time}:00.000Z`;
}

/** What makes somebody hold roles, each from now on until it is changed; rows are named by the role. */
export function inRoles(name: string, ...roles: readonly Role[]): Patch {
  return { title: name, addresses: [person('developer', name).email], roles: Object.fromEntries(roles.map(role => [role, { role }])) };
}

/** A register of people under test: entries are sealed as the store would do it, whoever writes them and whatever they may. */
export class People {
  readonly logs = new Map<IdOf<'person'>, readonly RecordEvent[]>();

  /** Somebody writes into somebody's record, a new one where there is none; `parents` where they have not seen all of it. Returns the entry. */
  write(by: Actor, when: string, id: IdOf<'person'>, patch: Patch, parents?: readonly string[]): RecordEvent {
    const log = this.logs.get(id) ?? [];
    const draft = log.length === 0 ? { type: 'record.captured', data: { record: id, patch } } : { type: 'record.updated', data: { patch } };
    const entry = seal(draft, parents ?? headsOf(log), when, by);
    this.logs.set(id, [...log, entry]);
    return entry;
  }

  /** What it says, in whatever order the files are read. */
  register(): Register {
    return registerOf([...this.logs].map(([id, timeline]) => ({ id, timeline })));
  }
}

/** Ada begins the register as its IT manager at eight o'clock. */
export function begun(): People {
  const people = new People();
  people.write(person('administrator', 'Ada'), at('08:00'), 'PER-ADA000', inRoles('Ada', 'itManager'));
  return people;
}
