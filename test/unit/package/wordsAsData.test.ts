import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { commonChunks, loadedWith } from '../../../scripts/lib/commonChunks.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { wordsAsData } from '../../../scripts/lib/wordsAsData.mjs';
import type * as languages from '../../../src/words/languages';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';

describe('words as data', () => {
  const folder = temporaryFolder();

  it('are the words of the sources, beside the code and not in it', async () => {
    const target = 'node20';
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['src/words/languages.ts'],
      outdir: folder.path,
      bundle: true,
      charset: 'utf8',
      format: 'esm',
      outExtension: { '.js': '.cjs' },
      loader: { '.json': 'copy' },
      target,
      metafile: true,
      plugins: [wordsAsData, commonChunks({ minify: false, target, sourcemap: false })],
    });
    const code = path.join(folder.path, 'languages.cjs');
    const { wordsIn } = createRequire(code)(code) as typeof languages;
    assert.deepEqual(wordsIn('en'), english);
    assert.ok(!(await readFile(code, 'utf8')).includes(english.kinds.incident.name));
    const loaded = loadedWith(metafile, path.relative(root, code)).map(file => path.extname(file));
    assert.deepEqual(loaded, ['.cjs', '.json']);
  });
});
