// Builds what the extension ships: dist/extension.cjs, dist/page/ and the notices of what is in them. Prints the sizes against their limits.
// --production minifies; --watch builds again after each change.
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { context } from 'esbuild';
import { bundles, copiedPackages } from './lib/bundles.mjs';
import { bundledPackages, noticesOf } from './lib/notices.mjs';
import { root } from './lib/paths.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const kilobyte = 1000;

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist/page'), { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  await copyFile(path.join(root, 'node_modules/@vscode/codicons/dist', file), path.join(root, 'dist/page', file));

const metafiles = [];
for (const { options, limit } of bundles({ production })) {
  const built = await context(options);
  if (watch) {
    await built.watch();
    continue;
  }
  metafiles.push((await built.rebuild()).metafile);
  await built.dispose();
  const { size } = await stat(path.join(root, options.outfile));
  const verdict = production && limit !== undefined ? ` of at most ${limit / kilobyte} KB` : '';
  console.log(`build: ${options.outfile} ${Math.round(size / kilobyte)} KB${verdict}`);
  if (production && limit !== undefined && size > limit) {
    console.error(`build: ${options.outfile} is too large`);
    process.exitCode = 1;
  }
}
if (!watch) {
  const notices = await noticesOf([...bundledPackages(metafiles), ...copiedPackages]);
  await writeFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices);
}
