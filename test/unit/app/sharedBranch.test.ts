import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { PrivateFile } from '../../../src/base/privateFile';
import { failure, type Result } from '../../../src/domain/foundation/result';
import { SharedBranch } from '../../../src/app/sharing/sharedBranch';
import { ToldLeftOut } from '../../../src/app/sharing/leftOut';
import { conditionOf, needsPerson, waitingIn, waysOf, type Way } from '../../../src/app/sharing/ways';
import { fileOf } from '../../../src/store/recordFile';
import { pathOf } from '../../../src/sync/layout';
import { isIncidentId, type RecordId } from '../../../src/domain/records';
import { isAlteredThere } from '../../../src/sync/alteredThere';
import type { Sharing } from '../../../src/sync/sharing';
import type { LeftOut, Synced, SyncFault, SyncWaiter } from '../../../src/sync/syncFault';
import { temporaryFolder } from '../../support/folders';
import { act, codeOf, pushByHand, refusePushes } from '../../support/sharedActs';
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
  /** Shares a record, and somebody breaks it there with plain git. */
  const shareBroken = async (): Promise<RecordId> => {
    await record(anna, 'Mail');
    const [id] = anna.store.entries().map(entry => entry.id);
    assert.ok(id);
    done(await shared.share(remote, 'faultline/store', {}));
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), 'broken'));
    return id;
  };
  const leftOut = (): readonly unknown[] => (shared.state.found?.leftOut ?? []).map(({ id, why }) => [id, why.code]);

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

  it('what could not be taken, and what stays, is told whatever comes of sending, and until it is found anew', async () => {
    const id = await shareBroken();
    assert.ok((await anna.store.create('incident', { title: 'Vault', tlp: 'RED' })).ok);
    await record(anna, 'Printer');
    const mayPush = await refusePushes(remote);
    await shared.sync();
    assert.equal(condition(), 'refused');
    assert.deepEqual(leftOut(), [[id, 'syntax']]);
    for (const way of ['showLeftOut', 'showKept'] as const) assert.ok(waysOf(shared.state, true).includes(way), way);
    await mayPush();
    await rm(remote, { recursive: true });
    await shared.sync();
    assert.notEqual(condition(), 'shared');
    assert.deepEqual(leftOut(), [[id, 'syntax']]);
    await shared.stop();
    assert.deepEqual(leftOut(), []);
  });

  it('stops at once where a remote does not answer, and looks what is not sent meanwhile', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    await record(anna, 'Printer');
    const hanging = mock.method(
      anna.sync,
      'sync',
      ({ signal }: SyncWaiter = {}) =>
        new Promise<Result<Synced, SyncFault>>(resolve => {
          signal?.addEventListener('abort', () => {
            resolve(failure({ code: 'cancelled' }));
          });
        }),
    );
    const going = shared.sync();
    await shared.count();
    assert.equal(shared.state.unsent?.length, 1);
    await shared.stop();
    hanging.mock.restore();
    assert.deepEqual([(await going)?.ok, shared.state.sharing], [false, undefined]);
    done(await shared.join(remote, 'faultline/store', {}));
    assert.equal(done((await shared.sync()) ?? assert.fail()).leftOut.length, 0, 'it can be shared again');
  });

  it('what could not be taken is counted as left out, not as what a sync would send, and told once', async () => {
    const id = await shareBroken();
    const told = new ToldLeftOut();
    for (const news of [1, 0]) {
      await shared.sync();
      assert.equal(told.take(shared.state.found?.leftOut ?? []).length, news);
      assert.deepEqual(shared.state.unsent, [id]);
      assert.deepEqual(waitingIn(shared.state), []);
      assert.equal(condition(), 'shared');
    }
    assert.deepEqual(waysOf(shared.state, false), ['showLeftOut', 'sync', 'showUnsent', 'stop']);
    assert.deepEqual(shared.state.found?.leftOut.map(isAlteredThere), [true]);
  });

  it('that there is no room for evidence is told once, however much of it is kept', () => {
    const told = new ToldLeftOut();
    const full = (size: number): readonly LeftOut[] => [
      { id: 'INC-7K3QF2', where: 'there', why: { code: 'contentsFull', size, limit: 100 }, isContent: true },
    ];
    assert.deepEqual([told.take(full(99)).length, told.take(full(98)).length], [1, 0]);
  });

  it('that the history cannot be dropped says nothing of how sharing stands: what was left out is offered to be seen', async () => {
    const id = await shareBroken();
    await rename(remote, `${remote}.away`);
    await shared.sync();
    assert.ok(needsPerson(conditionOf(shared.state)));
    await rename(`${remote}.away`, remote);
    assert.equal(codeOf(await shared.beginEpoch({})), 'notAll');
    assert.equal(condition(), 'shared');
    assert.deepEqual(leftOut(), [[id, 'syntax']]);
    assert.equal(waysOf(shared.state, true)[0], 'showLeftOut');
  });

  it('nor that it cannot be dropped anew while the remote keeps the branch before', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    assert.equal(done(await shared.beginEpoch({})).keepsHistory, 'refused');
    assert.equal(codeOf(await shared.beginEpoch({})), 'historyStays');
    assert.deepEqual([condition(), shared.state.sharing?.endsLast], ['shared', true]);
  });

  it('on a person’s word the record here goes in the place of one that does not verify there, and of nothing else', async () => {
    const id = await shareBroken();
    await record(anna, 'Printer');
    const [other = id] = anna.store.entries().flatMap(entry => (entry.id === id ? [] : [entry.id]));
    done(await shared.sync());
    const [altered] = shared.state.found?.leftOut ?? [];
    assert.ok(altered);
    assert.equal(await shared.canReplace(altered), true);
    // Another one, no word; and where it cannot be sent, it is still left out.
    assert.deepEqual(done(await shared.replace([other])).sent, []);
    const mayPush = await refusePushes(remote);
    assert.equal(codeOf(await shared.replace([id])), 'refused');
    assert.deepEqual(leftOut(), [[id, 'syntax']]);
    await mayPush();
    assert.deepEqual(done(await shared.replace([id])).sent, [id]);
    assert.deepEqual([leftOut(), shared.state.unsent, condition()], [[], [], 'shared']);
    assert.deepEqual(done(await ben.sync.join(remote)).leftOut, []);
    assert.equal(ben.store.entries().length, 2);
    // The history of the branch still holds what was replaced.
    assert.equal(await plainGit(remote, ['show', `faultline/store~1:${pathOf(id)}`]), 'broken');
  });

  it('offers to put a record in the place only of what verifies for nobody, and only where it is good here and goes there', async () => {
    await record(anna, 'Mail');
    const [id] = anna.store.entries().map(entry => entry.id);
    assert.ok(id);
    done(await shared.share(remote, 'faultline/store', {}));
    const can = (why: LeftOut['why'], more: Partial<LeftOut> = {}): Promise<boolean> =>
      shared.canReplace({ id, where: 'there', why, ...more });
    const broken = { code: 'integrity', line: 2, detail: 'digestMismatch' } as const;
    assert.equal(await can(broken), true);
    assert.equal(await can(broken, { where: 'here' }), false);
    assert.equal(await can(broken, { id: 'INC-222222' }), false);
    for (const why of [
      { code: 'labelLowered' },
      { code: 'contentChanged' },
      { code: 'format', line: 1, detail: 'faultline 9' },
      { code: 'tooHeavy', detail: '' },
      { code: 'broken', path: id, fault: broken },
    ] as const)
      assert.equal(await can(why), false, why.code);
    const file = fileOf(anna.store.folder, id);
    await writeFile(file, (await readFile(file, 'utf8')).replace('Mail', 'Hail'));
    await anna.store.refresh();
    assert.equal(await can(broken), false);
  });

  it('what goes no longer to all is not offered to be put there', async () => {
    const id = await shareBroken();
    assert.ok(isIncidentId(id));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await shared.sync());
    const [altered] = shared.state.found?.leftOut ?? [];
    assert.ok(altered);
    assert.equal(await shared.canReplace(altered), false);
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

  it('does not stand as shared where nothing can be remembered, for a full disk', async () => {
    await record(anna, 'Mail');
    done(await shared.share(remote, 'faultline/store', {}));
    done(await ben.sync.join(remote));
    await record(ben, 'News');
    done(await ben.sync.sync());
    const full = mock.method(PrivateFile.prototype, 'write', () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })));
    await assert.rejects(async () => shared.sync(), /full/);
    full.mock.restore();
    assert.notEqual(condition(), 'shared');
    done(await shared.sync());
    assert.equal(condition(), 'shared');
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
