// Builds what the extension ships: dist/extension.cjs and dist/later/, dist/reader.cjs, dist/ranker.cjs, dist/page/ and the notices of what is in them. Prints the sizes against their limits.
// --production minifies; --watch builds again after each change.
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { context } from 'esbuild';
import { bundles } from './lib/bundles.mjs';
import { loadedWith, neededFor } from './lib/commonChunks.mjs';
import { bundledPackages, noticesOf } from './lib/notices.mjs';
import { root } from './lib/paths.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const kilobyte = 1000;

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist/page'), { recursive: true });

const metafiles = [];
for (const { file, options, limit, dataLimits, loadedLimit, parts = {} } of bundles({ production })) {
  const built = await context(options);
  if (watch) {
    await built.watch();
    continue;
  }
  const { metafile } = await built.rebuild();
  metafiles.push(metafile);
  await built.dispose();
  const files = Object.keys(metafile.outputs).filter(output => !output.endsWith('.map'));
  const isData = output => output.endsWith('.json');
  const apart = Object.entries(parts).map(([module, most]) => ({
    module,
    most,
    code: neededFor(metafile, file, module).filter(output => !isData(output)),
  }));
  const code = files.filter(output => !isData(output) && !apart.some(part => part.code.includes(output)));
  await tellSize(file, code, limit);
  for (const part of apart) await tellSize(`${file} (loaded with ${part.module})`, part.code, part.most);
  for (const data of files.filter(isData)) {
    const name = path.basename(data).replace(/-\w+\.json$/, '');
    await tellSize(`${file} (data beside it: ${name})`, [data], dataLimits?.[name] ?? 0);
  }
  if (loadedLimit !== undefined) {
    const loaded = loadedWith(metafile, file).filter(output => !isData(output));
    await tellSize(`${file} (code that it loads at once)`, loaded, loadedLimit);
  }
}
if (!watch) {
  const notices = await noticesOf(bundledPackages(metafiles));
  await writeFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices);
}

/** Prints how large some files are together; more than `limit` fails a production build. */
async function tellSize(name, files, limit) {
  const sizes = await Promise.all(files.map(async file => (await stat(path.join(root, file))).size));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  console.log(
    `build: ${name} ${Math.round(size / kilobyte)} KB${production && limit !== undefined ? ` of at most ${limit / kilobyte} KB` : ''}`,
  );
  if (production && limit !== undefined && size > limit) {
    console.error(`build: ${name} is too large`);
    process.exitCode = 1;
  }
}
