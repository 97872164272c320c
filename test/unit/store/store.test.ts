import { isEntryOf } from '../../../src/store/indexEntry';
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const fileOf = (id: string): string => path.join(folder.path, 'incidents', `${id}.json`);

let opened: Store[] = [];
function open(options?: Parameters<typeof openStore>[1]): Store {
  const store = openStore(folder.path, options);
  opened.push(store);
  return store;
}

async function create(store: Store, title = 'Mail is not delivered'): Promise<RecordId> {
  const created = await store.create('incident', { title });
  assert.ok(created.ok, JSON.stringify(created));
  return created.value;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 5000) throw new Error('nothing happened');
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

describe('the incident store', () => {
  afterEach(() => {
    for (const store of opened) store.dispose();
    opened = [];
  });

  it('an acknowledged entry is on disk, for a reader that never saw this process', async () => {
    const store = open();
    const id = await create(store);
    assert.ok((await store.execute(id, { type: 'comment', text: 'Hello' })).ok);
    const loaded = await open().load(id);
    assert.ok(loaded.ok);
    assert.deepEqual(
      loaded.value.record.timeline.map(({ type }) => type),
      ['record.captured', 'record.commented'],
    );
    assert.deepEqual(loaded.value.faults, []);
  });

  it('fires one change for each append and none for a refusal', async () => {
    const store = open();
    const id = await create(store);
    await store.refresh();
    let fired = 0;
    store.onDidChange(ids => {
      if (ids.includes(id)) fired += 1;
    });
    await store.execute(id, { type: 'comment', text: 'Hello' });
    assert.equal((await store.execute(id, { type: 'comment', text: '' })).ok, false);
    await store.refresh();
    assert.equal(fired, 1);
  });

  it('many writers in one process lose nothing', async () => {
    const id = await create(open());
    const stores = [open(), open(), open()];
    await Promise.all(Array.from({ length: 30 }, async (_, n) => stores[n % 3]?.execute(id, { type: 'comment', text: `Comment ${n}` })));
    const loaded = await open().load(id);
    assert.ok(loaded.ok);
    assert.equal(loaded.value.record.timeline.length, 31);
    assert.deepEqual(loaded.value.faults, []);
  });

  it('what another window writes appears by itself', async () => {
    const here = open();
    await here.refresh();
    const id = await create(open(), 'From the other window');
    await until(() => here.entry(id)?.type === 'record');
  });

  it('a deleted file disappears from the list by itself', async () => {
    const store = open();
    const id = await create(store);
    await until(() => store.entry(id) !== undefined);
    await rm(fileOf(id));
    await until(() => store.entry(id) === undefined);
  });

  for (const [name, options] of [
    ['the security officer’s role', { role: 'securityOfficer' }],
    ['a workspace that is not trusted', { mayWrite: false }],
  ] as const) {
    it(`${name} cannot append: nothing is written, not even a folder`, async () => {
      const created = await open(options).create('incident', { title: 'x' });
      assert.equal(created.ok, false);
      const files = await readdir(folder.path, { recursive: true });
      assert.deepEqual(
        files.filter(file => file.endsWith('.json')),
        [],
      );
      if ('mayWrite' in options) assert.deepEqual(files, []);
    });
  }

  it('leaves no lock and no temporary file behind', async () => {
    await create(open());
    const files = await readdir(folder.path, { recursive: true });
    assert.deepEqual(
      files.filter(file => /\.lock\/|\.json\./.test(file.split(path.sep).join('/'))),
      [],
    );
  });

  it('removes what processes left that died, and nothing else: backups stay, whoever made them', async () => {
    const store = open();
    const id = await create(store);
    const locks = path.join(folder.path, '.lock');
    const token = 'a'.repeat(32);
    const backups = [`${id}.json.1`, `${id}.json.20261122`, `${id}.json.bak`, `${id}.json.123456789`, `${id}~${token}`];
    for (const name of backups) await writeFile(path.join(folder.path, 'incidents', name), 'a backup');
    const abandoned = [id, `${id}~${token}`];
    for (const name of [...abandoned, 'notes', `${id}.bak`]) {
      await mkdir(path.join(locks, name));
      await writeFile(path.join(locks, name, token), 'half a record');
    }
    const fresh = `INC-000000~${token}`;
    await mkdir(path.join(locks, fresh));
    const old = new Date(Date.now() - 3_600_000);
    for (const name of [
      ...abandoned.flatMap(lock => [path.join('.lock', lock, token), path.join('.lock', lock)]),
      ...backups.map(name => path.join('incidents', name)),
    ])
      await utimes(path.join(folder.path, name), old, old);
    await open({ mayWrite: false }).refresh();
    assert.equal((await readdir(locks)).length, 5);
    await store.refresh();
    assert.deepEqual((await readdir(locks)).sort(), [fresh, `${id}.bak`, 'notes'].sort());
    assert.deepEqual((await readdir(path.join(folder.path, 'incidents'))).sort(), [`${id}.json`, ...backups].sort());
  });

  it('does not hide backups from git, which only leaves out the locks with the temporary files in them', async () => {
    await create(open());
    assert.equal(await readFile(path.join(folder.path, '.gitignore'), 'utf8'), '.lock/\n');
  });

  it('a listener that throws is reported, and harms neither the one who writes nor other listeners', async () => {
    const reported: unknown[] = [];
    const store = open({ report: error => reported.push(error) });
    const error = new Error('a fault in the window');
    const heard: RecordId[] = [];
    store.onDidChange(() => {
      throw error;
    });
    store.onDidChange(ids => heard.push(...ids));
    const id = await create(store);
    assert.ok((await store.execute(id, { type: 'comment', text: 'x' })).ok);
    assert.deepEqual(heard.slice(0, 2), [id, id]);
    assert.deepEqual(reported.slice(0, 2), [error, error]);
  });

  describe('the index', () => {
    it('is used when nothing changed, and only changed files are read again', async () => {
      const cacheFile = path.join(folder.path, 'cache', 'incidents.json');
      const first = open({ cacheFile });
      const [a, b] = [await create(first, 'A'), await create(first, 'B')];
      first.dispose();
      await first.refresh();
      // A cache that says otherwise proves that files are not read: same time and size, other title.
      const cached = (await readFile(cacheFile, 'utf8')).replace('"title":"A"', '"title":"from the cache"');
      await writeFile(cacheFile, cached);
      const second = open({ cacheFile });
      const announced: RecordId[] = [];
      second.onDidChange(ids => {
        announced.push(...ids);
      });
      await second.open();
      await second.refresh();
      assert.deepEqual(announced.sort(), [a, b].sort());
      const titles = [a, b].map(id => {
        const entry = second.entry(id);
        return isEntryOf('incident', entry) ? entry.facts.title : '';
      });
      assert.deepEqual(titles, ['from the cache', 'B']);
    });

    it('shows at once what it remembers, and right behind that what has changed since', async () => {
      const cacheFile = path.join(folder.path, 'cache.json');
      const before = open({ cacheFile });
      const [changed, gone] = [await create(before, 'As it was'), await create(before, 'Gone since')];
      before.dispose();
      await before.refresh();
      await open().execute(changed, { type: 'save', step: 'detect', patch: { title: 'Changed since' } });
      await rm(fileOf(gone));
      const store = open({ cacheFile });
      const titles = (): readonly string[] =>
        store.entries().map(entry => (entry.type === 'broken' ? entry.fault.code : entry.facts.title));
      await store.open();
      assert.deepEqual([...titles()].sort(), ['As it was', 'Gone since']);
      await until(() => titles().join() === 'Changed since');
    });

    for (const [name, content] of [
      ['missing', undefined],
      ['broken', '{'],
      ['of another version', '{"version":0,"files":{}}'],
    ] as const) {
      it(`nothing is lost when the cache is ${name}`, async () => {
        const cacheFile = path.join(folder.path, 'cache.json');
        const id = await create(open(), 'A');
        if (content !== undefined) await writeFile(cacheFile, content);
        const store = open({ cacheFile });
        await store.refresh();
        assert.equal(store.entry(id)?.type, 'record');
        assert.ok((await stat(cacheFile)).size > 0);
      });
    }
  });
});
