// Opens Faultline in a real VS Code on a sample workspace: a desktop VS Code where one can be had, otherwise the server,
// to be opened in a browser. `npm start -- --server` goes straight to the server; `-- --port 8080` chooses its port.
import { existsSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hostFolder, root } from './lib/paths.mjs';
import { mustRun } from './lib/run.mjs';

const portFlag = process.argv.indexOf('--port');
const port = portFlag > 0 ? Number(process.argv[portFlag + 1]) : 0;

await ensureDependencies();
await mustRun(process.execPath, ['scripts/build.mjs', '--production']);
const workspace = path.join(hostFolder, 'sample');
if (existsSync(path.join(workspace, '.git'))) {
  console.log(`start: the sample workspace is at ${workspace} (delete it to begin afresh)`);
} else {
  const { makeSampleWorkspace } = await import('./lib/sample.mjs');
  await mkdir(workspace, { recursive: true });
  await makeSampleWorkspace(workspace);
  await mkdir(path.join(workspace, '.vscode'), { recursive: true });
  await appendFile(path.join(workspace, '.git/info/exclude'), '/.vscode/\n');
  await writeFile(path.join(workspace, '.vscode/settings.json'), '{ "chat.disableAIFeatures": true, "workbench.startupEditor": "none" }\n');
  console.log(`start: made the sample workspace at ${workspace}`);
}

const { findDesktop, openDesktop } = await import('./lib/desktop.mjs');
const desktop = process.argv.includes('--server') ? undefined : await findDesktop();
if (desktop) {
  console.log('start: opening VS Code');
  await openDesktop(desktop, workspace);
} else {
  const { ensureServer, remotePath, startServer, workbenchAddress } = await import('./lib/server.mjs');
  await ensureServer();
  const server = await startServer({ dataFolder: path.join(hostFolder, 'start-data'), port });
  /** @type {[string, string][]} */
  const payload = [
    ['extensionDevelopmentPath', remotePath(server.port, root)],
    ['skipWelcome', 'true'],
  ];
  console.log(
    `start: VS Code is running. Open this address in a browser (Ctrl+C ends it):\n\n  ${workbenchAddress(server.port, workspace, payload)}\n`,
  );
  process.on('SIGINT', () => {
    void server.stop().then(() => process.exit(0));
  });
  process.on('SIGTERM', () => {
    void server.stop().then(() => process.exit(0));
  });
}
