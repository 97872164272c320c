import { firstPlace } from '../../base/firstPlace';
import { ByName } from '../../domain/foundation/byName';
import { addUnder } from '../../domain/foundation/grouped';
import type { Happening, InSteps } from './history';

/** What two incidents can have in common by name. */
export const namedBy = ['accounts', 'addresses', 'hosts', 'components'] as const;

/** What is named: an account, an address, a host, a component. */
type Naming = (typeof namedBy)[number];

/** Where each account, address, host and component is named: looked up, where comparing each incident with all around it would take without end. */
export class NamedPlaces {
  private readonly places = new ByName<number[]>();

  /** Of incidents in the order of time those that are `meant`. */
  static *of(happenings: readonly Happening[], isMeant: (happening: Happening) => boolean): InSteps<NamedPlaces> {
    const all = new NamedPlaces();
    let looked = 0;
    for (const [place, happening] of happenings.entries()) {
      if (place % 200 === 199) yield;
      if (!isMeant(happening)) continue;
      for (const what of namedBy) {
        for (const name of new Set(happening[what])) {
          addUnder(all.places, `${what} ${name}`, place);
          if (looked++ % 2_000 === 1_999) yield;
        }
      }
    }
    return all;
  }

  /** The places at which it is named, from one on up to another one, ascending. */
  between(what: Naming, name: string, from: number, to: number): readonly number[] {
    const places = this.places.get(`${what} ${name}`) ?? [];
    return places.slice(firstFrom(places, from), firstFrom(places, to + 1));
  }

  /** The first place from one on at which it is named. */
  nextFrom(what: Naming, name: string, from: number): number | undefined {
    const places = this.places.get(`${what} ${name}`) ?? [];
    return places[firstFrom(places, from)];
  }
}

/** The index of the first of some numbers in ascending order that is not below another one. */
function firstFrom(numbers: readonly number[], least: number): number {
  return firstPlace(numbers.length, at => (numbers[at] ?? 0) < least);
}
