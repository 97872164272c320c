import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { fileOf } from '../../../src/store/recordFile';
import { isAlteredThere } from '../../../src/sync/alteredThere';
import { Engine } from '../../../src/sync/engine';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, attach, eraseShared, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { sharedPairIn } from '../../support/sharedPair';
import { done, makeRemote, plainGit } from '../../support/sharers';

describe('what others have redacted or erased', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, label, everything, tip } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });

  /** Anna takes a word away that both have, and drops the history; Ben has not heard of it. */
  const redact = async (): Promise<void> => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    done(await anna.sync.beginEpoch());
    assert.equal((await everything()).includes('swordfish'), false);
  };
  const onNext = (change: (clone: string) => Promise<unknown>): Promise<void> =>
    pushByHand(
      remote,
      async clone => {
        await change(clone);
      },
      'faultline/store-2',
    );
  /** Puts versions of the record there, one commit each, and takes it away with the last. */
  const history = async (versions: readonly string[]): Promise<void> => {
    const commits = [...versions, undefined].map(
      text =>
        `commit refs/heads/faultline/store-2\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\nfrom refs/heads/faultline/store-2^0\n${
          text === undefined ? `D ${pathOf(id)}` : `M 100644 inline ${pathOf(id)}\ndata ${text.length}\n${text}`
        }\n`,
    );
    // Only the first commit stands on what is there already.
    const [first = '', ...rest] = commits;
    const stream = [first, ...rest.map(each => each.replace(/^from .*\n/m, ''))].join('');
    await plainGit(remote, ['fast-import', '--quiet', '--force'], stream);
  };

  const ways: Readonly<Record<string, (clone: string) => Promise<unknown>>> = {
    'taken away': clone => rm(path.join(clone, pathOf(id))),
    'made a program': async clone => {
      await plainGit(clone, ['config', 'core.fileMode', 'false']);
      await plainGit(clone, ['update-index', '--chmod=+x', pathOf(id)]);
    },
    moved: clone => plainGit(clone, ['mv', pathOf(id), `incidents/${id}.json`]),
    'cut off': async clone => {
      const file = path.join(clone, pathOf(id));
      const [head = '', first = ''] = (await readFile(file, 'utf8')).split('\n');
      await writeFile(file, `${head}\n${first}\n]}\n`);
    },
  };
  for (const [how, change] of Object.entries(ways))
    it(`does not come back where its record was ${how} before it was heard`, async () => {
      await redact();
      await onNext(change);
      const { leftOut } = done(await ben.sync.sync());
      assert.deepEqual([(await everything()).includes('swordfish'), leftOut], [false, []]);
      assert.equal(JSON.stringify(await incidentOf(ben, id)).includes('swordfish'), false);
      // What he writes from then on goes there with all that was heard.
      await act(ben, id, { type: 'comment', text: 'sailfish' });
      await sync(ben, anna);
      assert.equal(JSON.stringify(await incidentOf(anna, id)).includes('sailfish'), true);
    });

  it('does not come back where the trace of an erased incident was taken away before it was heard', async () => {
    const place = await makeRemote(folder.path, 'third');
    const { id: vault, other: dora } = await eraseShared(sharer, place);
    await pushByHand(place, clone => rm(path.join(clone, pathOf(vault))), 'faultline/store-2');
    done(await dora.sync.sync());
    assert.equal((await everything(place)).includes('swordfish'), false);
  });

  // What nobody can take need not be one that somebody has altered.
  for (const [what, versions] of [
    ['there were too many', Array.from({ length: 4100 }, (_, n) => `${n}`)],
    ['one is too large', ['x'.repeat(33 * 1024 * 1024)]],
    ['they are too much', Array.from({ length: 9 }, (_, n) => `${n}`.repeat(30 * 1024 * 1024))],
  ] as const)
    it(`stays unsent, now and later, where not all that stood there can be heard: ${what}`, async () => {
      await redact();
      await history(versions);
      for (let round = 0; round < 3; round++) {
        const { leftOut, sent } = done(await ben.sync.sync());
        assert.deepEqual(sent, []);
        assert.deepEqual(
          leftOut.map(each => [each.id, each.why.code, isAlteredThere(each)]),
          [[id, 'unheard', false]],
        );
        await act(anna, await record(anna, `News ${round}`), { type: 'comment', text: 'x' });
        await sync(anna);
      }
      // As long as nothing comes there, it is told and not looked through again.
      await sync(ben);
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the engine that it belongs to
      const git = Engine.prototype.git;
      let walks = 0;
      const counting = mock.method(Engine.prototype, 'git', function (this: Engine, ...args: Parameters<typeof git>) {
        if (args[0][0] === 'log') walks++;
        return git.apply(this, args);
      });
      const { leftOut } = done(await ben.sync.sync());
      counting.mock.restore();
      assert.deepEqual([leftOut.length, walks], [1, 0]);
    });

  it('is remembered of what is here alone, whatever else cannot be taken', async () => {
    const stranger = pathOf(id).replace(id, id.endsWith('0') ? `${id.slice(0, -1)}1` : `${id.slice(0, -1)}0`);
    const ref = 'refs/heads/faultline/store';
    const text = (await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`])).replace('faultline/1', 'faultline/2');
    const commit = `commit ${ref}\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\nfrom ${ref}^0\n`;
    await plainGit(remote, ['fast-import', '--quiet'], `${commit}M 100644 inline ${stranger}\ndata ${text.length}\n${text}\n`);
    assert.equal(done(await ben.sync.sync()).leftOut.length, 1);
    assert.equal((await ben.sync.sharing())?.unheard, undefined);
  });

  it('does not come back where the record here was damaged while it was there to be heard', async () => {
    await redact();
    const file = fileOf(ben.store.folder, id);
    const right = await readFile(file, 'utf8');
    await writeFile(file, `<<<<<<< HEAD\n${right}`);
    await onNext(clone => rm(path.join(clone, pathOf(id))));
    // It is told once, as it is here.
    assert.deepEqual(
      done(await ben.sync.sync()).leftOut.map(each => each.where),
      ['here'],
    );
    await writeFile(file, right);
    await sync(ben, ben);
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('is heard of what stays here for its label when that goes there again, and is no matter before', async () => {
    await redact();
    await label(ben, 'RED');
    await onNext(clone => rm(path.join(clone, pathOf(id))));
    for (let round = 0; round < 2; round++) assert.deepEqual(done(await ben.sync.sync()).leftOut, []);
    await label(ben, 'AMBER');
    await sync(ben, ben);
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('is taken of all other records where a mistake of ours keeps one from being taken', async () => {
    const other = await record(anna, 'News');
    await act(anna, id, { type: 'comment', text: 'more' });
    await sync(anna);
    const merge = ben.store.merge.bind(ben.store);
    const failing = mock.method(ben.store, 'merge', (...asked: Parameters<typeof merge>) =>
      asked[0] === id ? Promise.reject(new TypeError('a mistake')) : merge(...asked),
    );
    const { taken, leftOut } = done(await ben.sync.sync());
    assert.deepEqual([taken, leftOut.map(each => each.id)], [[other], [id]]);
    failing.mock.restore();
    assert.deepEqual(done(await ben.sync.sync()).taken, [id]);
  });

  it('does not come back where a merge alone had told of it, whatever git of the person shows of merges', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    const before = await tip();
    const entry = (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    await sync(anna);
    // Somebody makes one merge of it, and takes the record away behind that.
    const [tree, side] = [
      await plainGit(remote, ['rev-parse', 'faultline/store^{tree}']),
      await plainGit(remote, ['commit-tree', `${before}^{tree}`, '-p', before, '-m', 'x']),
    ];
    const merge = await plainGit(remote, ['commit-tree', tree, '-p', before, '-p', side, '-m', 'x']);
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', merge]);
    await pushByHand(remote, clone => rm(path.join(clone, pathOf(id))));
    const config = path.join(folder.path, 'config');
    await mkdir(path.join(config, 'git'), { recursive: true });
    await writeFile(path.join(config, 'git/config'), '[log]\n\tdiffMerges = off\n');
    const kept = process.env['XDG_CONFIG_HOME'];
    process.env['XDG_CONFIG_HOME'] = config;
    await act(ben, id, { type: 'comment', text: 'sailfish' });
    await sync(ben);
    if (kept === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = kept;
    assert.equal(JSON.stringify(await incidentOf(ben, id)).includes('swordfish'), false);
  });

  it('does not go over what does not verify there where not all that stood there before can be heard', async () => {
    await act(anna, id, { type: 'comment', text: 'sailfish' });
    const ref = 'refs/heads/faultline/store';
    const large = 'x'.repeat(33 * 1024 * 1024);
    const change = (text: string, from: string): string =>
      `commit ${ref}\ncommitter P <p@example.org> 1800000000 +0000\ndata 1\nx\n${from}M 100644 inline ${pathOf(id)}\ndata ${text.length}\n${text}\n`;
    await plainGit(remote, ['fast-import', '--quiet'], `${change(large, `from ${ref}^0\n`)}${change('{', '')}`);
    for (let round = 0; round < 2; round++) {
      const { leftOut } = done(await anna.sync.sync({}, [id]));
      assert.equal(
        leftOut.some(each => each.why.code === 'unheard'),
        true,
      );
      assert.equal(await plainGit(remote, ['show', `faultline/store:${pathOf(id)}`]), '{');
    }
  });

  it('keeps a record here where a mistake of ours keeps a version of it from being heard, until it can be', async () => {
    await redact();
    await onNext(clone => rm(path.join(clone, pathOf(id))));
    const merge = ben.store.merge.bind(ben.store);
    const failing = mock.method(ben.store, 'merge', (...asked: Parameters<typeof merge>) =>
      asked[0] === id ? Promise.reject(new TypeError('a mistake')) : merge(...asked),
    );
    for (let round = 0; round < 2; round++)
      assert.deepEqual(
        done(await ben.sync.sync()).leftOut.map(each => [each.id, each.why.code]),
        [[id, 'unheard']],
      );
    failing.mock.restore();
    assert.deepEqual(done(await ben.sync.sync()).leftOut, []);
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('ends a sync where the system refuses that a version is written', async () => {
    await redact();
    await onNext(clone => rm(path.join(clone, pathOf(id))));
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const failing = mock.method(ben.store, 'merge', () => Promise.reject(full));
    await assert.rejects(() => ben.sync.sync(), full);
    failing.mock.restore();
    done(await ben.sync.sync());
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('is told of evidence that a version names and nobody has any more', async () => {
    const name = await attach(anna, id, 'swordfish');
    await sync(anna);
    await pushByHand(remote, async clone => {
      await rm(path.join(clone, pathOf(id)));
      await rm(path.join(clone, contentPath(name)));
    });
    assert.deepEqual(
      done(await ben.sync.sync())
        .leftOut.map(each => [each.id, each.where, each.why.code, each.isContent])
        .slice(0, 1),
      [[id, 'there', 'contentGone', true]],
    );
  });
});
