import { isBlank } from '../foundation/blank';
import type { Instant } from '../foundation/time';
import type { IncidentValues, Row } from './forms';
import { gapState } from './gap';
import type { Incident } from './incident';
import { noneOf, type GateCondition } from './gateCondition';

/** The condition that every safeguard is back, or the risk of its gap accepted (M 6.124). */
export function gapsClosed({ gaps }: Pick<Incident, 'gaps'>, now: Instant): GateCondition {
  return noneOf(
    'gapsClosed',
    'gaps',
    gaps.find(gap => gapState(gap, now) === 'open'),
  );
}

/** The condition that the checklist does not say that the safeguards are back while one is not (M 6.124, M 6.133). */
export function checklistAgrees({ values, gaps }: Pick<Incident, 'values' | 'gaps'>): GateCondition {
  const saysBack = values.restoration?.find(row => row.id === 'safeguardsInForce')?.answer === 'done';
  const isAgainst = saysBack && gaps.some(({ restored }) => !restored);
  return { code: 'checklistAgrees', met: !isAgainst, field: 'restoration', row: 'safeguardsInForce' };
}

/** The condition that every measure that is not dropped says whether it weakens a safeguard, and which (M 6.124): also one that was added late. */
export function safeguardsAnswered({ measures = [] }: IncidentValues): GateCondition {
  const isOpen = ({ state, weakensSafeguard, safeguard }: Row<'measures'>): boolean =>
    state !== 'dropped' && (weakensSafeguard === undefined || (weakensSafeguard === 'yes' && isBlank(safeguard)));
  return noneOf('safeguardQuestion', 'measures', measures.find(isOpen));
}
