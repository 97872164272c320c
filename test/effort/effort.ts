// npm run effort [-- --json FILE]
// What it takes to bring an incident from detection to completion, in the real forms in the real VS Code, by the keyboard alone.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ensurePackagedHost } from '../../scripts/lib/packagedHost.mjs';
import { foldIncident } from '../../src/domain/incident/fold';
import { stepIds, type StepId } from '../../src/domain/vocabulary/steps';
import { IncidentForm } from '../e2e/form';
import { Workbench } from '../e2e/workbench';
import { storedLog } from '../support/stores';
import { answersOf, longWalks, type Deed, type LongWalk } from './longWalks';
import { give, shortWalks, type Given, type Walk } from './walks';

/** What a walk took. */
interface Effort {
  readonly name: string;
  readonly answers: number;
  readonly keys: number;
  readonly clicks: number;
  readonly roles: number;
}

/** What it took before the short way and the forms that ask, counted by hand. */
const before: Readonly<Record<string, number>> = { 'p4-first-support': 42, duplicate: 42, 'false-alarm': 42, 'p1-security': 61 };

const { values } = parseArgs({ options: { json: { type: 'string' } } });

await ensurePackagedHost();
const workbench = await Workbench.open('effort', { sample: true });
const efforts: Effort[] = [];
const faults: string[] = [];
try {
  await workbench.showTree();
  await workbench.treeRow('Mail is not').first().waitFor();
  const counted = countKeys(workbench.page);
  const form = new IncidentForm(workbench.page, () => workbench.panel());
  const { record: original } = await storedLog(store(), 'Mail is not delivered');
  for (const walk of shortWalks(original)) {
    for (const left of walk.given) await expectRefused(form, walk, left);
    efforts.push(await walked(form, walk, counted));
  }
  for (const walk of longWalks) efforts.push(await walkedWhole(form, walk, counted));
} finally {
  await workbench.close();
}

console.log(
  `${'walk'.padEnd(22)}${'answers'.padStart(8)}${'at most'.padStart(9)}${'before'.padStart(8)}${'keys'.padStart(7)}${'clicks'.padStart(8)}${'roles'.padStart(7)}`,
);
const all: readonly Pick<Walk, 'name' | 'answers'>[] = [...shortWalks(''), ...longWalks];
for (const { name, answers, keys, clicks, roles } of efforts) {
  const most = all.find(walk => walk.name === name)?.answers ?? 0;
  if (answers > most) faults.push(`${name}: ${String(answers)} answers, at most ${String(most)}`);
  console.log(
    `${name.padEnd(22)}${String(answers).padStart(8)}${String(most).padStart(9)}${String(before[name] ?? '').padStart(8)}${String(keys).padStart(7)}${String(clicks).padStart(8)}${String(roles).padStart(7)}`,
  );
}
for (const fault of faults) console.error(fault);
if (values.json) await writeFile(values.json, `${JSON.stringify(efforts, undefined, 2)}\n`);
if (faults.length > 0) process.exitCode = 1;

function store(): string {
  return path.join(workbench.workspace, '.faultline');
}

async function record(form: IncidentForm, title: string): Promise<void> {
  await workbench.command('Faultline: Record Incident…');
  await workbench.answer(title);
  await form.find('h1').filter({ hasText: title }).waitFor();
}

async function open(form: IncidentForm, title: string): Promise<void> {
  await record(form, title);
  await form.press('[data-action="complete"]');
}

/** What a walk that has been walked took; it is a fault where the incident is not completed by it. Nobody clicks here. */
async function effortOf(name: string, title: string, took: Pick<Effort, 'answers' | 'keys'>): Promise<Effort> {
  const { record: id, events } = await storedLog(store(), title);
  if (foldIncident(id, events).open) faults.push(`${name}: is not completed`);
  return { name, ...took, clicks: 0, roles: new Set(events.map(({ by }) => by.role)).size };
}

/** From the title to the completed incident. */
async function walked(form: IncidentForm, walk: Walk, keys: () => number): Promise<Effort> {
  const keysBefore = keys();
  await open(form, walk.title);
  for (const given of walk.given) await give(form, given);
  await form.press('[data-dialog="ok"]');
  await form.find('[data-path="finalReport"] .hash').waitFor();
  // The title is an answer, too.
  return effortOf(walk.name, walk.title, { answers: walk.given.length + 1, keys: keys() - keysBefore });
}

/** From the title through all six steps. Before its last answer each step is refused; the walk without any single answer is a test of its own. */
async function walkedWhole(form: IncidentForm, walk: LongWalk, keys: () => number): Promise<Effort> {
  const keysBefore = keys();
  let tries = 0;
  await record(form, walk.title);
  for (const [at, step] of stepIds.entries()) {
    const deeds = walk.steps[step];
    for (const [index, deed] of deeds.entries()) {
      if (index === deeds.length - 1) {
        // What it takes to be refused is no part of the walk.
        const keysHere = keys();
        await refused(form, walk, step);
        tries += keys() - keysHere;
      }
      await does(form, deed);
    }
    const next = stepIds[at + 1];
    await workbench.page.keyboard.press('Control+Enter');
    await (next === undefined
      ? form.find('[data-path="finalReport"] .hash').waitFor()
      : form.find(`.rail .stepCurrent [data-step="${next}"]`).waitFor());
  }
  return effortOf(walk.name, walk.title, { answers: answersOf(walk), keys: keys() - keysBefore - tries });
}

async function refused(form: IncidentForm, { name, title }: LongWalk, step: StepId): Promise<void> {
  await form.press('[data-action="goOn"]');
  await form.find('.missing.refused').waitFor();
  const { record: id, events } = await storedLog(store(), title);
  if (foldIncident(id, events).step !== step) faults.push(`${name}: leaves ${step} without its last answer`);
}

async function does(form: IncidentForm, deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'answers':
      for (const given of deed.given) await fillIn(form, given.at, given);
      return;
    case 'row': {
      const row = await form.addRow(deed.list);
      for (const given of deed.given) await fillIn(form, `${row}/${given.at}`, given);
      return;
    }
    case 'dialog':
      await form.press(`[data-action="${deed.action}"]`);
      for (const given of deed.given) await give(form, given);
      await form.press('[data-dialog="ok"]');
      await form.find('.dialog').waitFor({ state: 'detached' });
      return;
    case 'reviewNone':
      await form.press('[data-review="none"]');
      await form.find('[data-review="none"]').waitFor({ state: 'detached' });
      return;
    case 'releases':
      await workbench.setRole('itManager');
      for (let left = deed.count; left > 0; left--) {
        const waiting = await form.find('[data-release]').count();
        await form.press('[data-release]');
        await form
          .find('[data-release]')
          .nth(waiting - 1)
          .waitFor({ state: 'detached' });
      }
      return;
    case 'signOff':
      await form.press('[data-action="signOff"]');
      await form.find('.nothingMissing').waitFor();
  }
}

/** Answers in the form; `rest` of a checklist is what all items get that are not answered. */
async function fillIn(form: IncidentForm, at: string, { how, answer }: Given): Promise<void> {
  const [list, rest] = at.split('/');
  if (rest === 'rest') {
    await form.press(`[data-rest="${String(list)}"]`);
    await form.type(`[data-rest-reason="${String(list)}"]`, answer);
    return form.press(`[data-rest-accept="${String(list)}"]`);
  }
  return how === 'choose' ? form.choose(at, answer) : form.fill(at, answer);
}

/** Without one of its answers it cannot be completed: the dialog says which is missing, or a gate refuses. */
async function expectRefused(form: IncidentForm, walk: Walk, left: Given): Promise<void> {
  const title = `${walk.title}, without ${left.at}`;
  await open(form, title);
  for (const given of walk.given) {
    const isAsked = (await form.find(`[data-question="${given.at}"]`).count()) > 0;
    // What is proposed is no answer that was given: it is taken away.
    if (given === left && isAsked && given.how === 'type') await form.clear(`[data-question="${given.at}"]`);
    if (given !== left && isAsked) await give(form, given);
  }
  await form.press('[data-dialog="ok"]');
  await form.find('.dialog [role="alert"]').first().waitFor();
  const { record: id, events } = await storedLog(store(), title);
  if (!foldIncident(id, events).open) faults.push(`${walk.name}: is completed without ${left.at}`);
}

/** Counts every key that is pressed; what is typed counts by its characters. */
function countKeys({ keyboard }: Page): () => number {
  let keys = 0;
  const press = keyboard.press.bind(keyboard);
  const typed = keyboard.type.bind(keyboard);
  keyboard.press = (key, options) => {
    keys += 1;
    return press(key, options);
  };
  keyboard.type = (text, options) => {
    keys += text.length;
    return typed(text, options);
  };
  return () => keys;
}
