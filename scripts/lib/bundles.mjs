import { commonChunks } from './commonChunks.mjs';
import { root } from './paths.mjs';
import { withoutErrorTexts } from './withoutErrorTexts.mjs';
import { withoutIndents } from './withoutIndents.mjs';
import { withoutJsonSchema } from './withoutJsonSchema.mjs';
import { withoutKeyCodes } from './withoutKeyCodes.mjs';
import { wordsAsData } from './wordsAsData.mjs';

const kilobyte = 1000;
const target = 'node20';

/**
 * What the extension ships, as esbuild makes it: `file` and what it is split into. Sizes in bytes are the limits of a production build, of
 * the code, of each file of data beside it by its name, and of the code that is loaded with `file`. `parts` are loaded in few windows only and
 * have limits of their own, by the module that each begins with.
 * @param {{ production: boolean }} options
 * @returns {readonly { file: string, limit?: number, dataLimits?: Readonly<Record<string, number>>, loadedLimit?: number, parts?: Readonly<Record<string, number>>, options: import('esbuild').BuildOptions & { metafile: true } }[]}
 */
export function bundles({ production }) {
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = {
    bundle: true,
    sourcemap: !production,
    minify: production,
    logLevel: /** @type {const} */ ('warning'),
    absWorkingDir: root,
    legalComments: /** @type {const} */ ('none'),
    charset: /** @type {const} */ ('utf8'),
    metafile: /** @type {const} */ (true),
    plugins: [withoutJsonSchema],
  };
  const page = { platform: /** @type {const} */ ('browser'), format: /** @type {const} */ ('iife'), target: 'es2022' };
  const pagePlugins = [...common.plugins, withoutErrorTexts, withoutKeyCodes, ...(production ? [withoutIndents] : [])];
  return [
    {
      file: 'dist/extension.cjs',
      limit: 640 * kilobyte,
      dataLimits: { english: 160 * kilobyte },
      loadedLimit: 320 * kilobyte,
      parts: {
        'src/store/attachments.ts': 10 * kilobyte,
        'src/domain/incident/traitsOf.ts': 20 * kilobyte,
        'src/app/patterns.ts': 30 * kilobyte,
        'src/sample/makeSample.ts': 40 * kilobyte,
        'src/ui/figures/composeFigures.ts': 40 * kilobyte,
        'src/ui/panel/readOnlyPanel.ts': 60 * kilobyte,
        'src/ui/proof/composeProof.ts': 50 * kilobyte,
        'src/ui/records/breaches.ts': 10 * kilobyte,
        'src/ui/sharing/composeSharing.ts': 100 * kilobyte,
        'src/ui/suspects/bisectRun.ts': 40 * kilobyte,
      },
      options: {
        ...common,
        entryPoints: ['src/extension.ts'],
        outdir: 'dist',
        chunkNames: 'later/[name]-[hash]',
        // Data is no code: it lies beside it as it is, and is read when it is asked for.
        assetNames: 'later/[name]-[hash]',
        loader: { '.json': 'copy' },
        outExtension: { '.js': '.cjs' },
        platform: 'node',
        format: 'esm',
        splitting: true,
        target,
        external: ['vscode'],
        sourcemap: !production && 'inline',
        plugins: [...common.plugins, wordsAsData, commonChunks({ minify: production, target, sourcemap: !production })],
      },
    },
    {
      file: 'dist/reader.cjs',
      limit: 220 * kilobyte,
      options: { ...common, entryPoints: ['src/store/reader.ts'], outfile: 'dist/reader.cjs', platform: 'node', format: 'cjs', target },
    },
    {
      file: 'dist/ranker.cjs',
      limit: 205 * kilobyte,
      dataLimits: { model: 210 * kilobyte },
      options: {
        ...common,
        entryPoints: ['src/app/suspects/rankerEntry.ts'],
        outfile: 'dist/ranker.cjs',
        assetNames: 'later/[name]-[hash]',
        loader: { '.json': 'copy' },
        platform: 'node',
        format: 'cjs',
        target,
      },
    },
    {
      file: 'dist/page/line.js',
      limit: 2 * kilobyte,
      options: { ...common, ...page, entryPoints: ['media/line.ts'], outfile: 'dist/page/line.js' },
    },
    {
      file: 'dist/page/page.js',
      limit: 450 * kilobyte,
      options: { ...common, ...page, entryPoints: ['media/main.ts'], outfile: 'dist/page/page.js', plugins: pagePlugins },
    },
    {
      // The page of a person who only reads is a bundle of its own: what is not in it cannot write.
      file: 'dist/page/readOnly.js',
      limit: 380 * kilobyte,
      options: { ...common, ...page, entryPoints: ['media/readOnly/main.ts'], outfile: 'dist/page/readOnly.js', plugins: pagePlugins },
    },
    {
      // The icons' font lies beside the rules that name it.
      file: 'dist/page/page.css',
      options: {
        ...common,
        entryPoints: ['media/page.css'],
        outfile: 'dist/page/page.css',
        assetNames: '[name]',
        loader: { '.ttf': 'file' },
      },
    },
  ];
}
