import { readFile } from 'node:fs/promises';

/** Resolves when a process has ended, or fails after five seconds. */
export async function ended(pid: number): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (!(await runs(pid))) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`process ${pid} still runs`);
}

/** True while a process runs; one that only waits to be reaped has ended. */
export async function runs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined ? process.platform !== 'linux' : !/\) [ZX] /.test(stat);
}

/** The number a process has written to a file, as soon as it is there whole. */
export async function pidIn(file: string): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/^\d+\n$/.test(text)) return Number(text);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`${file} holds no number`);
}
