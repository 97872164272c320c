import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { commonChunks, loadedWith } from '../../../scripts/lib/commonChunks.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { wordsAsData } from '../../../scripts/lib/wordsAsData.mjs';
import { languages } from '../../../src/words/languages';
import type * as languagesModule from '../../../src/words/languages';
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
    const { wordsIn } = createRequire(code)(code) as typeof languagesModule;
    for (const [tag, words] of Object.entries(languages)) assert.deepEqual(wordsIn(tag), words);
    assert.ok(!(await readFile(code, 'utf8')).includes(english.kinds.incident.name));
    const loaded = loadedWith(metafile, path.relative(root, code)).map(file => path.extname(file));
    assert.deepEqual(loaded.toSorted(), ['.cjs', ...Object.keys(languages).map(() => '.json')]);
  });

  it('are those of a variety of a language, too, whose file has a hyphen in its name', async () => {
    const words = path.join(folder.path, 'src/words');
    await mkdir(words, { recursive: true });
    await writeFile(path.join(words, 'languages.ts'), `export { brazilian } from './pt-br';`);
    await writeFile(path.join(words, 'pt-br.ts'), `export const brazilian = { save: 'Salvar' };`);
    const { metafile } = await build({
      absWorkingDir: folder.path,
      entryPoints: ['src/words/languages.ts'],
      outdir: path.join(folder.path, 'out'),
      bundle: true,
      format: 'esm',
      loader: { '.json': 'copy' },
      metafile: true,
      plugins: [wordsAsData],
    });
    assert.deepEqual(
      Object.keys(metafile.outputs)
        .map(file => path.extname(file))
        .toSorted(),
      ['.js', '.json'],
    );
  });
});
