// A process of its own that appends to incidents and prints each acknowledged entry's id. Killed or left to finish by its parent.
// writer.cjs FOLDER create COUNT        records a new incident first
// writer.cjs FOLDER append COUNT ID…    appends to these in turn
// writer.cjs FOLDER stops STEP ID       appends one entry; prints “paused” before that step of it and stops itself with SIGSTOP
// writer.cjs FOLDER hangs STEP ID       the same, but blocks its event loop until ID.go is in the folder
import { existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { RecordId } from '../../src/domain/records';
import { FaultyFiles } from '../support/faultyFiles';
import { openStore } from '../support/stores';

const [folder = '', mode, count = '0', ...given] = process.argv.slice(2);

let paused = false;

/** Stands still at the step that was asked for, once, as a process does that is stopped, swapped out or busy with something else. */
function pauseAt(step: string): void {
  if (paused || step !== count) return;
  paused = true;
  writeSync(1, 'paused\n');
  if (mode === 'stops') process.kill(process.pid, 'SIGSTOP');
  const turn = new Int32Array(new SharedArrayBuffer(4));
  while (mode === 'hangs' && !existsSync(path.join(folder, `${given[0] ?? ''}.go`))) Atomics.wait(turn, 0, 0, 20);
}

async function pausing(): Promise<void> {
  const [id] = given as RecordId[];
  if (id === undefined) return;
  const outcome = await openStore(folder, { files: new FaultyFiles({ before: pauseAt }) }).execute(id, { type: 'comment', text: 'paused' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  process.stdout.write(`ack ${outcome.value[0]?.id ?? ''}\n`, () => process.exit());
}

async function main(): Promise<void> {
  if (mode === 'stops' || mode === 'hangs') return pausing();
  const store = openStore(folder);
  const ids: RecordId[] = [];
  if (mode === 'create') {
    const created = await store.create('incident', { title: 'Written under fire' });
    if (!created.ok) throw new Error(JSON.stringify(created.error));
    ids.push(created.value);
    process.stdout.write(`record ${created.value}\n`);
  } else {
    ids.push(...(given as RecordId[]));
  }
  for (let n = 0; n < Number(count); n++) {
    const id = ids[n % ids.length];
    if (id === undefined) return;
    const outcome = await store.execute(id, { type: 'comment', text: `${process.pid} ${n}` });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    process.stdout.write(`ack ${outcome.value[0]?.id ?? ''}\n`);
  }
  store.dispose();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
