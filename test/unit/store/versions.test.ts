import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import { LineFile } from '../../../src/store/lineFile';
import { Turns } from '../../../src/store/turns';
import { isSameVersion } from '../../../src/store/stats';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { asOrdinaryUser } from '../../support/rights';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const storeFolder = (): string => path.join(folder.path, '.faultline');
const records = (): string => path.join(storeFolder(), 'incidents');
const cacheFile = (): string => path.join(folder.path, 'cache', 'records.json');

function open(): Store {
  const store = openStore(storeFolder(), { cacheFile: cacheFile() });
  store.dispose();
  return store;
}

async function create(): Promise<{ id: RecordId; file: string }> {
  const created = await open().create('incident', { title: 'Mail' });
  assert.ok(created.ok);
  return { id: created.value, file: path.join(records(), `${created.value}.json`) };
}

/** What the lists say of a record: its title, or why it is none. */
async function shown(store: Store, id: RecordId): Promise<string | undefined> {
  await store.refresh();
  const entry = store.entry(id);
  return entry?.type === 'broken' ? `${entry.fault.code} ${entry.fault.detail}` : entry && `${entry.facts.title}${entry.fault ? '!' : ''}`;
}

describe('when a file is read again', () => {
  it('whatever of size, mtime, ctime and inode is another', () => {
    const version = { size: 1, mtime: 2, ctime: 3, inode: 4 };
    assert.ok(isSameVersion(version, { ...version }));
    for (const key of Object.keys(version)) assert.ok(!isSameVersion(version, { ...version, [key]: 5 }), key);
  });

  it('another text of the same size whose mtime was set back, also after a start', async () => {
    const { id, file } = await create();
    const [before, after] = [open(), open()];
    for (const store of [before, after]) assert.equal(await shown(store, id), 'Mail');
    const { atime, mtime } = await stat(file);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Fail"'));
    await utimes(file, atime, mtime);
    assert.equal(await shown(before, id), 'Fail!');
    assert.equal(await shown(open(), id), 'Fail!');
  });

  it('one that could not be read: each time, until it can be, although nothing about it has changed', async function () {
    if (process.geteuid?.() !== 0) return this.skip();
    const { id, file } = await create();
    await mkdir(path.dirname(cacheFile()), { recursive: true });
    for (const place of [folder.path, storeFolder(), records()]) await chmod(place, 0o755);
    await chmod(path.dirname(cacheFile()), 0o777);
    const changes: (readonly RecordId[])[] = [];
    const store = await asOrdinaryUser(async () => {
      const theirs = open();
      theirs.onDidChange(ids => changes.push(ids));
      assert.equal(await shown(theirs, id), 'unreadable EACCES');
      assert.equal(await shown(theirs, id), 'unreadable EACCES');
      return theirs;
    });
    assert.deepEqual(changes, [[id]], 'what stays unreadable is no change');
    // As root the same file can be read: it was not touched.
    assert.ok((await readFile(cacheFile(), 'utf8')).includes(storeFolder()));
    assert.equal(await shown(open(), id), 'Mail');
    assert.equal(await shown(store, id), 'Mail');
    assert.ok((await stat(file)).size > 0);
  });

  it('one whose folder kept it from being looked at is not gone', async function () {
    if (process.platform === 'win32') return this.skip();
    const { id } = await create();
    const owner = process.geteuid?.() === 0;
    for (const place of [folder.path, storeFolder()]) await chmod(place, 0o755);
    await chmod(records(), owner ? 0o744 : 0o400);
    const store = open();
    assert.equal(await asOrdinaryUser(() => shown(store, id)), 'unreadable EACCES');
    await chmod(records(), 0o700);
    assert.equal(await shown(store, id), 'Mail');
  });
});

describe('a cache', () => {
  it('is its owner’s alone, also where another one stood, and leaves nothing beside it', async function () {
    if (process.platform === 'win32') return this.skip();
    const file = path.join(folder.path, 'cache', 'similar.json');
    const rights = async (place: string): Promise<string> => ((await stat(place)).mode & 0o777).toString(8);
    const cache = (): LineFile => new LineFile(file, { version: 1 }, new Turns());
    const values: unknown[] = [];
    await cache().save([], [{ a: 1 }], 1);
    assert.equal(await rights(path.dirname(file)), '700');
    assert.equal(await rights(file), '600');
    await chmod(file, 0o644);
    await cache().save([{ a: 2 }], [], 1);
    assert.equal(await rights(file), '600');
    await cache().read(value => values.push(value));
    assert.deepEqual(values, [{ a: 1 }, { a: 2 }]);
    assert.deepEqual(await readdir(path.dirname(file)), ['similar.json']);
    await create();
    await open().refresh();
    assert.equal(await rights(cacheFile()), '600');
  });
});
