import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../.github/workflows');

describe('the workflows', () => {
  it('name each action by the full hash of a commit, with its version beside it: a tag can be moved', async () => {
    const files = await readdir(folder);
    const used = (await Promise.all(files.map(file => readFile(path.join(folder, file), 'utf8')))).flatMap(text =>
      text.split('\n').filter(line => /^\s*(?:-\s+)?uses:/.test(line)),
    );
    assert.ok(used.length >= 3);
    for (const line of used) assert.match(line, /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read the code and nothing more', async () => {
    for (const file of await readdir(folder))
      assert.match(await readFile(path.join(folder, file), 'utf8'), /^permissions:\n {2}contents: read$/m);
  });
});
