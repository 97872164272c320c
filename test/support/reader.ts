import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { bundles } from '../../scripts/lib/bundles.mjs';
import type { StartThread } from '../../src/store/readerThread';

let built: string | undefined;

/** Starts the thread that reads large files as the extension does, from the same bundle, which is built when the first test asks for it. */
export const startReader: StartThread = limits => new Worker((built ??= build()), { resourceLimits: limits, execArgv: [] });

function build(): string {
  const options = bundles({ production: false }).find(({ file }) => file === 'dist/reader.cjs')?.options;
  const outfile = path.join(os.tmpdir(), `reader-${process.pid}.cjs`);
  buildSync({ ...options, sourcemap: false, outfile });
  process.once('exit', () => {
    rmSync(outfile, { force: true });
  });
  return outfile;
}
