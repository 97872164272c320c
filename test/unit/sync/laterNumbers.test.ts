import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { Engine } from '../../../src/sync/engine';
import { markerPath, pathOf } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { temporaryFolder } from '../../support/folders';
import { sharedPairIn } from '../../support/sharedPair';
import { act, codeOf, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, engineOf, plainGit, type Sharer } from '../../support/sharers';

describe('epochs, and branches of later numbers', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, label, everything } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });
  const branches = async (): Promise<readonly string[]> =>
    (await plainGit(remote, ['for-each-ref', '--format=%(refname:short)'])).split('\n').sort();
  const codes = async (...each: readonly Sharer[]): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (const one of each) seen.push(codeOf(await one.sync.sync()));
    return seen;
  };
  const secret = (who: Sharer): Promise<void> => act(who, id, { type: 'comment', text: 'the informant is swordfish' });

  for (const how of ['before the branch', 'never'])
    it(`leave word of a label that is raised ${how} while one begins`, async () => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
      const fetch = RemoteBranch.prototype.fetch;
      let calls = 0;
      const racing = mock.method(RemoteBranch.prototype, 'fetch', async function (this: RemoteBranch, ...args: Parameters<typeof fetch>) {
        // The first looks at the branch that is there, the second for the one that is to begin.
        if (++calls === 2 && how !== 'never') await label(anna, 'RED');
        return fetch.apply(this, args);
      });
      done(await anna.sync.beginEpoch());
      racing.mock.restore();
      if (how === 'never') await label(anna, 'RED');
      await sync(anna);
      await secret(ben);
      await sync(ben);
      assert.ok(!(await everything()).includes('swordfish'));
    });

  for (const lacks of [false, true])
    it(`leave word of a label that was raised, also in one that ${lacks ? 'lacks' : 'has'} the incident`, async () => {
      await label(anna, 'RED');
      const clone = path.join(folder.path, `byHand${String(lacks)}`);
      await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
      const marker = await plainGit(clone, ['show', 'HEAD:faultline.json']);
      await writeFile(path.join(clone, 'faultline.json'), `${marker.replace('"epoch":1', '"epoch":2')}\n`);
      if (lacks) await rm(path.join(clone, pathOf(id)));
      await plainGit(clone, ['commit', '--quiet', '--all', '--message=epoch']);
      await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:refs/heads/faultline/store-2']);
      await sync(anna);
      assert.equal((await anna.sync.sharing())?.epoch, 2);
      await secret(ben);
      await sync(ben);
      assert.ok(!(await everything()).includes('swordfish'));
    });

  it('leave word of what came to the branch before while one began, and was raised then', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
    const push = RemoteBranch.prototype.push;
    let late: IncidentId | undefined;
    let pushes = 0;
    const racing = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
      // The new branch is about to be pushed: ben is faster on the old one.
      if (++pushes === 1) {
        racing.mock.restore();
        late = await record(ben, 'Late');
        await sync(ben);
      }
      return push.apply(this, args);
    });
    done(await anna.sync.beginEpoch());
    assert.ok(late);
    assert.equal(anna.store.entry(late)?.type, 'record', 'taken along');
    await act(ben, late, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    await sync(ben);
    assert.equal((await ben.sync.sharing())?.epoch, 2);
    await act(anna, late, { type: 'comment', text: 'swordfish' });
    await sync(anna);
    assert.ok(!(await everything()).includes('swordfish'));
  });

  it('bear the next number where a branch below the name takes it', async () => {
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store-2/backup', await plainGit(remote, ['rev-parse', 'faultline/store'])]);
    assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, undefined);
    assert.deepEqual(await codes(anna, ben), ['done', 'done']);
    assert.equal((await ben.sync.sharing())?.epoch, 3);
  });

  it('are no matter where git does not take what is there', async () => {
    const blob = await plainGit(remote, ['hash-object', '-w', '--stdin'], 'x');
    const raw = Buffer.concat([Buffer.from('100644 .git\0'), Buffer.from(blob, 'hex')]);
    const file = path.join(folder.path, 'tree');
    await writeFile(file, raw);
    const tree = await plainGit(remote, ['hash-object', '-w', '-t', 'tree', '--literally', file]);
    const commit = await plainGit(remote, ['commit-tree', tree, '-m', 'x']);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store-77', commit]);
    const cleo = sharer('cleo');
    assert.deepEqual([...(await codes(anna, ben)), codeOf(await cleo.sync.join(remote))], ['done', 'done', 'done']);
  });

  it('are no matter whatever they have git say of what it does not take', async () => {
    for (const [number, name] of ['Connection refused', 'Authentication failed'].entries()) {
      const blob = await plainGit(remote, ['hash-object', '-w', '--stdin'], `[submodule "../${name}"]\n\tpath = a\n\turl = https://x/y\n`);
      const tree = await plainGit(remote, ['mktree'], `100644 blob ${blob}\t.gitmodules\n`);
      const commit = await plainGit(remote, ['commit-tree', tree, '-m', 'x']);
      await plainGit(remote, ['update-ref', `refs/heads/faultline/store-${77 + number}`, commit]);
    }
    const cleo = sharer('cleo');
    assert.deepEqual([...(await codes(anna, ben)), codeOf(await cleo.sync.join(remote))], ['done', 'done', 'done']);
  });

  it('are joined by the first name past a later number of somebody else', async () => {
    const other = sharer('other');
    await record(other, 'Others');
    done(await anna.sync.beginEpoch());
    done(await other.sync.share(remote, 'faultline/store-9'));
    const cleo = sharer('cleo');
    const joined = await cleo.sync.join(remote);
    assert.deepEqual([codeOf(joined), (await cleo.sync.sharing())?.epoch], ['done', 2]);
  });

  it('do not keep a branch that is gone from being called so, and made again, where they are somebody else’s', async () => {
    const other = sharer('other');
    await record(other, 'Others');
    done(await other.sync.share(remote, 'faultline/store-9'));
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    assert.deepEqual([await codes(anna), codeOf(await anna.sync.beginAgain())], [['branchGone'], 'done']);
  });

  it('are looked at again after a sync that was cancelled while it looked', async () => {
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    await sync(ben);
    assert.equal(done(await anna.sync.beginEpoch()).keepsHistory, 'refused');
    const abort = new AbortController();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
    const git = Engine.prototype.git;
    const cutting = mock.method(Engine.prototype, 'git', function (this: Engine, ...args: Parameters<typeof git>) {
      if (args[0][0] === 'ls-tree') abort.abort();
      return git.apply(this, args);
    });
    const first = codeOf(await ben.sync.sync({ signal: abort.signal }));
    cutting.mock.restore();
    const news = await record(ben, 'News');
    await sync(ben);
    assert.deepEqual([first, (await ben.sync.sharing())?.epoch], ['cancelled', 2]);
    await sync(anna);
    assert.equal(anna.store.entry(news)?.type, 'record');
  });

  it('hold nothing of a history that is said to be dropped', async () => {
    await secret(ben);
    await sync(ben, anna);
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    await plainGit(remote, ['branch', 'faultline/store-2025', 'faultline/store']);
    await act(anna, id, { type: 'redact', entry, reason: 'a name' });
    const begun = done(await anna.sync.beginEpoch());
    const isThere = (await everything()).includes('swordfish');
    assert.ok(!isThere || begun.keepsHistory !== undefined, `said dropped, ${(await branches()).join()}`);
  });

  for (const how of ['stands there', 'was taken away again', 'was begun anew, and this machine’s cache is gone'])
    it(`bring nothing back of what the branch before says to be redacted, where that ${how}`, async () => {
      await secret(anna);
      await sync(anna, ben);
      const before = await plainGit(remote, ['rev-parse', 'faultline/store']);
      const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
      await act(anna, id, { type: 'redact', entry, reason: 'a password' });
      await sync(anna);
      if (how === 'was taken away again') await pushByHand(remote, clone => rm(path.join(clone, pathOf(id))));
      if (how.startsWith('was begun anew'))
        await plainGit(remote, [
          'update-ref',
          'refs/heads/faultline/store',
          await plainGit(remote, ['commit-tree', 'faultline/store^{tree}', '-m', 'x']),
        ]);
      // Somebody begins the next epoch by hand, without the redaction, and without the record.
      await plainGit(remote, [
        'update-ref',
        'refs/heads/faultline/store-2',
        await plainGit(remote, ['commit-tree', `${before}^{tree}`, '-m', 'x']),
      ]);
      await pushByHand(
        remote,
        async clone => {
          const marker = path.join(clone, markerPath);
          await writeFile(marker, (await readFile(marker, 'utf8')).replace('"epoch":1', '"epoch":2'));
          await rm(path.join(clone, pathOf(id)));
        },
        'faultline/store-2',
      );
      await act(ben, id, { type: 'comment', text: 'sailfish' });
      if (how.endsWith('gone')) await rm(engineOf(ben), { recursive: true });
      await sync(ben);
      const there = await plainGit(remote, ['show', `faultline/store-2:${pathOf(id)}`]);
      assert.deepEqual([there.includes('swordfish'), there.includes('sailfish')], [false, true]);
    });
});
