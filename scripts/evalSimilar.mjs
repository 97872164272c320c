// Scores the ranking of similar failures on a file; see test/eval/similar.ts for its options.
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
process.exit(await run(process.execPath, ['--import', 'tsx', 'test/eval/similar.ts', ...process.argv.slice(2)]));
