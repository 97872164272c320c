import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { temporaryFolder } from '../../support/folders';
import { assertSettled, sharedPairIn } from '../../support/sharedPair';
import { person } from '../../support/incidents';
import { act, codeOf, incidentOf, pushByHand, plantWord, record, refusePushes } from '../../support/sharedActs';
import { done, makeRemote, plainGit } from '../../support/sharers';

describe('words of withdrawal that somebody plants, or takes away', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let planted: readonly string[] = [];
  const pair = sharedPairIn(folder, async pair => {
    for (let n = 0; n < 20; n++) await act(pair.anna, pair.id, { type: 'comment', text: `step ${n}` });
    planted = (await incidentOf(pair.anna, pair.id)).timeline.map(event => event.id);
  });
  const { sync, label, everything, tip } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });
  const secretIsOut = async (where?: string): Promise<boolean> => (await everything(where)).includes('swordfish');
  const plant = async (count: number): Promise<void> => {
    const heads = planted.slice(0, count);
    assert.equal(heads.length, count);
    await plantWord(remote, id, heads);
  };

  for (const count of [15, 16])
    it(`do not crowd out the true one: ${count} entries that all have, heard where nothing could be sent`, async () => {
      await plant(count);
      const allow = await refusePushes(remote);
      assert.equal(codeOf(await ben.sync.sync()), 'refused');
      await allow();
      await label(anna, 'RED');
      await sync(anna);
      await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
      await sync(ben);
      assert.equal(await secretIsOut(), false);
    });

  for (const count of [14, 16])
    it(`do not let one of two who have raised it decide for the other, once there are ${count} entries that all have`, async () => {
      await label(ben, 'RED');
      await sync(ben);
      await plant(count);
      await sync(ben);
      await label(anna, 'RED');
      await sync(anna, ben, anna, ben);
      await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
      await label(ben, 'GREEN');
      await sync(ben, anna, ben);
      assert.equal(await secretIsOut(), false);
    });

  for (const count of [10, 40])
    it(`tell of a label that is raised while the log has ${count} ends, and nobody pushes for ever`, async () => {
      const mallory = { ...person('administrator'), name: 'mallory', email: 'mallory@example.org' };
      const before = (await incidentOf(anna, id)).timeline;
      // Whoever writes them can choose those whose names come first.
      const said = Array.from({ length: 20 * count }, (_, at) =>
        seal({ type: 'record.commented', data: { text: String(at) } }, [before.at(-1)?.id ?? ''], new Date().toISOString(), mallory),
      )
        .sort((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, count);
      await pushByHand(remote, async clone => {
        await writeFile(path.join(clone, pathOf(id)), formatLog({ record: id, events: [...before, ...said] }));
      });
      await sync(ben);
      await label(anna, 'RED');
      await sync(anna);
      await sync(anna);
      const one = await tip();
      await sync(anna, anna);
      const two = await tip();
      await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
      await sync(ben);
      assert.deepEqual([await secretIsOut(), one === two], [false, true], 'secret is out; nobody pushes');
    });

  it('are not forgotten where they are taken away at the moment of sending', async () => {
    await label(anna, 'RED');
    await sync(anna);
    await record(ben, 'Other');
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
    const push = RemoteBranch.prototype.push;
    let first = true;
    const racing = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
      if (first) {
        first = false;
        await pushByHand(remote, clone => rm(path.join(clone, withdrawalPath(id))));
      }
      return push.apply(this, args);
    });
    try {
      await sync(ben);
    } finally {
      racing.mock.restore();
    }
    assert.equal(first, false);
    assert.equal(await secretIsOut(), false);
  });

  it('are not forgotten where the branch was written anew meanwhile and nothing could be sent', async () => {
    await label(anna, 'RED');
    await sync(anna);
    // Somebody has written the history anew (filter-repo), with all that is on it.
    const tree = await plainGit(remote, ['rev-parse', 'faultline/store^{tree}']);
    const anew = await plainGit(remote, ['commit-tree', tree, '-m', 'anew']);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', anew]);
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await record(ben, 'Other');
    const allow = await refusePushes(remote);
    assert.equal(codeOf(await ben.sync.sync()), 'refused');
    await allow();
    await pushByHand(remote, clone => rm(path.join(clone, withdrawalPath(id))));
    await sync(ben);
    assert.equal(await secretIsOut(), false);
  });

  it('do not make two who have raised it put right each other’s for ever', async () => {
    await label(ben, 'RED');
    await sync(ben);
    await plant(16);
    await label(anna, 'RED');
    await sync(anna);
    await assertSettled(pair);
  });
  it('do not make them do so where they were planted twice', async () => {
    await plant(16);
    await label(ben, 'RED');
    await sync(ben);
    await plant(16);
    await label(anna, 'RED');
    await sync(anna);
    await assertSettled(pair);
  });

  it('are left also where the branch is made again', async () => {
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    await label(anna, 'RED');
    done(await anna.sync.beginAgain());
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(ben);
    assert.equal(await secretIsOut(), false);
  });

  it('are left also where what was raised is shared over another remote at once', async () => {
    const other = await makeRemote(folder.path, 'other');
    await label(anna, 'RED');
    done(await anna.sync.share(other));
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    done(await ben.sync.join(other));
    assert.equal(await secretIsOut(other), false);
  });
});
