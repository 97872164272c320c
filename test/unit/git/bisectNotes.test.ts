import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { access, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { BisectNotes } from '../../../src/git/bisectNotes';
import { beginBisect, faultyHistory, leavesNothing } from '../../support/bisects';
import { temporaryFolder } from '../../support/folders';
import { ended, pidIn, runs } from '../../support/processes';

const folder = temporaryFolder();
const workerFile = path.resolve(import.meta.dirname, '../../support/bisectWindow.ts');

async function noteIn(place: string): Promise<{ readonly file: string; readonly note: Record<string, unknown> }> {
  const [name = ''] = await readdir(place);
  const file = path.join(place, name);
  return { file, note: z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8'))) };
}

describe('what a bisect that was cut off has left', () => {
  let notesFolder: string;
  let worker: ChildProcess | undefined;
  beforeEach(() => {
    notesFolder = path.join(folder.path, 'notes');
  });
  afterEach(() => {
    worker?.kill('SIGKILL');
    worker = undefined;
  });

  it('is noted down before it is made, and forgotten when it is gone', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const notes = new BisectNotes(notesFolder);
    const { bisect } = await beginBisect(repo, shas[0], shas[9], { notes });
    const { file, note } = await noteIn(notesFolder);
    assert.equal(note['folder'], bisect.folder);
    assert.equal(note['repository'], repo.repository.root);
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(await notes.leftovers(), [], 'it is under way');
    await bisect.dispose();
    assert.deepEqual(await readdir(notesFolder), []);
  });

  if (process.platform === 'linux')
    it('is offered as soon as its window is dead, not before, and then goes: test, worktree and registration', async () => {
      const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
      const notes = new BisectNotes(notesFolder);
      worker = spawn(process.execPath, ['--import', 'tsx', workerFile, repo.folder, shas[0] ?? '', shas[9] ?? '', notesFolder], {
        env: { ...process.env, TMPDIR: folder.path },
        stdio: 'inherit',
      });
      const pid = await pidIn(path.join(folder.path, 'test.pid'));
      assert.deepEqual(await notes.leftovers(), [], 'another window that lives is left alone');
      const gone = new Promise(resolve => worker?.once('exit', resolve));
      worker.kill('SIGKILL');
      await gone;
      assert.ok(await runs(pid), 'the test goes on without its window');
      const [left, ...others] = await notes.leftovers();
      assert.ok(left && others.length === 0);
      await access(left.folder);
      assert.ok(await notes.clear(left));
      await ended(pid);
      await leavesNothing(repo, left.folder);
      assert.deepEqual(await notes.leftovers(), []);
    }).timeout(60_000);

  it('counts as under way where that cannot be told: on another machine; a number that went to another process does not', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const notes = new BisectNotes(notesFolder);
    const { bisect } = await beginBisect(repo, shas[0], shas[9], { notes });
    const { file, note } = await noteIn(notesFolder);
    const leftWhen = async (change: Readonly<Record<string, unknown>>): Promise<number> => {
      await writeFile(file, JSON.stringify({ ...note, ...change }));
      return (await notes.leftovers()).length;
    };
    assert.equal(await leftWhen({ pid: 2 ** 22 + 1 }), 1);
    assert.equal(await leftWhen({ pid: 2 ** 22 + 1, host: 'another' }), 0);
    assert.equal(await leftWhen({ startedAt: undefined }), 0);
    if (process.platform !== 'win32') assert.equal(await leftWhen({ startedAt: 'another boot 5' }), 1);
    assert.equal(await leftWhen({ pid: 2 ** 22 + 1, folder: 'relative' }), 0);
    await writeFile(file, '{"version":1,"repos');
    assert.deepEqual(await notes.leftovers(), []);
    await bisect.dispose();
  });

  it('is taken away only where Faultline made it, whatever a note says', async () => {
    const { repo, shas } = await faultyHistory(path.join(folder.path, 'repo'));
    const notes = new BisectNotes(notesFolder);
    const { bisect } = await beginBisect(repo, shas[0], shas[9], { notes });
    const { file, note } = await noteIn(notesFolder);
    const mine = path.join(folder.path, 'mine', 'worktree');
    await repo.git('worktree', 'add', '--quiet', mine, '-b', 'mine');
    await writeFile(file, JSON.stringify({ ...note, pid: 2 ** 22 + 1, folder: mine }));
    const [left] = await notes.leftovers();
    assert.ok(left);
    assert.equal(await notes.clear(left), false);
    await access(path.join(mine, 'state.txt'));
    await bisect.dispose();
  });
});
