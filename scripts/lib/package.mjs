import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';
import { mustRun } from './run.mjs';

/**
 * Builds for production and packs the extension.
 * @returns {Promise<string>} the .vsix file
 */
export async function preparePackage() {
  // vsce runs vscode:prepublish, which is the production build.
  return pack(root, path.join(root, 'out', 'faultline.vsix'));
}

/**
 * Packs the extension in a folder as it stands.
 * @param {string} folder
 * @param {string} file the .vsix file to write
 * @returns {Promise<string>} the .vsix file
 */
export async function pack(folder, file) {
  await mkdir(path.dirname(file), { recursive: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--skip-license'];
  await mustRun(process.execPath, [vsce, 'package', ...options, '--out', file], { cwd: folder, quiet: true });
  return file;
}
