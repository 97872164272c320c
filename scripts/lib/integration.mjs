import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { findDesktop, runInDesktop } from './desktop.mjs';
import { hostFolder, root } from './paths.mjs';
import { ensureServer, remotePath, startServer, workbenchAddress } from './server.mjs';
import { emptyHome, makeTestWorkspace } from './workspaces.mjs';

/** What decides about gates and names, set by those who may not: a committed settings file, a container. */
const notTheirs = {
  'faultline.role': 'securityOfficer',
  'faultline.userName': 'Nobody',
  'faultline.defaultTlp': 'CLEAR',
  'faultline.priorityMatrix': Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => 'P4')),
  'faultline.observationDays': { P1: 0, P2: 0, P3: 0, P4: 0 },
};
/** What the person set for themselves, a matrix that is none among it. */
const theirs = { 'faultline.userName': 'Nora Nogit', 'faultline.priorityMatrix': [['P9']] };
/** What the second of two folders sets for itself. */
const secondFolder = { 'faultline.storePath': 'ops/.faultline', 'faultline.suspects.days': 7, 'faultline.bisect.minutes': 3 };
/** The workspaces of the integration tests; each has the suite of its name. */
const workspaces = [
  { name: 'history', sample: true, trusted: true },
  { name: 'plain', sample: false, trusted: true, settings: notTheirs, machineSettings: notTheirs, userSettings: theirs },
  { name: 'officer', sample: true, trusted: true, userSettings: { 'faultline.role': 'securityOfficer' } },
  { name: 'roots', sample: false, trusted: true, second: secondFolder },
  { name: 'restricted', sample: true, trusted: false },
];
const suiteTimeout = 240_000;
/** What the suites put before each of their lines. */
const mark = '[test] ';

/**
 * Runs every suite inside a real VS Code and resolves with what mocha printed, suite by suite.
 * @returns {Promise<readonly { name: string, output: string, ok: boolean }[]>}
 */
export async function runIntegration() {
  await bundleSuites();
  const desktop = await findDesktop();
  if (!desktop) await ensureServer();
  const results = [];
  for (const { name, sample, trusted, settings, second, userSettings = {}, machineSettings = {} } of workspaces) {
    console.log(`integration: ${name}, in ${desktop ? 'a desktop VS Code' : 'the VS Code server'}`);
    const workspace = await makeTestWorkspace(name, { sample, settings, second });
    const dataFolder = path.join(hostFolder, 'test-data', name);
    await rm(dataFolder, { recursive: true, force: true });
    const options = { workspace, dataFolder, trusted, userSettings, machineSettings };
    const run = () => (desktop ? inDesktop(desktop, options) : inServer(options));
    let result = await run();
    if (!result.ok && result.output.trim() === '') {
      console.log(`integration: ${name} ended before its first test, and is run once more`);
      result = await run();
    }
    results.push({ name, ...result });
  }
  return results;
}

async function bundleSuites() {
  const out = path.join(root, 'out/test/integration');
  await rm(out, { recursive: true, force: true });
  const files = (await readdir(path.join(root, 'test/integration'))).filter(file => file === 'index.ts' || file.endsWith('.test.ts'));
  const suites = files
    .filter(file => file.endsWith('.test.ts'))
    .map(file => file.replace('.test.ts', ''))
    .sort();
  const known = workspaces.map(({ name }) => name).sort();
  if (suites.join() !== known.join()) throw new Error(`suites (${suites.join()}) and workspaces (${known.join()}) do not match`);
  await build({
    absWorkingDir: root,
    entryPoints: files.map(file => `test/integration/${file}`),
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

async function inDesktop(program, options) {
  const lines = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = chunk => {
    const own = String(chunk)
      .split('\n')
      .filter(line => line.includes(mark))
      .map(line => line.slice(line.indexOf(mark) + mark.length));
    lines.push(...own);
    return own.length === 0 || write(`${own.join('\n')}\n`);
  };
  const ok = await runInDesktop(program, options).then(
    () => true,
    () => false,
  );
  process.stdout.write = write;
  return { ok, output: lines.join('\n') };
}

async function inServer({ workspace, dataFolder, trusted, userSettings, machineSettings }) {
  const environment = { ...(await emptyHome(dataFolder)), ...(await watchGit(dataFolder, trusted)) };
  const server = await startServer({ dataFolder, trusted, userSettings, machineSettings, environment });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const lines = [];
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = args.map(String).join(' ');
      if (!text.startsWith(mark)) return;
      lines.push(text.slice(mark.length));
      console.log(text.slice(mark.length));
    });
    const ended = new Promise((resolve, reject) => {
      setTimeout(() => {
        reject(new Error('the suite did not end in time'));
      }, suiteTimeout).unref();
      void page.exposeFunction('codeAutomationExit', code => {
        resolve(code === 0);
      });
    });
    await page.goto(
      workbenchAddress(server.port, workspace, [
        ['extensionDevelopmentPath', remotePath(server.port, root)],
        ['extensionTestsPath', remotePath(server.port, path.join(root, 'out/test/integration/index.cjs'))],
        ['skipWelcome', 'true'],
      ]),
    );
    const ok = await ended.catch(error => {
      console.error(error.message);
      return false;
    });
    return { ok, output: lines.join('\n') };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Where nothing may start git, a git that writes down every call stands first on the path.
 * @param {string} dataFolder
 * @param {boolean} trusted
 * @returns {Promise<Record<string, string>>}
 */
async function watchGit(dataFolder, trusted) {
  if (trusted || process.platform === 'win32') return {};
  const folder = path.join(dataFolder, 'watched-git');
  const log = path.join(dataFolder, 'git-calls.log');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\necho "$@" >> '${log}'\nexit 1\n`);
  await chmod(path.join(folder, 'git'), 0o755);
  return { FAULTLINE_GIT_LOG: log, PATH: `${folder}:${process.env.PATH}` };
}
