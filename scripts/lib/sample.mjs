import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './paths.mjs';

/**
 * Makes the sample workspace with the extension's own code, in an empty folder.
 * @param {string} folder
 */
export async function makeSampleWorkspace(folder) {
  const bundle = path.join(root, 'out/sample.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/sample/makeSample.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  const { makeSample } = createRequire(import.meta.url)(bundle);
  await makeSample(folder, new Date());
}
