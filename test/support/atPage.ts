import type { RecordEvent } from '../../src/domain/record/event';
import { fold, type KindOf, type RecordId, type StateOf } from '../../src/domain/records';
import { joined, logDeltaSchema, LogSender } from '../../src/protocol/log';

/** What a page makes of a record whose log its host has seen in these states, one after another, over a line that carries JSON. */
export function atPage<I extends RecordId>(id: I, logs: readonly (readonly RecordEvent[])[]): StateOf<KindOf<I>> {
  const sender = new LogSender();
  const deltas = logs.map(log => logDeltaSchema.parse(JSON.parse(JSON.stringify(sender.deltaTo(log, true)))));
  return fold(id, deltas.reduce<readonly RecordEvent[]>(joined, []));
}
