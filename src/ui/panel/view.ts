import type { CauseChain } from '../../domain/record/causeChain';
import type { IncidentId } from '../../domain/incident/incident';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { IncidentView } from '../../protocol/view';
import type { Store } from '../../store/store';
import { integrityTexts, loadFaultText } from '../faultText';
import { chainOf, relatedTo, type RecordGraph } from '../../app/relations';

/** One incident as a page shows it, or in words why it cannot be shown. */
export async function incidentView(store: Pick<Store, 'load'> & RecordGraph, id: IncidentId): Promise<Result<IncidentView, string>> {
  const loaded = await store.load(id);
  if (!loaded.ok) return failure(loadFaultText(id, loaded.error));
  const incident = loaded.value.record;
  return success({
    incident,
    integrityFaults: integrityTexts(loaded.value),
    related: [...relatedTo(incident, store)],
    chain: plainChain(chainOf(id, store)),
  });
}

/** A chain as it travels. */
export function plainChain({ nodes, edges }: CauseChain): IncidentView['chain'] {
  return { nodes: [...nodes], edges: [...edges] };
}
