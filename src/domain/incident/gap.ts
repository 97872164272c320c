import type { Actor } from '../vocabulary/actor';
import type { Stamp } from '../record/stamp';
import { isEarlierInstant, type Instant } from '../foundation/time';
import type { Row } from './forms';

/** A safeguard that a measure, a workaround or the unstable system itself weakens or switches off (M 6.124): which, where, since when, accepted by whom. */
export interface SafeguardGap {
  /** Id of the measure's row that opened it, or its own where no measure did. */
  readonly id: string;
  readonly safeguard: string;
  readonly component: string;
  readonly since: Instant;
  /** Until when it is thought to last, where somebody said so. */
  readonly until?: Instant;
  readonly openedBy: Actor;
  readonly restored?: { readonly at: Instant; readonly by: Actor; readonly note: string };
  readonly accepted?: { readonly at: Instant; readonly by: Actor; readonly until: Instant; readonly reason: string };
}

/** Where a gap stands. */
export type GapState = 'open' | 'accepted' | 'restored';

/** What the state of a gap depends on: whether the safeguard is back, and until when the risk is accepted. */
export interface GapFacts {
  readonly restored?: unknown;
  readonly accepted?: { readonly until: Instant };
}

/** The gap's state at `now`: an acceptance whose date has passed opens it again. */
export function gapState(gap: GapFacts, now: Instant): GapState {
  if (gap.restored) return 'restored';
  return gap.accepted && isEarlierInstant(now, gap.accepted.until) ? 'accepted' : 'open';
}

/** True for a measure that has been carried out, or is being so: what it weakens is weakened. */
export function hasBegun({ state }: Pick<Row<'measures'>, 'state'>): boolean {
  return state === 'running' || state === 'done' || state === 'ended';
}

/**
 * The gap of a measure after an entry changed its row. A measure that weakens a safeguard opens one (M 6.124). Once open, only
 * restoring or accepting it closes it: neither changing the answer nor removing the row makes it disappear. One that was restored stays
 * as it was, unless the row now weakens another safeguard.
 */
export function gapAfter(known: SafeguardGap | undefined, measure: Row<'measures'>, { at, by }: Stamp): SafeguardGap | undefined {
  const weakens = measure.weakensSafeguard === 'yes';
  if (known ? known.restored && !weakens : !weakens) return known;
  const described = { safeguard: measure.safeguard ?? known?.safeguard ?? '', component: measure.component ?? known?.component ?? '' };
  if (!known || known.restored) return { id: measure.id, ...described, since: at, openedBy: by };
  return { ...known, ...described };
}
