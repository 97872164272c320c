import assert from 'node:assert/strict';
import { chmod, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Result } from '../../../src/domain/foundation/result';
import type { CommandFault } from '../../../src/store/fault';
import { FaultyFiles, type Step } from '../../support/faultyFiles';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const place = (): string => path.join(folder.path, '.faultline');
const fileOf = (id: string): string => path.join(place(), 'incidents', `${id}.json`);

/** A store on a disk that is still sound, with one incident. */
async function opened(): Promise<{ files: FaultyFiles; id: RecordId; comment: (text: string) => Promise<Result<unknown, CommandFault>> }> {
  const files = new FaultyFiles();
  const store = openStore(place(), { files });
  store.dispose();
  const created = await store.create('incident', { title: 'Mail is not delivered' });
  assert.ok(created.ok, JSON.stringify(created));
  const id = created.value;
  return { files, id, comment: text => store.execute(id, { type: 'comment', text }) };
}

/** The texts of the comments on disk, for a reader that never saw this process; the record must verify. */
async function comments(id: RecordId): Promise<readonly unknown[]> {
  const reader = openStore(place(), { mayWrite: false });
  reader.dispose();
  const loaded = await reader.load(id);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  assert.deepEqual(loaded.value.faults, []);
  return loaded.value.record.timeline.flatMap(({ type, data }) => (type === 'record.commented' ? [(data as { text: string }).text] : []));
}

async function assertNoRests(id: RecordId): Promise<void> {
  assert.deepEqual(await readdir(path.join(place(), 'incidents')), [`${id}.json`]);
  assert.deepEqual(await readdir(path.join(place(), '.lock')), []);
}

const codeOf = (outcome: Result<unknown, CommandFault>): string =>
  outcome.ok ? 'ok' : [outcome.error.code, 'reason' in outcome.error ? outcome.error.reason : ''].join(' ').trim();

describe('a durable write', () => {
  it('is acknowledged only when a power cut would leave it: content, name, and the folders of a first record', async () => {
    const { files, id, comment } = await opened();
    assert.equal(files.afterPowerCut(fileOf(id)), await readFile(fileOf(id), 'utf8'));
    for (const synced of [folder.path, place(), path.join(place(), 'incidents')]) assert.ok(files.syncedFolders.has(synced), synced);
    assert.ok((await comment('Hello')).ok);
    assert.equal(files.afterPowerCut(fileOf(id)), await readFile(fileOf(id), 'utf8'));
    assert.deepEqual(await comments(id), ['Hello']);
  });

  it('is whole although the disk takes a few bytes at a time', async () => {
    const { files, id, comment } = await opened();
    files.faults = { atOnce: 100 };
    const text = 'ä€😀'.repeat(1000);
    assert.ok((await comment(text)).ok);
    assert.deepEqual(await comments(id), [text]);
    assert.equal(files.afterPowerCut(fileOf(id)), await readFile(fileOf(id), 'utf8'));
  });

  for (const room of [0, 1, 100, 1000, 5000]) {
    it(`on a disk that is full after ${room} bytes: refused, the old entries stand, no rest remains, and with room again it goes on`, async () => {
      const { files, id, comment } = await opened();
      assert.ok((await comment('before')).ok);
      const before = await readFile(fileOf(id), 'utf8');
      files.faults = { room };
      assert.equal(codeOf(await comment('x'.repeat(10_000))), 'writeFailed ENOSPC');
      assert.equal(await readFile(fileOf(id), 'utf8'), before);
      await assertNoRests(id);
      files.faults = {};
      assert.ok((await comment('after')).ok);
      assert.deepEqual(await comments(id), ['before', 'after']);
    });
  }

  it('of which the disk drops a part in silence is refused', async () => {
    const { files, id, comment } = await opened();
    files.faults = { keeps: 500 };
    assert.equal(codeOf(await comment('x'.repeat(10_000))), 'writeFailed EIO');
    assert.deepEqual(await comments(id), []);
    await assertNoRests(id);
  });

  for (const [step, code] of [
    ['open', 'EMFILE'],
    ['write', 'EIO'],
    ['takeRights', 'EPERM'],
    ['sync', 'EIO'],
    ['size', 'EIO'],
    ['close', 'EIO'],
    ['rename', 'EACCES'],
  ] as const satisfies readonly (readonly [Step, string])[]) {
    it(`that fails at ${step}: refused with the reason, the old file stands, no rest remains`, async () => {
      const { files, id, comment } = await opened();
      assert.ok((await comment('before')).ok);
      files.faults = { fails: [step, code] };
      assert.equal(codeOf(await comment('lost')), `writeFailed ${code}`);
      assert.deepEqual(await comments(id), ['before']);
      await assertNoRests(id);
    });
  }

  it('whose folder cannot be synced is not acknowledged, and not said to be absent either', async () => {
    const { files, id, comment } = await opened();
    files.faults = { fails: ['syncFolder', 'EIO'] };
    assert.equal(codeOf(await comment('perhaps')), 'unconfirmed EIO');
    assert.deepEqual(await comments(id), ['perhaps']);
    await assertNoRests(id);
  });

  it('leaves a new file to its owner alone, and keeps the rights that somebody gave it', async function () {
    if (process.platform === 'win32') return this.skip();
    const { id, comment } = await opened();
    const rights = async (): Promise<string> => ((await stat(fileOf(id))).mode & 0o777).toString(8);
    assert.equal(await rights(), '600');
    await chmod(fileOf(id), 0o640);
    assert.ok((await comment('x')).ok);
    assert.equal(await rights(), '640');
  });
});
