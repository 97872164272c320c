import { sameText } from '../../domain/foundation/sameText';
import type { KnownName } from '../../domain/vocabulary/knownName';
import { plainLabel } from '../../words/plain';
import { fill } from '../../words/words';
import { words } from '../editor/hostWords';

/** A row of the question for a person: somebody who is known, or what was typed, which has no name of its own. */
export interface NameItem {
  readonly name: string | undefined;
  readonly label: string;
  readonly description: string;
  readonly alwaysShow?: true;
}

/**
 * Who is offered while a name is typed: who is known, and behind them the name as it was typed, unless it is one of those. The editor sorts
 * rows by what their labels have of what was typed: the last row has nothing of it there, so that Enter takes somebody who is known.
 */
export function personItems(known: readonly KnownName[], typed: string): readonly NameItem[] {
  const items = known.map(({ name, roles }) => ({
    name,
    label: plainLabel(name),
    description: roles.map(role => words.role[role]).join(', '),
  }));
  const text = sameText(typed);
  if (text === '' || known.some(({ name }) => sameText(name) === text)) return items;
  const description = fill(words.ui.assignTyped, { name: plainLabel(typed) });
  return [...items, { name: undefined, label: '$(person-add)', description, alwaysShow: true }];
}
