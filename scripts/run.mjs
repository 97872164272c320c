// Runs one of the project's TypeScript programs with its options: node scripts/run.mjs test/effort/effort.ts --json FILE
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
process.exit(await run(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)]));
