import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { raiseProblem } from '../../../src/app/knowledge';
import { failure } from '../../../src/domain/foundation/result';
import { fileOf } from '../../../src/store/recordFile';
import { Engine } from '../../../src/sync/engine';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, attach, eraseShared, has, incidentOf, must, pushByHand, record, told } from '../../support/sharedActs';
import { sharedPairIn } from '../../support/sharedPair';
import { done, makeRemote, plainGit, type Sharer } from '../../support/sharers';

describe('what plain git puts back, or takes away for a moment,', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, label, everything } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });
  const redactLast = async (who: Sharer): Promise<void> => {
    const entry = (await incidentOf(who, id)).timeline.at(-1)?.id ?? '';
    await act(who, id, { type: 'redact', entry, reason: 'a password' });
  };
  /** Anna takes a word away that both have; Ben has not heard of it. */
  const redact = async (): Promise<void> => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    await redactLast(anna);
  };
  const redactAndDrop = async (): Promise<void> => {
    await redact();
    done(await anna.sync.beginEpoch());
    assert.equal((await everything()).includes('swordfish'), false);
  };
  const onNext = (change: (clone: string) => Promise<void>): Promise<void> => pushByHand(remote, change, 'faultline/store-2');
  const takeAway = (): Promise<void> => onNext(clone => rm(path.join(clone, pathOf(id))));
  const assertGone = async (who: Sharer): Promise<void> => {
    assert.equal(JSON.stringify(await incidentOf(who, id)).includes('swordfish'), false);
  };

  it('is heard all the same where it is what somebody has, and by who joins', async () => {
    await redact();
    await sync(anna);
    const before = await readFile(fileOf(ben.store.folder, id), 'utf8');
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), before));
    const cara = sharer('cara');
    done(await cara.sync.join(remote));
    await assertGone(cara);
    await sync(ben);
    await assertGone(ben);
  });

  it('is heard by who joins where it was erased', async () => {
    const place = await makeRemote(folder.path, 'third');
    const { id: vault, other: dora } = await eraseShared(sharer, place);
    const before = await readFile(fileOf(dora.store.folder, vault));
    await pushByHand(place, clone => writeFile(path.join(clone, pathOf(vault)), before), 'faultline/store-2');
    done(await dora.sync.sync());
    const fay = sharer('fay');
    done(await fay.sync.join(place, 'faultline/store'));
    for (const who of [dora, fay]) assert.equal((await readFile(fileOf(who.store.folder, vault), 'utf8')).includes('swordfish'), false);
  });

  for (const isDropped of [false, true])
    it(`takes redacted evidence of two incidents from both, and leaves it off the branch${isDropped ? ', also behind a dropped history' : ''}`, async () => {
      const other = await record(anna, 'Other');
      await sync(anna, ben);
      const hash = await attach(ben, id, 'swordfish');
      await attach(ben, other, 'swordfish');
      await sync(ben, anna);
      for (const each of [id, other]) {
        const entry = (await incidentOf(anna, each)).timeline.findLast(one => JSON.stringify(one.data).includes(hash))?.id ?? '';
        await act(anna, each, { type: 'redact', entry, reason: 'a password' });
      }
      if (isDropped) done(await anna.sync.beginEpoch());
      else await sync(anna);
      const branch = isDropped ? 'faultline/store-2' : 'faultline/store';
      const before = new Map<string, Buffer>();
      for (const each of [id, other]) before.set(pathOf(each), await readFile(fileOf(ben.store.folder, each)));
      await pushByHand(
        remote,
        async clone => {
          for (const [at, bytes] of before) await writeFile(path.join(clone, at), bytes);
        },
        branch,
      );
      ben.store.dispose();
      const again = sharer('ben');
      done(await again.sync.sync());
      assert.equal((await plainGit(remote, ['ls-tree', '-r', '--name-only', branch])).includes(hash), false);
      assert.notEqual(await has(again, hash), 'done');
    });

  it('is heard of a record that comes into the folder behind that', async () => {
    await redactAndDrop();
    const right = await readFile(fileOf(ben.store.folder, id), 'utf8');
    await takeAway();
    const cara = sharer('cara');
    done(await cara.sync.join(remote));
    const file = fileOf(cara.store.folder, id);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, right);
    await sync(cara, cara);
    assert.equal((await everything()).includes('swordfish'), false);
  });

  for (const whose of ['oneself', 'somebody else'] as const)
    it(`is heard of what stayed here for its label, also where ${whose} drops the history then`, async () => {
      const dan = sharer('dan', 'itManager');
      done(await dan.sync.join(remote));
      await act(anna, id, { type: 'comment', text: 'swordfish' });
      await sync(anna, dan);
      await redactLast(anna);
      done(await anna.sync.beginEpoch());
      await label(dan, 'RED');
      await takeAway();
      await sync(dan, anna);
      done(await (whose === 'oneself' ? dan : anna).sync.beginEpoch());
      await sync(dan);
      await label(dan, 'AMBER');
      await sync(dan, dan);
      assert.equal((await everything()).includes('swordfish'), false);
    });

  for (const [how, change] of [
    ['taken away', (file: string): Promise<void> => rm(file)],
    ['replaced by one that everybody fulfils', undefined],
  ] as const)
    it(`is heard of the word of a withdrawal, where that is ${how}`, async () => {
      await act(ben, id, { type: 'comment', text: 'swordfish' });
      await sync(ben, anna);
      const heads = [(await incidentOf(ben, id)).timeline.at(-1)?.id ?? ''];
      await label(anna, 'RED');
      done(await anna.sync.beginEpoch());
      await onNext(clone => {
        const file = path.join(clone, withdrawalPath(id));
        return change ? change(file) : writeFile(file, `${JSON.stringify({ heads })}\n`);
      });
      await act(ben, id, { type: 'comment', text: 'sailfish' });
      assert.deepEqual(done(await ben.sync.sync()).sent, []);
      assert.equal((await everything()).includes('swordfish'), false);
      // It stands there again, for the others.
      assert.notEqual(await plainGit(remote, ['show', `faultline/store-2:${withdrawalPath(id)}`]), JSON.stringify({ heads }));
    });

  it('holds nothing up of what one has from there alone, however often that was changed', async () => {
    const ref = 'refs/heads/faultline/store';
    const right = await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`]);
    const commits = [...Array.from({ length: 4_100 }, (_, n) => `${n}`), `${right}\n`].map(
      (text, n) =>
        `commit ${ref}\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\n${n === 0 ? `from ${ref}^0\n` : ''}M 100644 inline ${pathOf(
          id,
        )}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    );
    await plainGit(remote, ['fast-import', '--quiet'], commits.join(''));
    const cleo = sharer('cleo');
    assert.deepEqual(told(done(await cleo.sync.join(remote))), []);
    await act(cleo, id, { type: 'comment', text: 'sailfish' });
    assert.deepEqual(told(done(await cleo.sync.sync())), []);
    assert.equal((await everything()).includes('sailfish'), true);
  });

  it('is heard from where it was known where a branch goes back: what it lost is put there, however long it is', async () => {
    const before = await plainGit(remote, ['rev-parse', 'faultline/store']);
    await act(anna, id, { type: 'comment', text: 'sailfish' });
    await sync(anna);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', before]);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
    const git = Engine.prototype.git;
    const whole = mock.method(Engine.prototype, 'git', function (this: Engine, ...args: Parameters<typeof git>) {
      const isWhole = args[0][1]?.includes('%T') === true && !args[0].some(each => each.startsWith('^'));
      return isWhole ? Promise.resolve(failure({ code: 'timeout' } as const)) : git.apply(this, args);
    });
    const synced = done(await anna.sync.sync());
    whole.mock.restore();
    assert.deepEqual([told(synced), synced.sent, synced.wentBack], [[], [id], true]);
  });

  it('sends nothing where words of withdrawal were so many that they crowd out what one has said', async () => {
    await act(ben, id, { type: 'comment', text: 'swordfish' });
    await sync(ben, anna);
    await label(anna, 'RED');
    done(await anna.sync.beginEpoch());
    const ref = 'refs/heads/faultline/store-2';
    const commits = Array.from(
      { length: 4_100 },
      (_, n) =>
        `commit ${ref}\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\n${n === 0 ? `from ${ref}^0\n` : ''}${
          n === 4_099 ? `D ${withdrawalPath(id)}` : `M 100644 inline ${withdrawalPath(id)}\ndata 4\n${String(n).padStart(4, '0')}`
        }\n`,
    );
    await plainGit(remote, ['fast-import', '--quiet'], commits.join(''));
    await act(ben, id, { type: 'comment', text: 'sailfish' });
    const synced = done(await ben.sync.sync());
    assert.deepEqual([synced.sent, told(synced)], [[], [[id, 'there', 'unheard']]]);
    assert.equal((await everything()).includes('sailfish'), false);
  });

  it('keeps no redaction from going there where it was of a format to come', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    const text = await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`]);
    for (const each of [text.replace('faultline/1', 'faultline/2'), text])
      await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), each));
    await redactLast(anna);
    assert.deepEqual(told(done(await anna.sync.sync())), []);
    assert.equal((await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`])).includes('swordfish'), false);
  });

  it('keeps nothing from going there where it was a merge of many parents, or very much again and again', async () => {
    const own: string[] = [];
    for (let n = 0; n < 3; n++) own.push(await record(ben, `Own ${n}`));
    const ref = 'refs/heads/faultline/store';
    const who = 'committer P <p@example.org> 1800000000 +0000\ndata 1\nx\n';
    const names = Array.from({ length: 20_000 }, (_, n) => `zz/${n}-${'n'.repeat(60)}`);
    const sides = Array.from({ length: 90 }, (_, n) => 10 + n);
    const stream = [
      `blob\nmark :1\ndata 1\nx\ncommit ${ref}\nmark :2\n${who}from ${ref}^0\n${names.map(name => `M 100644 :1 ${name}\n`).join('')}`,
      ...sides.map(mark => `commit refs/heads/x${mark}\nmark :${mark}\n${who.replace('18000000', `17000${100 + mark}`)}\n`),
      `commit ${ref}\nmark :3\n${who}from :2\n${sides.map(mark => `merge :${mark}\n`).join('')}\n`,
      `commit ${ref}\n${who}D zz\n\n`,
    ];
    await plainGit(remote, ['fast-import', '--quiet', '--force'], stream.join(''));
    for (const mark of sides) await plainGit(remote, ['update-ref', '-d', `refs/heads/x${mark}`]);
    const [full, bare] = await Promise.all([`${ref}~1^{tree}`, `${ref}^{tree}`].map(each => plainGit(remote, ['rev-parse', each])));
    let tip = await plainGit(remote, ['rev-parse', ref]);
    for (let n = 0; n < 100; n++) tip = await plainGit(remote, ['commit-tree', (n % 2 === 0 ? full : bare) ?? '', '-p', tip, '-m', 'x']);
    await plainGit(remote, ['update-ref', ref, tip]);
    const { leftOut, sent } = done(await ben.sync.sync());
    assert.deepEqual([leftOut, [...sent].sort()], [[], own.sort()]);
  });

  describe('on the branch for fewer readers', () => {
    let place: string;
    let cara: Sharer;
    const nameOf = async (): Promise<string> => (await plainGit(place, ['for-each-ref', '--format=%(refname:short)'])).split('\n')[0] ?? '';
    const takeThere = async (of: Parameters<typeof pathOf>[0]): Promise<void> => {
      done(await anna.restricted.beginEpoch());
      assert.equal((await everything(place)).includes('swordfish'), false);
      await pushByHand(place, clone => rm(path.join(clone, pathOf(of))), await nameOf());
    };
    const begin = async (): Promise<void> => {
      done(await anna.restricted.share(place));
      cara = sharer('cara');
      done(await cara.restricted.join(place));
    };
    beforeEach(async () => {
      place = await makeRemote(folder.path, 'few');
      await label(anna, 'RED');
    });
    const assertNotThere = async (): Promise<void> => {
      assert.equal((await everything(place)).includes('swordfish'), false);
    };
    /** Anna takes a word away that Cara has, too. */
    const redactThere = async (): Promise<void> => {
      await act(anna, id, { type: 'comment', text: 'swordfish' });
      await begin();
      await redactLast(anna);
    };

    it('is heard of a problem', async () => {
      const problem = must(await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [id]));
      must(await anna.store.execute(problem, { type: 'comment', text: 'swordfish' }));
      await begin();
      const entry = must(await anna.store.load(problem)).record.timeline.at(-1)?.id ?? '';
      must(await anna.store.execute(problem, { type: 'redact', entry, reason: 'a password' }));
      await takeThere(problem);
      done(await cara.restricted.sync());
      await assertNotThere();
    });

    it('is heard of an incident', async () => {
      await redactThere();
      await takeThere(id);
      done(await cara.restricted.sync());
      await assertNotThere();
    });

    it('is heard of an incident that is damaged here meanwhile', async () => {
      await redactThere();
      await takeThere(id);
      const file = fileOf(cara.store.folder, id);
      const right = await readFile(file, 'utf8');
      await writeFile(file, `<<<<<<< HEAD\n${right}`);
      done(await cara.restricted.sync());
      await writeFile(file, right);
      for (let n = 0; n < 2; n++) done(await cara.restricted.sync());
      await assertNotThere();
    });

    it('is heard of an incident that is for all here meanwhile', async () => {
      await redactThere();
      await label(cara, 'AMBER');
      await takeThere(id);
      done(await cara.restricted.sync());
      await label(cara, 'RED');
      done(await cara.restricted.sync());
      await assertNotThere();
    });
  });
});
