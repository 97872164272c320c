import { isEarlierInstant, type Instant } from '../foundation/time';
import { isNamed, type Role } from '../vocabulary/actor';
import { isPermitted } from '../vocabulary/permissions';
import { acknowledging } from './entryActions';
import { dueOf, isDueFor, type DuePerson } from './due';
import { concernsSecurity, openGaps, type IncidentFacts } from './facts';
import { isUnacknowledged } from './handOver';

/** What incidents need, in the order in which they are looked at. */
export const attentions = ['needsYou', 'security', 'open', 'waiting'] as const;

/** What an incident needs: the person who looks, an eye on security and dates, somebody's work, or to wait. */
export type Attention = (typeof attentions)[number];

/** What this incident needs, for this person; undefined where it is completed and nothing of it is due. */
export function attentionOf(facts: IncidentFacts, who: DuePerson, now: Instant): Attention | undefined {
  const due = dueOf(facts, now);
  const waits = isWaiting(facts, now);
  if (due.some(one => isDueFor(one, who)) || (facts.open && !waits && isNamed(facts.assignee, who.name))) return 'needsYou';
  if (due.some(({ what }) => what.code !== 'conflict') || (facts.open && concernsSecurity(facts)) || openGaps(facts, now).length > 0)
    return 'security';
  if (!facts.open) return undefined;
  return waits ? 'waiting' : 'open';
}

/** False where nothing is due of whatever needs this: it would need another thing first (`attentionOf`). */
export function mayHoldDue(attention: Attention): boolean {
  return attention === 'needsYou' || attention === 'security';
}

/** True where it is this person's, or something of it is due for them. */
export function concerns(facts: IncidentFacts, who: DuePerson, now: Instant): boolean {
  return isNamed(facts.assignee, who.name) || dueOf(facts, now).some(one => isDueFor(one, who));
}

/** True where a hand-over waits for an acknowledgement that this role may record. */
export function awaitsAcknowledgement({ handOvers }: IncidentFacts, role: Role, now: Instant): boolean {
  return handOvers.some(made => isUnacknowledged(made, now) && isPermitted(role, acknowledging(made.party)));
}

/** True while it waits for a problem's solution, or is only observed. */
function isWaiting({ waitsFor, step, observeUntil }: IncidentFacts, now: Instant): boolean {
  return waitsFor !== undefined || (step === 'monitor' && observeUntil !== undefined && isEarlierInstant(now, observeUntil));
}
