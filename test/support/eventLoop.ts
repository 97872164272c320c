import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The longest time that nothing else could be done, in milliseconds. */
export interface Block {
  /** By the clock (`monitorEventLoopDelay`): what a person waits for, on a machine that has nothing else to do. */
  readonly delay: number;
  /** By the processor time of the thread, where the system tells it (Linux): what it waits for others does not count. Else the delay. */
  readonly busy: number;
}

const resolution = 5;

/** How long the event loop is held up while `work` runs, at the most. */
export async function blockOf(work: () => Promise<unknown>): Promise<Block> {
  const monitor = monitorEventLoopDelay({ resolution });
  await rest();
  let [busy, last] = [0, processorTime()];
  monitor.enable();
  const sampler = setInterval(() => {
    const now = processorTime();
    busy = Math.max(busy, (now ?? 0) - (last ?? 0));
    last = now;
  }, 1);
  try {
    await work();
    await rest();
  } finally {
    clearInterval(sampler);
    monitor.disable();
  }
  const delay = Math.max(0, monitor.max / 1e6 - resolution);
  return { delay, busy: last === undefined ? delay : busy };
}

/**
 * What the machine itself does to a loop that works in pieces of some milliseconds and leaves room between them: what others run
 * meanwhile counts for nothing in a measure that stands beside this one.
 */
export function floorBlock(): Promise<Block> {
  return blockOf(async () => {
    for (const end = performance.now() + 3000; performance.now() < end;) {
      for (let text = '', n = 0; n < 50; n++) text = createHash('sha256').update(text.padEnd(20_000, '-')).digest('hex');
      await new Promise(resolve => setImmediate(resolve));
    }
  });
}

function rest(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 4 * resolution));
}

/** Processor time of the main thread so far, in milliseconds (proc(5): schedstat). */
function processorTime(): number | undefined {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
