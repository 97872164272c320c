import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Makes data of the texts of each language that `src/words/languages.ts` imports: its module is run once while building, and what it
 * exports is imported as JSON, which lies beside the code as it is. The module stays the source. Wants the loader `copy` for `.json`.
 * @type {import('esbuild').Plugin}
 */
export const wordsAsData = {
  name: 'words-as-data',
  setup({ onResolve, onLoad, initialOptions: { absWorkingDir = '' } }) {
    const languages = path.join(absWorkingDir, 'src/words/languages.ts');
    onResolve({ filter: /^\.\/[\w-]+$/ }, ({ importer, path: name }) =>
      importer === languages ? { path: path.join(path.dirname(languages), `${name}.json`), namespace } : undefined,
    );
    onLoad({ filter: /\.json$/, namespace }, async ({ path: file }) => {
      const {
        outputFiles: [code],
        metafile,
      } = await build({
        entryPoints: [file.replace(/\.json$/, '.ts')],
        absWorkingDir,
        bundle: true,
        write: false,
        format: 'esm',
        metafile: true,
      });
      const texts = { ...(await import(`data:text/javascript;base64,${Buffer.from(code?.contents ?? '').toString('base64')}`)) };
      const contents = JSON.stringify(texts);
      assert.deepEqual(JSON.parse(contents), texts, `${file}: what is no text is no data`);
      return { contents, loader: 'copy', watchFiles: Object.keys(metafile.inputs).map(input => path.join(absWorkingDir, input)) };
    });
  },
};

const namespace = 'words-as-data';
