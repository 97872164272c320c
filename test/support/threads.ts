import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import { testFolderPrefix } from './folders';

/** Starts a thread as the extension does, from the same bundle, which is built before the first test and removed after the last. */
export function threadOf(file: 'dist/reader.cjs' | 'dist/ranker.cjs'): (limits: ResourceLimits) => Worker {
  const folder = mkdtempSync(path.join(os.tmpdir(), testFolderPrefix));
  const outfile = path.join(folder, path.basename(file));
  before(async () => {
    const options = bundles({ production: false }).find(bundle => bundle.file === file)?.options;
    await build({ ...options, sourcemap: false, outfile });
  });
  after(() => rm(folder, { recursive: true, force: true }));
  return limits => new Worker(outfile, { resourceLimits: limits, execArgv: [] });
}
