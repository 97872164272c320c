import { incidentPrefix } from '../vocabulary/incidentPrefix';
import { hasPrefix } from '../record/ids';
import type { IncidentId } from './incident';

const trailer = /^[ \t]*(?:Incident|Fixes|Fixed|Closes|Resolves):[ \t]*(.{1,200})$/gim;

/** The incidents that a commit message says it fixes: `Incident: INC-7K3QF2` or `Fixes: INC-7K3QF2, INC-9PX2M0` on a line of its own. */
export function incidentsFixedBy(message: string): readonly IncidentId[] {
  const named = [...message.matchAll(trailer)].flatMap(([, rest = '']) => rest.split(/[\s,;]+/));
  return [...new Set(named.map(name => name.toUpperCase()).filter(name => hasPrefix(incidentPrefix, name)))];
}
