import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { figuresOf, managementReportOf } from '../../src/app/managementFigures';
import { addHours } from '../../src/domain/foundation/time';
import { incidentFacts } from '../../src/domain/incident/facts';
import type { IncidentId } from '../../src/domain/incident/incident';
import { priorities } from '../../src/domain/vocabulary/priority';
import { entriesOf, type IndexEntry } from '../../src/store/indexEntry';
import { blockOf, floorBlock } from '../support/eventLoop';
import { benchAt } from '../support/incidents';
import { listedStore } from '../support/listedStore';
import { randomFrom } from '../support/random';
import { measure, medians, type Failed, type Measurement, type Times } from './measure';

const period = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
const at = period.to;

/** What the index holds of made-up incidents of a year: most of them restored and completed, about ninety components. */
function madeUpEntries(count: number): readonly IndexEntry[] {
  const random = randomFrom(11);
  const facts = incidentFacts(benchAt('qualify').incident);
  return Array.from({ length: count }, (_, n): IndexEntry => {
    const id: IncidentId = `INC-${n.toString().padStart(6, '0')}`;
    const detectedAt = addHours(period.from, random() * 8760);
    const restoredAt = random() < 0.9 ? addHours(detectedAt, 200 * random() ** 4) : undefined;
    const closedAt = restoredAt !== undefined && random() < 0.95 ? addHours(restoredAt, 72) : undefined;
    const own = {
      id,
      recordedAt: detectedAt,
      open: closedAt === undefined,
      closedAt,
      priority: priorities[n % 4],
      components: [`Relay ${n % 89}`],
    };
    const traits = {
      detectedAt,
      qualifiedAt: addHours(detectedAt, random()),
      workaroundAt: restoredAt,
      restoredAt,
      targetDue: addHours(detectedAt, 24),
    };
    return { type: 'record', kind: 'incident', id, facts: { ...facts, ...own }, traits, version: '1', size: 6000 };
  });
}

/**
 * The figures of so many incidents, told apart by component, beside reading and parsing what the index holds of them; and how long they hold
 * the event loop up at most, beside work in small pieces.
 */
export async function* figuresMeasurements(count: number): AsyncGenerator<Measurement | Failed> {
  const entries = madeUpEntries(count);
  const incidents = entriesOf(entries, 'incident');
  const store = listedStore(entries);
  const asked = { by: 'component', period, at } as const;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-'));
  const file = path.join(folder, 'records.json');
  try {
    await writeFile(file, incidents.map(entry => JSON.stringify(entry)).join('\n'));
    yield await measure({
      name: `figures-${count / 1000}k`,
      rounds: 5,
      wanted: { ratio: 2 },
      ours: () => figuresOf(store, asked),
      floor: async () => (await readFile(file, 'utf8')).split('\n').map(line => JSON.parse(line) as unknown),
    });
    const times: Times = { ours: [], floor: [], peer: [] };
    for (let round = 0; round < 3; round++) {
      times.floor.push((await floorBlock()).busy);
      times.ours.push((await blockOf(() => managementReportOf(store, { ...asked, withheld: '', of: '', findings: [] }))).busy);
    }
    yield medians(`figures-block-${count / 1000}k`, times, { ours: 50 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
