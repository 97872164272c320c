import assert from 'node:assert/strict';
import { chmod, chown, link as linkFile, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { systemFiles } from '../../../src/store/filePort';
import { shareLikeFolder } from '../../../src/store/sharedFolder';
import { temporaryFolder } from '../../support/folders';
import { asOrdinaryUser } from '../../support/rights';
import { openStore } from '../../support/stores';

const nobody = 65534;

describe('a store folder that several accounts share', () => {
  const folder = temporaryFolder();
  let store: string;

  beforeEach(async function () {
    // Only root can be two accounts.
    if (process.geteuid?.() !== 0) return this.skip();
    store = path.join(folder.path, 'work', '.faultline');
    await mkdir(store, { recursive: true });
    for (const above of [folder.path, path.dirname(store)]) await chmod(above, 0o755);
  });

  /** Shares the folder with the group of the other account. */
  async function shareWith(mode: number): Promise<void> {
    await chown(store, 0, nobody);
    await chmod(store, mode);
  }

  async function record(title: string): Promise<IncidentId> {
    const opened = openStore(store);
    const created = await opened.create('incident', { title });
    opened.dispose();
    assert.ok(created.ok, JSON.stringify(created));
    return created.value;
  }

  /** What the other account finds, and what comes of its saying something. */
  async function other(id: IncidentId): Promise<readonly [read: boolean, said: string]> {
    return asOrdinaryUser(async () => {
      const opened = openStore(store);
      const [loaded, said] = [await opened.load(id), await opened.execute(id, { type: 'comment', text: 'from the other' })];
      opened.dispose();
      return [loaded.ok, said.ok ? 'done' : said.error.code] as const;
    });
  }

  /** Every mode of what lies there, but for where the locks lie. */
  async function modes(): Promise<readonly string[]> {
    const names = (await readdir(store, { recursive: true })).filter(
      name => name.endsWith('.json') || name === 'incidents' || name === '.lock',
    );
    const found = await Promise.all(names.map(async name => ((await stat(path.join(store, name))).mode & 0o7777).toString(8)));
    return [...new Set(found)].sort();
  }

  it('that is its owner’s alone stays so', async () => {
    await chmod(store, 0o755);
    const id = await record('Mail');
    assert.deepEqual(await modes(), ['600', '700']);
    assert.deepEqual(await other(id), [false, 'writeFailed']);
  });

  it('whose group may read is read by the others, and not written', async () => {
    await shareWith(0o2750);
    const id = await record('Mail');
    assert.deepEqual(await modes(), ['2750', '640']);
    assert.deepEqual(await other(id), [true, 'writeFailed']);
  });

  it('whose group may write is written by all, who wait for one another', async () => {
    await shareWith(0o2770);
    const id = await record('Mail');
    assert.deepEqual(await modes(), ['2770', '660']);
    assert.deepEqual(await other(id), [true, 'done']);
    const opened = openStore(store);
    assert.ok((await opened.execute(id, { type: 'comment', text: 'and from me' })).ok);
    const loaded = await opened.load(id);
    opened.dispose();
    assert.equal(loaded.ok && loaded.value.record.timeline.length, 3);
    assert.deepEqual(await modes(), ['2770', '660']);
  });

  it('what comes from elsewhere gets its group, and the rights of the folder but for running it', async () => {
    await shareWith(0o2771);
    const elsewhere = path.join(folder.path, 'made');
    await writeFile(elsewhere, '{}', { mode: 0o700 });
    const made = path.join(store, 'made');
    await rename(elsewhere, made);
    assert.equal((await stat(made)).gid, 0);
    assert.ok(await shareLikeFolder(made));
    const { gid, mode } = await stat(made);
    assert.deepEqual([gid, (mode & 0o7777).toString(8)], [nobody, '660']);
  });

  it('a link that somebody puts in the place of what was just made leads to nothing', async () => {
    await shareWith(0o2770);
    const secret = path.join(folder.path, 'secret');
    await writeFile(secret, 'private', { mode: 0o600 });
    const link = path.join(store, 'link');
    await symlink(secret, link);
    await assert.rejects(shareLikeFolder(link), { code: 'ELOOP' });
    await assert.rejects(systemFiles.open(link), { code: 'ELOOP' });
    const other = path.join(store, 'other');
    await linkFile(secret, other);
    await assert.rejects(systemFiles.open(other), { code: 'EACCES' });
    await assert.rejects(shareLikeFolder(other), { code: 'EACCES' });
    assert.deepEqual([(await stat(secret)).mode & 0o777, await readFile(secret, 'utf8')], [0o600, 'private']);
  });
});
