import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { Workbench } from '../e2e/workbench';
import { packed } from './host';
import { writeRecords } from './records';

/** Milliseconds between two looks, and how many there are at most; by how much the heap may still change when it is at rest. */
const [between, mostLooks, atRest] = [10_000, 30, 0.01];

/** Bytes of an extension host: what is alive, what the system gave it, and the most that it ever did. */
interface Memory {
  readonly heap: number;
  readonly resident: number;
  readonly peak: number;
}

/** How much memory the extension host takes with a store of each number of records, the lists open and everything in the background done, and without one. */
export async function* hostMemory(counts: readonly number[]): AsyncGenerator<string> {
  await ensurePackagedHost();
  const more = [await packed('bare')];
  yield `host: ${inMegabytes(await memoryWith(0, more))} without a store`;
  for (const count of counts) yield `host: ${inMegabytes(await memoryWith(count, more))} with ${count} records`;
}

async function memoryWith(count: number, more: readonly string[]): Promise<Memory> {
  const workbench = await Workbench.open('bench-memory', { sample: false, more });
  try {
    if (count > 0) {
      await writeRecords(path.join(workbench.workspace, '.faultline'), count);
      await workbench.reload();
      await workbench.showTree();
      await workbench.page.locator('.sidebar .monaco-list-row').first().waitFor({ timeout: 300_000 });
    }
    let memory = await written(workbench);
    for (let look = 0; look < mostLooks; look++) {
      await pause(between);
      const { heap } = memory;
      memory = await written(workbench);
      if (Math.abs(memory.heap - heap) < atRest * heap) break;
    }
    return memory;
  } finally {
    await workbench.close();
  }
}

/** What the extension host itself says. */
async function written(workbench: Workbench): Promise<Memory> {
  const file = path.join(workbench.workspace, 'memory.json');
  await rm(file, { force: true });
  await workbench.command('Bench: Write Down the Memory');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as Memory;
    await pause(200);
  }
}

function inMegabytes({ heap, resident, peak }: Memory): string {
  const [alive, given, most] = [heap, resident, peak].map(bytes => `${Math.round(bytes / 2 ** 20)} MB`);
  return `${alive} alive, ${given} resident, ${most} at the most`;
}
