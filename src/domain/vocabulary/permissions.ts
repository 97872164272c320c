import type { Role } from './actor';
import type { StepId } from './steps';

/** What the administrator may do. `fill:*` is saving the form of that step and leaving it through its gate, `recordApproval` writing down a release that was given elsewhere. */
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
  'applyWorkaround',
  'applySolution',
  'openGap',
  'restoreSafeguard',
  'recordApproval',
  'acknowledge',
  'acknowledgeSecurity',
  'maintainInterfaces',
  'reportDuty',
  'storeReport',
  'close',
  'reopen',
  'archive',
] as const;

/** What only the IT manager may do (DER.2.1.A5). `redact` is taking the content of an entry away, `erase` a whole record; both leave a trace (M 6.134). */
const management = ['release', 'acceptRisk', 'signOff', 'redact', 'erase'] as const;

/** Changing the register of people (docs/sharing.md, *Who may act in which role*). */
const keeping = ['maintainRegister'] as const;

/** What security management alone may do: say what it holds of an incident itself (M 6.64: the officer implements the measure). */
const securityManagement = ['assessSecurity'] as const;

/**
 * Everything a person can do to a record. `maintain` is writing problems, known errors, procedures, changes and components, `maintainInterfaces` the
 * register of interfaces, `maintainRegister` that of people; `acknowledge` is recording that the other side has taken note of a hand-over, `acknowledgeSecurity` of one made to
 * security management.
 */
export const actions = [...administration, ...management, ...keeping, ...securityManagement] as const;

/** One row of the permission table. */
export type Action = (typeof actions)[number];

/** What writing a record other than an incident can need. */
export type Maintaining = Extract<Action, `maintain${string}`>;

/**
 * The one permission table, role × action. Sources: M 6.64 (the administrator implements), DER.2.1.A5 (the head of IT
 * operations releases measures), M 6.124 (security management has read access, and keeps the interfaces), M 6.64 (a workaround is put in
 * motion at once: a developer may, too, where nobody else is awake).
 */
const table: Readonly<Record<Role, ReadonlySet<Action>>> = {
  administrator: new Set<Action>(administration),
  developer: new Set<Action>([
    'record',
    'fill:detect',
    'fill:analyse',
    'link',
    'comment',
    'maintain',
    'applyWorkaround',
    'maintainInterfaces',
    'openGap',
  ]),
  itManager: new Set<Action>([...administration, ...management, ...keeping]),
  securityOfficer: new Set<Action>(['maintainInterfaces', 'acknowledgeSecurity', 'assessSecurity', ...keeping]),
};

/** True when the role may take the action. */
export function isPermitted(role: Role, action: Action): boolean {
  return table[role].has(action);
}

/** What a role is worth that somebody acts in: the register of people says nothing (`agreed`), or that they hold it, or that they do not. */
export type Hold = 'agreed' | 'held' | 'notHeld';

/** What counts only where the role was held that it was done in: everything that others rely on. */
const reliedOn: ReadonlySet<Action> = new Set<Action>([
  ...management,
  ...keeping,
  ...securityManagement,
  'recordApproval',
  'acknowledge',
  'acknowledgeSecurity',
]);

/** Why somebody may not take an action; undefined when they may. A register of people that says nothing yet is begun by anybody. */
export function refusedAction(role: Role, action: Action, hold: Hold): 'notPermitted' | 'notHeld' | undefined {
  if (action === 'maintainRegister' && hold === 'agreed') return undefined;
  if (!isPermitted(role, action)) return 'notPermitted';
  return hold === 'notHeld' && reliedOn.has(action) ? 'notHeld' : undefined;
}

/** The action that saving the form of `step` needs. */
export function fillAction(step: StepId): Action {
  return `fill:${step}`;
}
