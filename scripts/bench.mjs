// Runs the benchmarks; see test/bench/bench.ts for its options.
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
process.exit(await run(process.execPath, ['--import', 'tsx', 'test/bench/bench.ts', ...process.argv.slice(2)]));
