import type { Incident } from '../../src/domain/incident/incident';
import { offeredNames, type KnownName } from '../../src/domain/vocabulary/knownName';
import type { Action } from '../../src/domain/vocabulary/permissions';
import { now } from '../shared/time';
import type { PageContext } from './context';

/** What is looked through for people: the register, and the record itself. */
export interface ShownPeople {
  readonly around: Pick<PageContext['shown']['around'], 'register'>;
  readonly record: Pick<Incident, 'values' | 'timeline'>;
}

/** Who is offered where a dialog asks for a person; first those whose role may do what they are to have done (`may`). */
export function peopleIn({ around, record: { values, timeline } }: ShownPeople, may?: Action): readonly KnownName[] {
  const authors = timeline.map(({ by }) => by.name).reverse();
  return offeredNames(around.register, [values.assignee, values.reporter, ...authors], now(), may);
}
