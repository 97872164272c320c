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

/** How far back suspect changes are looked for, and whether this repository's own past is learnt from. */
export function suspectSettings(): { readonly days: number; readonly commits: number; readonly learn: boolean } {
  return {
    days: read('suspects.days', z.number().int().min(1).max(3650), 60),
    commits: read('suspects.commits', z.number().int().min(10).max(10_000), 1_000),
    learn: read('suspects.learn', z.boolean(), true),
  };
}

/** How long one test of a bisect may take, in minutes. */
export function bisectMinutes(): number {
  return read('bisect.minutes', z.number().min(0.1).max(1440), 10);
}
