import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Engine } from '../../../src/sync/engine';
import { branchOfEpoch, epochOfBranch } from '../../../src/sync/epoch';
import { temporaryFolder } from '../../support/folders';
import { codeOf } from '../../support/sharedActs';
import { done, engineOf, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('a new epoch of what is shared', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let boss: Sharer;
  let anna: Sharer;
  let others: Sharer[] = [];

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [boss, anna] = [makeSharer(folder.path, 'boss', 'itManager'), makeSharer(folder.path, 'anna')];
    others = [boss, anna];
    const created = await boss.store.create('incident', { title: 'Mail', symptoms: 'password=hunter2' });
    assert.ok(created.ok);
    done(await boss.sync.share(remote));
    done(await anna.sync.join(remote));
    const saved = await boss.store.execute(created.value, { type: 'comment', text: 'the key is swordfish' });
    assert.ok(saved.ok);
    done(await boss.sync.sync());
    done(await anna.sync.sync());
    const entry = saved.value[0]?.id ?? '';
    assert.ok((await boss.store.execute(created.value, { type: 'redact', entry, reason: 'a password' })).ok);
  });

  afterEach(() => {
    for (const { store } of others) store.dispose();
  });

  const refs = (): Promise<string> => plainGit(remote, ['for-each-ref', '--format=%(refname:short)']);
  /** Everything that is in a repository under any of its branches. */
  const historyOf = (repository: string): Promise<string> => plainGit(repository, ['log', '--all', '--patch', '--format=%H']);

  it('is joined by whoever would share anew under the first name, or joins by the name with its number', async () => {
    done(await boss.sync.beginEpoch());
    done(await anna.sync.sync());
    for (const name of ['faultline/store', 'faultline/store-2']) {
      await anna.sync.stop();
      if (name === 'faultline/store') {
        const anew = await anna.sync.share(remote);
        assert.equal(anew.ok ? 'shared' : anew.error.code, 'branchExists');
      }
      done(await anna.sync.join(remote, name));
      assert.ok((await anna.store.create('incident', { title: `Printer ${name}` })).ok);
      for (const each of [anna, boss]) done(await each.sync.sync());
      assert.deepEqual(await filesOf(anna), await filesOf(boss));
    }
    assert.equal(await refs(), 'faultline/store-2');
    assert.deepEqual([(await anna.sync.sharing())?.branch, (await anna.sync.sharing())?.epoch], ['faultline/store', 2]);
  });

  it('is no reason to tell that records were lost, nor is a branch that was made again with all of them', async () => {
    for (const each of [boss, anna]) done(await each.sync.sync());
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    done(await boss.sync.beginAgain());
    assert.ok((await anna.store.create('incident', { title: 'Printer' })).ok);
    const { wentBack, sent } = done(await anna.sync.sync());
    assert.deepEqual([wentBack, sent.length], [false, 1]);
  });

  it('drops the history and nothing else; the others follow by themselves, with what they have recorded meanwhile', async () => {
    assert.ok((await anna.store.create('incident', { title: 'Printer' })).ok);
    assert.ok((await historyOf(remote)).includes('swordfish'));
    const dropped = await boss.sync.beginEpoch();
    assert.equal(done(dropped).keepsHistory, undefined);
    assert.equal(await refs(), 'faultline/store-2');
    assert.ok(!(await historyOf(remote)).includes('swordfish'));
    assert.equal(await plainGit(remote, ['rev-list', '--count', 'faultline/store-2']), '1');
    const followed = done(await anna.sync.sync());
    assert.deepEqual([followed.sent.length, followed.wentBack], [1, false]);
    done(await boss.sync.sync());
    assert.deepEqual(await filesOf(anna), await filesOf(boss));
    assert.ok(!JSON.stringify(await filesOf(anna)).includes('swordfish'));
    for (const sharer of [boss, anna]) {
      const contents = await new Engine(engineOf(sharer)).git(['cat-file', '--batch-all-objects', '--batch']);
      assert.ok(contents.ok && contents.value.includes('Printer') && !contents.value.includes('swordfish'), sharer.name);
    }
    assert.equal(await refs(), 'faultline/store-2');
  });

  it('is found by who joins later, under the name of the first', async () => {
    done(await boss.sync.beginEpoch());
    done(await boss.sync.beginEpoch());
    assert.equal(await refs(), 'faultline/store-3');
    const ben = makeSharer(folder.path, 'ben');
    others.push(ben);
    done(await ben.sync.join(remote));
    assert.deepEqual(await filesOf(ben), await filesOf(boss));
  });

  it('two who begin it at once begin one', async () => {
    const outcomes = await Promise.all([boss.sync.beginEpoch(), anna.sync.beginEpoch()]);
    outcomes.forEach(done);
    for (const { sync } of [boss, anna, boss]) done(await sync.sync());
    assert.match(await refs(), /^faultline\/store-[23]$/);
    assert.deepEqual(await filesOf(anna), await filesOf(boss));
  });

  it('where the remote does not let a branch be taken away, the others follow all the same, and it is said', async () => {
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    assert.equal(done(await boss.sync.beginEpoch()).keepsHistory, 'refused');
    assert.equal((await refs()).split('\n').length, 2);
    assert.ok((await anna.store.create('incident', { title: 'Printer' })).ok);
    assert.equal(done(await anna.sync.sync()).sent.length, 1);
    assert.equal(await plainGit(remote, ['rev-list', '--count', 'faultline/store-2']), '2');
  });

  it('that was cut off before the old branch was gone is brought to its end by the next sync', async () => {
    const old = await plainGit(remote, ['rev-parse', 'faultline/store']);
    done(await boss.sync.beginEpoch());
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
    const file = path.join(path.dirname(engineOf(boss)), 'sharing.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), endsLast: true }));
    done(await boss.sync.sync());
    assert.equal(await refs(), 'faultline/store-2');
    assert.ok(!(await readdir(path.dirname(engineOf(boss)))).some(name => name.startsWith('git~')));
  });

  it('is joined by the name with the number of an earlier one, also where the branch of that stays', async () => {
    done(await boss.sync.beginEpoch());
    done(await boss.sync.beginEpoch());
    await anna.sync.stop();
    done(await anna.sync.join(remote, 'faultline/store-2'));
    assert.deepEqual([(await anna.sync.sharing())?.branch, (await anna.sync.sharing())?.epoch], ['faultline/store', 3]);
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    done(await boss.sync.beginEpoch());
    await anna.sync.stop();
    done(await anna.sync.join(remote, 'faultline/store-3'));
    assert.deepEqual([(await anna.sync.sharing())?.branch, (await anna.sync.sharing())?.epoch], ['faultline/store', 4]);
    await anna.sync.stop();
    for (const name of ['faultline/store-5', 'faultline/other-2', 'faultline/store-2-1'])
      assert.equal(codeOf(await anna.sync.join(remote, name)), 'noBranch', name);
  });

  describe('whose number others have taken', () => {
    const takeNumbers = async (...numbers: readonly number[]): Promise<void> => {
      const other = makeSharer(folder.path, 'other');
      others.push(other);
      assert.ok((await other.store.create('incident', { title: 'Others' })).ok);
      for (const number of numbers) {
        done(await other.sync.share(remote, `faultline/store-${number}`));
        await other.sync.stop();
      }
    };

    for (const number of [2, 9])
      it(`bears the next that is free, and those who share go on with it (${number})`, async () => {
        await takeNumbers(number);
        const foreign = await plainGit(remote, ['rev-parse', `faultline/store-${number}`]);
        assert.equal(done(await boss.sync.beginEpoch()).keepsHistory, undefined);
        assert.equal(await refs(), [`faultline/store-${number}`, `faultline/store-${number + 1}`].sort().join('\n'));
        assert.equal(await plainGit(remote, ['rev-parse', `faultline/store-${number}`]), foreign);
        assert.ok((await anna.store.create('incident', { title: 'Printer' })).ok);
        for (const each of [anna, boss]) done(await each.sync.sync());
        assert.deepEqual(await filesOf(anna), await filesOf(boss));
        assert.ok(!JSON.stringify(await filesOf(anna)).includes('Others'));
        assert.equal(codeOf(await boss.sync.sync()), 'done');
      });

    it('takes the right branch away at a later sync, once the remote lets it, and never one of others', async () => {
      await takeNumbers(2);
      await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
      assert.equal(done(await boss.sync.beginEpoch()).keepsHistory, 'refused');
      assert.equal(done(await boss.sync.sync()).keepsHistory, 'refused', 'said as long as it is so');
      assert.equal(codeOf(await boss.sync.beginEpoch()), 'historyStays', 'another epoch would drop nothing');
      await plainGit(remote, ['config', 'receive.denyDeletes', 'false']);
      assert.equal(done(await boss.sync.sync()).keepsHistory, undefined);
      assert.equal(await refs(), 'faultline/store-2\nfaultline/store-3');
    });

    it('is given up where none is free, is told, and all goes on as it was', async () => {
      await takeNumbers(999_999);
      assert.equal(codeOf(await boss.sync.beginEpoch()), 'noEpoch');
      assert.ok((await boss.store.create('incident', { title: 'Printer' })).ok);
      for (const each of [boss, anna]) done(await each.sync.sync());
      assert.deepEqual(await filesOf(anna), await filesOf(boss));
      assert.equal(await refs(), 'faultline/store\nfaultline/store-999999');
    });
  });

  it('a branch that somebody has put in place of the next one is none: the store’s own is gone', async () => {
    done(await boss.sync.beginEpoch());
    const blob = await plainGit(
      remote,
      ['hash-object', '-w', '--stdin'],
      '{"format":"faultline-store/1","store":"00000000000000000000000000000000","epoch":3}',
    );
    const tree = await plainGit(remote, ['mktree'], `100644 blob ${blob}\tfaultline.json`);
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store-2']);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store-3', await plainGit(remote, ['commit-tree', tree, '-m', 'x'])]);
    const outcome = await anna.sync.sync();
    assert.equal(outcome?.ok === false && outcome.error.code, 'branchGone');
  });

  it('a branch that bears the marker of an earlier one is refused', async () => {
    const marker = await plainGit(remote, ['show', 'faultline/store:faultline.json']);
    done(await boss.sync.beginEpoch());
    done(await anna.sync.sync());
    const blob = await plainGit(remote, ['hash-object', '-w', '--stdin'], marker);
    const tree = await plainGit(remote, ['mktree'], `100644 blob ${blob}\tfaultline.json`);
    const commit = await plainGit(remote, ['commit-tree', tree, '-m', 'x']);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store-2', commit]);
    const outcome = await anna.sync.sync();
    assert.equal(outcome?.ok === false && outcome.error.code, 'oldEpoch');
    assert.equal(await plainGit(remote, ['rev-parse', 'faultline/store-2']), commit);
  });

  it('a memory of sharing that names no address that git may be given counts for nothing', async () => {
    const file = path.join(path.dirname(engineOf(anna)), 'sharing.json');
    const memory = JSON.parse(await readFile(file, 'utf8')) as object;
    for (const change of [{ address: 'ext::sh -c "touch x"' }, { branch: '--mirror' }, { branch: 'a..b' }]) {
      await writeFile(file, JSON.stringify({ ...memory, ...change }));
      assert.deepEqual([await anna.sync.sharing(), await anna.sync.sync()], [undefined, undefined], JSON.stringify(change));
    }
  });

  it('has a branch of its own, and no other is taken for one', () => {
    for (const epoch of [1, 2, 17]) assert.equal(epochOfBranch('f/store', branchOfEpoch({ branch: 'f/store', epoch })), epoch);
    for (const name of ['f/store-1', 'f/store-02', 'f/store-x', 'f/storehouse-2', 'store-2', 'f/store-2/x', 'f/store-9999999'])
      assert.equal(epochOfBranch('f/store', name), undefined, name);
  });
});
