import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hostFolder } from './paths.mjs';
import { mustRun } from './run.mjs';

// The npm package code-server holds a whole built VS Code server; its workbench runs in a browser, its extension host is real.
const serverVersion = '4.139.1';
const nodeMajor = '24';
/** Milliseconds the server may take to listen. */
const startTimeout = 60_000;

const folder = path.join(hostFolder, `server-${serverVersion}`);
const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const ownNodeFits = process.versions.node.split('.')[0] === nodeMajor;
const nodeProgram = ownNodeFits
  ? process.execPath
  : path.join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs the VS Code server and the Node it needs, once. */
export async function ensureServer() {
  const marker = path.join(folder, 'installed');
  if (existsSync(marker)) return;
  console.log(`setup: installing a VS Code server (code-server ${serverVersion}); this takes about a minute`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n');
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun('npm', ['install', ...quietly, `code-server@${serverVersion}`, ...(ownNodeFits ? [] : [`${nodePackage}@${nodeMajor}`])], {
    cwd: folder,
    quiet: true,
  });
  await mustRun('npm', ['install', ...quietly, '--omit=dev'], { cwd: vscode, quiet: true });
  await writeFile(marker, 'ok\n');
}

/**
 * Starts the server and resolves when it listens.
 * @param {{ dataFolder: string, trusted?: boolean, userSettings?: Record<string, unknown>, machineSettings?: Record<string, unknown>, install?: readonly string[], driver?: boolean, port?: number, environment?: Record<string, string> }} options
 *   userSettings: what the person set; machineSettings: what the machine or container the server runs on sets; install: the .vsix files to install first; driver: lets a page pass extensionDevelopmentPath and extensionTestsPath
 * @returns {Promise<{ port: number, stop: () => Promise<void>, log: () => string }>}
 */
export async function startServer({
  dataFolder,
  trusted = true,
  userSettings = {},
  machineSettings = {},
  install = [],
  driver = true,
  port = 0,
  environment = {},
}) {
  for (const [scope, settings] of Object.entries({ User: userSettings, Machine: machineSettings })) {
    await mkdir(path.join(dataFolder, 'data', scope), { recursive: true });
    await writeFile(path.join(dataFolder, 'data', scope, 'settings.json'), JSON.stringify(settings));
  }
  const common = [
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--extensions-dir',
    path.join(dataFolder, 'extensions'),
    '--telemetry-level',
    'off',
  ];
  const main = path.join(vscode, 'out/server-main.js');
  if (install.length > 0)
    await mustRun(nodeProgram, [main, ...common, ...install.flatMap(file => ['--install-extension', file]), '--force'], { quiet: true });
  const child = spawn(
    nodeProgram,
    [
      main,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      ...common,
      ...(trusted ? ['--disable-workspace-trust'] : []),
      ...(driver ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...serverEnvironment(), ...environment } },
  );
  let output = '';
  const listening = new Promise((resolve, reject) => {
    const read = chunk => {
      output += chunk;
      const found = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', code => {
      reject(new Error(`the VS Code server ended with ${code}:\n${output}`));
    });
    child.on('error', reject);
    setTimeout(() => {
      reject(new Error(`the VS Code server does not answer; is its port in use?\n${output}`));
    }, startTimeout).unref();
  });
  const ended = new Promise(resolve => {
    child.on('close', resolve);
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  try {
    return { port: await listening, stop, log: () => output };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** What belongs to another VS Code this may be started from must not reach the server. */
function serverEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}

/**
 * The address of the workbench with a folder open, or with the folders of a `.code-workspace` file.
 * @param {number} port
 * @param {string} workspace absolute path
 * @param {readonly (readonly [string, string])[]} [payload]
 */
export function workbenchAddress(port, workspace, payload = []) {
  const query = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  const what = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://localhost:${port}/?${what}=${encodeURIComponent(workspace.split(path.sep).join('/'))}${query}`;
}

/**
 * A path on this machine as the workbench in the browser names it.
 * @param {number} port
 * @param {string} file absolute path
 */
export function remotePath(port, file) {
  return `vscode-remote://localhost:${port}${file.split(path.sep).join('/')}`;
}
