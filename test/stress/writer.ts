// A process of its own that appends to incidents and prints each acknowledged entry's id. Killed or left to finish by its parent.
// writer.cjs FOLDER create COUNT        records a new incident first
// writer.cjs FOLDER append COUNT ID…    appends to these in turn
import type { RecordId } from '../../src/domain/ids';
import { openStore } from '../support/stores';

const [folder = '', mode, count = '0', ...given] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = openStore(folder);
  const ids: RecordId[] = [];
  if (mode === 'create') {
    const created = await store.create({ title: 'Written under fire' });
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
