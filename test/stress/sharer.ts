// A process of its own that records, comments and syncs without end, and prints each acknowledged entry's id. Killed by its parent.
// sharer.cjs FOLDER NAME REMOTE
import { isIncidentId } from '../../src/domain/records';
import { makeSharer } from '../support/sharers';

const [folder = '', name = '', remote = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const { store, sync } = makeSharer(folder, name);
  await store.refresh();
  for (let n = 0; ; n++) {
    const ids = store.entries().flatMap(({ id }) => (isIncidentId(id) ? [id] : []));
    const id = ids[Math.floor(Math.random() * ids.length)];
    if (id === undefined || n % 5 === 0) await store.create('incident', { title: `${name} ${process.pid} ${n}` });
    else {
      const outcome = await store.execute(id, { type: 'comment', text: `${name} ${process.pid} ${n}` });
      if (outcome.ok) process.stdout.write(`ack ${outcome.value[0]?.id ?? ''}\n`);
    }
    const outcome = (await sync.sync()) ?? (await sync.join(remote));
    if (!outcome.ok && outcome.error.code !== 'busyRemote' && outcome.error.code !== 'busyHere')
      throw new Error(JSON.stringify(outcome.error));
    process.stdout.write('synced\n');
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
