import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { hostFolder, root } from './paths.mjs';
import { run } from './run.mjs';
import { emptyHome } from './workspaces.mjs';

/**
 * The program of a desktop VS Code, downloaded if need be; undefined where none can be had or shown.
 * FAULTLINE_HOST=server does without it, FAULTLINE_HOST=desktop insists on it.
 * @returns {Promise<string | undefined>}
 */
export async function findDesktop() {
  const wanted = process.env.FAULTLINE_HOST;
  if (wanted === 'server') return undefined;
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen && wanted !== 'desktop') {
    console.log('setup: no display here, so no desktop VS Code');
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: hostFolder,
      reporter: { report: () => undefined, error: () => undefined },
    });
  } catch (error) {
    if (wanted === 'desktop') throw error;
    console.log(`setup: VS Code cannot be downloaded here (${error instanceof Error ? error.message : error}); using the server`);
    return undefined;
  }
}

/**
 * Opens a folder in the desktop VS Code with this extension.
 * @param {string} program
 * @param {string} workspace
 */
export async function openDesktop(program, workspace) {
  const data = path.join(hostFolder, 'start-desktop');
  await run(program, [
    workspace,
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${data}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    ...asRoot(),
  ]);
}

/**
 * Runs the integration suite in the desktop VS Code on one workspace.
 * @param {string} program
 * @param {{ workspace: string, dataFolder: string, trusted: boolean, userSettings: Record<string, unknown> }} options
 */
export async function runInDesktop(program, { workspace, dataFolder, trusted, userSettings }) {
  await mkdir(path.join(dataFolder, 'User'), { recursive: true });
  await writeFile(path.join(dataFolder, 'User/settings.json'), JSON.stringify(userSettings));
  await runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/integration/index.cjs'),
    extensionTestsEnv: await emptyHome(dataFolder),
    launchArgs: [
      workspace,
      `--user-data-dir=${dataFolder}`,
      '--skip-welcome',
      ...(trusted ? ['--disable-workspace-trust'] : []),
      ...asRoot(),
    ],
  });
}

function asRoot() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
