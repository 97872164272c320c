import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { failure } from '../../../src/domain/foundation/result';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { sharedPairIn } from '../../support/sharedPair';
import { act, attach, codeOf, incidentOf, record } from '../../support/sharedActs';
import { done, plainGit } from '../../support/sharers';

describe('the record of this machine in the place of an altered one', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  const pair = sharedPairIn(folder);
  const { sync, everything } = pair;
  let { remote, anna, ben, id } = pair;
  beforeEach(() => {
    ({ remote, anna, ben, id } = pair);
  });
  let count = 0;
  const onBranch2 = async (change: (clone: string) => Promise<void>, branch = 'faultline/store-2'): Promise<void> => {
    const clone = path.join(folder.path, `c${count++}`);
    await plainGit(folder.path, ['clone', '--quiet', '--branch', branch, remote, clone]);
    await change(clone);
    await plainGit(clone, ['push', '--quiet', 'origin', `HEAD:${branch}`]);
  };
  const commit = (clone: string): Promise<unknown> => plainGit(clone, ['commit', '--quiet', '--all', '--message=x']);
  const spoil = async (clone: string, by = 'Mall'): Promise<void> => {
    const file = path.join(clone, pathOf(id));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Mail"', `"${by}"`));
  };
  const redact = async (): Promise<void> => {
    const entry = (await incidentOf(anna, id)).timeline.findLast(event => JSON.stringify(event).includes('swordfish'))?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
  };
  /** A commit on the branch that redacts, with a history that had the text taken away. */
  const secretRedacted = async (): Promise<void> => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    await redact();
    done(await anna.sync.beginEpoch());
    assert.ok(!(await everything()).includes('swordfish'), 'gone from the remote');
  };

  it('works where the path was a submodule for a commit', async () => {
    await onBranch2(async clone => {
      const text = await readFile(path.join(clone, pathOf(id)), 'utf8');
      await plainGit(clone, ['update-index', '--cacheinfo', `160000,${'1234567890'.repeat(4)},${pathOf(id)}`]);
      await plainGit(clone, ['commit', '--quiet', '--message=x']);
      await writeFile(path.join(clone, pathOf(id)), text.replace('"Mail"', '"Mall"'));
      await plainGit(clone, [
        'update-index',
        '--cacheinfo',
        `100644,${await plainGit(clone, ['hash-object', '-w', pathOf(id)])},${pathOf(id)}`,
      ]);
      await plainGit(clone, ['commit', '--quiet', '--message=y']);
    }, 'faultline/store');
    done(await ben.sync.sync());
    assert.equal(codeOf(await ben.sync.sync({}, [id])), 'done');
  });

  it('hears a redaction that a merge by hand has buried', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await sync(anna, ben);
    done(await anna.sync.beginEpoch());
    await sync(ben);
    // Somebody spoils it, in a clone from before the redaction, and merges with -s ours.
    const clone = path.join(folder.path, 'ours');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store-2', remote, clone]);
    await redact();
    await sync(anna);
    await spoil(clone);
    await commit(clone);
    await plainGit(clone, ['fetch', '--quiet', 'origin']);
    await plainGit(clone, ['merge', '--quiet', '-s', 'ours', '-m', 'merged', 'origin/faultline/store-2']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store-2']);
    const { leftOut } = done(await ben.sync.sync());
    assert.equal(leftOut.length, 1);
    done(await ben.sync.sync({}, [id]));
    assert.ok(!JSON.stringify((await incidentOf(ben, id)).timeline).includes('swordfish'), 'ben has it still');
    const tip = await plainGit(remote, ['show', `faultline/store-2:${pathOf(id)}`]);
    assert.ok(!tip.includes('swordfish'), 'stands on the branch');
  });

  it('hears a redaction behind 201 commits', async () => {
    await secretRedacted();
    await onBranch2(async clone => {
      await spoil(clone);
      const text = await readFile(path.join(clone, pathOf(id)), 'utf8');
      const stream = Array.from({ length: 201 }, (_, n) => {
        const body = text.replace('"Mall"', `"Ma${n}"`);
        return `commit refs/heads/faultline/store-2\ncommitter P <p@e.org> ${1_800_000_000 + n} +0000\ndata 1\nx\n${n === 0 ? 'from refs/heads/faultline/store-2^0\n' : ''}M 100644 inline ${pathOf(id)}\ndata ${Buffer.byteLength(body)}\n${body}\n`;
      }).join('');
      await plainGit(clone, ['fast-import', '--quiet', '--force'], stream);
      await plainGit(clone, ['reset', '--quiet', '--hard', 'faultline/store-2']);
    });
    done(await ben.sync.sync());
    const outcome = await ben.sync.sync({}, [id]);
    assert.ok(!(await everything()).includes('swordfish'), codeOf(outcome));
  });

  it('hears a redaction of a record that is read in a thread, with several versions', async () => {
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    for (let n = 0; n < 3; n++) await act(anna, id, { type: 'comment', text: `${n}${'lorem ipsum '.repeat(3000)}` });
    await sync(anna, ben);
    const entry = (await incidentOf(anna, id)).timeline.find(event => JSON.stringify(event).includes('swordfish'))?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    done(await anna.sync.beginEpoch());
    assert.ok(!(await everything()).includes('swordfish'), 'gone from the remote');
    await onBranch2(async clone => {
      for (let n = 0; n < 8; n++) {
        const file = path.join(clone, pathOf(id));
        await writeFile(file, (await readFile(file, 'utf8')).replace(/"Ma[^"]*"/, `"Ma${n}"`));
        await commit(clone);
      }
    });
    done(await ben.sync.sync());
    const outcome = await ben.sync.sync({}, [id]);
    assert.ok(!(await everything()).includes('swordfish'), codeOf(outcome));
  });

  it('puts nothing there where the redaction could not be written', async () => {
    await secretRedacted();
    await onBranch2(async clone => {
      await spoil(clone);
      await commit(clone);
    });
    done(await ben.sync.sync());
    const full = mock.method(ben.store, 'merge', () => Promise.resolve(failure({ code: 'writeFailed', path: id, reason: 'ENOSPC' })));
    const outcome = await ben.sync.sync({}, [id]);
    full.mock.restore();
    assert.ok(!(await everything()).includes('swordfish'), codeOf(outcome));
  });

  it('brings no evidence back that was redacted', async () => {
    const hash = await attach(anna, id, 'swordfish');
    await sync(anna, ben);
    // ben has the same in an incident that stays there.
    const red = await record(ben, 'Vault', { tlp: 'RED' });
    await attach(ben, red, 'swordfish');
    await sync(ben);
    const entry = (await incidentOf(anna, id)).timeline.findLast(event => JSON.stringify(event).includes(hash))?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    await sync(anna);
    await onBranch2(async clone => {
      await spoil(clone);
      await commit(clone);
    }, 'faultline/store');
    const there = async (): Promise<boolean> =>
      (await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(contentPath(hash));
    assert.equal(await there(), false);
    done(await ben.sync.sync());
    assert.equal(await there(), false, 'before it is replaced');
    const { leftOut } = done(await ben.sync.sync({}, [id]));
    assert.deepEqual([await there(), leftOut], [false, []]);
  });

  it('tells nothing of evidence that was redacted', async () => {
    const hash = await attach(anna, id, 'swordfish');
    await sync(anna, ben);
    const entry = (await incidentOf(anna, id)).timeline.findLast(event => JSON.stringify(event).includes(hash))?.id ?? '';
    await act(anna, id, { type: 'redact', entry, reason: 'a password' });
    await sync(anna);
    await onBranch2(async clone => {
      await spoil(clone);
      await commit(clone);
    }, 'faultline/store');
    const { leftOut } = done(await ben.sync.sync({}, [id]));
    const there = (await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(contentPath(hash));
    assert.deepEqual([there, leftOut], [false, []]);
  });
});
