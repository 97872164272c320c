import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import type { StartThread } from '../../src/store/readerThread';

/** Starts the thread that reads large files as the extension does, from the same bundle, which is built before the first test and removed after the last. */
export function readerThread(): StartThread {
  const outfile = path.join(os.tmpdir(), `reader-${process.pid}.cjs`);
  before(async () => {
    const options = bundles({ production: false }).find(({ file }) => file === 'dist/reader.cjs')?.options;
    await build({ ...options, sourcemap: false, outfile });
  });
  after(() => rm(outfile, { force: true }));
  return limits => new Worker(outfile, { resourceLimits: limits, execArgv: [] });
}
