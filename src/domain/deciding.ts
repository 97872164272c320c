import { failure, type Result } from './foundation/result';
import { actionOf, decideIncident } from './incident/decide';
import type { DecisionContext } from './incident/decisionContext';
import { decidingPerson } from './person/decide';
import { refusedAsker } from './record/decide';
import { decidingForm } from './record/decideForm';
import type { Deciding } from './record/definition';
import type { EventDraft } from './record/event';
import type { NewLink } from './record/link';
import { definitions, linkKindsTo, type Kind, type Refusal, type StateOf } from './records';

/** What decides about each kind. A table of its own: whoever only shows records, as the pages do, needs none of the rules behind it. */
const deciding = {
  incident: { actionOf, decide: decideIncident },
  problem: decidingForm(definitions.problem),
  knownError: decidingForm(definitions.knownError),
  procedure: decidingForm(definitions.procedure),
  change: decidingForm(definitions.change),
  component: decidingForm(definitions.component),
  interface: decidingForm(definitions.interface),
  person: decidingPerson,
} as const satisfies { readonly [K in Kind]: Deciding<StateOf<K>, never, DecisionContext, Refusal> };

type Commands = { readonly [K in Kind]: Parameters<(typeof deciding)[K]['decide']>[1] };
/** What can be asked of records of some kind. */
type AnyCommand = Commands[Kind];

/** What can be asked of a record of this kind; of one that may be of several kinds, what can be asked of each. */
export type CommandOf<K extends Kind> = { [X in K]: (command: Commands[X]) => void }[K] extends (
  command: infer C extends AnyCommand,
) => void
  ? C
  : never;

/** Decides what a command does to a record, which must be one of its kind: permissions, gates and rules are checked here, and never when a log is folded. */
export function decide(state: StateOf<Kind>, command: AnyCommand, context: DecisionContext): Result<readonly EventDraft[], Refusal> {
  const ofKind: Deciding<StateOf<Kind>, AnyCommand, DecisionContext, Refusal> = deciding[state.kind];
  const barred = refusedAsker(ofKind.actionOf(command, state), context);
  if (barred) return failure(barred);
  const links = linksIn(command);
  const unlinking = links.length > 0 ? refusedAsker('link', context) : undefined;
  if (unlinking) return failure(unlinking);
  if (links.some(({ kind, target }) => !linkKindsTo(state.kind, target).includes(kind))) return failure({ code: 'linkKind' });
  return ofKind.decide(state, command, context);
}

/** The links that a command makes. */
function linksIn(command: AnyCommand): readonly NewLink[] {
  if (command.type === 'link') return [command.link];
  return command.type === 'capture' ? (command.links ?? []) : [];
}
