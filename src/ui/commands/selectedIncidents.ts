import * as z from 'zod';
import type { IncidentId } from '../../domain/incident/incident';
import { isIncidentId } from '../../domain/records';
import { words } from '../editor/hostWords';
import { UserError } from '../editor/userError';
import { recordArgument } from './recordArgument';

/**
 * The incidents selected in the tree, or the one the menu was opened on; none where the command was asked for elsewhere. What else is selected
 * beside them (a step, a group) is passed over.
 * @throws UserError where rows were meant that are no more: of a tree that was drawn anew while its menu was open, the editor hands over `undefined`
 */
export function selectedIncidents(argument: unknown, selected: unknown): readonly IncidentId[] {
  const rows = z.array(z.unknown()).safeParse(selected).data ?? [];
  const several = rows.flatMap(row => recordArgument.safeParse(row).data ?? []);
  const one = recordArgument.safeParse(argument).data;
  if (rows.length > 0 && several.length === 0 && !one) throw new UserError(words.ui.rowsGone);
  const ids = several.length > 0 ? several : one ? [one] : [];
  return [...new Set(ids.filter(isIncidentId))];
}
