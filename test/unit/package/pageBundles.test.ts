import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';

describe('the bundles of the pages', () => {
  for (const file of ['dist/page/page.js', 'dist/page/readOnly.js'])
    it(`${file} tells zod not to try code from strings before it makes the first schema`, async function () {
      this.timeout(60_000);
      const bundle = bundles({ production: false }).find(one => one.file === file);
      const { outputFiles } = await build({ ...bundle?.options, sourcemap: false, write: false });
      const text = outputFiles.map(output => output.text).join('\n');
      // Unminified, each source begins with its name.
      const [told, made] = [text.indexOf('// media/shared/withoutEval.ts'), text.indexOf('// src/')];
      assert.ok(told > 0 && told < made, `at ${told}, the first of our own at ${made}`);
    });
});
