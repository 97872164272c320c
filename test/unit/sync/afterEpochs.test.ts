import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { failure } from '../../../src/domain/foundation/result';
import { Engine } from '../../../src/sync/engine';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { sharedPairIn } from '../../support/sharedPair';
import { act, attach, codeOf, incidentOf, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit } from '../../support/sharers';

describe('new epochs, and what comes after them', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sync, everything } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });

  it('are followed where a branch below the name that is gone was made meanwhile', async () => {
    done(await anna.sync.beginEpoch());
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store/backup', await plainGit(remote, ['rev-parse', 'faultline/store-2'])]);
    const news = await record(ben, 'News');
    assert.equal(codeOf(await ben.sync.sync()), 'done');
    await sync(anna);
    assert.equal(anna.store.entry(news)?.type, 'record');
  });

  for (const then of ['sync', 'beginAgain'] as const)
    it(`are followed after the disk was full once (${then})`, async () => {
      await act(anna, id, { type: 'comment', text: 'swordfish' });
      await sync(anna, ben);
      const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
      await act(anna, id, { type: 'redact', entry, reason: 'a password' });
      done(await anna.sync.beginEpoch());
      assert.ok(!(await everything()).includes('swordfish'));
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
      const remoteOf = Engine.prototype.remote;
      let left = 1;
      const full = mock.method(Engine.prototype, 'remote', function (this: Engine, ...args: Parameters<typeof remoteOf>) {
        return args[0][0] === 'fetch' && left-- > 0
          ? Promise.resolve({
              output: '',
              ended: failure({
                code: 'failed' as const,
                exitCode: 128,
                message: 'fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output',
              }),
            })
          : remoteOf.apply(this, args);
      });
      const first = codeOf(await ben.sync.sync());
      full.mock.restore();
      const second = codeOf(then === 'sync' ? await ben.sync.sync() : await ben.sync.beginAgain());
      assert.deepEqual(
        [(await ben.sync.sharing())?.epoch, (await everything()).includes('swordfish')],
        [2, false],
        `first ${first}, then ${second}`,
      );
    });

  it('let whoever replaces a record hear its redaction, also where it is read in a thread, whatever stood there before', async () => {
    const big = await record(anna, 'Mail');
    for (let n = 0; n < 3; n++) await act(anna, big, { type: 'comment', text: `${n}${'lorem ipsum '.repeat(3000)}` });
    await act(anna, big, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    const entry = (await incidentOf(anna, big)).timeline.findLast(event => JSON.stringify(event).includes('swordfish'))?.id ?? '';
    await act(anna, big, { type: 'redact', entry, reason: 'a password' });
    await sync(anna);
    const clone = path.join(folder.path, 'c');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
    const file = path.join(clone, pathOf(big));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Mall"'));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store']);
    const { leftOut } = done(await ben.sync.sync());
    assert.equal(leftOut.length, 1);
    done(await ben.sync.sync({}, [big]));
    const tip = await plainGit(remote, ['show', `faultline/store:${pathOf(big)}`]);
    assert.ok(!tip.includes('swordfish'), 'stands on the branch');
  });

  it('do not bring evidence back that was redacted for the fewer readers, too', async () => {
    const vault = await makeRemote(folder.path, 'vault');
    const red = await record(anna, 'Mail', { tlp: 'RED' });
    const hash = await attach(anna, red, 'swordfish');
    done(await anna.restricted.share(vault));
    done(await ben.restricted.join(vault));
    const other = await record(ben, 'Other');
    await attach(ben, other, 'swordfish');
    const entry = (await incidentOf(anna, red)).timeline.findLast(event => JSON.stringify(event).includes(hash))?.id ?? '';
    await act(anna, red, { type: 'redact', entry, reason: 'a password' });
    done(await anna.restricted.sync());
    const clone = path.join(folder.path, 'c');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/restricted', vault, clone]);
    const file = path.join(clone, pathOf(red));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Mall"'));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/restricted']);
    const there = async (): Promise<boolean> =>
      (await plainGit(vault, ['ls-tree', '-r', '--name-only', 'faultline/restricted'])).includes(contentPath(hash));
    assert.equal(await there(), false);
    done(await ben.restricted.sync({}, [red]));
    assert.equal(await there(), false);
  });
});
