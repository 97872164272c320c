import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { sha256 } from '../../../src/store/hash';
import { Engine } from '../../../src/sync/engine';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import {
  act,
  attach,
  codeOf,
  forge,
  has,
  incidentOf,
  must,
  pushByHand,
  putByHand,
  record,
  refusePushes,
  told,
} from '../../support/sharedActs';
import { done, filesOf, makeRemote, sharersIn, plainGit, type Sharer } from '../../support/sharers';

describe('the evidence of a shared store', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let [remote, anna, ben]: [string, Sharer, Sharer] = ['', undefined as never, undefined as never];
  const sharer = sharersIn(folder);
  const onBranch = async (file: string): Promise<string> => plainGit(remote, ['show', `faultline/store:${file}`]);

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna'), sharer('ben')];
  });

  for (const meanwhile of ['nothing', 'a comment'])
    it(`carries evidence whose record somebody has put on the branch by hand, without it (meanwhile: ${meanwhile})`, async () => {
      const id = await record(anna, 'Mail is not delivered');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      const hash = await attach(anna, id, 'relay log');
      await putByHand(remote, anna, id);
      done(await ben.sync.sync());
      if (meanwhile !== 'nothing') await act(ben, id, { type: 'comment', text: meanwhile });
      for (const each of [ben, anna, ben]) done(await each.sync.sync());
      for (const each of [anna, ben]) assert.ok((await (await each.store.attachments()).read(hash)).ok, each.name);
      assert.deepEqual(await filesOf(anna), await filesOf(ben));
    });

  it('never sends what is kept of an incident that stays here, whoever names it by its hash in a record that goes to all', async () => {
    const id = await record(anna, 'Printer');
    const secret = await record(anna, 'The vault', { tlp: 'RED' });
    const hash = await attach(anna, secret, 'vault log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    // Ben knows the hash alone.
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    for (const each of [ben, anna]) done(await each.sync.sync());
    await act(anna, id, { type: 'comment', text: 'Looking' });
    const { leftOut } = done(await anna.sync.sync());
    assert.deepEqual(
      leftOut.map(({ id: of, where, why }) => [of, where, why.code]),
      [[id, 'here', 'contentConfined']],
    );
    for (const each of [ben, anna]) done(await each.sync.sync());
    const everything = await plainGit(remote, ['log', '--patch', '--all']);
    assert.ok(everything.includes('Looking') && !everything.includes('vault log'));
    assert.equal(codeOf(await (await ben.store.attachments()).read(hash)), 'contentGone');
  });

  it('carries evidence, and takes it away everywhere when its entry is redacted', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'password=hunter2');
    done(await anna.sync.share(remote));
    const boss = sharer('boss', 'itManager');
    done(await boss.sync.join(remote));
    assert.equal(must(await (await boss.store.attachments()).read(hash)).length, 16);
    assert.equal(await onBranch(contentPath(hash)), 'password=hunter2');
    const named = (await incidentOf(boss, id)).timeline.find(({ type }) => type === 'incident.evidenceAttached');
    await act(boss, id, { type: 'redact', entry: named?.id ?? '', reason: 'a password' });
    // Meanwhile somebody who has not heard of it goes on writing.
    await act(anna, id, { type: 'comment', text: 'Still looking' });
    for (const each of [boss, anna, boss]) done(await each.sync.sync());
    for (const each of [anna, boss]) {
      assert.equal(codeOf(await (await each.store.attachments()).read(hash)), 'contentGone', each.name);
      assert.ok(!JSON.stringify(await filesOf(each)).includes(hash));
    }
    assert.deepEqual(await filesOf(anna), await filesOf(boss));
    assert.ok(!(await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(hash));
    assert.ok(!(await onBranch(pathOf(id))).includes(hash));
  });

  it('is put right on the branch by who has it, where something else stands under its name; who lacks it is told, and takes the record all the same', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    await forge(remote, hash);
    assert.deepEqual(told(done(await ben.sync.join(remote))), [[id, 'there', 'contentChanged']]);
    assert.equal(await has(ben, hash), 'contentGone');
    await act(ben, id, { type: 'comment', text: 'Looking' });
    assert.deepEqual(done(await ben.sync.sync()).sent, [id], 'the record goes on');
    done(await anna.sync.sync());
    assert.equal(await onBranch(contentPath(hash)), 'relay log');
    assert.deepEqual(told(done(await ben.sync.sync())), []);
    assert.equal(await has(ben, hash), 'done');
    // Once more, with the same lie, which is known by now.
    await forge(remote, hash);
    assert.deepEqual(told(done(await ben.sync.sync())), []);
    assert.equal(await onBranch(contentPath(hash)), 'relay log');
  });

  it('that nobody has holds no record up, and is looked for once', async () => {
    const id = await record(anna, 'Mail is not delivered');
    for (let n = 0; n < 5; n++) await record(anna, `Another ${n}`);
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const hash = sha256(Buffer.from('nobody has this'));
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    for (const each of [ben, anna]) done(await each.sync.sync());
    await forge(remote, hash);
    assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'there', 'contentChanged']]);
    let loads = 0;
    const { store } = anna;
    const load = store.load.bind(store);
    store.load = async one => {
      loads++;
      return load(one);
    };
    assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'there', 'contentChanged']], 'told as long as it is so');
    assert.ok(loads <= 1, `${loads} of six records read`);
    await act(anna, id, { type: 'comment', text: 'Urgent' });
    assert.deepEqual(done(await anna.sync.sync()).sent, [id]);
  });

  it('is put right by the next sync where the first could not send', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    await forge(remote, hash);
    const goOn = await refusePushes(remote);
    assert.equal(codeOf(await anna.sync.sync()), 'refused');
    await goOn();
    done(await anna.sync.sync());
    assert.equal(await onBranch(contentPath(hash)), 'relay log');
  });

  it('is compared with the branch once, also after a restart', async () => {
    const id = await record(anna, 'Mail is not delivered');
    await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    done(await anna.sync.sync());
    const again = sharer('anna');
    const attachments = await again.store.attachments();
    let reads = 0;
    const read = attachments.read.bind(attachments);
    attachments.read = name => {
      reads++;
      return read(name);
    };
    done(await again.sync.sync());
    assert.equal(reads, 0);
    done(await again.sync.sync());
    assert.equal(reads, 0);
  });

  it('that was lost on a machine comes back to it', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    ben.store.dispose();
    await rm(path.join(ben.store.folder, 'attachments'), { recursive: true });
    const again = sharer('ben');
    done(await again.sync.sync());
    assert.equal(await has(again, hash), 'done');
  });

  describe('of an incident that stays here, which somebody names by its hash', () => {
    let [id, secret, hash, older] = ['', '', '', ''] as unknown as [IncidentId, IncidentId, string, string];
    const everything = (): Promise<string> => plainGit(remote, ['log', '--patch', '--all']);

    beforeEach(async () => {
      id = await record(anna, 'Printer');
      secret = await record(anna, 'The vault', { tlp: 'RED' });
      hash = await attach(anna, secret, 'vault log');
      done(await anna.sync.share(remote));
      done(await ben.sync.join(remote));
      older = await onBranch(pathOf(id));
      await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    });

    const afterwards: Readonly<Record<string, () => Promise<unknown>>> = {
      'and takes the record from the branch again': () => pushByHand(remote, clone => rm(path.join(clone, pathOf(id)))),
      'and puts an older state of the record there': () =>
        pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), `${older}\n`)),
      'and the branch is made again': async () => {
        await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
        assert.equal(codeOf(await anna.sync.sync()), 'branchGone');
        done(await anna.sync.beginAgain());
      },
      'and a new epoch begins': async () => done(await anna.sync.beginEpoch()),
      'and the store is shared over another remote': async () => {
        await anna.sync.stop();
        remote = await makeRemote(folder.path, 'second');
        done(await anna.sync.share(remote));
      },
      'and the machine starts anew': () => {
        anna.store.dispose();
        anna = sharer('anna');
        return act(anna, id, { type: 'comment', text: 'Looking' });
      },
    };
    for (const [what, happens] of Object.entries(afterwards))
      it(`does not go ${what}`, async () => {
        for (const each of [ben, anna]) done(await each.sync.sync());
        await happens();
        done(await anna.sync.sync());
        assert.ok(!(await everything()).includes('vault log'));
      });

    for (const what of ['damaged', 'away'])
      it(`does not go while the incident that it is of is ${what}`, async () => {
        const file = path.join(anna.store.folder, 'incidents', `${secret}.json`);
        await (what === 'away' ? rm(file) : appendFile(file, '\n<<<<<<< HEAD\n'));
        for (const each of [ben, anna]) done(await each.sync.sync());
        await act(anna, id, { type: 'comment', text: 'Looking' });
        assert.ok(told(done(await anna.sync.sync())).some(([of, , code]) => of === id && code === 'contentConfined'));
        assert.ok(!(await everything()).includes('vault log'));
      });

    it('does not go while that is damaged, where the machine has forgotten whose it is', async () => {
      for (const each of [ben, anna]) done(await each.sync.sync());
      anna.store.dispose();
      await rm(path.join(anna.folder, 'seen.txt'));
      await appendFile(path.join(anna.store.folder, 'incidents', `${secret}.json`), '\n<<<<<<< HEAD\n');
      anna = sharer('anna');
      await act(anna, id, { type: 'comment', text: 'Looking' });
      assert.ok(told(done(await anna.sync.sync())).some(([of, , code]) => of === id && code === 'contentConfined'));
      assert.ok(!(await everything()).includes('vault log'));
    });

    it('does not go where its entry came first without what it says', async () => {
      for (const each of [ben, anna]) done(await each.sync.sync());
      const text = await readFile(path.join(ben.store.folder, 'incidents', `${id}.json`), 'utf8');
      await pushByHand(remote, clone =>
        writeFile(path.join(clone, pathOf(id)), text.replace(/"data":\{"patch":\{"evidence".*?\}\}\}(?:,"row":"e1")?\}/, '"data":null')),
      );
      await anna.sync.sync();
      await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), text));
      done(await anna.sync.sync());
      await act(anna, id, { type: 'comment', text: 'Looking' });
      await anna.sync.sync();
      assert.ok(!(await everything()).includes('vault log'));
    });

    it('does not go where its record was put into the folder by hand', async () => {
      const file = (who: Sharer): string => path.join(who.store.folder, 'incidents', `${id}.json`);
      await writeFile(file(anna), await readFile(file(ben)));
      await anna.store.refresh();
      await act(anna, id, { type: 'comment', text: 'Looking' });
      assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
      assert.ok(!(await everything()).includes('vault log'));
    });

    for (const window of ['this window', 'another window, closed by now'])
      it(`goes all the same where it was attached to an incident for all here, in ${window}`, async () => {
        const other = await record(anna, 'Lift');
        const there = window === 'this window' ? anna : sharer('anna');
        assert.equal(await attach(there, other, 'vault log'), hash);
        if (window !== 'this window') there.store.dispose();
        await anna.store.refresh();
        assert.deepEqual(told(done(await anna.sync.sync())), []);
        assert.equal(await onBranch(contentPath(hash)), 'vault log');
      });

    it('does not go, however the hash is written', async () => {
      const text = await readFile(path.join(ben.store.folder, 'incidents', `${id}.json`), 'utf8');
      const escaped = text.replaceAll(hash, `${hash.slice(0, 9)}\\u00${hash.charCodeAt(9).toString(16)}${hash.slice(10)}`);
      await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), escaped));
      done(await anna.sync.sync());
      await act(anna, id, { type: 'comment', text: 'Looking' });
      assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
      assert.ok(!(await everything()).includes('vault log'));
    });
  });

  it('whose only right copy stands in the history keeps that from being dropped', async () => {
    const id = await record(anna, 'Mail is not delivered');
    const hash = await attach(anna, id, 'relay log');
    done(await anna.sync.share(remote));
    await forge(remote, hash);
    done(await ben.sync.join(remote));
    assert.equal(codeOf(await ben.sync.beginEpoch()), 'notAll');
  });

  it('that was redacted does not come back for who puts something else in its place', async () => {
    const id = await record(anna, 'Printer');
    const hash = await attach(anna, id, 'password=hunter2');
    done(await anna.sync.share(remote));
    const boss = sharer('boss', 'itManager');
    done(await boss.sync.join(remote));
    const entry = (await incidentOf(boss, id)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
    await forge(remote, hash);
    done(await anna.sync.sync());
    await act(boss, id, { type: 'redact', entry, reason: 'a password' });
    done(await boss.sync.sync());
    const tip = await plainGit(remote, ['rev-parse', 'faultline/store']);
    await forge(remote, hash);
    assert.deepEqual(told(done(await anna.sync.sync())), []);
    assert.ok(!(await plainGit(remote, ['log', '--patch', `${tip}..faultline/store`])).includes('+password=hunter2'));
  });

  it('that is one blob under many names is read once', async () => {
    const id = await record(anna, 'Mail is not delivered');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const hashes = [1, 2, 3, 4].map(n => sha256(Buffer.from(`nobody ${n}`)));
    for (const [n, one] of hashes.entries())
      await act(ben, id, { type: 'attachEvidence', row: `e${n}`, cells: { source: 'x.log', content: 'text', sha256: one } });
    for (const each of [ben, anna]) done(await each.sync.sync());
    await forge(remote, ...hashes);
    const read = mock.method(Engine.prototype, 'stream');
    try {
      assert.equal(done(await anna.sync.sync()).leftOut.length, 4);
      assert.equal(read.mock.calls.filter(({ arguments: [args] }) => args[0] === 'cat-file').length, 1);
      anna.store.dispose();
      assert.equal(done(await sharer('anna').sync.sync()).leftOut.length, 4);
      assert.equal(read.mock.calls.filter(({ arguments: [args] }) => args[0] === 'cat-file').length, 1, 'after a restart, too');
    } finally {
      read.mock.restore();
    }
  });
});
