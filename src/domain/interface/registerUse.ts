import type { Instant } from '../foundation/time';
import type { Party } from '../incident/command';
import type { IncidentFacts } from '../incident/facts';
import type { HandedOver } from '../incident/handOversMade';
import type { InterfaceFacts } from './definition';
import { sameText } from '../foundation/sameText';

/** What is known of the register of interfaces, and of what was handed over. */
export interface KnownRegister {
  readonly interfaces: readonly InterfaceFacts[];
  /** Ids of files of which nothing can be read. */
  readonly unreadable: ReadonlySet<string>;
  readonly incidents: readonly Pick<IncidentFacts, 'id' | 'recordedAt' | 'handedOver'>[];
}

/** Hand-overs that went the same way: to which party, how many, when the last was made, and of which incidents. */
interface Use {
  readonly party: Party;
  readonly count: number;
  readonly last: Instant;
  readonly incidents: readonly string[];
}

/** Where everything went that was handed over. */
export interface RegisterUse {
  /** By the id of the interface. */
  readonly over: ReadonlyMap<string, Use>;
  /** Over one that the register does not have any more, by its id. */
  readonly gone: ReadonlyMap<string, Use>;
  /** What names no interface, and nobody whom one of the party's names, by the party. */
  readonly unnamed: ReadonlyMap<string, Use>;
}

/** A shorter name may be part of any other. */
const shortestName = 3;

/**
 * Counts what went over each interface, and what went to nobody in the register (M 6.124). A hand-over that was typed into the form names no
 * interface: it went over each of the party's whose contact it names, whole or in part.
 */
export function registerUse({ interfaces, unreadable, incidents }: KnownRegister): RegisterUse {
  const known = new Set(interfaces.map(({ id }) => id));
  const named = interfaces.map(({ id, party, contact = '' }) => ({ id, party, name: sameText(contact) }));
  const over = new Tally();
  const gone = new Tally();
  const unnamed = new Tally();
  for (const { id, handedOver } of incidents)
    for (const made of handedOver) {
      if (made.over !== undefined) {
        if (known.has(made.over)) over.add(made.over, id, made);
        else if (!unreadable.has(made.over)) gone.add(made.over, id, made);
        continue;
      }
      const to = sameText(made.to ?? '');
      const theirs = named.filter(({ party, name }) => party === made.party && areSameName(name, to));
      for (const one of theirs) over.add(one.id, id, made);
      if (theirs.length === 0) unnamed.add(made.party, id, made);
    }
  return { over: over.uses, gone: gone.uses, unnamed: unnamed.uses };
}

function areSameName(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= shortestName && (a.includes(b) || b.includes(a));
}

type Counted = Use & { readonly incidents: string[] };

class Tally {
  readonly uses = new Map<string, Counted>();

  add(key: string, incident: string, { party, at }: HandedOver): void {
    const use: Counted = this.uses.get(key) ?? { party, count: 0, last: at, incidents: [] };
    const { count, last, incidents } = use;
    if (incidents.at(-1) !== incident) incidents.push(incident);
    this.uses.set(key, { ...use, count: count + 1, last: last < at ? at : last });
  }
}
