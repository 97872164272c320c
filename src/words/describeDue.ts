import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import type { Due, DueWhat } from '../domain/incident/due';
import type { Row } from '../domain/incident/forms';
import { roles } from '../domain/vocabulary/actor';
import { isPermitted, type Action } from '../domain/vocabulary/permissions';
import { describeDue, describeDuration } from './describe';
import { describeConflicted } from './conflictName';
import { describeDuty } from './describeDuty';
import { fill, type Words } from './words';

/** What is due, in a few words: "NIS2 early warning", "Follow-up: order a spare". */
export function describeDueWhat(words: Words, what: DueWhat): string {
  const { due, kinds } = words;
  switch (what.code) {
    case 'clock':
      return describeDuty(words, what);
    case 'gap':
      return fill(what.unaccepted ? due.gapUnaccepted : due.gap, { safeguard: what.safeguard });
    case 'followUp':
      return fill(due.followUp, { what: what.what });
    case 'handOver':
    case 'untold':
      return fill(due[what.code], { party: kinds.incident.fields.handOvers.columns.interface.options[what.party] });
    case 'ownAssessment':
      return fill(due.ownAssessment, { assessment: kinds.incident.fields.assessment.options[what.assessment] });
    case 'target':
    case 'signOff':
    case 'review':
    case 'observation':
    case 'reopening':
      return due[what.code];
    case 'conflict':
      return describeConflicted(words, 'incident', [what.path], what.more);
    case 'release':
    case 'refused':
    case 'approval':
      return fill(due[what.code], { what: what.what || words.tree.untitled });
  }
}

/** When something is due, or why it has no date: "21 h left", "without undue delay"; how long a gap that nobody has accepted has been open. */
export function describeDueWhen(words: Words, { what, at }: Pick<Due, 'what' | 'at'>, now: Instant): string {
  if (what.code === 'gap' && what.unaccepted)
    return fill(words.due.openFor, { time: describeDuration(words, millisecondsBetween(at, now)) });
  if (what.code === 'untold') return words.dutyClock.immediate;
  return what.code === 'clock' && what.halt ? words.dutyClock[what.halt] : describeDue(words, at, now);
}

/** The same as short as can be: "24 h over". */
export function describeDueShort(words: Words, due: Pick<Due, 'what' | 'at'>, now: Instant): string {
  const passed = millisecondsBetween(due.at, now);
  const hasTime = !(due.what.code === 'clock' && due.what.halt) && passed >= 60_000;
  return hasTime ? fill(words.clock.overShort, { time: describeDuration(words, passed) }) : describeDueWhen(words, due, now);
}

/** What is due with what differs first: "CERT: acknowledge", "Replace the relay: release". */
export function describeDueRow(words: Words, what: DueWhat): string {
  const about = aboutOf(words, what);
  return about === undefined ? describeDueWhat(words, what) : fill(words.tree.dueRow, { about, what: words.dueShort[what.code] });
}

function aboutOf(words: Words, what: DueWhat): string | undefined {
  switch (what.code) {
    case 'handOver':
    case 'untold':
      return words.kinds.incident.fields.handOvers.columns.interface.options[what.party];
    case 'release':
    case 'refused':
    case 'approval':
    case 'followUp':
      return what.what || words.tree.untitled;
    default:
      return undefined;
  }
}

/** Who may answer what this role may not: "Your role cannot answer “…”. Who may release measures: IT manager." */
export function describeWhoMay(words: Words, what: DueWhat, action: Action): string {
  const may = roles.filter(role => isPermitted(role, action)).map(role => words.role[role]);
  return fill(words.answer.whoMay, { what: describeDueWhat(words, what), action: words.action[action], roles: may.join(', ') });
}

/** What a measure is whose release is decided on: its kind, what it puts at risk, and the way back. */
export function describeProposal(words: Words, measure: Row<'measures'>): string {
  const { columns } = words.kinds.incident.fields.measures;
  const { type, component, needsOutage, weakensSafeguard, safeguard, fallback } = measure;
  const { proposal } = words;
  return [
    type ? columns.type.options[type] : '',
    component ?? '',
    needsOutage === undefined ? proposal.outageUnknown : proposal.outage[needsOutage],
    weakensSafeguard === undefined
      ? proposal.safeguardUnknown
      : fill(proposal.safeguard[weakensSafeguard], { safeguard: safeguard ?? words.tree.untitled }),
    fallback === undefined ? proposal.noFallback : fill(proposal.fallback, { fallback }),
  ]
    .filter(Boolean)
    .join(' · ');
}
