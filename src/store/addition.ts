import type { RecordEvent } from '../domain/record/event';
import { definitionOf, kindOfId, type RecordId } from '../domain/records';
import { formatLog, lineOfEntry, type RecordLog } from './codec';
import { integrityFault, type FileFault } from './fault';
import { readLog } from './readLog';

/** The reader is asked before, not after: what it would refuse is not written. */
export function faultOfAddition({ record, events }: RecordLog, added: readonly RecordEvent[]): FileFault | undefined {
  if (added.length === 0) return undefined;
  const read = readLog(formatLog({ record, events: added }), record, { known: events.slice(0, -added.length) });
  if (!read.ok) return read.error;
  const [fault] = read.value.faults;
  return fault ? integrityFault(fault) : unknownEntry({ record, events }, added);
}

/** An entry that the record's own fold would pass over: acknowledged, it would be shown as one of a newer version and do nothing. */
function unknownEntry({ record, events }: RecordLog, added: readonly RecordEvent[]): FileFault | undefined {
  const kind = kindOfId(record);
  const unknown = kind && added.find(event => definitionOf(kind).read(event) === undefined);
  return unknown && { code: 'shape', line: lineOfEntry(events.indexOf(unknown)), detail: unknown.type };
}

/** How much of the room for its end a record's entry must leave free. */
export function shareToLeave(record: RecordId, type: string): number {
  const kind = kindOfId(record);
  return kind === undefined ? 1 : definitionOf(kind).shareToLeave(type);
}
