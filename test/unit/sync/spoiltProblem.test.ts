import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import { isAlteredThere } from '../../../src/sync/alteredThere';
import { pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit, sharersIn, type Sharer } from '../../support/sharers';

describe('a problem that was made of an incident', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);
  const sync = async (...each: readonly Sharer[]): Promise<void> => {
    for (const one of each) done(await one.sync.sync());
  };
  it('that is shared, and spoilt there, can be put in its place by whoever has it, though the label was raised since', async () => {
    const remote = await makeRemote(folder.path, 'remote');
    const [anna, ben] = [sharer('anna', 'itManager'), sharer('ben')];
    const id = await record(anna, 'Mail');
    const raised = await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [id]);
    assert.ok(raised.ok);
    const problem = raised.value;
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    await sync(anna, ben);
    const there = (): Promise<string> => plainGit(remote, ['show', `faultline/store:${pathOf(problem)}`]);
    const right = await there();
    const tip = (): Promise<string> => plainGit(remote, ['rev-parse', 'faultline/store']);
    const one = await tip();
    await sync(anna, ben, anna, ben);
    assert.equal(await tip(), one, 'nobody pushes for ever');
    // Somebody takes it away and puts it back.
    await pushByHand(remote, clone => rm(path.join(clone, pathOf(problem))));
    await sync(anna);
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, pathOf(problem))), { recursive: true });
      await writeFile(path.join(clone, pathOf(problem)), `${right}\n`);
    });
    await sync(anna);
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(problem));
      await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', '"Mall"'));
    });
    const { leftOut, kept } = done(await anna.sync.sync());
    assert.deepEqual(leftOut.map(isAlteredThere), [true]);
    done(await anna.sync.sync({}, [problem]));
    assert.equal(await there().catch(() => 'gone'), right, `kept ${kept.join()}, problem ${problem}`);
  });

  for (const how of ['to the next epoch', 'to a branch that is made again'])
    it(`that is shared goes on ${how}, though the label was raised since`, async () => {
      const remote = await makeRemote(folder.path, 'remote');
      const anna = sharer('anna', 'itManager');
      const id = await record(anna, 'Mail');
      const raised = await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [id]);
      assert.ok(raised.ok);
      done(await anna.sync.share(remote));
      await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      await sync(anna);
      const isNext = how === 'to the next epoch';
      if (!isNext) await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
      done(await (isNext ? anna.sync.beginEpoch() : anna.sync.beginAgain()));
      const there = await plainGit(remote, ['ls-tree', '-r', '--name-only', isNext ? 'faultline/store-2' : 'faultline/store']);
      assert.deepEqual([there.includes(pathOf(raised.value)), there.includes(pathOf(id))], [true, false]);
    });
});
