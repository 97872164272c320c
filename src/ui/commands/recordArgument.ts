import * as z from 'zod';
import type { IncidentId } from '../../domain/incident/incident';
import { idSchemaOf, recordIdSchema } from '../../domain/records';
import { pickRecord, type PickOptions } from '../records/recordPicker';
import type { Workspace } from '../workspace/workspace';

/** The record that a command's argument names, as its row in a tree does. */
export const recordArgument = z.object({ id: recordIdSchema }).transform(({ id }) => id);

/** The incident that a command's argument names: its row, or one of what stands below it. */
export const incidentArgument = z.union([
  z.object({ incident: idSchemaOf('incident') }).transform(({ incident }) => incident),
  z.object({ id: idSchemaOf('incident') }).transform(({ id }) => id),
]);

/** The incident that an argument names, else the one that the person picks, of all where nothing else is said; undefined where they pick none. */
export async function incidentNamed(
  workspace: Workspace,
  argument: unknown,
  among: Omit<PickOptions<'incident'>, 'kinds'> = { all: true },
): Promise<IncidentId | undefined> {
  return incidentArgument.safeParse(argument).data ?? (await pickRecord(workspace, { kinds: ['incident'], ...among }));
}
