import type { Role } from './actor';
import type { StepId } from './steps';

/** What the administrator may do. `fill:*` is saving the form of that step and leaving it through its gate. */
const administration = [
  'record',
  'fill:detect',
  'fill:qualify',
  'fill:analyse',
  'fill:remedy',
  'fill:monitor',
  'fill:complete',
  'goBack',
  'assign',
  'link',
  'comment',
  'maintain',
  'applyMeasure',
  'restoreSafeguard',
  'storeReport',
  'close',
  'reopen',
] as const;

/** What only the IT manager may do (DER.2.1.A5). `redact` is taking the content of an entry away, which leaves a trace (M 6.134). */
const management = ['release', 'acceptRisk', 'signOff', 'redact'] as const;

/** Everything a person can do to a record. `maintain` is writing problems, known errors, changes, components and interfaces. */
export const actions = [...administration, ...management] as const;

/** One row of the permission table. */
export type Action = (typeof actions)[number];

/**
 * The one permission table, role × action. Sources: M 6.64 (the administrator implements), DER.2.1.A5 (the head of IT
 * operations releases measures), M 6.124 (security management has read access).
 */
const table: Readonly<Record<Role, ReadonlySet<Action>>> = {
  administrator: new Set<Action>(administration),
  developer: new Set<Action>(['record', 'fill:detect', 'fill:analyse', 'link', 'comment', 'maintain']),
  itManager: new Set<Action>(actions),
  securityOfficer: new Set<Action>(),
};

/** True when the role may take the action. */
export function isPermitted(role: Role, action: Action): boolean {
  return table[role].has(action);
}

/** The action that saving the form of `step` needs. */
export function fillAction(step: StepId): Action {
  return `fill:${step}`;
}
