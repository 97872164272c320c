// Takes pictures of every view; see test/pictures/pictures.ts for its options.
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
process.exit(await run(process.execPath, ['--import', 'tsx', 'test/pictures/pictures.ts', ...process.argv.slice(2)]));
