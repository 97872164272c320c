import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { PrivateFile } from '../../../src/base/privateFile';
import { failure } from '../../../src/domain/foundation/result';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { fileOf } from '../../../src/store/recordFile';
import { LocalRecords } from '../../../src/sync/localRecords';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { RemoteBranch } from '../../../src/sync/remote';
import { temporaryFolder } from '../../support/folders';
import { assertSettled, sharedPairIn } from '../../support/sharedPair';
import { person } from '../../support/incidents';
import { act, codeOf, incidentOf, pushByHand, plantWord, record, refusePushes } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit } from '../../support/sharers';

describe('words of withdrawal that a machine has heard', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sharer, sync, label, everything, tip } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });
  const secretIsOut = async (where?: string): Promise<boolean> => (await everything(where)).includes('swordfish');
  const plant = (heads: readonly string[]): Promise<void> => plantWord(remote, id, heads);
  const hashes = (digit: string): readonly string[] => Array.from({ length: 16 }, (_, n) => `${digit}${n.toString(16)}`.padEnd(64, digit));

  it('are not crowded out by names of entries that are still to come', async () => {
    const mallory = { ...person('administrator'), name: 'mallory', email: 'mallory@example.org' };
    const before = (await incidentOf(anna, id)).timeline;
    const own = Array.from({ length: 16 }, (_, at) =>
      seal({ type: 'record.commented', data: { text: String(at) } }, [before.at(-1)?.id ?? ''], new Date().toISOString(), mallory),
    );
    await plant(own.map(event => event.id));
    await sync(ben);
    await label(anna, 'RED');
    await sync(anna);
    // ben hears the true word.
    await sync(ben);
    // mallory brings the entries that were named, and takes the word away: that is to undo nothing.
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(id));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, formatLog({ record: id, events: [...before, ...own] }));
      await rm(path.join(clone, withdrawalPath(id)));
    });
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(ben);
    assert.equal(await secretIsOut(), false);
  });

  it('do not make two that have heard of different ones push at each other for ever', async () => {
    await plant(hashes('a'));
    await sync(ben);
    await plant(hashes('b'));
    const cleo = sharer('cleo');
    // cleo has the record from elsewhere (a copy of the folder), and hears b first.
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(id));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, formatLog({ record: id, events: (await incidentOf(anna, id)).timeline }));
    });
    done(await cleo.sync.join(remote));
    await sync(ben, cleo, ben, cleo);
    const tips = [await tip()];
    for (let n = 0; n < 4; n++) {
      await sync(ben, cleo);
      tips.push(await tip());
    }
    assert.equal(new Set(tips).size, 1);
  });

  it('that came to the branch before while an epoch begins are heard by who begins it', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the branch that it belongs to
    const push = RemoteBranch.prototype.push;
    let pushes = 0;
    const racing = mock.method(RemoteBranch.prototype, 'push', async function (this: RemoteBranch, ...args: Parameters<typeof push>) {
      if (++pushes === 1) {
        racing.mock.restore();
        await label(ben, 'RED');
        await sync(ben);
      }
      return push.apply(this, args);
    });
    done(await anna.sync.beginEpoch());
    racing.mock.restore();
    assert.equal(await plainGit(remote, ['for-each-ref', '--format=%(refname:short)']), 'faultline/store-2');
    await act(anna, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(anna);
    assert.equal(await secretIsOut(), false);
  });

  it('outlive the end of sharing where what is remembered cannot be read once', async () => {
    await label(anna, 'RED');
    await sync(anna, ben);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the file that it belongs to
    const read = PrivateFile.prototype.readSurely;
    let left = 1;
    const failing = mock.method(PrivateFile.prototype, 'readSurely', function (this: PrivateFile<unknown>) {
      return (this as unknown as { file: string }).file.endsWith('sharing.json') && left-- > 0
        ? Promise.reject(Object.assign(new Error('too many'), { code: 'EMFILE' }))
        : read.call(this);
    });
    await ben.sync.stop().catch(() => undefined);
    failing.mock.restore();
    const other = await makeRemote(folder.path, 'other');
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    if (await ben.sync.sharing()) await ben.sync.stop();
    done(await ben.sync.share(other));
    assert.equal(await secretIsOut(other), false);
  });

  it('take no record from the branch that could not be read for a moment', async () => {
    const others = (await incidentOf(anna, id)).timeline.map(event => event.id);
    await plant(others.slice(0, 1));
    const load = ben.store.load.bind(ben.store);
    await record(ben, 'News');
    let left = 1;
    const failing = mock.method(ben.store, 'load', (each: typeof id) =>
      each === id && left-- > 0
        ? Promise.resolve(failure({ code: 'broken', path: id, fault: { code: 'unreadable', detail: 'EMFILE' } }))
        : load(each),
    );
    const result = await ben.sync.sync();
    failing.mock.restore();
    const there = await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
    assert.ok(there.includes(pathOf(id)), `${codeOf(result)} ${JSON.stringify(result)}`);
  });

  it('take no such record from it where it was raised and lowered again', async () => {
    await label(anna, 'RED');
    await sync(anna, ben);
    await label(anna, 'GREEN');
    await sync(anna);
    const load = ben.store.load.bind(ben.store);
    const merge = ben.store.merge.bind(ben.store);
    let left = 0;
    const merging = mock.method(ben.store, 'merge', async (...args: Parameters<typeof merge>) => {
      const merged = await merge(...args);
      if (args[0] === id) left = 1;
      return merged;
    });
    const failing = mock.method(ben.store, 'load', (each: typeof id) =>
      each === id && left-- > 0
        ? Promise.resolve(failure({ code: 'broken', path: id, fault: { code: 'unreadable', detail: 'EMFILE' } }))
        : load(each),
    );
    const result = await ben.sync.sync();
    failing.mock.restore();
    merging.mock.restore();
    const there = await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
    assert.ok(there.includes(pathOf(id)), `${codeOf(result)} ${JSON.stringify(result)}`);
  });

  it('do not make two who have raised it put right each other’s for ever, where names that nobody has were planted', async () => {
    await plant(hashes('a'));
    await sync(anna, ben);
    await label(ben, 'RED');
    await sync(ben);
    await label(anna, 'RED');
    await sync(anna);
    await assertSettled(pair);
  });

  it('are not forgotten where what is remembered could not be read while they were heard', async () => {
    await record(ben, 'News');
    await label(anna, 'RED');
    await sync(anna);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the file that it belongs to
    const read = PrivateFile.prototype.readSurely;
    let count = 0;
    const failing = mock.method(PrivateFile.prototype, 'readSurely', function (this: PrivateFile<unknown>) {
      return (this as unknown as { file: string }).file.endsWith('all/sharing.json') ||
        ((this as unknown as { file: string }).file.endsWith('sharing.json') && ++count > 2)
        ? Promise.reject(Object.assign(new Error('too many'), { code: 'EMFILE' }))
        : read.call(this);
    });
    const result = await Promise.resolve(ben.sync.sync()).then(codeOf, () => 'threw');
    failing.mock.restore();
    await pushByHand(remote, clone => rm(path.join(clone, withdrawalPath(id))));
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(ben);
    assert.equal(await secretIsOut(), false, `${result} ${count}`);
  });

  it('are not forgotten where the round throws behind them', async () => {
    await label(anna, 'RED');
    await sync(anna);
    await record(ben, 'News');
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the records that it belongs to
    const noteKept = LocalRecords.prototype.noteKept;
    let left = 1;
    const failing = mock.method(LocalRecords.prototype, 'noteKept', function (this: LocalRecords, ...args: Parameters<typeof noteKept>) {
      return left-- > 0 ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : noteKept.apply(this, args);
    });
    await assert.rejects(async () => ben.sync.sync());
    failing.mock.restore();
    await pushByHand(remote, clone => rm(path.join(clone, withdrawalPath(id))));
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(ben);
    assert.equal(await secretIsOut(), false);
  });

  it('are not forgotten where what was heard before sharing was stopped cannot be read once', async () => {
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await label(anna, 'RED');
    await sync(anna, ben);
    await ben.sync.stop();
    const other = await makeRemote(path.dirname(remote), 'other');
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the file that it belongs to
    const read = PrivateFile.prototype.readSurely;
    const failing = mock.method(PrivateFile.prototype, 'readSurely', function (this: PrivateFile<unknown>) {
      const { file } = this as unknown as { readonly file: string };
      return file.includes('withdrawn') ? Promise.reject(Object.assign(new Error('too many'), { code: 'EMFILE' })) : read.call(this);
    });
    await assert.rejects(async () => ben.sync.share(other));
    failing.mock.restore();
    assert.equal(await secretIsOut(other), false);
    done(await ben.sync.share(other));
    assert.equal(await secretIsOut(other), false);
  });

  it('keep a record here also where it could not be read while they were heard, and where too much was named', async () => {
    for (let n = 0; n < 84; n++) await act(anna, id, { type: 'comment', text: `${n}` });
    await sync(anna, ben);
    const before = (await incidentOf(anna, id)).timeline;
    const mallory = { ...person('administrator'), name: 'mallory', email: 'mallory@example.org' };
    const own = seal({ type: 'record.commented', data: { text: 'x' } }, [before.at(-1)?.id ?? ''], new Date().toISOString(), mallory);
    const ids = before.map(event => event.id);
    for (const heads of [[own.id], ...[0, 16, 32, 48].map(from => ids.slice(from, from + 16))]) {
      await plant(heads);
      await sync(ben);
    }
    await label(anna, 'RED');
    await sync(anna);
    await plant([...ids.slice(64, 79), (await incidentOf(anna, id)).timeline.at(-1)?.id ?? '']);
    const file = fileOf(ben.store.folder, id);
    const right = await readFile(file, 'utf8');
    await writeFile(file, `<<<<<<< HEAD\n${right}`);
    await sync(ben);
    await writeFile(file, right);
    await pushByHand(remote, async clone => {
      await mkdir(path.dirname(path.join(clone, pathOf(id))), { recursive: true });
      await writeFile(path.join(clone, pathOf(id)), formatLog({ record: id, events: [...before, own] }));
      await rm(path.join(clone, withdrawalPath(id)));
    });
    await act(ben, id, { type: 'comment', text: 'swordfish' });
    await sync(ben, ben);
    assert.equal(await secretIsOut(), false);
  });

  for (const how of ['throws', 'is refused'])
    it(`are known to the next window where the round ${how} behind them`, async () => {
      await label(anna, 'RED');
      await sync(anna);
      await record(ben, 'News');
      if (how === 'throws') {
        const failing = mock.method(LocalRecords.prototype, 'noteKept', () => Promise.reject(new Error('ENOSPC')));
        await assert.rejects(async () => ben.sync.sync());
        failing.mock.restore();
      } else {
        const allow = await refusePushes(remote);
        assert.equal(codeOf(await ben.sync.sync()), 'refused');
        await allow();
      }
      await pushByHand(remote, clone => rm(path.join(clone, withdrawalPath(id))));
      const again = makeSharer(folder.path, 'ben');
      await again.store.load(id);
      await act(again, id, { type: 'comment', text: 'swordfish' });
      done(await again.sync.sync());
      again.store.dispose();
      assert.equal(await secretIsOut(), false);
    });
});
