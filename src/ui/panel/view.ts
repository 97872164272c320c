import type { RecordId } from '../../domain/ids';
import { failure, success, type Result } from '../../domain/result';
import type { IncidentView } from '../../protocol/view';
import type { IncidentStore } from '../../store/incidentStore';
import { chainFaultText, loadFaultText } from '../faultText';
import { relatedTo } from '../tree/model';

/** One incident as a page shows it, or in words why it cannot be shown. */
export async function incidentView(store: Pick<IncidentStore, 'entries' | 'load'>, id: RecordId): Promise<Result<IncidentView, string>> {
  const loaded = await store.load(id);
  if (!loaded.ok) return failure(loadFaultText(id, loaded.error));
  const { incident, faults } = loaded.value;
  return success({ incident, integrityFaults: faults.map(chainFaultText), related: [...relatedTo(incident, store.entries())] });
}
