import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { failure } from '../../../src/domain/foundation/result';
import { fileOf } from '../../../src/store/recordFile';
import { Engine } from '../../../src/sync/engine';
import { pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, incidentOf, must, pushByHand, record } from '../../support/sharedActs';
import { sharedPairIn } from '../../support/sharedPair';
import { done, makeRemote, plainGit, type Sharer } from '../../support/sharers';

/** What the register has of somebody in a role. */
const entered = (name: string, role = 'itManager'): { title: string; addresses: string[]; roles: Record<string, { role: string }> } => ({
  title: name,
  addresses: [`${name}@example.org`],
  roles: { [role]: { role } },
});

describe('who may redact or erase', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, everything } = pair;
  let { remote, anna, ben, id } = pair;
  let boss: Sharer;
  /** A word that all have; behind that the boss keeps the register. */
  beforeEach(async () => {
    ({ remote, anna, ben, id } = pair);
    boss = sharer('boss', 'itManager');
    done(await boss.sync.join(remote));
    must(await boss.store.create('person', entered('boss')));
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(boss, anna, ben);
  });
  const redact = async (): Promise<void> => {
    await sync(boss, anna);
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    done(await anna.sync.beginEpoch());
    assert.equal((await everything()).includes('swordfish'), false);
  };
  const assertHeard = async (change: (clone: string) => Promise<void>): Promise<void> => {
    await pushByHand(remote, change, 'faultline/store-2');
    assert.deepEqual(done(await ben.sync.sync()).leftOut, []);
    assert.equal((await everything()).includes('swordfish'), false);
    assert.equal(JSON.stringify(await incidentOf(ben, id)).includes('swordfish'), false);
  };

  it('is heard where who was entered meanwhile is taken from the branch, and what was redacted stands there', async () => {
    const person = must(await boss.store.create('person', entered('anna')));
    await redact();
    await assertHeard(clone => rm(path.join(clone, pathOf(person))));
  });

  it('is heard where both are taken from there', async () => {
    const person = must(await boss.store.create('person', entered('anna')));
    await redact();
    await assertHeard(async clone => {
      await rm(path.join(clone, pathOf(person)));
      await rm(path.join(clone, pathOf(id)));
    });
  });

  it('is heard where the person is put back as it was without the role', async () => {
    const person = must(await boss.store.create('person', entered('anna', 'developer')));
    await sync(boss, ben);
    const before = await readFile(fileOf(ben.store.folder, person));
    must(await boss.store.execute(person, { type: 'save', patch: { roles: { itManager: { role: 'itManager' } } } }));
    await redact();
    await assertHeard(async clone => {
      await writeFile(path.join(clone, pathOf(person)), before);
      await rm(path.join(clone, pathOf(id)));
    });
  });

  it('is not known where one of them was changed too often to be looked through: then nothing of what is new goes there', async () => {
    const person = must(await boss.store.create('person', entered('anna')));
    await redact();
    const ref = 'refs/heads/faultline/store-2';
    const change = (n: number): string =>
      `commit ${ref}\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\n${n === 0 ? `from ${ref}^0\n` : ''}M 100644 inline ${pathOf(person)}\ndata 4\n${String(n).padStart(4, '0')}\n`;
    await plainGit(remote, ['fast-import', '--quiet'], Array.from({ length: 4100 }, (_, n) => change(n)).join(''));
    await pushByHand(remote, clone => rm(path.join(clone, pathOf(person))), 'faultline/store-2');
    const fresh = await record(ben, 'News');
    for (let n = 0; n < 2; n++) {
      const { sent, leftOut } = done(await ben.sync.sync());
      assert.deepEqual([sent, leftOut.some(each => each.id === fresh && each.why.code === 'unheard')], [[], true]);
    }
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('is heard where an incident was erased by who was entered meanwhile, and both are taken from the branch', async () => {
    const place = await makeRemote(folder.path, 'third');
    let now = '2015-06-01T12:00:00.000Z';
    const [eraser, other, chief] = [
      sharer('erik', 'itManager', () => now),
      sharer('dora', undefined, () => now),
      sharer('chief', 'itManager', () => now),
    ];
    must(await chief.store.create('person', entered('chief')));
    const vault = await record(eraser, 'Vault', { kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change' });
    await act(eraser, vault, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
    done(await chief.sync.share(place));
    for (const one of [eraser, other]) done(await one.sync.join(place));
    await sync(chief, eraser, other);
    assert.equal((await readFile(fileOf(other.store.folder, vault), 'utf8')).includes('swordfish'), true);
    now = '2026-06-01T12:00:00.000Z';
    const person = must(await chief.store.create('person', entered('erik')));
    await sync(chief, eraser);
    await act(eraser, vault, { type: 'erase', reason: 'Kept for 10 years' });
    done(await eraser.sync.beginEpoch());
    assert.equal((await everything(place)).includes('swordfish'), false);
    await pushByHand(
      place,
      async clone => {
        await rm(path.join(clone, pathOf(person)));
        await rm(path.join(clone, pathOf(vault)));
      },
      'faultline/store-2',
    );
    done(await other.sync.sync());
    assert.equal((await everything(place)).includes('swordfish'), false);
  });

  describe('and a history in which very much was pushed', () => {
    /** Git says so much of it, or takes so long, that it cannot be gone through. */
    const tooMuch = (): { readonly restore: () => void } => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
      const git = Engine.prototype.git;
      return mock.method(Engine.prototype, 'git', function (this: Engine, ...args: Parameters<typeof git>) {
        return args[0][1]?.includes('%T') === true ? Promise.resolve(failure({ code: 'timeout' } as const)) : git.apply(this, args);
      }).mock;
    };

    it('brings nothing back: what is known is looked up in its place, and what is new waits, which is told', async () => {
      must(await boss.store.create('person', entered('anna')));
      await redact();
      await pushByHand(remote, clone => rm(path.join(clone, pathOf(id))), 'faultline/store-2');
      const news = await record(ben, 'News');
      const stopped = tooMuch();
      const { leftOut, sent } = done(await ben.sync.sync());
      stopped.restore();
      assert.deepEqual([sent, leftOut.some(each => each.id === news && each.why.code === 'unheard')], [[], true]);
      assert.equal((await everything()).includes('swordfish'), false);
      // Once it can be gone through, everything goes.
      await record(anna, 'More');
      await sync(anna, ben, anna);
      assert.equal(anna.store.entry(news)?.type, 'record');
      assert.equal((await everything()).includes('swordfish'), false);
    });

    it('keeps nobody from joining who has nothing to bring back', async () => {
      const cleo = sharer('cleo');
      const stopped = tooMuch();
      done(await cleo.sync.join(remote));
      const news = await record(cleo, 'News');
      await sync(cleo);
      stopped.restore();
      await sync(ben);
      assert.equal(ben.store.entry(news)?.type, 'record');
    });
  });
});
