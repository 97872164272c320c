import assert from 'node:assert/strict';
import { existsSync, utimesSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { systemCode } from '../../../src/store/fault';
import { withLock } from '../../../src/store/lock';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();
const id = 'INC-7K3QF2';
const lock = (): string => path.join(folder.path, '.lock', id);

/** Waiting that takes no time and counts itself; `during` happens meanwhile. */
function waiting(during: (waited: number) => unknown = () => undefined): { total: number; pause: (milliseconds: number) => Promise<void> } {
  const own = {
    total: 0,
    pause: async (milliseconds: number): Promise<void> => {
      own.total += milliseconds;
      await during(own.total);
    },
  };
  return own;
}

/** A lock as a process leaves it that died, or as one holds it that is not asked. */
async function foreignLock(): Promise<string> {
  await mkdir(lock(), { recursive: true });
  const token = path.join(lock(), 'f'.repeat(32));
  await writeFile(token, '');
  return token;
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

describe('the lock of a record', () => {
  it('gives its holder a file that can be renamed, and leaves nothing behind, done or not', async () => {
    const target = path.join(folder.path, 'target');
    await withLock(folder.path, id, temporary => rename(temporary, target));
    assert.ok(existsSync(target));
    await withLock(folder.path, id, nothing);
    await assert.rejects(
      withLock(folder.path, id, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.deepEqual(await readdir(path.dirname(lock())), []);
  });

  it('is one’s own at a time', async () => {
    let holders = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++holders);
      await readdir(folder.path);
      holders -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => withLock(folder.path, id, work)));
    assert.equal(most, 1);
  });

  it('of a process that died is taken over after 5 seconds of waiting, whatever any clock says', async () => {
    for (const hours of [-1, 0, 1]) {
      const token = await foreignLock();
      const time = new Date(Date.now() + hours * 3_600_000);
      utimesSync(token, time, time);
      utimesSync(lock(), time, time);
      const waited = waiting();
      await withLock(folder.path, id, nothing, waited.pause);
      assert.ok(waited.total >= 5_000 && waited.total < 5_500, `${hours}: ${waited.total}`);
    }
  });

  it('of a process that is alive is left alone, also by a machine whose clock is an hour ahead: “locked” after 10 seconds', async () => {
    const token = await foreignLock();
    const start = Date.now() - 3_600_000;
    const waited = waiting(total => {
      const renewed = new Date(start + Math.floor(total / 1000) * 1000);
      utimesSync(token, renewed, renewed);
    });
    await assert.rejects(withLock(folder.path, id, nothing, waited.pause), error => systemCode(error) === 'ELOCKED');
    assert.ok(waited.total >= 10_000 && waited.total < 10_500, String(waited.total));
    assert.ok(existsSync(token));
    assert.deepEqual(await readdir(path.dirname(lock())), [id]);
  });

  it('is renewed while its holder works', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      await withLock(folder.path, id, async temporary => {
        const waited = waiting(async () => {
          mock.timers.tick(100);
          await readdir(folder.path);
        });
        await assert.rejects(withLock(folder.path, id, nothing, waited.pause), error => systemCode(error) === 'ELOCKED');
        assert.ok(existsSync(temporary));
      });
    } finally {
      mock.timers.reset();
    }
  });

  it('that was taken over cannot be used any more, neither to replace a file nor to free the other’s lock', async () => {
    const target = path.join(folder.path, 'target');
    await writeFile(target, 'theirs');
    await withLock(folder.path, id, async temporary => {
      await rename(lock(), `${lock()}~${'0'.repeat(32)}`);
      await foreignLock();
      await assert.rejects(rename(temporary, target), error => systemCode(error) === 'ENOENT');
    });
    assert.deepEqual(await readdir(lock()), ['f'.repeat(32)]);
    assert.equal(await readFile(target, 'utf8'), 'theirs');
  });

  it('is not lost to writers who take it over at the same time: each of them counts', async () => {
    await foreignLock();
    const target = path.join(folder.path, 'target');
    await writeFile(target, '0');
    const count = async (): Promise<void> => {
      for (;;) {
        try {
          await withLock(
            folder.path,
            id,
            async temporary => {
              await writeFile(temporary, String(Number(await readFile(target, 'utf8')) + 1), { flag: 'r+' });
              await rename(temporary, target);
            },
            waiting().pause,
          );
          return;
        } catch (error) {
          if (!['ENOENT', 'ELOCKED'].includes(systemCode(error))) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, count));
    assert.equal(await readFile(target, 'utf8'), '8');
  });

  it('is made again when somebody tidied away what it was to be made of', async () => {
    await foreignLock();
    let removed = 0;
    const waited = waiting(async total => {
      if (removed > 0 || total < 1000) return;
      for (const name of await readdir(path.dirname(lock()))) {
        if (!name.includes('~')) continue;
        await rename(path.join(path.dirname(lock()), name), path.join(folder.path, 'tidied'));
        removed += 1;
      }
    });
    await withLock(folder.path, id, nothing, waited.pause);
    assert.equal(removed, 1);
  });

  for (const name of ['.lock', `.lock/${id}`]) {
    it(`is not made in the folder that a symbolic link ${name} leads to`, async function () {
      if (process.platform === 'win32') return this.skip();
      const outside = path.join(folder.path, 'outside');
      const store = path.join(folder.path, 'store');
      await mkdir(outside);
      await mkdir(path.join(store, path.dirname(name)), { recursive: true });
      await symlink(outside, path.join(store, name));
      const work = async (temporary: string): Promise<void> => {
        assert.deepEqual(await readdir(outside), []);
        await writeFile(temporary, 'x', { flag: 'r+' });
      };
      const done = await withLock(store, id, work, waiting().pause).catch(systemCode);
      assert.equal(done, name === '.lock' ? 'ELOOP' : undefined);
      assert.deepEqual(await readdir(outside), []);
    });
  }
});
