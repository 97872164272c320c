import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, attach, has, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, sharersIn, plainGit } from '../../support/sharers';

describe('an incident whose label was raised', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);

  it('is not lowered by who was not told of the raise, and worked out the entry', async () => {
    const remote = await makeRemote(folder.path);
    const [anna, ben] = [sharer('anna'), sharer('ben')];
    const id = await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await anna.sync.sync());
    const hash = await attach(anna, id, 'the informant is swordfish');
    // Ben has the record as it was, and what stands on the branch: the names of the last entries, and when the commit was made.
    const { heads } = JSON.parse(await plainGit(remote, ['show', `faultline/store:${withdrawalPath(id)}`])) as { heads: string[] };
    const committed = Number(await plainGit(remote, ['log', '-1', '--format=%ct', 'faultline/store'])) * 1000;
    const before = (await incidentOf(ben, id)).timeline;
    const by = before[0]?.by;
    assert.ok(by);
    // How such an entry looks he knows from his own machine: he raises a label of his own in another incident.
    const other = await record(ben, 'Mail');
    await act(ben, other, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    const like = (await incidentOf(ben, other)).timeline.at(-1);
    assert.ok(like);
    let raised: ReturnType<typeof seal> | undefined;
    for (let at = committed + 2000; at > committed - 60_000 && !raised; at--) {
      const guess = seal({ type: like.type, data: like.data }, [before.at(-1)?.id ?? ''], new Date(at).toISOString(), by);
      if (guess.id === heads[0]) raised = guess;
    }
    assert.ok(raised, 'guessed');
    const lowering = seal(
      { type: like.type, data: JSON.parse(JSON.stringify(like.data).replace('"RED"', '"GREEN"')) as unknown },
      [raised.id],
      new Date(Date.now() + 10).toISOString(),
      { ...by, name: 'ben', email: 'ben@example.org' },
    );
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, pathOf(id))), { recursive: true });
      await writeFile(path.join(clone, pathOf(id)), formatLog({ record: id, events: [...before, raised, lowering] }));
    });
    for (const each of [anna, ben]) done(await each.sync.sync());
    assert.equal(await has(ben, hash), 'contentGone');
    assert.ok(!(await plainGit(remote, ['log', '--all', '--patch', '--text'])).includes('swordfish'));
  });

  it('is told nothing of what would have lowered it there, once that is gone', async () => {
    const remote = await makeRemote(folder.path);
    const anna = sharer('anna');
    const id = await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await anna.sync.sync());
    const mine = (await incidentOf(anna, id)).timeline;
    const raise = mine.at(-1);
    assert.ok(raise);
    const data = JSON.parse(JSON.stringify(raise.data).replace('"RED"', '"GREEN"')) as unknown;
    const by = { ...raise.by, name: 'ben', email: 'ben@example.org' };
    const lowering = seal({ type: raise.type, data }, [raise.id], new Date(Date.now() + 10).toISOString(), by);
    const file = pathOf(id);
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, file)), { recursive: true });
      await writeFile(path.join(clone, file), formatLog({ record: id, events: [...mine, lowering] }));
    });
    assert.deepEqual(
      done(await anna.sync.sync()).leftOut.map(({ why }) => why.code),
      ['labelLowered'],
    );
    const later = seal({ type: 'record.commented', data: { text: 'x' } }, [lowering.id], new Date(Date.now() + 20).toISOString(), by);
    await pushByHand(remote, clone => writeFile(path.join(clone, file), formatLog({ record: id, events: [...mine, lowering, later] })));
    await pushByHand(remote, clone => rm(path.join(clone, file)));
    for (let round = 0; round < 2; round++) assert.deepEqual(done(await anna.sync.sync()).leftOut, []);
  });

  it('keeps its evidence when it is erased, also where somebody names that by its hash', async () => {
    let now = '2015-06-01T12:00:00.000Z';
    const remote = await makeRemote(folder.path, 'second');
    const [boss, ben] = [sharer('boss', 'itManager', () => now), sharer('benno', undefined, () => now)];
    const patch = { title: 'Vault', tlp: 'RED', kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' };
    const secret = await record(boss, 'Vault', patch);
    let hash = '';
    const kept = await (
      await boss.store.attachments()
    ).keeping(Buffer.from('vault log'), sha256 => {
      hash = sha256;
      return boss.store.execute(secret, { type: 'attachEvidence', row: 'e1', cells: { source: 'log', content: 'text', sha256 } });
    });
    assert.ok(kept.ok);
    await act(boss, secret, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
    const id = await record(boss, 'Printer');
    done(await boss.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    for (const each of [ben, boss]) done(await each.sync.sync());
    now = '2026-06-01T12:00:00.000Z';
    await act(boss, secret, { type: 'erase', reason: 'Kept for 10 years' });
    await act(boss, id, { type: 'comment', text: 'Looking' });
    done(await boss.sync.sync());
    assert.ok(!(await plainGit(remote, ['log', '--all', '--patch', '--text'])).includes('vault log'));
  });

  it('goes to all again once it is lowered, also where somebody cannot read it and has heard of the raise', async () => {
    const remote = await makeRemote(folder.path, 'third');
    const [anna, ben] = [sharer('anna'), sharer('ben')];
    const id = await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const listed = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    for (const each of [anna, ben]) done(await each.sync.sync());
    assert.ok((await listed()).includes(withdrawalPath(id)));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'GREEN' } });
    done(await anna.sync.sync());
    await writeFile(path.join(ben.store.folder, 'incidents', `${id}.json`), '{');
    done(await ben.sync.sync());
    const there = await listed();
    assert.deepEqual([there.includes(withdrawalPath(id)), there.includes(pathOf(id))], [false, true]);
  });

  for (const how of [
    'sharing is stopped and begun elsewhere',
    'the branch is gone and another is begun',
    'another machine would join anew',
  ] as const)
    it(`does not go from who has heard of it, also where ${how}`, async () => {
      const [remote, other] = [await makeRemote(folder.path, `r${how.length}`), await makeRemote(folder.path, `${how.length}-other`)];
      const [anna, ben] = [sharer('anna'), sharer('ben')];
      const id = await record(anna, 'Payroll');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      for (const each of [anna, ben]) done(await each.sync.sync());
      if (how.startsWith('the branch')) {
        await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
        assert.equal((await ben.sync.sync())?.ok, false);
      } else await ben.sync.stop();
      const again = sharer('ben');
      await again.store.refresh();
      await again.store.settled();
      await again.sync.unsent();
      assert.deepEqual(again.sync.outlook().kept, [id], 'what the question says');
      if (how.startsWith('another machine')) {
        await pushByHand(remote, async place => rm(path.join(place, withdrawalPath(id))));
        done(await again.sync.join(remote));
      } else done(await again.sync.share(other));
      const there = how.startsWith('another machine') ? remote : other;
      assert.ok(!(await plainGit(there, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(pathOf(id)));
    });
});
