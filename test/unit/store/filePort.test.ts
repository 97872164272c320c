import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { chmod, chown, lstat, mkdir, open, readFile, readdir, readlink, stat, symlink, writeFile, type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { systemCode } from '../../../src/store/fault';
import { systemFiles } from '../../../src/store/filePort';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();
const file = (): string => path.join(folder.path, 'file');

/** Calls of the system's fsync by way of a handle while `work` runs: the inodes that were synced. `fails` lets them fail. */
async function synced(work: () => Promise<unknown>, fails?: string): Promise<readonly number[]> {
  const handle = await open(folder.path, 'r');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const inodes: number[] = [];
  const spy = mock.method(prototype, 'sync', async function (this: FileHandle): Promise<void> {
    inodes.push((await this.stat()).ino);
    if (fails !== undefined) throw Object.assign(new Error(fails), { code: fails });
  });
  try {
    await work();
  } finally {
    spy.mock.restore();
  }
  return inodes;
}

/** The handles of this process that lead to a place (Linux tells). */
async function openHandles(place: string): Promise<number> {
  const handles = await readdir('/proc/self/fd');
  const places = await Promise.all(handles.map(name => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return places.filter(found => found === place).length;
}

/** Where a handle of this process leads. */
function placeOf(handle: string): string {
  try {
    return fs.readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return '';
  }
}

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', systemCode);

describe('the system’s files', () => {
  it('opens a file that is there and leaves what it holds; one that is not is not made', async () => {
    await writeFile(file(), 'abc');
    await (await systemFiles.open(file())).close();
    assert.equal(await readFile(file(), 'utf8'), 'abc');
    assert.equal(await codeOf(systemFiles.open(path.join(folder.path, 'none'))), 'ENOENT');
    assert.equal(await codeOf(lstat(path.join(folder.path, 'none'))), 'ENOENT');
  });

  it('writes from a byte on, behind what it wrote before, and says how many the system took', async () => {
    await writeFile(file(), '');
    const written = await systemFiles.open(file());
    assert.equal(await written.write(Buffer.from('abcdef'), 0), 6);
    assert.equal(await written.write(Buffer.from('xyz123'), 3), 3);
    assert.equal((await written.stat()).size, 9n);
    await written.close();
    assert.equal(await readFile(file(), 'utf8'), 'abcdef123');
  });

  it('passes on that the disk is full', async function () {
    if (process.platform !== 'linux') return this.skip();
    const full = await systemFiles.open('/dev/full');
    assert.equal(await codeOf(full.write(Buffer.from('x'), 0)), 'ENOSPC');
    await full.close();
  });

  it('syncs the very file: once for each time it is asked, and says what the disk answers', async () => {
    await writeFile(file(), 'abc');
    const { ino } = await stat(file());
    const written = await systemFiles.open(file());
    assert.deepEqual(await synced(() => written.sync()), [ino]);
    assert.equal(await codeOf(synced(() => written.sync(), 'EIO')), 'EIO');
    await written.close();
    assert.equal(await codeOf(written.sync()), 'EBADF');
  });

  it('says what the file is that is open, not what stands in its place meanwhile', async () => {
    await writeFile(file(), 'abc');
    const written = await systemFiles.open(file());
    systemFiles.rename(file(), path.join(folder.path, 'away'));
    await writeFile(file(), 'abcdef');
    const [own, other] = [await written.stat(), systemFiles.stat(file())];
    assert.deepEqual([own.size, other?.size], [3n, 6n]);
    assert.notEqual(own.ino, other?.ino);
    await written.close();
  });

  it('takes over rights, and as root the owner; neither of them the content', async function () {
    if (process.platform === 'win32') return this.skip();
    const model = path.join(folder.path, 'model');
    await writeFile(model, '');
    await chmod(model, 0o640);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) await chown(model, 65534, 65534);
    await writeFile(file(), 'abc', { mode: 0o600 });
    const of = systemFiles.stat(model);
    assert.ok(of);
    const written = await systemFiles.open(file());
    await written.takeRights(of);
    await written.close();
    const own = await stat(file());
    assert.equal(own.mode & 0o7777, 0o640);
    if (isRoot) assert.deepEqual([own.uid, own.gid], [65534, 65534]);
    assert.equal(await readFile(file(), 'utf8'), 'abc');
  });

  it('leaves the rights of another file that it has already', async function () {
    if (process.platform === 'win32') return this.skip();
    await writeFile(file(), 'abc', { mode: 0o600 });
    const of = systemFiles.stat(file());
    assert.ok(of);
    const changed = (await stat(file(), { bigint: true })).ctimeNs;
    const written = await systemFiles.open(file());
    await written.takeRights(of);
    await written.close();
    // Whatever sets them moves it, also to what they are.
    assert.equal((await stat(file(), { bigint: true })).ctimeNs, changed);
  });

  it('lets go of a file when it is closed', async function () {
    if (process.platform !== 'linux') return this.skip();
    await writeFile(file(), '');
    const written = await systemFiles.open(file());
    assert.equal(await openHandles(file()), 1);
    await written.close();
    assert.equal(await openHandles(file()), 0);
  });

  it('looks at a link itself, to the nanosecond, and says nothing of what is not there', async function () {
    if (process.platform === 'win32') return this.skip();
    await symlink(folder.path, file());
    const found = systemFiles.stat(file());
    assert.ok(found);
    assert.ok(found.isSymbolicLink());
    assert.equal(found.mtimeNs, (await lstat(file(), { bigint: true })).mtimeNs);
    assert.equal(systemFiles.stat(path.join(folder.path, 'none')), undefined);
  });

  it('puts a file in the place of another at once, or throws and leaves both', async () => {
    const other = path.join(folder.path, 'other');
    await writeFile(file(), 'new');
    await writeFile(other, 'old');
    systemFiles.rename(file(), other);
    assert.equal(systemFiles.stat(file()), undefined);
    assert.equal(await readFile(other, 'utf8'), 'new');
    assert.throws(() => {
      systemFiles.rename(file(), other);
    }, /ENOENT/);
    assert.equal(await readFile(other, 'utf8'), 'new');
  });

  it('lets go of what was replaced', async function () {
    if (process.platform !== 'linux') return this.skip();
    const other = path.join(folder.path, 'other');
    await writeFile(file(), 'new');
    await writeFile(other, 'old');
    systemFiles.rename(file(), other);
    while ((await openHandles(`${other} (deleted)`)) > 0) await setImmediate();
  });

  it('replaces where a file cannot be replaced that is open, too', async function () {
    if (process.platform !== 'linux') return this.skip();
    const other = path.join(folder.path, 'other');
    await writeFile(file(), 'new');
    await writeFile(other, 'old');
    const handles = (): number => fs.readdirSync('/proc/self/fd').filter(fd => placeOf(fd) === other).length;
    const { renameSync } = fs;
    const spy = mock.method(fs, 'renameSync', (from: string, to: string) => {
      if (handles() > 0) throw Object.assign(new Error('busy'), { code: 'EACCES' });
      renameSync(from, to);
    });
    syncBuiltinESMExports();
    try {
      systemFiles.rename(file(), other);
    } finally {
      spy.mock.restore();
      syncBuiltinESMExports();
    }
    assert.equal(spy.mock.callCount(), 2);
    assert.equal(await readFile(other, 'utf8'), 'new');
  });

  it('waits for nothing that stands in the place of what is replaced, and follows no link', async function () {
    if (process.platform === 'win32') return this.skip();
    const [other, pipe, link] = ['other', 'pipe', 'link'].map(name => path.join(folder.path, name)) as [string, string, string];
    await writeFile(other, 'other');
    execFileSync('mkfifo', [pipe]);
    await symlink(other, link);
    for (const place of [pipe, link]) {
      await writeFile(file(), 'new');
      systemFiles.rename(file(), place);
      assert.equal(await readFile(place, 'utf8'), 'new');
    }
    assert.equal(await readFile(other, 'utf8'), 'other');
  });

  it('makes a file for its owner alone, where nothing stands', async () => {
    const made = await systemFiles.create(file());
    await made.write(Buffer.from('abc'), 0);
    await made.close();
    assert.equal(await readFile(file(), 'utf8'), 'abc');
    if (process.platform !== 'win32') assert.equal((await stat(file())).mode & 0o777, 0o600);
    assert.equal(await codeOf(systemFiles.create(file())), 'EEXIST');
    assert.equal(await readFile(file(), 'utf8'), 'abc');
  });

  it('gives a file another name where nothing stands, or throws and leaves both', async () => {
    const other = path.join(folder.path, 'other');
    await writeFile(file(), 'new');
    systemFiles.place(file(), other);
    assert.equal(systemFiles.stat(file()), undefined);
    assert.equal(await readFile(other, 'utf8'), 'new');
    await writeFile(file(), 'newer');
    assert.throws(() => {
      systemFiles.place(file(), other);
    }, /EEXIST/);
    assert.deepEqual([await readFile(file(), 'utf8'), await readFile(other, 'utf8')], ['newer', 'new']);
    assert.throws(() => {
      systemFiles.place(path.join(folder.path, 'none'), path.join(folder.path, 'nowhere'));
    }, /ENOENT/);
  });

  it('syncs the very folder, lets go of it whatever the disk answers, and passes that on', async function () {
    if (process.platform === 'win32') return this.skip();
    const place = path.join(folder.path, 'folder');
    await mkdir(place);
    const { ino } = await stat(place);
    assert.deepEqual(await synced(() => systemFiles.syncFolder(place)), [ino]);
    assert.equal(await codeOf(synced(() => systemFiles.syncFolder(place), 'EIO')), 'EIO');
    if (process.platform === 'linux') assert.equal(await openHandles(place), 0);
    assert.equal(await codeOf(systemFiles.syncFolder(path.join(folder.path, 'none'))), 'ENOENT');
  });
});
