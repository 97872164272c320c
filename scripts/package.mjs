// Makes out/faultline.vsix, to be installed with "Extensions: Install from VSIX…".
import { mkdir } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';

await ensureDependencies();
await mkdir('out', { recursive: true });
const { preparePackage } = await import('./lib/package.mjs');
console.log(`package: ${await preparePackage()}`);
