import * as z from 'zod';
import { idSchemaOf, recordIdSchema, type IdOf } from '../../domain/records';
import { pickRecord } from '../records/recordPicker';
import type { Workspace } from '../workspace/workspace';

/** A command's argument that names a record, as a row of a tree does. */
export const recordArgument = z.object({ id: recordIdSchema });

/** The same for an incident. */
export const incidentArgument = z.object({ id: idSchemaOf('incident') });

/** The incident that a command's argument names, else the one that the person picks of all; undefined where they pick none. */
export async function namedIncident(workspace: Workspace, argument: unknown): Promise<IdOf<'incident'> | undefined> {
  return incidentArgument.safeParse(argument).data?.id ?? (await pickRecord(workspace, { kinds: ['incident'], all: true }));
}
