import * as vscode from 'vscode';
import * as z from 'zod';
import { roles, type Role } from '../domain/actor';
import type { DecisionContext } from '../domain/incident/decide';
import { detectForm } from '../domain/incident/forms/detect';
import { defaultPriorityMatrix, priorityMatrixSchema } from '../domain/incident/priority';

const days = z.number().int().min(0).max(365);
const defaultObservationDays = { P1: 14, P2: 7, P3: 3, P4: 1 };

/** A setting as it stands, or its default where somebody wrote something that is none. */
function read<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  const parsed = schema.safeParse(vscode.workspace.getConfiguration('faultline').get(key));
  return parsed.success ? parsed.data : fallback;
}

/** The role of the person at this machine. Machine scope: a workspace cannot set it. */
export function roleSetting(): Role {
  return read('role', z.enum(roles), 'administrator');
}

/** Where the store lies: a path inside the workspace folder. */
export function storePathSetting(): string {
  return read('storePath', z.string().min(1), '.faultline');
}

/** The name to act under when git has none. */
export function userNameSetting(): string {
  return read('userName', z.string(), '').trim();
}

/** What decisions depend on. */
export function decisionSettings(): Omit<DecisionContext, 'role' | 'now'> {
  return {
    priorityMatrix: read('priorityMatrix', priorityMatrixSchema, defaultPriorityMatrix as z.infer<typeof priorityMatrixSchema>),
    observationDays: {
      ...defaultObservationDays,
      ...read('observationDays', z.object({ P1: days, P2: days, P3: days, P4: days }).partial(), {}),
    },
    defaultTlp: read('defaultTlp', z.enum(detectForm.security.tlp.options), 'AMBER'),
  };
}
