import type { GateContext } from '../../src/domain/incident/gateCondition';
import type { RecordMessage } from '../../src/protocol/recordPage';
import { now } from '../shared/time';

/** What gates depend on here. Which records there are, and of what they are duplicates, only the host knows: it refuses what names none. */
export function gateContext({ releaseRule, ownDuties }: Pick<RecordMessage['rules'], 'releaseRule' | 'ownDuties'>): GateContext {
  return { now: now(), releaseRule, ownDuties, exists: () => true, originals: () => [] };
}
