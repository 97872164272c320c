import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { CommandFault } from '../../../src/store/fault';
import type { Store } from '../../../src/store/store';
import type { Result } from '../../../src/domain/foundation/result';
import { temporaryFolder } from '../../support/folders';
import { asOrdinaryUser } from '../../support/rights';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const records = (): string => path.join(folder.path, 'incidents');

function open(place = folder.path, root?: string): Store {
  const store = openStore(place, root === undefined ? {} : { root });
  store.dispose();
  return store;
}

async function create(store: Store, title = 'Mail is not delivered'): Promise<RecordId> {
  const created = await store.create('incident', { title });
  assert.ok(created.ok, JSON.stringify(created));
  return created.value;
}

/** Why the system refused to write; an empty text when it did not. */
function reasonOf(outcome: Result<unknown, CommandFault>): string {
  return !outcome.ok && outcome.error.code === 'writeFailed' ? outcome.error.reason : '';
}

async function titles(store: Store): Promise<readonly string[]> {
  await store.refresh();
  return store.entries().map(entry => (entry.type === 'broken' ? entry.fault.code : entry.facts.title));
}

describe('a store folder that does not play along', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('belongs to somebody else: read, not written, and nothing is half done', async () => {
    const store = open();
    const id = await create(store);
    for (const place of [folder.path, records()]) await chmod(place, process.geteuid?.() === 0 ? 0o755 : 0o555);
    await chmod(path.join(records(), `${id}.json`), 0o644);
    const before = await readdir(folder.path, { recursive: true });
    await asOrdinaryUser(async () => {
      const theirs = open();
      assert.deepEqual(await titles(theirs), ['Mail is not delivered']);
      assert.ok((await theirs.load(id)).ok);
      assert.equal(reasonOf(await theirs.execute(id, { type: 'comment', text: 'x' })), 'EACCES');
      assert.equal(reasonOf(await theirs.create('incident', { title: 'x' })), 'EACCES');
    });
    for (const place of [folder.path, records()]) await chmod(place, 0o755);
    assert.deepEqual(await readdir(folder.path, { recursive: true }), before);
    assert.ok((await store.execute(id, { type: 'comment', text: 'x' })).ok);
  });

  it('may not even be listed: said once, and what is known stays', async () => {
    const store = open();
    const id = await create(store);
    const codes: string[] = [];
    store.onDidFail(code => {
      codes.push(code);
    });
    await rename(records(), `${records()}.away`);
    await writeFile(records(), 'not a folder');
    await store.refresh();
    await store.refresh();
    assert.deepEqual(codes, ['ENOTDIR']);
    assert.equal(store.entry(id)?.type, 'record');
    assert.equal(reasonOf(await store.create('incident', { title: 'x' })), 'ENOTDIR');
    assert.equal(await readFile(records(), 'utf8'), 'not a folder');
    await rm(records());
    await rename(`${records()}.away`, records());
    assert.ok((await store.execute(id, { type: 'comment', text: 'x' })).ok);
  });

  it('is on a disk that is full: the old entries stand, no rest remains, and with room again it goes on', async function () {
    const disk = path.join(folder.path, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      // Only root can mount a small disk.
      return this.skip();
    }
    try {
      const place = path.join(disk, '.faultline');
      const store = open(place);
      const id = await create(store);
      const filler = path.join(disk, 'filler');
      await writeFile(filler, '');
      for (let n = 0, full = false; n < 1000 && !full; n++)
        full = await writeFile(filler, 'x'.repeat(512), { flag: 'a' }).then(
          () => false,
          () => true,
        );
      const file = path.join(place, 'incidents', `${id}.json`);
      const before = await readFile(file, 'utf8');
      assert.equal(reasonOf(await store.execute(id, { type: 'comment', text: 'x'.repeat(10_000) })), 'ENOSPC');
      assert.equal(reasonOf(await store.create('incident', { title: 'x' })), 'ENOSPC');
      assert.equal(await readFile(file, 'utf8'), before);
      assert.deepEqual(await readdir(path.join(place, 'incidents')), [`${id}.json`]);
      assert.deepEqual(await readdir(path.join(place, '.lock')), []);
      await rm(filler);
      assert.ok((await store.execute(id, { type: 'comment', text: 'x'.repeat(10_000) })).ok);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('is deleted while it is open: the incidents are gone from the list, and a new one makes it again', async () => {
    const place = path.join(folder.path, '.faultline');
    const store = open(place);
    const id = await create(store);
    await rm(place, { recursive: true });
    assert.deepEqual(await titles(store), []);
    const refused = await store.execute(id, { type: 'comment', text: 'x' });
    assert.equal(!refused.ok && refused.error.code, 'notFound');
    assert.deepEqual(await readdir(folder.path), []);
    await create(store, 'After the accident');
    assert.deepEqual(await titles(store), ['After the accident']);
  });

  for (const [name, link] of [
    ['the store folder', '.faultline'],
    ['the folder of the records', '.faultline/incidents'],
  ] as const) {
    it(`leads out of the workspace, ${name} being a symbolic link: neither read nor written`, async () => {
      const [outside, inside] = [path.join(folder.path, 'outside'), path.join(folder.path, 'workspace')];
      const elsewhere = open(path.join(outside, 'store'));
      await create(elsewhere);
      const target = link === '.faultline' ? elsewhere.folder : path.join(elsewhere.folder, 'incidents');
      await mkdir(path.join(inside, path.dirname(link)), { recursive: true });
      await symlink(target, path.join(inside, link));
      const before = await readdir(outside, { recursive: true });
      const store = open(path.join(inside, '.faultline'));
      const codes: string[] = [];
      store.onDidFail(code => {
        codes.push(code);
      });
      assert.deepEqual(await titles(store), []);
      assert.deepEqual(codes, ['ELOOP']);
      assert.equal(reasonOf(await store.create('incident', { title: 'x' })), 'ELOOP');
      assert.deepEqual(await readdir(outside, { recursive: true }), before);
    });
  }

  describe('below a symbolic link', () => {
    const workspace = (): string => path.join(folder.path, 'workspace');
    const outside = (): string => path.join(folder.path, 'outside');
    beforeEach(async () => {
      await mkdir(workspace());
      await mkdir(outside());
    });

    /** A store at `link/deep/store`, and what it says about itself when it is asked to list. */
    async function behindLink(): Promise<{ readonly store: Store; readonly codes: readonly string[] }> {
      const store = open(path.join(workspace(), 'link', 'deep', 'store'), workspace());
      const codes: string[] = [];
      store.onDidFail(code => {
        codes.push(code);
      });
      assert.deepEqual(await titles(store), []);
      return { store, codes };
    }

    it('that leads out of the workspace, wherever it stands on the way: neither read nor written', async () => {
      await create(open(path.join(outside(), 'deep', 'store')));
      await symlink(outside(), path.join(workspace(), 'link'));
      const before = await readdir(outside(), { recursive: true });
      const { store, codes } = await behindLink();
      assert.deepEqual(codes, ['ELOOP']);
      assert.equal(reasonOf(await store.create('incident', { title: 'x' })), 'ELOOP');
      assert.deepEqual(await readdir(outside(), { recursive: true }), before);
    });

    it('whose target has no store yet: no folder is made there', async () => {
      await symlink(outside(), path.join(workspace(), 'link'));
      const { store } = await behindLink();
      assert.equal(reasonOf(await store.create('incident', { title: 'x' })), 'ELOOP');
      assert.deepEqual(await readdir(outside()), []);
    });

    it('that is put there later: what is known by id is neither read, joined nor written, and a change behind it is not taken in', async () => {
      const store = open(path.join(workspace(), 'link', 'deep', 'store'), workspace());
      const id = await create(store);
      await rename(path.join(workspace(), 'link'), path.join(outside(), 'moved'));
      await symlink(path.join(outside(), 'moved'), path.join(workspace(), 'link'));
      const file = path.join(outside(), 'moved', 'deep', 'store', 'incidents', `${id}.json`);
      const before = await readFile(file, 'utf8');
      const loaded = await store.load(id);
      assert.deepEqual(!loaded.ok && loaded.error.code === 'broken' && loaded.error.fault.code, 'symbolicLink');
      assert.equal(reasonOf(await store.execute(id, { type: 'comment', text: 'x' })), 'ELOOP');
      assert.equal(reasonOf(await store.mend(id)), 'ELOOP');
      assert.equal(await readFile(file, 'utf8'), before);
      await writeFile(file, 'secrets of another folder');
      await store.refresh([id]);
      assert.notEqual(store.entry(id)?.type, 'broken');
    });

    it('above the workspace folder: that is how the person opened it', async () => {
      await symlink(workspace(), path.join(folder.path, 'opened'));
      const store = open(path.join(folder.path, 'opened', '.faultline'), path.join(folder.path, 'opened'));
      const id = await create(store);
      assert.ok((await store.load(id)).ok);
      assert.deepEqual(await titles(store), ['Mail is not delivered']);
    });
  });
});
