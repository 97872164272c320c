import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { pack } from '../../scripts/lib/package.mjs';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import type { Locator } from 'playwright-core';
import { Workbench, type WorkbenchOptions } from '../e2e/workbench';
import { writeRecords } from './records';
import { attempt, type Failed, medians, type Measurement, type Times } from './measure';

/** Milliseconds after which it is looked whether a panel is drawn. */
const untilLooked = 1_000;
const rounds = { openForm: 25, activation: 7, openPanel: 5 };
/** Records of the store over which the read-only panel is opened. */
const panelRecords = 10_000;
const peers = path.join(root, 'test/bench/peers');

/** What tells that a panel is drawn: its first control, or its first row. */
const firstDrawn = {
  bare: 'vscode-text-field',
  form: '.form [data-path] :is(button, vscode-button, vscode-text-field, vscode-text-area)',
  list: '[data-incident]',
} as const;

/**
 * Runs in every frame: the window notes when a key asked for a panel, the panel when it was drawn first. Waiting from outside would look at a
 * few moments only, 100 ms and more apart, and each look takes the page's time.
 */
const clock = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  if (window === window.top) {
    addEventListener('keydown', ({ key }) => key === 'Enter' && (window.bench = { asked: now() }), true);
    addEventListener('message', ({ data }) => data?.bench && window.bench && (window.bench.drawn ??= data.bench));
    return;
  }
  const drawn = ${JSON.stringify(Object.values(firstDrawn).join(', '))};
  // A frame that is asked for here is not drawn any more once the panel's document is written into the page.
  const looking = setInterval(() => {
    const first = document.querySelector(drawn);
    const control = first?.shadowRoot?.querySelector('input, textarea, button') ?? first;
    if (!control?.getClientRects().length) return;
    clearInterval(looking);
    window.top.postMessage({ bench: now() }, '*');
  }, 4);
})()`;

/** What only the real VS Code can tell: opening a form, and activation on a workspace with a store and on one without. */
export async function* hostMeasurements(): AsyncGenerator<Measurement | Failed> {
  await ensurePackagedHost();
  const more = [await packed('empty'), await packed('bare')];
  yield* inWorkbench(
    { sample: true, more, script: clock },
    async workbench => {
      await workbench.showTree();
      await workbench.treeRow('Mail is not').first().waitFor();
    },
    { 'open-form': openForm, activation },
  );
  yield* inWorkbench({ sample: false, more, script: clock }, () => Promise.resolve(), { 'activation-no-store': activationWithoutStore });
  yield* inWorkbench(
    { sample: false, more, script: clock },
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
    times.floor.push(await opened(workbench, 'Bench: Open Bare Webview', 'bare'));
    times.ours.push(await opened(workbench, 'Bench: Open Largest Incident', 'form'));
  }
  return medians('open-form', times, { ratio: 1.4 });
}

/** From the key press that asks for the read-only panel until its first row is there; the floor is a webview with a single control. */
async function openPanel(workbench: Workbench): Promise<Measurement> {
  const times: Times = { ours: [], floor: [], peer: [] };
  for (let round = 0; round < rounds.openPanel; round++) {
    times.floor.push(await opened(workbench, 'Bench: Open Bare Webview', 'bare'));
    times.ours.push(await opened(workbench, 'Faultline: Open Read-only Panel', 'list'));
  }
  return medians('open-panel-10k', times, { ours: 1000 });
}

/** Milliseconds from the key press that runs a command until the panel that it opens is drawn; the panel is closed again. */
async function opened(workbench: Workbench, command: string, first: keyof typeof firstDrawn): Promise<number> {
  const { page } = workbench;
  await workbench.findCommand(command);
  await page.keyboard.press('Enter');
  // Nobody looks meanwhile.
  await pause(untilLooked);
  await workbench.panel().locator(firstDrawn[first]).first().waitFor();
  const { asked, drawn } = await page.evaluate(() => (window as unknown as { bench: { asked: number; drawn: number } }).bench);
  await page.keyboard.press('Control+w');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
  return drawn - asked;
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
