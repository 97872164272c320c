import { chainOf, openIncidentsOf, relatedTo, type RecordGraph } from '../../app/relations';
import type { Proof } from '../../domain/record/proof';
import { isRecordId, type RecordId } from '../../domain/records';
import type { Around, LinkedIncident } from '../../protocol/shown';
import { isEntryOf, isErased } from '../../store/indexEntry';
import type { Loaded } from '../../store/loaded';
import { integrityTexts } from '../editor/faultText';
import { words } from '../editor/hostWords';

/** What stands around a record: in the records it is linked to, in what the verification of its log found, in signatures, and in how it is shared. */
export function aroundOf(loaded: Loaded, graph: RecordGraph, proofs: ReadonlyMap<string, Proof>, withdrawn = false): Around {
  const { record, register } = loaded;
  const { nodes, edges } = chainOf(record.id, graph);
  return {
    faults: integrityTexts(loaded),
    register,
    related: relatedTo(record, graph).map(({ erased, ...related }) => (erased ? { ...related, title: words.tree.erased } : related)),
    chain: {
      nodes: nodes.map(node => (isRecordId(node.id) && isErased(graph.entry(node.id)) ? { ...node, title: words.tree.erased } : node)),
      edges: [...edges],
    },
    openIncidents: openIncidentsOf(record.id, graph).map(({ id, title }) => ({ id, title, ...appliedTo(id, record.id, graph) })),
    proofs: Object.fromEntries([...proofs].map(([entry, proof]) => [entry, words.proof[proof]])),
    ...(withdrawn && { withdrawn }),
  };
}

/** What of a record has been applied to an incident. */
function appliedTo(incident: RecordId, record: RecordId, graph: RecordGraph): Omit<LinkedIncident, 'id' | 'title'> {
  const entry = graph.entry(incident);
  const applied = isEntryOf('incident', entry) ? entry.facts.applied.filter(({ from }) => from === record) : [];
  return { hasWorkaround: applied.some(({ type }) => type === 'workaround'), hasSolution: applied.some(({ type }) => type === 'final') };
}
