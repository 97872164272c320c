import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { pack } from '../../scripts/lib/package.mjs';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import type { Locator } from 'playwright-core';
import { Workbench, type WorkbenchOptions } from '../e2e/workbench';
import { writeRecords } from './records';
import { attempt, type Failed, medians, timed, type Measurement, type Times } from './measure';

const rounds = { openForm: 25, activation: 7, openPanel: 5 };
/** Records of the store over which the read-only panel is opened. */
const panelRecords = 10_000;
const peers = path.join(root, 'test/bench/peers');

/** What only the real VS Code can tell: opening a form, and activation on a workspace with a store and on one without. */
export async function* hostMeasurements(): AsyncGenerator<Measurement | Failed> {
  await ensurePackagedHost();
  const more = [await packed('empty'), await packed('bare')];
  yield* inWorkbench(
    { sample: true, more },
    async workbench => {
      await workbench.showTree();
      await workbench.treeRow('Mail is not').first().waitFor();
    },
    { 'open-form': openForm, activation },
  );
  yield* inWorkbench({ sample: false, more }, () => Promise.resolve(), { 'activation-no-store': activationWithoutStore });
  yield* inWorkbench(
    { sample: false, more },
    async workbench => {
      await writeRecords(path.join(workbench.workspace, '.faultline'), panelRecords);
      await workbench.reload();
      await workbench.showTree();
      await workbench.page.locator('.sidebar .monaco-list-row').first().waitFor();
    },
    { 'open-panel-10k': openPanel },
  );
}

/** Each measurement stands for itself: where one fails, the others are made. */
async function* inWorkbench(
  options: WorkbenchOptions,
  prepare: (workbench: Workbench) => Promise<void>,
  measurements: Readonly<Record<string, (workbench: Workbench) => Promise<Measurement>>>,
): AsyncGenerator<Measurement | Failed> {
  const workbench = await Workbench.open('bench', options);
  try {
    await prepare(workbench);
    for (const [name, work] of Object.entries(measurements)) yield await attempt(name, () => work(workbench));
  } finally {
    await workbench.close();
  }
}

/** An extension of `peers`, packed. */
export async function packed(name: string): Promise<string> {
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
  for (let round = 0; round < rounds.openForm; round++) {
    times.floor.push(await opened(workbench, 'Bench: Open Bare Webview', 'vscode-text-field input'));
    times.ours.push(
      await opened(workbench, 'Bench: Open Largest Incident', '.form [data-path] :is(button, vscode-button, input, textarea)'),
    );
  }
  return medians('open-form', times, { ratio: 1.4 });
}

/** From the key press that asks for the read-only panel until its first row is there; the floor is a webview with a single control. */
async function openPanel(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds.openPanel; round++) {
    times.floor.push(await opened(workbench, 'Bench: Open Bare Webview', 'vscode-text-field input'));
    times.ours.push(await opened(workbench, 'Faultline: Open Read-only Panel', '[data-incident]'));
  }
  return medians('open-panel-10k', times, { ours: 1000 });
}

/** From the key press that runs a command until the panel that it opens has such a control; the panel is closed again. */
async function opened(workbench: Workbench, command: string, control: string): Promise<number> {
  const { page } = workbench;
  await workbench.findCommand(command);
  const time = await timed(async () => {
    await page.keyboard.press('Enter');
    await workbench.panel().locator(control).first().waitFor();
  });
  await page.keyboard.press('Control+w');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return time;
}

/**
 * What the workbench itself writes down about each extension, over reloads of the window. The floor is the git extension that comes with
 * VS Code, which also looks at a folder and fills a view.
 */
async function activation(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds.activation; round++) {
    await workbench.reload();
    await workbench.treeRow('Mail is not').first().waitFor();
    const time = await activationTimes(workbench, ['Faultline', 'Git', 'Empty Extension']);
    times.ours.push(time('Faultline'));
    times.floor.push(time('Git'));
    times.peer.push(time('Empty Extension'));
  }
  return medians('activation', times, { ratio: 1 }, 'an empty extension');
}

/** Where there is no store and nobody opens one of its views, Faultline is not even loaded: no time at all. */
async function activationWithoutStore(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds.activation; round++) {
    await workbench.reload();
    const time = await activationTimes(workbench, ['Git', 'Empty Extension']);
    times.ours.push(time('Faultline'));
    times.floor.push(Math.max(1, time('Empty Extension')));
  }
  return medians('activation-no-store', times, { ratio: 1.2 });
}

/** Milliseconds by extension, as soon as these are listed; 0 for one that is not. */
async function activationTimes(workbench: Workbench, expected: readonly string[]): Promise<(name: string) => number> {
  const { page } = workbench;
  const viewport = page.viewportSize();
  // The list has only those rows that are in sight, the slowest extension first: an empty one stands below the edge of the window.
  await page.setViewportSize({ width: 1280, height: 4000 });
  try {
    await workbench.command('Developer: Show Running Extensions');
    const row = (name: string): Locator =>
      page.locator('.runtime-extensions-editor .extension').filter({ has: page.getByText(name, { exact: true }) });
    for (const name of expected)
      await row(name)
        .first()
        .locator('.activation-time', { hasText: /\d+\s*ms/ })
        .waitFor();
    const times = new Map<string, number>();
    for (const name of new Set([...expected, 'Faultline'])) {
      const text = (await row(name).count()) === 0 ? '' : ((await row(name).first().locator('.activation-time').textContent()) ?? '');
      times.set(name, Number(/(\d+)\s*ms/.exec(text)?.[1] ?? 0));
    }
    await page.keyboard.press('Control+w');
    return name => times.get(name) ?? 0;
  } finally {
    if (viewport) await page.setViewportSize(viewport);
  }
}
