import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { attach, codeOf, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('evidence that the branch lacks', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let [remote, anna, ben]: [string, Sharer, Sharer] = ['', undefined as never, undefined as never];
  const sharers: Sharer[] = [];
  const sharer = (name: string, role?: 'itManager'): Sharer => {
    const made = makeSharer(folder.path, name, role);
    sharers.push(made);
    return made;
  };
  const listed = (branch: string): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', branch]);
  const branches = (): Promise<string> => plainGit(remote, ['for-each-ref', '--format=%(refname:short)']);
  const fileOf = ({ store }: Sharer, hash: string): string => path.join(store.folder, contentPath(hash));
  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna'), sharer('ben')];
  });
  afterEach(() => {
    for (const { store } of sharers.splice(0)) store.dispose();
  });

  const refusing = async (): Promise<() => Promise<void>> => {
    const hook = path.join(remote, 'hooks', 'pre-receive');
    await mkdir(path.dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    return () => rm(hook);
  };

  it('evidence whose record was put on the branch without it goes there also where the first push is refused', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const hash = await attach(anna, id, 'relay log');
    await pushByHand(remote, async clone => {
      await writeFile(path.join(clone, pathOf(id)), await readFile(path.join(anna.store.folder, 'incidents', `${id}.json`)));
    });
    const goOn = await refusing();
    assert.equal(codeOf(await anna.sync.sync()), 'refused');
    await goOn();
    for (let n = 0; n < 2; n++) done(await anna.sync.sync());
    assert.ok((await listed('faultline/store')).includes(hash));
  });

  it('comes along to a new epoch, also where who begins that has lost it', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await rm(fileOf(ben, hash));
    assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, 'notAll');
    done(await ben.sync.sync());
    assert.equal(await branches(), 'faultline/store-2');
    assert.ok((await listed('faultline/store-2')).includes(hash));
  });
});
