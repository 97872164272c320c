import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { isRecordId, type RecordId } from '../../src/domain/ids';
import { temporaryFolder } from '../support/folders';
import { openStore } from '../support/stores';

const root = path.resolve(import.meta.dirname, '../..');
const writer = path.join(root, 'out/test/stress/writer.cjs');
const kills = 200;
const atOnce = 4;

interface Written {
  readonly record: RecordId | undefined;
  readonly acknowledged: readonly string[];
  readonly errors: string;
}

/** Runs a writer; with `killAfter` (milliseconds from its first acknowledgement) it is ended with SIGKILL. */
function write(args: readonly string[], killAfter?: number): Promise<Written> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let armed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (killAfter === undefined || armed) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', () => {
      const record = /^record (\S+)$/m.exec(output)?.[1];
      // A line that was cut off was not acknowledged.
      const acknowledged = [...output.matchAll(/^ack ([0-9a-f]{64})\n/gm)].map(([, id]) => id ?? '');
      resolve({ record: record !== undefined && isRecordId(record) ? record : undefined, acknowledged, errors });
    });
  });
}

describe('the store under fire', () => {
  const folder = temporaryFolder();
  before(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ['test/stress/writer.ts'],
      outfile: writer,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'warning',
    });
  });

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
      const stored = new Set(loaded.value.incident.timeline.map(({ id }) => id));
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
    assert.deepEqual(await readdir(path.join(folder.path, '.lock')), []);
  });

  it('four processes append 250 entries each to the same five records: 1,000 entries are there', async () => {
    const store = openStore(folder.path);
    const ids: RecordId[] = [];
    for (let n = 0; n < 5; n++) {
      const created = await store.create({ title: `Shared ${n}` });
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
      for (const event of loaded.value.incident.timeline) if (event.type === 'incident.commented') stored.add(event.id);
    }
    store.dispose();
    assert.equal(stored.size, 1000);
    assert.deepEqual(
      written.flatMap(({ acknowledged }) => acknowledged).filter(id => !stored.has(id)),
      [],
    );
  });
});
