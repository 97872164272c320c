import { ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundles } from '../../../scripts/lib/bundles.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

const names: Readonly<Record<string, string>> = {
  'dist/extension.cjs': 'extension',
  'dist/reader.cjs': 'reader',
  'dist/ranker.cjs': 'ranker',
  'dist/page/page.js': 'page',
  'dist/page/readOnly.js': 'the read-only panel’s page',
};

describe('the limits of the bundles', () => {
  it('are those that CONTRIBUTING.md tells', async () => {
    const text = (await readFile(path.join(root, 'CONTRIBUTING.md'), 'utf8')).replaceAll("'", '’');
    const kilobytes = (bytes: number): string => `${bytes / 1_000} KB`;
    for (const { file, limit, loadedLimit, dataLimits = {} } of bundles({ production: true })) {
      const name = names[file];
      if (name === undefined || limit === undefined) continue;
      ok(text.includes(`${name} ${kilobytes(limit)}`), file);
      if (loadedLimit !== undefined) ok(text.includes(`${kilobytes(loadedLimit)} are loaded at once`), `${file}: at once`);
      for (const [data, most] of Object.entries(dataLimits)) {
        const said = data === 'model' ? 'for the model' : 'for the words of a language';
        ok(text.includes(`${kilobytes(most)} ${said}`), data);
      }
    }
  });
});
