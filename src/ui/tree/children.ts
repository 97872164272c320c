import type { Instant } from '../../domain/foundation/time';
import { gapState } from '../../domain/incident/gap';
import { gateOf } from '../../domain/incident/gate';
import type { Incident } from '../../domain/incident/incident';
import type { Kind, StateOf } from '../../domain/records';
import { stepIds } from '../../domain/vocabulary/steps';
import { relatedTo, type RecordGraph } from '../../app/relations';
import type { TreeNode } from './node';

/** What stands below a record: what an incident has, and the records it is linked to, whichever side the link was made on. */
export function recordChildren(record: StateOf<Kind>, graph: RecordGraph, now: Instant): readonly TreeNode[] {
  const own = record.kind === 'incident' ? incidentParts(record, now) : [];
  return [...own, ...relatedTo(record, graph).map(related => ({ type: 'related', related }) as const)];
}

/** Its steps with their state, safeguard gaps, suspect changes, and links into the code. */
function incidentParts(incident: Incident, now: Instant): readonly TreeNode[] {
  const { id } = incident;
  const steps = stepIds.map(step => {
    const conditions = gateOf(incident, step, now);
    const current = incident.open && incident.step === step;
    const state = current ? 'current' : incident.passed.includes(step) ? 'done' : 'ahead';
    const missing = conditions.filter(({ met }) => !met).length;
    return { type: 'step', incident: id, step, state, missing, conditions: conditions.length } as const;
  });
  const gaps = incident.gaps.map(
    gap => ({ type: 'gap', incident: id, id: gap.id, safeguard: gap.safeguard, state: gapState(gap, now) }) as const,
  );
  const links = incident.links
    .filter(({ target }) => target.type !== 'record')
    .map(link => ({ type: 'link', incident: id, link }) as const);
  return [...steps, ...gaps, { type: 'suspects', incident: id }, ...links];
}
