import { dueOf } from '../../domain/incident/due';
import { incidentFacts } from '../../domain/incident/facts';
import { gapState } from '../../domain/incident/gap';
import { missingAt } from '../../domain/incident/gate';
import type { GateContext } from '../../domain/incident/gateCondition';
import type { Incident } from '../../domain/incident/incident';
import type { Kind, StateOf } from '../../domain/records';
import { relatedTo, type RecordGraph } from '../../app/relations';
import type { TreeNode } from './node';

/** What stands below a record: what an incident has, and the records it is linked to, whichever side the link was made on. */
export function recordChildren(record: StateOf<Kind>, graph: RecordGraph, gates: GateContext): readonly TreeNode[] {
  const own = record.kind === 'incident' ? incidentParts(record, gates) : [];
  return [...own, ...relatedTo(record, graph).map(related => ({ type: 'related', related }) as const)];
}

/** What is to be done next, what is due, safeguard gaps, suspect changes, and links into the code. */
function incidentParts(incident: Incident, gates: GateContext): readonly TreeNode[] {
  const { id, step } = incident;
  const next = incident.open ? [{ type: 'next', incident: id, step, missing: missingAt(incident, step, gates) } as const] : [];
  const due = dueOf(incidentFacts(incident), gates.now)
    // An accepted gap has a row of its own.
    .filter(({ what }) => what.code !== 'gap')
    .map(one => ({ type: 'due', incident: id, due: one }) as const);
  const gaps = incident.gaps.map(gap => {
    const state = gapState(gap, gates.now);
    return { type: 'gap', incident: id, id: gap.id, safeguard: gap.safeguard, state, acceptedUntil: gap.accepted?.until } as const;
  });
  const links = incident.links
    .filter(({ target }) => target.type !== 'record')
    .map(link => ({ type: 'link', incident: id, link }) as const);
  return [...next, ...due, ...gaps, { type: 'suspects', incident: id }, ...links];
}
