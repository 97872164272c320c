// Builds what the extension ships: dist/extension.cjs and dist/page/. Prints the sizes against their limits.
// --production minifies; --watch builds again after each change.
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { context } from 'esbuild';
import { root } from './lib/paths.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const kilobyte = 1000;

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  absWorkingDir: root,
  legalComments: 'none',
};
/** @type {{ limit?: number, options: import('esbuild').BuildOptions & { outfile: string } }[]} */
const bundles = [
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

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist/page'), { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  await copyFile(path.join(root, 'node_modules/@vscode/codicons/dist', file), path.join(root, 'dist/page', file));

for (const { options, limit } of bundles) {
  const built = await context(options);
  if (watch) {
    await built.watch();
    continue;
  }
  await built.rebuild();
  await built.dispose();
  const { size } = await stat(path.join(root, options.outfile));
  const verdict = production && limit !== undefined ? ` of at most ${limit / kilobyte} KB` : '';
  console.log(`build: ${options.outfile} ${Math.round(size / kilobyte)} KB${verdict}`);
  if (production && limit !== undefined && size > limit) {
    console.error(`build: ${options.outfile} is too large`);
    process.exitCode = 1;
  }
}
