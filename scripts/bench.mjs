// Measures what people get: the benchmarks as the product is bundled, minified, without what tsx adds so that functions keep their names in traces.
// node scripts/bench.mjs --only store --records 10000
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
const { build } = await import('esbuild');
// As deep in the project as the benchmarks themselves, which import the scripts beside them.
const outfile = path.join(root, 'out/bench/bench.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/bench/bench.ts'],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  external: ['../../scripts/lib/*'],
  sourcemap: true,
  logLevel: 'warning',
});
process.exit(await run(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)]));
