import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { contentPath, markerPath } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { temporaryFolder } from '../../support/folders';
import { act, attach, codeOf, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit, sharersIn, type Sharer } from '../../support/sharers';

/** What happens behind an epoch: whose branches go, who follows, and what keeps a sync from its end. */
describe('the epochs before one of what is shared', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);
  let [remote, anna, ben]: [string, Sharer, Sharer] = ['', undefined as never, undefined as never];
  const branches = (): Promise<string> => plainGit(remote, ['for-each-ref', '--format=%(refname:short)']);
  const everything = (): Promise<string> => plainGit(remote, ['log', '--patch', '--all', '--text']);
  const codes = async (...each: readonly Sharer[]): Promise<readonly unknown[]> => {
    const seen = [];
    for (const { sync } of each) seen.push(codeOf(await sync.sync()));
    return seen;
  };
  /** A hook of the remote that lets nobody write to what this shell test of `$1` names. */
  const keepFrom = async (test: string): Promise<void> => {
    await mkdir(path.join(remote, 'hooks'), { recursive: true });
    await writeFile(path.join(remote, 'hooks/update'), `#!/bin/sh\n[ ${test} ] || { echo "not allowed" >&2; exit 1; }\n`, { mode: 0o755 });
  };

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna', 'itManager'), sharer('ben')];
  });

  /** Shares an incident with a comment that is to go, and gives what redacts it. */
  const withSecret = async (): Promise<() => Promise<void>> => {
    const id = await record(anna, 'Printer');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await codes(anna, ben);
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    return () => act(anna, id, { type: 'redact', entry, reason: 'a password' });
  };

  it('go although somebody names evidence that stays here', async () => {
    const secret = await record(anna, 'The vault', { tlp: 'RED' });
    const hash = await attach(anna, secret, 'vault log');
    await (
      await withSecret()
    )();
    const other = await record(ben, 'Names it');
    await act(ben, other, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    await codes(ben, anna);
    assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, undefined);
    assert.equal(await branches(), 'faultline/store-2');
    assert.ok(!/swordfish|vault log/.test(await everything()));
  });

  for (const how of ['is cut off', 'comes to its end'])
    it(`go also where that of somebody else ${how} before what is to go was redacted`, async () => {
      const redact = await withSecret();
      const old = await plainGit(remote, ['rev-parse', 'faultline/store']);
      done(await ben.sync.beginEpoch());
      if (how === 'is cut off') await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
      await redact();
      if (how === 'is cut off') done(await anna.sync.sync());
      assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, undefined);
      assert.ok(!(await everything()).includes('swordfish'));
      assert.deepEqual(await codes(ben, anna), ['done', 'done']);
      assert.ok(!(await everything()).includes('swordfish'));
    });

  it('go by the next sync where the machine died once the new branch was there', async () => {
    await (
      await withSecret()
    )();
    await codes(anna, ben);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
    const push = RemoteBranch.prototype.push;
    const dying = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
      await push.apply(this, args);
      throw new Error('killed');
    });
    await assert.rejects(anna.sync.beginEpoch(), /killed/);
    dying.mock.restore();
    assert.equal(await branches(), 'faultline/store\nfaultline/store-2');
    anna.store.dispose();
    anna = sharer('anna', 'itManager');
    assert.deepEqual(await codes(anna, ben), ['done', 'done']);
    assert.ok(!(await branches()).includes('\n'));
    assert.ok(!(await everything()).includes('swordfish'));
  });

  it('keep no sync from its end where the remote takes no branch of another name', async () => {
    await withSecret();
    await keepFrom('"$1" = refs/heads/faultline/store');
    assert.equal(codeOf(await anna.sync.beginEpoch()), 'refused');
    const id = await record(anna, 'More');
    assert.deepEqual(await codes(anna, ben), ['done', 'done']);
    assert.equal(ben.store.entry(id)?.type, 'record');
  });

  it('are left by all, also where nobody may write to their branch any more', async () => {
    await withSecret();
    await keepFrom('"$1" != refs/heads/faultline/store');
    assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, 'refused');
    const id = await record(ben, 'More');
    assert.deepEqual(await codes(ben, anna), ['done', 'done']);
    assert.equal(anna.store.entry(id)?.type, 'record');
  });

  it('are left by all, also where a branch is put back from an old clone, and by who joins then', async () => {
    const cleo = sharer('cleo');
    await withSecret();
    done(await cleo.sync.join(remote));
    const clone = path.join(folder.path, 'clone');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
    done(await anna.sync.beginEpoch());
    await codes(ben);
    await plainGit(clone, ['push', '--quiet', '--all', 'origin']);
    const news = await record(cleo, 'News');
    const dora = sharer('dora');
    done(await dora.sync.join(remote));
    assert.deepEqual(await codes(cleo, anna), ['done', 'done']);
    assert.deepEqual([(await cleo.sync.sharing())?.epoch, (await dora.sync.sharing())?.epoch], [2, 2]);
    assert.equal(anna.store.entry(news)?.type, 'record');
    assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, undefined);
    assert.equal(await branches(), 'faultline/store-3');
  });

  it('are followed to the store’s own next one, also past a branch of a later number that carries something else', async () => {
    await withSecret();
    const other = sharer('other');
    await record(other, 'Others');
    done(await anna.sync.beginEpoch());
    done(await other.sync.share(remote, 'faultline/store-9'));
    assert.deepEqual(await codes(ben, anna), ['done', 'done']);
    assert.equal((await ben.sync.sharing())?.epoch, 2);
  });

  it('stay to be ended by who could not yet, also once somebody else has begun a third', async () => {
    const id = await record(anna, 'Mail');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    for (const each of [anna, ben]) await rm(path.join(each.store.folder, contentPath(hash)));
    assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, 'notAll');
    done(await anna.sync.sync());
    await anna.sync.beginEpoch();
    for (let n = 0; n < 2; n++) await codes(ben, anna);
    const [last = ''] = (await branches()).split('\n').reverse();
    assert.ok((await plainGit(remote, ['ls-tree', '-r', '--name-only', last])).includes(hash), 'what both had lost is there');
    assert.equal(await branches(), last);
  });

  /** A commit that git takes from nobody. */
  const notTaken = async (): Promise<string> => {
    const blob = await plainGit(remote, ['hash-object', '-w', '--stdin'], 'x');
    const file = path.join(folder.path, 'tree');
    await writeFile(file, Buffer.concat([Buffer.from('100644 .git\0'), Buffer.from(blob, 'hex')]));
    const tree = await plainGit(remote, ['hash-object', '-w', '-t', 'tree', '--literally', file]);
    return plainGit(remote, ['commit-tree', tree, '-m', 'x']);
  };
  /** Somebody says that a branch is in a format of a version to come. */
  const beNewer = (branch: string): Promise<void> =>
    pushByHand(
      remote,
      async clone => {
        const file = path.join(clone, markerPath);
        await writeFile(file, (await readFile(file, 'utf8')).replace('faultline-store/1', 'faultline-store/2'));
      },
      branch,
    );

  for (const what of ['git does not take', 'a newer version has begun'])
    it(`are followed past a number under which stands what ${what}`, async () => {
      await (
        await withSecret()
      )();
      await codes(anna, ben);
      const commit = what === 'git does not take' ? await notTaken() : await plainGit(remote, ['rev-parse', 'faultline/store']);
      await plainGit(remote, ['update-ref', 'refs/heads/faultline/store-2', commit]);
      if (what !== 'git does not take') await beNewer('faultline/store-2');
      assert.equal(codeOf(await anna.sync.beginEpoch()), 'done');
      assert.deepEqual([(await anna.sync.sharing())?.epoch, await codes(anna, ben, anna)], [3, ['done', 'done', 'done']]);
    });

  for (const what of ['what git does not take', 'what a newer version has begun'])
    it(`keep no sync from its end where one that may not be taken away is followed by ${what}`, async () => {
      await withSecret();
      await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
      assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, 'refused');
      if (what === 'what git does not take') await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', await notTaken()]);
      else await beNewer('faultline/store');
      for (let round = 0; round < 3; round++) assert.equal(done(await anna.sync.sync()).keepsHistory, 'unreadable');
      assert.equal(codeOf(await anna.sync.beginEpoch()), 'historyStays');
    });
});
