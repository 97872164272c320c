import { failure, type Result } from './foundation/result';
import { decideIncident } from './incident/decide';
import type { DecisionContext } from './incident/decisionContext';
import { decidingPerson } from './person/decide';
import { decidingForm } from './record/decideForm';
import type { Deciding } from './record/definition';
import type { EventDraft } from './record/event';
import { definitions, linkKindsTo, type Kind, type Refusal, type StateOf } from './records';

/** What decides about each kind. A table of its own: whoever only shows records, as the pages do, needs none of the rules behind it. */
const deciding = {
  incident: { decide: decideIncident },
  problem: decidingForm(definitions.problem),
  knownError: decidingForm(definitions.knownError),
  procedure: decidingForm(definitions.procedure),
  change: decidingForm(definitions.change),
  component: decidingForm(definitions.component),
  interface: decidingForm(definitions.interface),
  person: decidingPerson,
} as const satisfies Record<Kind, unknown>;

/** What can be asked of a record of this kind. */
export type CommandOf<K extends Kind> = { [X in K]: Parameters<(typeof deciding)[X]['decide']>[1] }[K];

/** Decides what a command does to a record: permissions, gates and rules are checked here, and never when a log is folded. */
export function decide<K extends Kind>(
  state: StateOf<K>,
  command: CommandOf<K>,
  context: DecisionContext,
): Result<readonly EventDraft[], Refusal> {
  const ofKind: Deciding<StateOf<Kind>, CommandOf<Kind>, DecisionContext, Refusal> = deciding[state.kind];
  if (command.type === 'link' && !linkKindsTo(state.kind, command.link.target).includes(command.link.kind))
    return failure({ code: 'linkKind' });
  return ofKind.decide(state, command, context);
}
