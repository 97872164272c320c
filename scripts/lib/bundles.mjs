import { root } from './paths.mjs';

const kilobyte = 1000;

/**
 * What the extension ships, as esbuild makes it; sizes in bytes are the limits of a production build.
 * @param {{ production: boolean }} options
 * @returns {readonly { limit?: number, options: import('esbuild').BuildOptions & { outfile: string, metafile: true } }[]}
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
    metafile: /** @type {const} */ (true),
  };
  return [
    {
      limit: 600 * kilobyte,
      options: {
        ...common,
        entryPoints: ['src/extension.ts'],
        outfile: 'dist/extension.cjs',
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        external: ['vscode'],
      },
    },
    {
      limit: 200 * kilobyte,
      options: {
        ...common,
        entryPoints: ['src/store/reader.ts'],
        outfile: 'dist/reader.cjs',
        platform: 'node',
        format: 'cjs',
        target: 'node20',
      },
    },
    {
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
    { options: { ...common, entryPoints: ['media/page.css'], outfile: 'dist/page/page.css' } },
  ];
}

/** Packages of which files are shipped as they are. */
export const copiedPackages = ['node_modules/@vscode/codicons'];
