import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../src/domain/records';
import { temporaryFolder } from '../support/folders';
import { openStore } from '../support/stores';
import { buildWriter, startWriter, type Written } from './writers';

const kills = 200;
const atOnce = 4;

/** Runs a writer; with `killAfter` (milliseconds from its first acknowledgement) it is ended with SIGKILL. */
function write(args: readonly string[], killAfter?: number): Promise<Written> {
  const { child, ended, printed } = startWriter(args);
  const kill = (): unknown => setTimeout(() => child.kill('SIGKILL'), killAfter);
  if (killAfter !== undefined) printed('ack').then(kill, () => undefined);
  return ended;
}

describe('the store under fire', () => {
  const folder = temporaryFolder();
  before(() => buildWriter());

  it(`${kills} writers killed at random moments: every acknowledged entry is there, every file parses, no lock stays`, async () => {
    const all: Written[] = [];
    let started = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (started++ < kills) all.push(await write([folder.path, 'create', '100000'], Math.random() * 120));
      }),
    );
    assert.equal(all.length, kills);
    assert.ok(all.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0) > kills, 'hardly anything was written');

    const store = openStore(folder.path);
    await store.refresh();
    assert.deepEqual(
      store.entries().filter(entry => entry.type === 'broken' || entry.fault),
      [],
    );
    const records = all.flatMap(({ record }) => record ?? []);
    assert.equal(records.length, kills);
    for (const { record, acknowledged } of all) {
      const loaded = record && (await store.load(record));
      assert.ok(loaded?.ok);
      assert.deepEqual(loaded.value.faults, []);
      const stored = new Set(loaded.value.record.timeline.map(({ id }) => id));
      assert.deepEqual(
        acknowledged.filter(id => !stored.has(id)),
        [],
      );
    }
    const after = await Promise.all(records.map(record => store.execute(record, { type: 'comment', text: 'after the fire' })));
    assert.deepEqual(
      after.filter(outcome => !outcome.ok),
      [],
    );
    store.dispose();
    // What the dead were about to make a lock of is tidied away later; locks themselves have been taken over.
    const locks = await readdir(path.join(folder.path, '.lock'));
    assert.deepEqual(
      locks.filter(name => !name.includes('~')),
      [],
    );
    assert.deepEqual(
      (await readdir(path.join(folder.path, 'incidents'))).filter(name => !name.endsWith('.json')),
      [],
    );
  });

  it('four processes append 250 entries each to the same five records: 1,000 entries are there', async () => {
    const store = openStore(folder.path);
    const ids: RecordId[] = [];
    for (let n = 0; n < 5; n++) {
      const created = await store.create('incident', { title: `Shared ${n}` });
      assert.ok(created.ok);
      ids.push(created.value);
    }
    const written = await Promise.all(Array.from({ length: 4 }, () => write([folder.path, 'append', '250', ...ids])));
    assert.deepEqual(
      written.map(({ errors }) => errors),
      ['', '', '', ''],
    );
    const stored = new Set<string>();
    for (const id of ids) {
      const loaded = await store.load(id);
      assert.ok(loaded.ok);
      assert.deepEqual(loaded.value.faults, []);
      for (const event of loaded.value.record.timeline) if (event.type === 'record.commented') stored.add(event.id);
    }
    store.dispose();
    assert.equal(stored.size, 1000);
    assert.deepEqual(
      written.flatMap(({ acknowledged }) => acknowledged).filter(id => !stored.has(id)),
      [],
    );
  });
});
