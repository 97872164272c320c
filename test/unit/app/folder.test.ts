import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Folder, type FolderPorts } from '../../../src/app/folder';
import { withEnvironment } from '../../support/hostileGit';
import { context } from '../../support/incidents';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const temporary = temporaryFolder();

describe('a folder at work', () => {
  const opened: Folder[] = [];
  afterEach(() => {
    for (const folder of opened.splice(0)) folder.dispose();
  });

  function folderAt(at: string, ports: Partial<FolderPorts> = {}): Folder {
    const folder = new Folder(at, {
      storePath: '.faultline',
      cacheFolder: path.join(temporary.path, 'cache'),
      memoryFolder: path.join(temporary.path, 'memory'),
      mayWrite: () => true,
      mayMend: () => true,
      mayRunGit: () => true,
      person: () => ({ name: 'Ada', role: 'administrator' }),
      settings: () => context(),
      report: error => {
        throw error;
      },
      ...ports,
    });
    opened.push(folder);
    return folder;
  }

  it('knows the person by git’s name, else as the settings have it', async () => {
    const repo = await TestRepository.create(path.join(temporary.path, 'code'));
    const identity = await repo.repository.identity();
    const known = await folderAt(repo.repository.root).actor();
    assert.deepEqual(known, { name: identity.name, email: identity.email, role: 'administrator' });
    assert.notEqual(known.name, 'Ada');
  });

  it('knows the person by what git has for all repositories where the folder is none, else as the settings have it', async () => {
    const inHome = (text: string): Promise<void> => writeFile(path.join(temporary.path, '.gitconfig'), text);
    await withEnvironment({ HOME: temporary.path, XDG_CONFIG_HOME: temporary.path }, async () => {
      await inHome('');
      assert.deepEqual(await folderAt(temporary.path).actor(), { name: 'Ada', email: '', role: 'administrator' });
      await inHome('[user]\nname = Max Manager\nemail = max@example.org\n');
      const max = { name: 'Max Manager', email: 'max@example.org', role: 'administrator' };
      assert.deepEqual(await folderAt(temporary.path).actor(), max);
      assert.equal((await folderAt(temporary.path, { mayRunGit: () => false }).actor()).name, 'Ada');
    });
  });

  it('looks for no repository while git may not run, and finds it once it may', async () => {
    const repo = await TestRepository.create(path.join(temporary.path, 'code'));
    let mayRunGit = false;
    const folder = folderAt(repo.repository.root, { mayRunGit: () => mayRunGit });
    assert.deepEqual(await folder.repository(), { ok: false, error: { code: 'untrusted' } });
    assert.equal((await folder.actor()).name, 'Ada');
    mayRunGit = true;
    const found = await folder.repository();
    assert.ok(found.ok);
    assert.equal(await folder.repository(), found);
  });

  it('looks again for a repository that was not there', async () => {
    const at = path.join(temporary.path, 'code');
    const [folder, inside] = [folderAt(temporary.path), folderAt(at)];
    await mkdir(at);
    for (const asked of [folder, inside]) assert.equal((await asked.repository()).ok, false);
    await TestRepository.create(at);
    assert.ok((await inside.repository()).ok);
  });

  it('has paths of its own files only', () => {
    const folder = folderAt(path.join(temporary.path, 'code'));
    assert.equal(folder.relative(path.join(folder.path, 'lib', 'a.js')), 'lib/a.js');
    for (const outside of [folder.path, path.join(temporary.path, 'b.js'), `${folder.path}2/a.js`])
      assert.equal(folder.relative(outside), undefined);
  });

  it('what is similar is asked for once, finds what is written afterwards, and is saved with its end', async () => {
    const folder = folderAt(temporary.path);
    await folder.open();
    const similar = await folder.similar();
    assert.equal(await folder.similar(), similar);
    const created = await folder.store.create('incident', { title: 'A zeppelin is late' });
    assert.ok(created.ok);
    await similar.update();
    assert.deepEqual(similar.search('zeppelin', 5), [created.value]);
    await similar.dispose();
    assert.ok((await readdir(path.join(temporary.path, 'cache'))).some(name => /^similar-\w+\.json$/.test(name)));
  });

  it('remembers what was seen, and which evidence was attached, in whichever workspace it is opened', async () => {
    const [one, another] = ['one', 'another'].map(name => folderAt(temporary.path, { cacheFolder: path.join(temporary.path, name) }));
    assert.ok(one && another);
    const created = await one.store.create('incident', { title: 'Mail is late' });
    assert.ok(created.ok);
    const [id, content] = [created.value, 'a'.repeat(64)];
    one.store.witness.noteAttached(id, [content]);
    await one.store.witness.save();
    await another.store.witness.load();
    // It may have been loaded before, by what was seen of the folder.
    await another.store.witness.meetWindows();
    assert.ok(another.store.witness.of(id) && another.store.witness.hasAttached(id, content));
  });

  it('takes over what an earlier version has remembered among the caches, once', async () => {
    const cache = path.join(temporary.path, 'cache');
    const before = folderAt(temporary.path, { memoryFolder: cache });
    const created = await before.store.create('incident', { title: 'Mail is late' });
    assert.ok(created.ok);
    await before.store.witness.save();
    const seen: unknown[] = [];
    for (const when of ['first', 'again']) {
      const { witness } = folderAt(temporary.path).store;
      await witness.load();
      await witness.save();
      seen.push(witness.of(created.value)?.entries);
      if (when === 'first') await rm(cache, { recursive: true });
    }
    assert.deepEqual(seen, [1, 1]);
  });

  it('writes nothing where that is not allowed', async () => {
    const folder = folderAt(temporary.path, { mayWrite: () => false });
    const refused = await folder.store.create('incident', { title: 'x' });
    assert.ok(!refused.ok && refused.error.code === 'readOnly');
  });
});
