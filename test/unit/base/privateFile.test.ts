import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { PrivateFile } from '../../../src/base/privateFile';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();
const place = (): string => path.join(folder.path, 'own', 'a.json');
const file = (): PrivateFile<{ a: number }> => new PrivateFile(place(), z.object({ a: z.number() }));

describe('a private file', () => {
  it('holds what was written last, is its owner’s alone, also where another one stood, and leaves nothing beside it', async function () {
    assert.equal(await file().read(), undefined);
    await file().write({ a: 1 });
    assert.deepEqual(await file().read(), { a: 1 });
    if (process.platform !== 'win32') {
      const rights = async (of: string): Promise<string> => ((await stat(of)).mode & 0o777).toString(8);
      await chmod(place(), 0o644);
      await file().write({ a: 2 }, { flush: true });
      assert.deepEqual([await rights(path.dirname(place())), await rights(place())], ['700', '600']);
    }
    assert.deepEqual(await readdir(path.dirname(place())), ['a.json']);
  });

  it('that cannot be read, is no JSON or of another shape is as if there were none', async () => {
    await mkdir(path.dirname(place()), { recursive: true });
    for (const text of ['', '{"a":', '{"a":"1"}', '[]', 'null']) {
      await writeFile(place(), text);
      assert.equal(await file().read(), undefined, text);
    }
    assert.equal(await new PrivateFile(path.dirname(place()), z.unknown()).read(), undefined);
  });

  it('that cannot be replaced stands as it was, and nothing lies beside it', async () => {
    await mkdir(place(), { recursive: true });
    await writeFile(path.join(place(), 'inside'), '');
    await assert.rejects(file().write({ a: 1 }));
    assert.deepEqual(await readdir(path.dirname(place())), ['a.json']);
  });

  it('takes away what a process that was ended while it wrote has left, and nothing that is still written or not its own', async () => {
    const beside = (name: string): string => path.join(path.dirname(place()), name);
    const old = new Date(Date.now() - 3_700_000);
    await mkdir(path.dirname(place()), { recursive: true });
    for (const name of ['a.json.0123456789ab', 'a.json.backup', 'b.json.0123456789ab', 'a.json.fedcba987654']) {
      await writeFile(beside(name), 'words of a record');
      if (!name.endsWith('4')) await utimes(beside(name), old, old);
    }
    await file().write({ a: 1 });
    assert.deepEqual((await readdir(path.dirname(place()))).sort(), [
      'a.json',
      'a.json.backup',
      'a.json.fedcba987654',
      'b.json.0123456789ab',
    ]);
  });
});
