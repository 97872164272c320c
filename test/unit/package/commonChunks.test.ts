import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { commonChunks, loadedWith, neededFor } from '../../../scripts/lib/commonChunks.mjs';
import { temporaryFolder } from '../../support/folders';

/** What is loaded at once, what is loaded later, and what both of them need. */
const sources = {
  'begin.ts': `import { count } from './counter';
    export const counted = () => count();
    export const goOn = () => import('./later');
    export const goElsewhere = () => import('./elsewhere');`,
  'later.ts': `import { count } from './counter';
    import { double } from './doubled';
    export const counted = () => double(count());`,
  'elsewhere.ts': `import { double } from './doubled';
    export const four = double(2);`,
  'counter.ts': `let counter = 0;
    export const count = () => ++counter;`,
  'doubled.ts': `export const double = (value: number) => 2 * value;`,
};

interface Begun {
  readonly counted: () => number;
  readonly goOn: () => Promise<{ readonly counted: () => number }>;
  readonly goElsewhere: () => Promise<{ readonly four: number }>;
}

describe('a bundle in chunks', () => {
  const folder = temporaryFolder();

  for (const minify of [false, true])
    it(`loads one file at once, of which the later ones take what they share with it${minify ? ', minified' : ''}`, async () => {
      const base = path.join(folder.path, String(minify));
      await mkdir(path.join(base, 'src'), { recursive: true });
      for (const [name, text] of Object.entries(sources)) await writeFile(path.join(base, 'src', name), text);
      const target = 'node20';
      const { metafile } = await build({
        absWorkingDir: base,
        entryPoints: ['src/begin.ts'],
        outdir: 'dist',
        chunkNames: 'later/[name]-[hash]',
        outExtension: { '.js': '.cjs' },
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'node',
        target,
        metafile: true,
        plugins: [commonChunks({ minify, target, sourcemap: false })],
      });
      const entry = 'dist/begin.cjs';
      assert.deepEqual(loadedWith(metafile, entry), [entry]);
      const file = path.join(base, entry);
      const begun = createRequire(file)(file) as Begun;
      assert.equal(begun.counted(), 1);
      assert.equal((await begun.goOn()).counted(), 4);
      assert.equal(begun.counted(), 3);
      assert.equal((await begun.goElsewhere()).four, 4);
      assert.deepEqual((await readdir(path.join(base, 'dist/later'))).map(name => name.replace(/-\w+\.cjs$/, '')).sort(), [
        'chunk',
        'elsewhere',
        'later',
      ]);
      assert.deepEqual(
        Object.keys(metafile.outputs).sort(),
        ['begin.cjs', ...(await readdir(path.join(base, 'dist/later'))).map(name => `later/${name}`)].map(name => `dist/${name}`).sort(),
      );
      assert.deepEqual(
        neededFor(metafile, entry, 'src/later.ts').map(name => path.basename(name).replace(/-\w+\.cjs$/, '')),
        ['later'],
      );
    });
});
