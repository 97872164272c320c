import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SyncFault, Synced } from '../../../src/sync/syncFault';
import type { Result } from '../../../src/domain/foundation/result';
import { temporaryFolder } from '../../support/folders';
import { inRoles } from '../../support/people';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('a branch that a newer version has written to', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  let remote: string;
  let clone: string;
  let anna: Sharer;

  const push = async (files: Readonly<Record<string, string>>): Promise<string> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(clone, name)), { recursive: true });
      await writeFile(path.join(clone, name), text);
    }
    await plainGit(clone, ['add', '--all']);
    await plainGit(clone, ['commit', '--quiet', '--message=Newer']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD']);
    return tip();
  };
  const tip = (): Promise<string> => plainGit(remote, ['rev-parse', 'faultline/store']);
  const marker = async (): Promise<object> =>
    JSON.parse(await readFile(path.join(clone, 'faultline.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const codeOf = (result: Result<Synced, SyncFault> | undefined): string => (result?.ok === false ? result.error.code : 'done');

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    clone = path.join(folder.path, 'clone');
    anna = makeSharer(folder.path, 'anna');
    assert.ok((await anna.store.create('incident', { title: 'Mail' })).ok);
    done(await anna.sync.share(remote));
    await plainGit(folder.path, ['clone', '--quiet', '--branch=faultline/store', remote, clone]);
  });
  afterEach(() => {
    anna.store.dispose();
  });

  it('in a format that is not known is neither read nor written, and that is said', async () => {
    const before = await push({ 'faultline.json': JSON.stringify({ ...(await marker()), format: 'faultline-store/2' }) });
    assert.ok((await anna.store.create('incident', { title: 'Printer' })).ok);
    assert.equal(codeOf(await anna.sync.sync()), 'newerStore');
    assert.equal(await tip(), before);
    const ben = makeSharer(folder.path, 'ben');
    assert.equal(codeOf(await ben.sync.join(remote)), 'newerStore');
    ben.store.dispose();
  });

  it('in a format that is not known is told where the store has gone on to it: nothing is begun again on the old one', async () => {
    await writeFile(path.join(clone, 'faultline.json'), JSON.stringify({ ...(await marker()), format: 'faultline-store/2', epoch: 2 }));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=Newer']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store-2']);
    assert.equal(codeOf(await anna.sync.sync()), 'done', 'while the branch stands, nobody can keep it from going on by that');
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    const ben = makeSharer(folder.path, 'ben');
    const codes = [await anna.sync.sync(), await anna.sync.beginAgain(), await ben.sync.join(remote)].map(codeOf);
    ben.store.dispose();
    assert.deepEqual(codes, ['newerStore', 'newerStore', 'newerStore']);
    assert.equal(await plainGit(remote, ['for-each-ref', '--format=%(refname:short)']), 'faultline/store-2');
  });

  it('keeps records of kinds that are not known, byte for byte, and what the marker says besides; no epoch is begun that would lose them', async () => {
    const [plan, text] = ['plans/7/PLN-7K3QF2.json', '{"format":"faultline/2", "anything": 1}\n'];
    await push({ [plan]: text, 'faultline.json': JSON.stringify({ ...(await marker()), later: { than: 'this' } }) });
    assert.ok((await anna.store.create('person', inRoles('anna', 'itManager'))).ok);
    assert.equal(done(await anna.sync.sync()).sent.length, 1);
    assert.equal(`${await plainGit(remote, ['show', `faultline/store:${plan}`])}\n`, text);
    assert.match(await plainGit(remote, ['show', 'faultline/store:faultline.json']), /"later":\{"than":"this"\}/);
    const before = await tip();
    assert.equal(codeOf(await anna.sync.beginEpoch()), 'newerKinds');
    assert.equal(await tip(), before);
    assert.equal(done(await anna.sync.sync()).sent.length, 0);
  });
});
