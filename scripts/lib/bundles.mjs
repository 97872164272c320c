import { commonChunks } from './commonChunks.mjs';
import { root } from './paths.mjs';

const kilobyte = 1000;
const target = 'node20';

/**
 * What the extension ships, as esbuild makes it: `file` and what it is split into. Sizes in bytes are the limits of a production build, of
 * everything and of what is loaded with `file`.
 * @param {{ production: boolean }} options
 * @returns {readonly { file: string, limit?: number, loadedLimit?: number, options: import('esbuild').BuildOptions & { metafile: true } }[]}
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
  };
  return [
    {
      file: 'dist/extension.cjs',
      limit: 600 * kilobyte,
      loadedLimit: 350 * kilobyte,
      options: {
        ...common,
        entryPoints: ['src/extension.ts'],
        outdir: 'dist',
        chunkNames: 'later/[name]-[hash]',
        outExtension: { '.js': '.cjs' },
        platform: 'node',
        format: 'esm',
        splitting: true,
        target,
        external: ['vscode'],
        sourcemap: !production && 'inline',
        plugins: [commonChunks({ minify: production, target, sourcemap: !production })],
      },
    },
    {
      file: 'dist/reader.cjs',
      limit: 200 * kilobyte,
      options: { ...common, entryPoints: ['src/store/reader.ts'], outfile: 'dist/reader.cjs', platform: 'node', format: 'cjs', target },
    },
    {
      file: 'dist/page/page.js',
      limit: 450 * kilobyte,
      options: {
        ...common,
        entryPoints: ['media/main.ts'],
        outfile: 'dist/page/page.js',
        platform: 'browser',
        format: 'iife',
        target: 'es2022',
      },
    },
    { file: 'dist/page/page.css', options: { ...common, entryPoints: ['media/page.css'], outfile: 'dist/page/page.css' } },
  ];
}

/** Packages of which files are shipped as they are. */
export const copiedPackages = ['node_modules/@vscode/codicons'];
