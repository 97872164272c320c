import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';
import { makeSampleWorkspace } from './sample.mjs';

/** What every workspace for tests and pictures is opened with. */
export const calmSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.openRepositoryInParentFolders': 'never',
  'terminal.integrated.gpuAcceleration': 'off',
};

/**
 * Makes a fresh workspace for tests: the sample with its history, or an empty folder; with `second`, the settings of another folder, one of both.
 * @param {string} name
 * @param {{ sample: boolean, settings?: Record<string, unknown>, second?: Record<string, unknown> }} options
 * @returns {Promise<string>} its absolute path
 */
export async function makeTestWorkspace(name, { sample, settings: more = {}, second }) {
  // Outside the project: a folder inside it would find the project's own repository. Two checkouts are tested side by side.
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 8);
  const folder = path.join(os.tmpdir(), 'faultline-workspaces', checkout, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder), { recursive: true });
  if (sample) {
    await makeSampleWorkspace(folder);
    const git = (...args) => execFileSync('git', args, { cwd: folder });
    git('config', 'user.name', 'Ida Test');
    git('config', 'user.email', 'ida@example.org');
    await appendFile(path.join(folder, '.git/info/exclude'), '/.vscode/\n');
  }
  await writeSettings(folder, { ...calmSettings, ...more });
  if (!second) return folder;
  await rm(`${folder}-second`, { recursive: true, force: true });
  await writeSettings(`${folder}-second`, second);
  const file = `${folder}.code-workspace`;
  await writeFile(
    file,
    JSON.stringify({ folders: [{ path: folder }, { path: `${folder}-second` }], settings: { ...calmSettings, ...more } }),
  );
  return file;
}

async function writeSettings(folder, settings) {
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
}

/**
 * An empty home for what tests run, so that no name or setting of who runs them comes in.
 * @param {string} dataFolder
 * @returns {Promise<Record<string, string>>}
 */
export async function emptyHome(dataFolder) {
  const home = path.join(dataFolder, 'home');
  await mkdir(home, { recursive: true });
  return { HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') };
}
