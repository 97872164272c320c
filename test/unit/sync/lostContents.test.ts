import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { failure } from '../../../src/domain/foundation/result';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Attachments } from '../../../src/store/attachments';
import type { Store } from '../../../src/store/store';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { temporaryFolder } from '../../support/folders';
import { act, attach, codeOf, forge, has, incidentOf, pushByHand, putByHand, record, refusePushes, told } from '../../support/sharedActs';
import { done, filesOf, makeRemote, sharersIn, plainGit, type Sharer } from '../../support/sharers';

describe('evidence of a shared store that could get lost', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let [remote, anna, ben]: [string, Sharer, Sharer] = ['', undefined as never, undefined as never];
  const sharer = sharersIn(folder);
  const onBranch = (file: string): Promise<string> => plainGit(remote, ['show', `faultline/store:${file}`]);
  const listed = (branch: string): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', branch]);
  const branches = (): Promise<string> => plainGit(remote, ['for-each-ref', '--format=%(refname:short)']);
  const fileOf = ({ store }: Sharer, hash: string): string => path.join(store.folder, contentPath(hash));
  /** Lets a machine keep no content until what this gives is called. */
  const withoutRoom = async ({ store }: Sharer): Promise<() => void> => {
    const attachments = await store.attachments();
    const full: Attachments['takeOver'] = () => Promise.resolve(failure({ code: 'contentNotKept', reason: 'ENOSPC' }));
    const method = mock.method(attachments, 'takeOver', full);
    return () => {
      method.mock.restore();
    };
  };
  /** Lets a machine write no record, or none of these, until what this gives is called. */
  const withoutMerging = ({ store }: Sharer, which?: IncidentId): (() => void) => {
    const merge = store.merge.bind(store);
    const full: Store['merge'] = (id, ...more) =>
      which === undefined || id === which
        ? Promise.resolve(failure({ code: 'writeFailed', path: id, reason: 'ENOSPC' }))
        : merge(id, ...more);
    const method = mock.method(store, 'merge', full);
    return () => {
      method.mock.restore();
    };
  };

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna'), sharer('ben')];
  });

  for (const what of ['lost', 'damaged'])
    it(`keeps the branch before a new epoch where who begins that has ${what} a content meanwhile, until it has come along`, async () => {
      const id = await record(anna, 'Mail is not delivered');
      const hash = await attach(anna, id, 'relay log');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      await (what === 'lost' ? rm(fileOf(ben, hash)) : writeFile(fileOf(ben, hash), 'damaged'));
      assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, 'notAll');
      for (const each of [anna, ben, anna]) await each.sync.sync();
      assert.ok((await listed('faultline/store-2')).includes(hash));
      const third = sharer('third');
      done(await third.sync.join(remote));
      assert.equal(await has(third, hash), 'done');
    });

  for (const what of ['lost', 'damaged'])
    for (const restart of [false, true])
      it(`that only the branch before a new epoch has, since who begins that has ${what} it, comes along${restart ? ', also after a restart' : ''}`, async () => {
        const id = await record(anna, 'Mail is not delivered');
        const hash = await attach(anna, id, 'relay log');
        done(await anna.sync.share(remote));
        done(await ben.sync.join(remote));
        await rm(fileOf(anna, hash));
        await (what === 'lost' ? rm(fileOf(ben, hash)) : writeFile(fileOf(ben, hash), 'damaged'));
        assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, 'notAll');
        if (restart) {
          ben.store.dispose();
          ben = sharer('ben');
        }
        for (let n = 0; n < 2; n++) await ben.sync.sync();
        assert.equal(await branches(), 'faultline/store-2');
        assert.ok((await listed('faultline/store-2')).includes(hash));
        const third = sharer('third');
        assert.deepEqual(told(done(await third.sync.join(remote))), []);
        assert.equal(await has(third, hash), 'done');
      });

  it('comes along into a new epoch where an incident that stays here has the same, and with whose record it came is forgotten', async () => {
    const hash = await attach(anna, await record(anna, 'Mail is not delivered'), 'relay log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await attach(ben, await record(ben, 'Vault', { tlp: 'RED' }), 'relay log');
    ben.store.dispose();
    await rm(path.join(ben.folder, 'seen.txt'));
    ben = sharer('ben');
    assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, undefined);
    assert.equal(await branches(), 'faultline/store-2');
    assert.ok((await listed('faultline/store-2')).includes(hash));
  });

  it('does not come along into a new epoch where it was redacted', async () => {
    const boss = sharer('boss', 'itManager');
    const id = await record(boss, 'Mail is not delivered');
    const hashes = [await attach(boss, id, 'the key is swordfish'), await attach(boss, id, 'relay log')] as const;
    done(await boss.sync.share(remote));
    done(await anna.sync.join(remote));
    const named = (await incidentOf(boss, id)).timeline.find(event => JSON.stringify(event).includes(hashes[0]));
    await act(boss, id, { type: 'redact', entry: named?.id ?? '', reason: 'a password' });
    done(await boss.sync.sync());
    assert.ok(!(await listed('faultline/store')).includes(hashes[0]));
    for (const each of [anna, boss]) await rm(fileOf(each, hashes[1]));
    // Somebody who has not heard of it puts it there again.
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, contentPath(hashes[0]))), { recursive: true });
      await writeFile(path.join(clone, contentPath(hashes[0])), 'the key is swordfish');
    });
    assert.equal(done(await boss.sync.beginEpoch()).keepsHistory, 'notAll');
    done(await boss.sync.sync());
    assert.equal(await branches(), 'faultline/store-2');
    const there = await listed('faultline/store-2');
    assert.deepEqual(
      hashes.map(name => there.includes(name)),
      [false, true],
    );
  });

  it('lets those who share go on together while the branch before a new epoch stays, since not all of it could come along', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await rm(fileOf(ben, hash));
    assert.equal(done(await ben.sync.beginEpoch()).keepsHistory, 'notAll');
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), '{'));
    const [news, more] = [await record(ben, 'News'), await record(anna, 'More')];
    for (const each of [ben, anna, ben]) await each.sync.sync();
    assert.equal(done(await ben.sync.sync()).keepsHistory, 'notAll');
    assert.equal(await branches(), 'faultline/store\nfaultline/store-2');
    assert.ok(anna.store.entry(news) && ben.store.entry(more));
    // Behind a second one nobody would look for what the first one lacks.
    assert.equal(codeOf(await ben.sync.beginEpoch()), 'notAll');
    assert.equal(await branches(), 'faultline/store\nfaultline/store-2');
    const third = sharer('third');
    done(await third.sync.join(remote));
    assert.ok(third.store.entry(news));
    assert.equal(await has(third, hash), 'done');
  });

  for (const what of ['record', 'evidence'])
    it(`keeps the branch before a new epoch as long as ${what} that came there meanwhile could not be taken along`, async () => {
      await record(anna, 'Mail');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      const late = await record(ben, 'Late');
      const hash = await attach(ben, late, 'relay log');
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
      const push = RemoteBranch.prototype.push;
      let isFirst = true;
      const pushing = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
        if (isFirst) {
          isFirst = false;
          done(await ben.sync.sync());
        }
        return push.apply(this, args);
      });
      const goOn = what === 'record' ? withoutMerging(anna, late) : await withoutRoom(anna);
      const begun = await anna.sync.beginEpoch();
      pushing.mock.restore();
      assert.equal(done(begun).keepsHistory, 'notAll');
      assert.equal(await branches(), 'faultline/store\nfaultline/store-2');
      goOn();
      for (let n = 0; n < 2; n++) done(await anna.sync.sync());
      assert.equal(await branches(), 'faultline/store-2');
      assert.equal(await has(anna, hash), 'done');
      for (const each of [anna, ben]) done(await each.sync.sync());
      assert.deepEqual(await filesOf(anna), await filesOf(ben));
      assert.ok((await listed('faultline/store-2')).includes(hash));
    });

  describe('that an incident which stays here has as well', () => {
    let hash = '';
    let id: IncidentId;

    beforeEach(async () => {
      hash = await attach(anna, await record(anna, 'The vault', { tlp: 'RED' }), 'relay log');
      id = await record(ben, 'Mail is not delivered');
    });

    it('is on the branch of a new epoch, since it came with its record', async () => {
      await attach(ben, id, 'relay log');
      done(await ben.sync.share(remote));
      done(await anna.sync.join(remote));
      done(await anna.sync.beginEpoch());
      assert.ok((await listed('faultline/store-2')).includes(hash));
    });

    it('is put back on a branch that went back', async () => {
      done(await ben.sync.share(remote));
      done(await anna.sync.join(remote));
      const old = await plainGit(remote, ['rev-parse', 'faultline/store']);
      await attach(ben, id, 'relay log');
      for (const each of [ben, anna]) done(await each.sync.sync());
      await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
      assert.equal(done(await anna.sync.sync()).wentBack, true);
      assert.ok((await listed('faultline/store')).includes(hash));
    });
  });

  describe('that somebody has taken from the branch by hand', () => {
    let [id, hash]: [IncidentId, string] = ['INC-000000', ''];
    const takeAway = (more: (clone: string) => Promise<unknown> = () => Promise.resolve()): Promise<unknown> =>
      pushByHand(remote, async clone => {
        await rm(path.join(clone, contentPath(hash)));
        await more(clone);
      });

    beforeEach(async () => {
      id = await record(anna, 'Mail is not delivered');
      hash = await attach(anna, id, 'relay log');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
    });

    for (const who of ['whoever attached it', 'whoever has it from there', 'a window that was closed meanwhile'])
      it(`is put back by ${who}`, async () => {
        await takeAway();
        if (who === 'a window that was closed meanwhile') {
          anna.store.dispose();
          anna = sharer('anna');
          await anna.sync.unsent();
        }
        assert.deepEqual(done(await (who === 'whoever has it from there' ? ben : anna).sync.sync()).leftOut, []);
        assert.equal(await onBranch(contentPath(hash)), 'relay log');
      });

    it('is put back once it can be sent', async () => {
      await takeAway();
      const goOn = await refusePushes(remote);
      assert.equal(codeOf(await anna.sync.sync()), 'refused');
      await goOn();
      done(await anna.sync.sync());
      assert.equal(await onBranch(contentPath(hash)), 'relay log');
    });

    it('is not put back where its entry is redacted, also while that cannot be taken', async () => {
      const boss = sharer('boss', 'itManager');
      done(await boss.sync.join(remote));
      const named = (await incidentOf(boss, id)).timeline.find(event => JSON.stringify(event).includes(hash));
      await act(boss, id, { type: 'redact', entry: named?.id ?? '', reason: 'a password' });
      done(await boss.sync.sync());
      const goOn = withoutMerging(ben);
      for (const each of [anna, ben]) done(await each.sync.sync());
      goOn();
      for (const each of [ben, anna, ben]) done(await each.sync.sync());
      assert.ok(!(await listed('faultline/store')).includes(hash));
    });

    it('is not put back for an incident that others have withdrawn', async () => {
      await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      assert.deepEqual(done(await anna.sync.sync()).withdrew, [id]);
      for (const each of [ben, anna]) done(await each.sync.sync());
      assert.ok(!(await listed('faultline/store')).includes(hash));
    });
  });

  it('is put right where something else was there before its record came', async () => {
    done(await anna.sync.share(remote));
    const hash = await attach(anna, await record(anna, 'Mail is not delivered'), 'relay log');
    await forge(remote, hash);
    assert.deepEqual(told(done(await anna.sync.sync())), []);
    assert.equal(await onBranch(contentPath(hash)), 'relay log');
  });

  it('is put right for any record that goes to all, also where another that names it does not any more', async () => {
    const ids = [await record(anna, 'One'), await record(anna, 'Two'), await record(anna, 'Three')].sort();
    let hash = '';
    for (const id of ids) hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    await forge(remote, hash);
    for (const id of ids.slice(1)) await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await anna.sync.sync());
    assert.equal(await onBranch(contentPath(hash)), 'relay log');
  });

  it('is not put right for a record that goes to all no longer, or is marked so while it is sent', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    const before = await plainGit(remote, ['rev-parse', 'faultline/store']);
    const since = (): Promise<string> => plainGit(remote, ['log', '--patch', `${before}..faultline/store`]);
    await forge(remote, hash);
    const { ports } = anna.sync as unknown as { readonly ports: { sender: () => Promise<unknown> } };
    const { sender: by } = ports;
    ports.sender = async () => {
      ports.sender = by;
      await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      return by();
    };
    // It is sorted out anew.
    assert.deepEqual(done(await anna.sync.sync()).kept, [id]);
    assert.equal((await incidentOf(anna, id)).values.tlp, 'RED');
    assert.ok(!(await since()).includes('+relay log'));
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, pathOf(id))), { recursive: true });
      await writeFile(path.join(clone, pathOf(id)), '{');
    });
    done(await anna.sync.sync());
    assert.ok(!(await since()).includes('+relay log'));
  });

  it('is looked for again, and told, until it can be kept: also where no record named it when it was looked at first', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.sync());
    const [canKeep, canMerge] = [await withoutRoom(ben), withoutMerging(ben)];
    assert.deepEqual(told(done(await ben.sync.sync())), [
      [id, 'there', 'contentNotKept'],
      [id, 'there', 'writeFailed'],
    ]);
    canMerge();
    for (let n = 0; n < 2; n++) assert.deepEqual(told(done(await ben.sync.sync())), [[id, 'there', 'contentNotKept']]);
    canKeep();
    assert.deepEqual(told(done(await ben.sync.sync())), []);
    assert.equal(await has(ben, hash), 'done');
  });

  it('is told to who lacks it where the branch lacks it, too', async () => {
    const id = await record(anna, 'One');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    await pushByHand(remote, clone => rm(path.join(clone, contentPath(hash))));
    assert.deepEqual(told(done(await ben.sync.join(remote))), [[id, 'there', 'contentGone']]);
  });

  it('goes to the branch where its record was put there without it, also where the first push is refused', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const hash = await attach(anna, id, 'relay log');
    await putByHand(remote, anna, id);
    const goOn = await refusePushes(remote);
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
