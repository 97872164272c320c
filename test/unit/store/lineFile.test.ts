import assert from 'node:assert/strict';
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
});
