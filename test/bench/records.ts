import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordEvent } from '../../src/domain/record/event';
import { newRecordId, type RecordId } from '../../src/domain/records';
import { headsOf } from '../../src/domain/record/log';
import { seal } from '../../src/store/chain';
import { formatLog } from '../../src/store/codec';
import { person } from '../support/incidents';

const minute = 60_000;
const began = Date.parse('2026-01-01T08:00:00.000Z');

/** The entries of one made-up incident, twelve in all, with texts of ordinary length. */
function madeUpLog(record: RecordId, number: number): readonly RecordEvent[] {
  const symptoms = `Report ${number}: messages stay in the queue of relay ${number % 97}, nothing arrives at branch ${number % 31}.`;
  const drafts = [
    {
      type: 'record.captured',
      data: {
        record,
        patch: {
          title: `Mail ${number} is not delivered`,
          kind: 'disruption',
          symptoms,
          components: [`Relay ${number % 97}`],
          tlp: 'AMBER',
        },
      },
    },
    {
      type: 'record.updated',
      data: {
        step: 'detect',
        patch: { detection: 'user', reporter: 'Service desk', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' },
      },
    },
    { type: 'incident.advanced', data: { from: 'detect', to: 'qualify' } },
    {
      type: 'record.updated',
      data: {
        step: 'qualify',
        patch: { impact: '2', urgency: '3', category: 'software', level: 'second', assignee: 'Ben' },
        priority: 'P2',
      },
    },
    { type: 'incident.advanced', data: { from: 'qualify', to: 'analyse' } },
    ...Array.from({ length: 7 }, (_, n) => ({
      type: 'record.commented',
      data: { text: `Note ${n}: looked at the log of relay ${number % 97}, ${symptoms}` },
    })),
  ];
  return drafts.reduce<readonly RecordEvent[]>(
    (events, draft, n) => [...events, seal(draft, headsOf(events), new Date(began + (number * 13 + n) * minute).toISOString(), person())],
    [],
  );
}

/** An id of its own for each number, as widely spread as random ones: the multiplier is odd, so that no two of 2³⁰ are the same. */
export function madeUpId(number: number): RecordId {
  const bits = Math.imul(number, 0x9e3779b1);
  return newRecordId(
    'incident',
    Uint8Array.from([25, 20, 15, 10, 5, 0], shift => (bits >>> shift) & 31),
  );
}

/** Writes `count` made-up records into a store folder and returns their ids. */
export async function writeRecords(storeFolder: string, count: number): Promise<readonly RecordId[]> {
  const folder = path.join(storeFolder, 'incidents');
  await mkdir(folder, { recursive: true });
  const ids = Array.from({ length: count }, (_, n) => madeUpId(n));
  for (const [n, id] of ids.entries())
    await writeFile(path.join(folder, `${id}.json`), formatLog({ record: id, events: madeUpLog(id, n) }));
  return ids;
}
