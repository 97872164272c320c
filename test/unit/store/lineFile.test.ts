import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { LineFile } from '../../../src/store/lineFile';
import { Turns } from '../../../src/store/turns';
import { temporaryFolder } from '../../support/folders';

describe('a file of lines', () => {
  const folder = temporaryFolder();
  const file = (): string => path.join(folder.path, 'lines.json');
  const lines = (): LineFile => new LineFile(file(), { version: 1 }, new Turns());
  const read = async (): Promise<readonly unknown[]> => {
    const values: unknown[] = [];
    await lines().read(value => values.push(value));
    return values;
  };

  it('gives back what was added, in that order, however long a line is', async () => {
    const values = [0, 1, 29_900, 30_000, 30_001, 95_000, 7, 0].map((length, n) => ({ n, text: 'ü'.repeat(length) }));
    await lines().save([], values, values.length);
    assert.deepEqual(await read(), values);
    const many = Array.from({ length: 3000 }, (_, n) => [`${n}`, 'ä\u2028\n'.repeat(n % 17)]);
    await lines().save(many, [], values.length);
    assert.deepEqual(await read(), [...values, ...many]);
  });

  it('what is in its place and is no file holds nothing, and is replaced where it can be', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [file()]);
    assert.deepEqual(await read(), []);
    await lines().save([1], [1, 2], 2);
    assert.deepEqual(await read(), [1, 2]);
    await rm(file());
    await symlink('/dev/zero', file());
    assert.deepEqual(await read(), []);
    await rm(file());
    await mkdir(file());
    assert.deepEqual(await read(), []);
    await lines().save([1], [1, 2], 2);
    assert.deepEqual(await readdir(folder.path), [path.basename(file())], 'nothing is left beside it');
  });

  it('what two windows add at once stays apart, however long it is', async () => {
    await lines().save([], [0], 1);
    const long = ['a', 'b'].map(letter => letter.repeat(2_000_000));
    await Promise.all(long.map(text => lines().save([text], [], 1)));
    assert.deepEqual((await read()).toSorted(), [0, ...long]);
  });

  it('is read up to half a million lines, and then replaced', async () => {
    await lines().save([], [0], 1);
    await appendFile(file(), `\n1\n${'\n'.repeat(600_000)}2`);
    const full = lines();
    const values: unknown[] = [];
    await full.read(value => values.push(value));
    assert.deepEqual(values, [0, 1]);
    await full.save([3], [4], 1);
    assert.deepEqual(await read(), [4]);
  });

  it('a larger one than there may be holds nothing, and is replaced', async () => {
    await lines().save([], ['ü'.repeat(100)], 1);
    const small = new LineFile(file(), { version: 1 }, new Turns(), 200);
    await small.read(() => assert.fail());
    await small.save([], [1], 1);
    assert.deepEqual(await read(), [1]);
    const values: unknown[] = [];
    await small.read(value => values.push(value));
    assert.deepEqual(values, [1]);
  });
});
