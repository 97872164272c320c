import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const exported = /^export (?:abstract |async )*(?:const|function\*?|class|interface|type|enum) (\w+)/gm;

describe('the vocabulary', () => {
  it('a name is exported in one place and means one thing', async () => {
    const places = new Map<string, Set<string>>();
    for (const folder of ['src', 'media'])
      for (const file of await readdir(path.join(root, folder), { recursive: true })) {
        if (!file.endsWith('.ts')) continue;
        const text = await readFile(path.join(root, folder, file), 'utf8');
        for (const [, name = ''] of text.matchAll(exported)) places.set(name, (places.get(name) ?? new Set()).add(path.join(folder, file)));
      }
    assert.ok(places.size > 500, 'the files were not found');
    const twice = [...places].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files]);
    assert.deepEqual(twice, []);
  });
});
