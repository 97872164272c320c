import { stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';
import { mustRun } from './run.mjs';

/** Installs the packages of package-lock.json when that has not been done since it changed. */
export async function ensureDependencies() {
  const wanted = await modified('package-lock.json');
  const installed = await modified('node_modules/.package-lock.json');
  if (installed >= wanted && installed > 0) return;
  console.log('setup: installing packages (npm ci)');
  await mustRun('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { quiet: true });
}

/** @param {string} file */
async function modified(file) {
  return (await stat(path.join(root, file)).catch(() => undefined))?.mtimeMs ?? 0;
}
