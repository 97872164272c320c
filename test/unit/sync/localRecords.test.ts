import assert from 'node:assert/strict';
import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import { LocalRecords } from '../../../src/sync/localRecords';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

describe('the names that git has for the records of a machine', () => {
  const folder = temporaryFolder();
  let store: Store;
  let file: string;
  let read: RecordId[];

  const recordsOf = (): LocalRecords => new LocalRecords(store, 'all', { names: file, keptWith: path.join(folder.path, 'kept.json') });
  const namesOf = async (records: LocalRecords): Promise<ReadonlyMap<RecordId, string>> => {
    read = [];
    const names = await records.oidsOf(store.entries().map(({ id }) => id));
    await records.save();
    return names;
  };

  beforeEach(async () => {
    file = path.join(folder.path, 'names.json');
    store = openStore(path.join(folder.path, 'store'));
    for (let n = 0; n < 20; n++) assert.equal((await store.create('incident', { title: `Mail ${n}` })).ok, true);
    const load = store.load.bind(store);
    store.load = (id, ...more) => {
      read.push(id);
      return load(id, ...more);
    };
  });
  afterEach(() => {
    store.dispose();
  });

  it('are found once, and remembered by the next window', async () => {
    const names = await namesOf(recordsOf());
    assert.deepEqual([names.size, read.length], [20, 20]);
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
  });

  it('of what has changed are found anew, and kept as one line more', async () => {
    const names = await namesOf(recordsOf());
    const before = await stat(file);
    const [entry] = store.entries();
    assert.ok(entry);
    assert.equal((await store.execute(entry.id, { type: 'comment', text: 'Once more' })).ok, true);
    const others = await namesOf(recordsOf());
    assert.deepEqual(read, [entry.id]);
    assert.notEqual(others.get(entry.id), names.get(entry.id));
    const after = await stat(file);
    const lines = (await readFile(file, 'utf8')).split('\n');
    assert.deepEqual([after.ino, lines.length, lines.at(-1)?.includes(entry.id)], [before.ino, 22, true]);
    assert.deepEqual([await namesOf(recordsOf()), read], [others, []]);
  });

  it('are found anew where what is remembered cannot be understood', async () => {
    const names = await namesOf(recordsOf());
    await appendFile(file, '\n["INC-000001"]\nnull\n{"__proto__":1}\n["no record","1","2"]\n["torn');
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
    await truncate(file, 64 * 1024 * 1024 + 1);
    assert.deepEqual([await namesOf(recordsOf()), read.length], [names, 20], 'too large');
    await writeFile(file, 'of something else');
    assert.deepEqual([await namesOf(recordsOf()), read.length], [names, 20]);
    assert.deepEqual([await namesOf(recordsOf()), read], [names, []]);
  });
});
