import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, attach, must, record } from '../../support/sharedActs';
import { done, engineOf, filesOf, makeRemote, sharersIn, plainGit } from '../../support/sharers';

/** Lets every object stand in a file of its own, as git does with few of them. */
async function unpack(engine: string): Promise<void> {
  const packs = path.join(engine, 'objects/pack');
  const aside = path.join(engine, '../packs');
  await rename(packs, aside);
  await mkdir(packs);
  for (const name of (await readdir(aside)).filter(one => one.endsWith('.pack')))
    execFileSync('git', ['--git-dir', engine, 'unpack-objects', '-q'], { input: await readFile(path.join(aside, name)) });
}

/** What a disk makes of an object that it has lost: neither empty nor short, but none of git's. */
async function spoilObject(engine: string, oid: string): Promise<void> {
  const file = path.join(engine, 'objects', oid.slice(0, 2), oid.slice(2));
  await rm(file);
  await writeFile(file, 'x'.repeat(90));
}

/** Spoils all objects of a type; gives how many there were. */
async function spoil(engine: string, type: string): Promise<number> {
  const names = (await readdir(path.join(engine, 'objects'), { recursive: true })).filter(name => /^..[/\\].{38}$/.test(name));
  let spoilt = 0;
  for (const oid of names.map(name => name.replace(/[/\\]/, ''))) {
    if ((await gitIn(engine, 'cat-file', '-t', oid)) !== type) continue;
    await spoilObject(engine, oid);
    spoilt++;
  }
  return spoilt;
}

function gitIn(engine: string, ...args: readonly string[]): Promise<string> {
  return plainGit(engine, ['--git-dir', engine, ...args]);
}

describe('a repository of the engine in which objects are no longer what they were', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);

  for (const type of ['blob', 'tree', 'commit'])
    for (const when of ['somebody has something new', 'nobody has', 'what is new has been fetched'])
      it(`is made again (each ${type}), where ${when}`, async () => {
        const remote = await makeRemote(folder.path);
        const [anna, ben] = [sharer('anna'), sharer('ben')];
        const id = await record(anna, 'Mail is not delivered');
        await attach(anna, id, 'relay log');
        done(await anna.sync.share(remote));
        done(await ben.sync.join(remote));
        let hash: string | undefined;
        if (when !== 'nobody has') {
          await act(ben, id, { type: 'comment', text: 'Theirs' });
          hash = await attach(ben, id, 'queue log');
          done(await ben.sync.sync());
        }
        const engine = engineOf(anna);
        if (when === 'what is new has been fetched') await gitIn(engine, 'fetch', '-q', remote, 'faultline/store');
        assert.ok((await spoil(engine, type)) > 0);
        await act(anna, id, { type: 'comment', text: 'Mine' });
        const { leftOut, sent } = done(await anna.sync.sync());
        assert.deepEqual([leftOut, sent], [[], [id]]);
        if (hash !== undefined) assert.equal(must(await (await anna.store.attachments()).read(hash)).length, 9);
        done(await ben.sync.sync());
        assert.deepEqual(await filesOf(anna), await filesOf(ben));
      });

  for (const what of ['record', 'evidence'])
    it(`is made again, where only ${what} that was just fetched is gone`, async () => {
      const remote = await makeRemote(folder.path);
      const [anna, ben] = [sharer('anna'), sharer('ben')];
      const id = await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      const hash = await attach(ben, id, 'queue log');
      done(await ben.sync.sync());
      const engine = engineOf(anna);
      await gitIn(engine, 'fetch', '-q', remote, 'faultline/store');
      await unpack(engine);
      await spoilObject(engine, await gitIn(engine, 'rev-parse', `FETCH_HEAD:${what === 'record' ? pathOf(id) : contentPath(hash)}`));
      assert.deepEqual(done(await anna.sync.sync()).leftOut, []);
      assert.equal(must(await (await anna.store.attachments()).read(hash)).length, 9);
      assert.deepEqual(await filesOf(anna), await filesOf(ben));
    });
});
