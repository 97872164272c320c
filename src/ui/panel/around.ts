import { chainOf, openIncidentsOf, relatedTo, type RecordGraph } from '../../app/relations';
import type { RecordId } from '../../domain/records';
import type { Around, LinkedIncident } from '../../protocol/shown';
import { isEntryOf } from '../../store/indexEntry';
import type { Loaded } from '../../store/loaded';
import { integrityTexts } from '../editor/faultText';

/** What stands around a record: in the records it is linked to, and in what the verification of its log found. */
export function aroundOf(loaded: Loaded, graph: RecordGraph): Around {
  const { record, register } = loaded;
  const { nodes, edges } = chainOf(record.id, graph);
  return {
    faults: integrityTexts(loaded),
    register,
    related: [...relatedTo(record, graph)],
    chain: { nodes: [...nodes], edges: [...edges] },
    openIncidents: openIncidentsOf(record.id, graph).map(({ id, title }) => ({ id, title, ...appliedTo(id, record.id, graph) })),
  };
}

/** What of a record has been applied to an incident. */
function appliedTo(incident: RecordId, record: RecordId, graph: RecordGraph): Omit<LinkedIncident, 'id' | 'title'> {
  const entry = graph.entry(incident);
  const applied = isEntryOf('incident', entry) ? entry.facts.applied.filter(({ from }) => from === record) : [];
  return { hasWorkaround: applied.some(({ type }) => type === 'workaround'), hasSolution: applied.some(({ type }) => type === 'final') };
}
