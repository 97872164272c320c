// npm run pictures [-- --readme] [-- --themes dark,light --widths 400,900,1600]: every view in every state, into out/screenshots, to be looked at.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { RecordId } from '../../src/domain/records';
import { stepIds, type StepId } from '../../src/domain/vocabulary/steps';
import type { Result } from '../../src/domain/foundation/result';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { IncidentForm } from '../e2e/form';
import { Workbench, activityBar, type themes } from '../e2e/workbench';
import { picturesOfPatterns } from './patterns';
import { picturesForTheReadme } from './readme';
import { passingCommands } from '../support/incidents';
import { openStore } from '../support/stores';

type Theme = keyof typeof themes;

const { values } = parseArgs({
  options: {
    themes: { type: 'string', default: 'dark,light,contrast' },
    widths: { type: 'string', default: '400,900,1600' },
    readme: { type: 'boolean', default: false },
  },
});
const chosenThemes = values.themes.split(',') as Theme[];
const widths = values.widths.split(',').map(Number);
const height = 1300;

await ensurePackagedHost();
await picturesForTheReadme();
await picturesOfPatterns();
if (!values.readme) {
  await picturesOfAnEmptyFolder();
  await picturesOfTheSample();
}

async function picturesOfAnEmptyFolder(): Promise<void> {
  const workbench = await Workbench.open('pictures-empty', { sample: false });
  await workbench.showTree();
  await workbench.page.locator('.welcome-view-content', { hasText: 'No incident is open here.' }).waitFor();
  await inEveryLook(workbench, 0, name => workbench.screenshot(`${name}-tree-empty`));
  await workbench.close();
}

async function picturesOfTheSample(): Promise<void> {
  const workbench = await Workbench.open('pictures', { sample: true });
  const form = new IncidentForm(workbench.page, () => workbench.panel());
  const incidents = await atEveryStep(workbench.workspace);
  await workbench.showTree();
  await workbench.openFromTree('Mail is not');
  await form.find('h1').waitFor();
  await writeFile(path.join(workbench.workspace, '.faultline/incidents/INC-22ZZ0A.json'), '{"format":"faultline/1",');
  await workbench.treeRow('INC-22ZZ0A.json').waitFor();
  await workbench.treeRow('Mail is not').first().locator('.monaco-tl-twistie').click();
  await inEveryLook(workbench, 0, name => workbench.screenshot(`${name}-tree-full`));
  for (const view of ['Knowledge', 'Changes', 'Components, interfaces and people']) await workbench.unfold(view);
  await inEveryLook(workbench, 0, name => workbench.screenshot(`${name}-trees`));
  await workbench.hideSideBars();
  await workbench.command('Faultline: Open Read-only Panel');
  await form.find('[data-incident]').first().click();
  await form.find('.verified').waitFor();
  await inEveryLook(workbench, activityBar, name => workbench.screenshot(`${name}-read-only`));
  await form.press('[data-back]');
  await form.tab('tab-register');
  await inEveryLook(workbench, activityBar, name => workbench.screenshot(`${name}-register`));
  for (const title of [
    'A relay that does not speak TLS',
    'Relays do not agree',
    'Both relays speak',
    'Mail queue',
    'Security management',
  ]) {
    await workbench.command('View: Close All Editors');
    await workbench.choose('Faultline: Open Record…', title);
    await form.find('.timeline > li').first().waitFor();
    await inEveryLook(workbench, activityBar, name => workbench.screenshot(`${name}-record-${title.split(' ')[0]?.toLowerCase() ?? ''}`));
  }
  for (const [title, step] of [
    ['Order confirmations', 'detect'],
    ['Order confirmations', 'analyse'],
    ['Mail is not delivered', 'analyse'],
  ] as const) {
    await workbench.command('View: Close All Editors');
    await workbench.choose('Faultline: Open Incident…', title);
    await form.find('[data-card="similar"]').waitFor();
    await form.find(`[data-step="${step}"]`).click();
    await inEveryLook(workbench, activityBar, name =>
      workbench.screenshot(`${name}-known-${title.split(' ')[0]?.toLowerCase() ?? ''}-${step}`),
    );
  }
  for (const { id, step, state } of incidents) {
    await workbench.command('View: Close All Editors');
    await workbench.choose('Faultline: Open Incident…', id);
    await form.find(`[data-step="${step}"][aria-current="step"]`).waitFor();
    if (state === 'refused') {
      await form.find('[data-action="goOn"]').click();
      await form.find('.missing.refused').waitFor();
    }
    await inEveryLook(workbench, activityBar, name => workbench.screenshot(`${name}-${stepIds.indexOf(step) + 1}-${step}-${state}`));
  }
  await workbench.close();
}

/** Takes a picture in each theme at each width of the panel. */
async function inEveryLook(workbench: Workbench, besides: number, picture: (name: string) => Promise<void>): Promise<void> {
  for (const theme of chosenThemes) {
    await workbench.setTheme(theme);
    for (const width of widths) {
      await workbench.page.setViewportSize({ width: width + besides, height });
      await workbench.page.waitForTimeout(400);
      await picture(`${theme}-${width}`);
    }
  }
}

/** For each step three incidents that stand there: untouched, filled in, and one to be refused. */
async function atEveryStep(workspace: string): Promise<readonly { id: RecordId; step: StepId; state: string }[]> {
  const store = openStore(path.join(workspace, '.faultline'), { role: 'itManager' });
  const made: { id: RecordId; step: StepId; state: string }[] = [];
  for (const step of stepIds) {
    for (const state of ['empty', 'filled', 'refused']) {
      const title = `Search is slow (${step}, ${state})`;
      const id = must(await store.create('incident', { title }));
      const before = stepIds.slice(0, stepIds.indexOf(step)).flatMap(passed => passingCommands(passed, { title }));
      const [filled] = passingCommands(step, { title });
      for (const command of [...before, ...(state === 'filled' && filled ? [filled] : [])]) must(await store.execute(id, command));
      made.push({ id, step, state });
    }
  }
  store.dispose();
  return made;
}

function must<T>(outcome: Result<T, unknown>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}
