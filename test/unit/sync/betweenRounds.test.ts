import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { raiseProblem } from '../../../src/app/knowledge';
import { PrivateFile } from '../../../src/base/privateFile';
import { failure } from '../../../src/domain/foundation/result';
import { withLock } from '../../../src/store/lock';
import { Engine } from '../../../src/sync/engine';
import { withdrawalPath } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { sharingPlace } from '../../../src/sync/sharingPlace';
import { temporaryFolder } from '../../support/folders';
import { sharedPairIn } from '../../support/sharedPair';
import { act, codeOf, incidentOf, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit } from '../../support/sharers';

describe('a sync, and what happens while it waits, reads and sends', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, everything } = pair;
  let { anna, ben, id } = pair;
  beforeEach(() => {
    ({ anna, ben, id } = pair);
  });

  for (const then of ['stopped', 'stopped and shared elsewhere'])
    it(`a window that waits for its turn sends nothing where sharing was ${then} meanwhile, in another window`, async () => {
      const other = await makeRemote(folder.path, 'other');
      const second = sharer('anna');
      await sync(second);
      await record(anna, 'swordfish');
      const place = sharingPlace(path.join(anna.folder, 'storage'), anna.store.folder, 'all');
      let waiting: Promise<unknown> = Promise.resolve();
      let elsewhere: Promise<unknown> = Promise.resolve();
      await withLock(path.dirname(place), path.basename(place), async () => {
        waiting = second.sync.sync();
        await pause(300);
        await anna.sync.stop();
        if (then !== 'stopped') elsewhere = anna.sync.share(other);
        await pause(100);
      });
      await Promise.all([waiting, elsewhere]);
      const isOut = (await everything()).includes('swordfish');
      assert.deepEqual([isOut, (await anna.sync.sharing())?.address], [false, then === 'stopped' ? undefined : other]);
    });

  it('what another window marks RED while it is about to be sent does not go', async () => {
    const second = sharer('anna');
    await second.store.refresh();
    const news = await record(anna, 'News');
    await act(anna, news, { type: 'comment', text: 'swordfish' });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
    const git = Engine.prototype.git;
    const late = mock.method(Engine.prototype, 'git', async function (this: Engine, ...args: Parameters<typeof git>) {
      if (args[0][0] === 'fast-import') {
        await act(second, news, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      }
      return git.apply(this, args);
    });
    const result = await anna.sync.sync();
    late.mock.restore();
    assert.ok(!(await everything()).includes('swordfish'), codeOf(result));
  });

  it('a branch that cannot be begun, for one below its name, is not told as others being faster', async () => {
    const place = await makeRemote(folder.path, 'df');
    await plainGit(place, [
      'update-ref',
      'refs/heads/faultline/store/x',
      await plainGit(place, ['commit-tree', await plainGit(place, ['mktree'], ''), '-m', 'x']),
    ]);
    const cleo = sharer('cleo');
    await record(cleo, 'Lift');
    assert.notEqual(codeOf(await cleo.sync.share(place)), 'busyRemote');
  });
  describe('with little of its own', () => {
    it('what others have withdrawn is not sent where its file cannot be read once', async () => {
      const remote = await makeRemote(folder.path, 'first');
      const [anna, ben] = [sharer('anna'), sharer('ben')];
      await record(anna, 'Printer');
      const id = await record(anna, 'Mail');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      for (const each of [anna, ben]) done(await each.sync.sync());
      await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
      const load = ben.store.load.bind(ben.store);
      let left = 1;
      const failing = mock.method(ben.store, 'load', (each: typeof id) =>
        each === id && left-- > 0
          ? Promise.resolve(failure({ code: 'broken', path: id, fault: { code: 'unreadable', detail: 'EMFILE' } }))
          : load(each),
      );
      const result = await ben.sync.sync();
      failing.mock.restore();
      assert.ok(!(await everything(remote)).includes('swordfish'), codeOf(result));
    });

    it('what was made of a RED incident stays where what is remembered of it cannot be read once', async () => {
      const remote = await makeRemote(folder.path, 'kept');
      let anna = sharer('anna');
      await record(anna, 'Printer');
      done(await anna.sync.share(remote));
      const red = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
      const raised = await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [red]);
      assert.ok(raised.ok);
      done(await anna.sync.sync());
      for (const { id: link } of (await incidentOf(anna, red)).links) await act(anna, red, { type: 'unlink', link });
      done(await anna.sync.sync());
      anna.store.dispose();
      anna = sharer('anna');
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the file that it belongs to
      const read = PrivateFile.prototype.readSurely;
      const failing = mock.method(PrivateFile.prototype, 'readSurely', function (this: PrivateFile<unknown>) {
        return (this as unknown as { file: string }).file.endsWith('kept.json')
          ? Promise.reject(Object.assign(new Error('too many'), { code: 'EMFILE' }))
          : read.call(this);
      });
      await assert.rejects(async () => anna.sync.sync());
      failing.mock.restore();
      assert.ok(!(await everything(remote)).includes('swordfish'));
    });
    it('a word of withdrawal on the branch for fewer readers takes nothing there that is for all', async () => {
      const [place, vault] = [await makeRemote(folder.path, 'place'), await makeRemote(folder.path, 'vault')];
      const anna = sharer('anna', 'itManager');
      const id = await record(anna, 'The swordfish for all');
      await record(anna, 'Vault', { tlp: 'RED' });
      done(await anna.sync.share(place));
      done(await anna.restricted.share(vault));
      // Somebody of the fewer readers, who may not read the first, knows the id of a link.
      const clone = await mkdtemp(path.join(folder.path, 'byHand-'));
      await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/restricted', vault, clone]);
      const file = path.join(clone, withdrawalPath(id));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `{"heads":["${'0'.repeat(64)}"]}\n`);
      await plainGit(clone, ['add', '--all']);
      await plainGit(clone, ['commit', '--quiet', '--message=x']);
      await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/restricted']);
      done(await anna.restricted.sync());
      done(await anna.sync.sync());
      assert.ok(!(await everything(vault)).includes('swordfish'));
    });
  });

  /** Somebody else is faster, so many times; `then`: what happens meanwhile. */
  const overtake = (times: number, then: () => Promise<void> = () => Promise.resolve()): { readonly pushes: () => number } => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
    const push = RemoteBranch.prototype.push;
    let pushes = 0;
    const racing = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
      if (pushes++ >= times) {
        racing.mock.restore();
        return push.apply(this, args);
      }
      await then();
      return failure({ code: 'overtaken' });
    });
    return { pushes: () => pushes };
  };

  it('a round that was overtaken leaves what it has heard to the next one', async () => {
    await act(ben, id, { type: 'comment', text: 'more' });
    await sync(ben);
    await act(anna, id, { type: 'comment', text: 'mine' });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
    const git = Engine.prototype.git;
    let walks = 0;
    const counting = mock.method(Engine.prototype, 'git', function (this: Engine, ...args: Parameters<typeof git>) {
      if (args[0][0] === 'log') walks++;
      return git.apply(this, args);
    });
    const { pushes } = overtake(2);
    await sync(anna);
    counting.mock.restore();
    assert.deepEqual([pushes(), walks], [3, 1]);
  });

  it('a sync that was overtaken does not go on where sharing was stopped meanwhile, in another window', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    const second = sharer('anna');
    const { pushes } = overtake(1, () => second.sync.stop());
    assert.equal(await anna.sync.sync(), undefined);
    mock.restoreAll();
    assert.deepEqual([pushes(), (await everything()).includes('swordfish')], [1, false]);
  });
});
