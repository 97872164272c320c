import assert from 'node:assert/strict';
import { failure } from '../../../src/domain/foundation/result';
import { SharedBranch } from '../../../src/app/sharing/sharedBranch';
import { conditionOf, waysOf, type Way } from '../../../src/app/sharing/ways';
import type { Sharing } from '../../../src/sync/sharing';
import { temporaryFolder } from '../../support/folders';
import { refusePushes } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('a store that is shared over a branch, or can be', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let ben: Sharer;
  let shared: SharedBranch;
  let mayRunGit = true;
  const errors: unknown[] = [];

  const branchOf = ({ store, sync }: Sharer): SharedBranch =>
    new SharedBranch({ store, sync, mayRunGit: () => mayRunGit, now: () => new Date().toISOString(), report: error => errors.push(error) });
  const record = async ({ store }: Sharer, title: string): Promise<void> => {
    assert.ok((await store.create('incident', { title })).ok);
  };
  const condition = (): string => conditionOf(shared.state);

  beforeEach(async () => {
    mayRunGit = true;
    remote = await makeRemote(folder.path);
    [anna, ben] = [makeSharer(folder.path, 'anna'), makeSharer(folder.path, 'ben')];
    shared = branchOf(anna);
    await shared.opened;
  });

  afterEach(() => {
    shared.dispose();
    for (const { store } of [anna, ben]) store.dispose();
    assert.deepEqual(errors.splice(0), []);
  });

  it('is not shared until a person says so', () => {
    assert.equal(condition(), 'notShared');
    assert.deepEqual(waysOf(shared.state, true), ['share', 'join']);
  });

  it('tells how far it is, and what stands when it is done', async () => {
    await record(anna, 'Mail');
    const told: string[] = [];
    const seen: string[] = [];
    shared.onDidChange(state => seen.push(conditionOf(state)));
    done(await shared.share(remote, 'faultline/store', { told: ({ code }) => told.push(code) }));
    assert.deepEqual(told, ['asking', 'sending']);
    assert.ok(seen.includes('busy'));
    assert.equal(condition(), 'shared');
    assert.deepEqual(waysOf(shared.state, true), ['sync', 'dropHistory', 'stop']);
    // Who may not is not offered what would be refused.
    assert.deepEqual(waysOf(shared.state, false), ['sync', 'stop']);
  });

  it('counts what others do not have yet, here and after a start', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    await record(anna, 'Printer');
    while (condition() !== 'unsent') await new Promise(resolve => setTimeout(resolve, 20));
    assert.equal(shared.state.unsent?.length, 1);
    const restarted = makeSharer(folder.path, 'anna');
    await restarted.store.refresh();
    const again = branchOf(restarted);
    await again.opened;
    while (conditionOf(again.state) !== 'unsent') await new Promise(resolve => setTimeout(resolve, 20));
    assert.equal(again.state.unsent?.length, 1);
    again.dispose();
    restarted.store.dispose();
    done(await shared.sync());
    assert.equal(condition(), 'shared');
  });

  it('who may only read has joined all the same, and what is recorded here stays', async () => {
    await record(ben, 'Mail');
    done(await ben.sync.share(remote));
    await record(anna, 'Printer');
    await refusePushes(remote, 'Reading only');
    const joined = await shared.join(remote, 'faultline/store', {});
    assert.equal(joined.ok ? 'done' : joined.error.code, 'refused');
    assert.equal(anna.store.entries().length, 2);
    assert.equal(condition(), 'refused');
    assert.equal(shared.state.unsent?.length, 1);
    assert.equal((await anna.sync.sharing())?.address, remote);
  });

  it('offers to sign in where somebody can: not to a folder', () => {
    const at = (address: string): readonly Way[] => {
      const sharing: Sharing = { address, branch: 'faultline/store', store: '0'.repeat(32), epoch: 1, audience: 'all' };
      return waysOf({ ...shared.state, sharing, last: failure({ code: 'noRight', message: '' }) }, false);
    };
    for (const address of ['https://git.example.org/team.git', 'anna@git.example.org:team.git']) assert.equal(at(address)[0], 'signIn');
    for (const address of ['/srv/team.git', 'file:///srv/team.git', 'C:\\team.git'])
      assert.deepEqual(at(address), ['sync', 'stop'], address);
  });

  it('offers a branch that is gone to be made again, and those who shared it go on', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    done(await ben.sync.join(remote));
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    await shared.sync();
    assert.equal(condition(), 'branchGone');
    assert.equal(waysOf(shared.state, true)[0], 'beginAgain');
    const again = await shared.beginAgain({});
    done(again);
    await record(ben, 'Printer');
    assert.equal(done(await ben.sync.sync()).sent.length, 1);
  });

  it('does one thing at a time; who asks while one waits to begin waits for the same', async () => {
    await record(anna, 'Mail');
    const sharing = shared.share(remote, 'faultline/store', {});
    const [first, second] = [shared.sync(), shared.sync()];
    done(await sharing);
    assert.equal(await first, await second);
    assert.equal(done(await first).sent.length, 0);
  });

  it('starts no git where the workspace is not trusted, and stops without losing anything', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    mayRunGit = false;
    await record(anna, 'Printer');
    assert.equal(await shared.sync(), undefined);
    assert.equal(await plainGit(remote, ['rev-list', '--count', 'faultline/store']), '1');
    mayRunGit = true;
    await shared.stop();
    assert.equal(condition(), 'notShared');
    assert.equal(anna.store.entries().length, 2);
  });
});
