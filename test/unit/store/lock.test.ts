import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, utimesSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { systemCode } from '../../../src/store/fault';
import { placeBesideLocks, withLock, type Waiting } from '../../../src/store/lock';
import { StrangeLockError } from '../../../src/store/lockShape';
import { removeLeftovers } from '../../../src/store/leftovers';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();
const id = 'INC-7K3QF2';
const lock = (): string => path.join(folder.path, '.lock', id);

/** Waiting that takes no time and counts itself; `during` happens meanwhile. */
function waiting(during: (waited: number) => unknown = () => undefined): Waiting & { total: number } {
  const own = {
    total: 0,
    now: () => own.total,
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
      await withLock(folder.path, id, nothing, waited);
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
    await assert.rejects(withLock(folder.path, id, nothing, waited), error => systemCode(error) === 'ELOCKED');
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
        await assert.rejects(withLock(folder.path, id, nothing, waited), error => systemCode(error) === 'ELOCKED');
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
            waiting(),
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
    await withLock(folder.path, id, nothing, waited);
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
      const done = await withLock(store, id, work, waiting()).catch(systemCode);
      if (name === '.lock') assert.equal(done, 'ELOOP');
      else assert.match(String(done), /INC-7K3QF2$/);
      assert.deepEqual(await readdir(outside), []);
    });
  }

  /** What may stand where a lock should be, none of it made by Faultline. */
  const strange: Readonly<Record<string, () => Promise<unknown>>> = {
    'a link to a folder in which much happens': async () => {
      await mkdir(path.join(folder.path, 'busy'));
      await symlink(path.join(folder.path, 'busy'), lock());
    },
    'a link that leads nowhere': () => symlink(path.join(folder.path, 'nowhere'), lock()),
    'a file': () => writeFile(lock(), 'mine'),
    'a FIFO': () => Promise.resolve(execFileSync('mkfifo', [lock()])),
    'a folder with a folder in it': () => mkdir(path.join(lock(), 'a/b'), { recursive: true }),
    'a folder with a folder that is called like a token': () => mkdir(path.join(lock(), 'f'.repeat(32)), { recursive: true }),
    'a folder with somebody’s file': async () => {
      await foreignLock();
      await writeFile(path.join(lock(), 'notes.txt'), 'mine');
    },
    'a folder with 2,000 files that are called like tokens': async () => {
      await mkdir(lock());
      await Promise.all(Array.from({ length: 2000 }, (_, n) => writeFile(path.join(lock(), String(n).padStart(32, '0')), '')));
    },
  };
  for (const [what, make] of Object.entries(strange))
    it(`is not awaited nor taken over where ${what} stands in its place: named at once, left as it is`, async function () {
      if (process.platform === 'win32') return this.skip();
      await mkdir(path.dirname(lock()), { recursive: true });
      await make();
      const waited = waiting();
      await assert.rejects(withLock(folder.path, id, nothing, waited), error => error instanceof StrangeLockError && error.lock === lock());
      assert.equal(waited.total, 0);
      mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 });
      await removeLeftovers(path.dirname(folder.path), folder.path).finally(() => {
        mock.timers.reset();
      });
      assert.deepEqual(await readdir(path.dirname(lock())), [id]);
    });

  it('leaves what was to become a record and never did to who tidies up, once it is old', async () => {
    const left = await placeBesideLocks(folder.path, id);
    await writeFile(left, 'half a rec');
    const tidy = async (): Promise<readonly string[]> => {
      await removeLeftovers(path.dirname(folder.path), folder.path);
      return readdir(path.dirname(left));
    };
    assert.deepEqual(await tidy(), [path.basename(left)]);
    const old = new Date(Date.now() - 61_000);
    utimesSync(left, old, old);
    assert.deepEqual(await tidy(), []);
  });

  it('with the file of another machine beside its own is one, and taken over when it is stale', async () => {
    await foreignLock();
    await writeFile(path.join(lock(), 'e'.repeat(32)), '');
    await withLock(folder.path, id, nothing, waiting());
    assert.deepEqual(await readdir(path.dirname(lock())), []);
  });

  it('is awaited for ten seconds, not for so many pauses: also where each look takes a second', async () => {
    const token = await foreignLock();
    let now = 0;
    const slow: Waiting = {
      now: () => now,
      pause: milliseconds => {
        now += milliseconds + 1000;
        utimesSync(token, now, now);
        return Promise.resolve();
      },
    };
    await assert.rejects(withLock(folder.path, id, nothing, slow), error => systemCode(error) === 'ELOCKED');
    assert.ok(now >= 10_000 && now < 12_000, String(now));
  });

  it('of a process that stood still together with the one that waits is not taken over because the time has passed', async () => {
    const token = await foreignLock();
    let now = 0;
    let pauses = 0;
    const asleep: Waiting = {
      now: () => now,
      pause: milliseconds => {
        // The machine sleeps for eight seconds in the second pause; what is awake again renews its lock.
        now += ++pauses === 2 ? 8_000 : milliseconds;
        if (pauses > 2) utimesSync(token, pauses, pauses);
        return Promise.resolve();
      },
    };
    await assert.rejects(withLock(folder.path, id, nothing, asleep), error => systemCode(error) === 'ELOCKED');
    assert.ok(existsSync(token));
  });
});
