import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../src/domain/records';
import { temporaryFolder } from '../support/folders';
import { openStore } from '../support/stores';
import { buildWriter, startWriter } from './writers';

const steps = ['open', 'write', 'sync', 'close', 'compare', 'rename', 'syncFolder'] as const;

describe('writers that stand still for longer than their lock lives', () => {
  const folder = temporaryFolder();
  before(() => buildWriter());

  for (const [mode, how, goOn] of [
    ['stops', 'stopped with SIGSTOP', (_id: RecordId, wake: () => unknown) => Promise.resolve(wake())],
    ['hangs', 'with a blocked event loop', (id: RecordId) => writeFile(path.join(folder.path, `${id}.go`), '')],
  ] as const) {
    it(`${how} before any step of a write: the other writer is acknowledged meanwhile, and neither entry is lost`, async function () {
      if (process.platform === 'win32') return this.skip();
      const store = openStore(folder.path);
      await Promise.all(
        steps.map(async step => {
          const created = await store.create('incident', { title: step });
          assert.ok(created.ok);
          const id = created.value;
          const writer = startWriter([folder.path, mode, step, id]);
          await writer.printed('paused');
          const mine = await store.execute(id, { type: 'comment', text: 'meanwhile' });
          assert.ok(mine.ok, `${step}: ${JSON.stringify(mine)}`);
          await goOn(id, () => writer.child.kill('SIGCONT'));
          const { acknowledged, errors } = await writer.ended;
          assert.equal(errors, '', step);
          assert.equal(acknowledged.length, 1, step);
          const loaded = await store.load(id);
          assert.ok(loaded.ok && loaded.value.faults.length === 0, step);
          const stored = loaded.value.record.timeline.map(event => event.id);
          for (const entry of [...acknowledged, mine.value[0]?.id ?? '']) assert.ok(stored.includes(entry), `${step}: an entry is lost`);
          assert.equal(stored.length, 3, step);
        }),
      );
      store.dispose();
    });
  }

  it('six writers stopped and woken at random, all on the same two records: every acknowledged entry is there', async function () {
    if (process.platform === 'win32') return this.skip();
    const store = openStore(folder.path);
    const ids: RecordId[] = [];
    for (const title of ['one', 'two']) {
      const created = await store.create('incident', { title });
      assert.ok(created.ok);
      ids.push(created.value);
    }
    const writers = Array.from({ length: 6 }, () => startWriter([folder.path, 'append', '30', ...ids]));
    let running = writers.length;
    const stopping = writers.map(async ({ child, ended, printed }) => {
      const done = ended.finally(() => {
        running -= 1;
        child.kill('SIGCONT');
      });
      await printed('ack').catch(() => undefined);
      for (let stops = 0; child.exitCode === null && child.signalCode === null; stops++) {
        child.kill('SIGSTOP');
        await pause(stops % 4 === 1 ? 6_000 : 100);
        child.kill('SIGCONT');
        await Promise.race([done, pause(Math.random() * 1_000)]);
      }
      return done;
    });
    const written = await Promise.all(stopping);
    assert.equal(running, 0);
    const stored = new Set<string>();
    for (const id of ids) {
      const loaded = await store.load(id);
      assert.ok(loaded.ok && loaded.value.faults.length === 0);
      for (const { id: entry } of loaded.value.record.timeline) stored.add(entry);
    }
    store.dispose();
    const acknowledged = written.flatMap(one => one.acknowledged);
    assert.ok(acknowledged.length >= 60, `hardly anything was written: ${acknowledged.length} ${written[0]?.errors ?? ''}`);
    assert.deepEqual(
      acknowledged.filter(entry => !stored.has(entry)),
      [],
    );
  });
});

/** How long a process stands still is what is tested here. */
function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}
