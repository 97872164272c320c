import path from 'node:path';
import { root } from './paths.mjs';
import { mustRun } from './run.mjs';

/**
 * Builds for production and packs the extension.
 * @returns {Promise<string>} the .vsix file
 */
export async function preparePackage() {
  const file = path.join(root, 'out', 'faultline.vsix');
  // vsce runs vscode:prepublish, which is the production build.
  await mustRun(
    process.execPath,
    [
      'node_modules/@vscode/vsce/vsce',
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--skip-license',
      '--out',
      file,
    ],
    { quiet: true },
  );
  return file;
}
