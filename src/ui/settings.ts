import * as vscode from 'vscode';
import * as z from 'zod';
import { roles, type Role } from '../domain/vocabulary/actor';
import type { DecisionContext } from '../domain/incident/decide';
import { detectForm } from '../domain/incident/forms/detect';
import { defaultPriorityMatrix, priorityMatrixSchema } from '../domain/vocabulary/priority';
import { ownSetting } from './ownSetting';

const days = z.number().int().min(0).max(365);
const defaultObservationDays = { P1: 14, P2: 7, P3: 3, P4: 1 };

function parse<T>(value: unknown, schema: z.ZodType<T>, fallback: T): T {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fallback;
}

/** A setting as it stands for a workspace folder (each may have its own), or its default where somebody wrote something that is none. */
function read<T>(folder: string, key: string, schema: z.ZodType<T>, fallback: T): T {
  return parse(vscode.workspace.getConfiguration('faultline', vscode.Uri.file(folder)).get(key), schema, fallback);
}

/**
 * A setting of the person alone: application scope, so that VS Code takes it neither from a workspace nor from the machine or container
 * it is connected to, and this does not either.
 */
function readOwn<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  return parse(ownSetting(vscode.workspace.getConfiguration('faultline').inspect(key)), schema, fallback);
}

/** The person's role. */
export function roleSetting(): Role {
  return readOwn('role', z.enum(roles), 'administrator');
}

/** Where the store of a workspace folder lies: a path inside it. */
export function storePathSetting(folder: string): string {
  return read(folder, 'storePath', z.string().min(1), '.faultline');
}

/** The name to act under when git has none. */
export function userNameSetting(): string {
  return readOwn('userName', z.string(), '').trim();
}

/** What decisions depend on. */
export function decisionSettings(): Omit<DecisionContext, 'role' | 'now'> {
  return {
    priorityMatrix: readOwn('priorityMatrix', priorityMatrixSchema, defaultPriorityMatrix as z.infer<typeof priorityMatrixSchema>),
    observationDays: {
      ...defaultObservationDays,
      ...readOwn('observationDays', z.object({ P1: days, P2: days, P3: days, P4: days }).partial(), {}),
    },
    defaultTlp: readOwn('defaultTlp', z.enum(detectForm.security.tlp.options), 'AMBER'),
  };
}

/** How far back suspect changes are looked for, and whether this repository's own past is learnt from. */
export function suspectSettings(folder: string): { readonly days: number; readonly commits: number; readonly learn: boolean } {
  return {
    days: read(folder, 'suspects.days', z.number().int().min(1).max(3650), 60),
    commits: read(folder, 'suspects.commits', z.number().int().min(10).max(10_000), 1_000),
    learn: read(folder, 'suspects.learn', z.boolean(), true),
  };
}

/** How long one test of a bisect may take, in minutes. */
export function bisectMinutes(folder: string): number {
  return read(folder, 'bisect.minutes', z.number().min(0.1).max(1440), 10);
}
