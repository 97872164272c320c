import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { pack } from '../../scripts/lib/package.mjs';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { Workbench } from '../e2e/workbench';
import { medians, timed, type Measurement, type Times } from './measure';

const rounds = { openForm: 25, activation: 7 };
const peers = path.join(root, 'test/bench/peers');

/** What only the real VS Code can tell: opening a form, and activation. */
export async function* hostMeasurements(): AsyncGenerator<Measurement> {
  await ensurePackagedHost();
  const workbench = await Workbench.open('bench', { sample: true, more: [await packed('empty'), await packed('bare')] });
  try {
    await workbench.showTree();
    await workbench.treeRow('Mail is not').first().waitFor();
    yield await openForm(workbench);
    yield await activation(workbench);
  } finally {
    await workbench.close();
  }
}

async function packed(name: string): Promise<string> {
  const folder = path.join(root, 'out/bench', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(path.join(peers, name), folder, { recursive: true });
  if (name === 'bare')
    await build({
      entryPoints: [path.join(peers, name, 'page.js')],
      outfile: path.join(folder, 'page.js'),
      bundle: true,
      minify: true,
      allowOverwrite: true,
    });
  return pack(folder, path.join(root, `out/bench/${name}.vsix`));
}

/** From the key press that asks for a form until its controls take input; the floor is a webview with a single control. */
async function openForm(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  const { page } = workbench;
  const opened = async (command: string, control: string): Promise<number> => {
    await workbench.findCommand(command);
    const time = await timed(async () => {
      await page.keyboard.press('Enter');
      await workbench.panel().locator(control).first().waitFor();
    });
    await page.keyboard.press('Control+w');
    await page.locator('iframe.webview').waitFor({ state: 'detached' });
    return time;
  };
  for (let round = 0; round < rounds.openForm; round++) {
    times.floor.push(await opened('Bench: Open Bare Webview', 'vscode-text-field input'));
    times.ours.push(await opened('Bench: Open Largest Incident', '[data-path] textarea'));
  }
  return medians('open-form', times, { ratio: 1.5 });
}

/** What the workbench itself writes down about each extension, over reloads of the window. */
async function activation(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds.activation; round++) {
    await workbench.reload();
    await workbench.treeRow('Mail is not').first().waitFor();
    await workbench.command('Developer: Show Running Extensions');
    times.ours.push(await activationTime(workbench, 'Faultline'));
    times.floor.push(await activationTime(workbench, 'Empty Extension'));
    times.peer.push(await activationTime(workbench, 'Git'));
    await workbench.page.keyboard.press('Control+w');
  }
  return medians('activation', times, {}, 'the built-in git extension');
}

async function activationTime(workbench: Workbench, name: string): Promise<number> {
  const row = workbench.page
    .locator('.runtime-extensions-editor .extension')
    .filter({ has: workbench.page.getByText(name, { exact: true }) });
  const text = (await row.first().locator('.activation-time').textContent()) ?? '';
  const found = /(\d+)\s*ms/.exec(text);
  if (!found) throw new Error(`no activation time of ${name} in “${text}”`);
  return Number(found[1]);
}
