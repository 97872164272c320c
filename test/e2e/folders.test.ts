import assert from 'node:assert/strict';
import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';

/** Two workspace folders, of which the second holds a P1 and a copy of an incident of the first. */
describe('two folders in one window', () => {
  const mail = 'Mail is not delivered';
  const here = inWorkbench('folders', { sample: true, second: {} });
  const storeOf = (folder: 'first' | 'second'): string =>
    path.join(folder === 'first' ? here.workbench.workspace : `${here.workbench.workspace}-second`, '.faultline');
  const locationIn = async (folder: 'first' | 'second'): Promise<string | undefined> => {
    const { record, events } = await storedLog(storeOf(folder), mail);
    return foldIncident(record, events).values.location;
  };
  const title = (name: string) =>
    here.workbench.page.locator('.sidebar .pane-header', { hasText: 'Open Incidents' }).filter({ hasText: name });

  async function openMail(): Promise<void> {
    await here.workbench.choose('Faultline: Open Incident…', mail);
    await here.form.find('h1').filter({ hasText: mail }).waitFor();
    await here.form.show('detect');
  }

  before(async () => {
    const { record } = await storedLog(storeOf('first'), mail);
    // The window is there before that store is.
    await title('folders').waitFor();
    await here.workbench.page.waitForTimeout(2_000);
    const elsewhere = openStore(storeOf('second'));
    const created = await elsewhere.create('incident', { title: 'Checkout is down' });
    assert.ok(created.ok);
    const urgent = { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } } as const;
    assert.ok((await elsewhere.execute(created.value, urgent)).ok);
    elsewhere.dispose();
    await copyFile(path.join(storeOf('first'), `incidents/${record}.json`), path.join(storeOf('second'), `incidents/${record}.json`));
  });

  it('the lists say which folder they show, and tell of the other one; so does the status bar', async () => {
    await title('folders').waitFor();
    await here.workbench.treeRow('folders-second').filter({ hasText: '2 open · P1' }).waitFor({ timeout: 30_000 });
    await here.workbench.page.locator('.statusbar-item', { hasText: 'folders: ' }).filter({ hasText: 'folders-second: P1' }).waitFor();
    await here.workbench.screenshot('folders-dark');
  });

  it('choosing the row goes to work there; a page of the other folder says so and can be read, and nothing asked', async () => {
    await openMail();
    await here.form.fill('location', 'Typed in the first');
    await here.workbench.openFromTree('folders-second');
    await here.workbench.treeRow('Checkout is down').waitFor();
    await title('folders-second').waitFor();
    await here.form.find('.elsewhere').filter({ hasText: 'belongs to the folder folders' }).waitFor();
    assert.match((await here.form.find('main[inert] h1').textContent()) ?? '', /Mail is not delivered/);
    await here.workbench.screenshot('folders-elsewhere-dark');
    assert.deepEqual(await findings(here.form), []);
    await here.workbench.setTheme('light');
    await here.workbench.screenshot('folders-elsewhere-light');
    assert.deepEqual(await findings(here.form), []);
    await here.workbench.setTheme('dark');
  });

  it('a copy with the same id is a page of its own, and what is saved there is written there alone', async () => {
    await openMail();
    assert.equal(await here.form.find('.elsewhere').count(), 0);
    assert.notEqual(await here.form.valueOf('location'), 'Typed in the first');
    await here.form.fill('location', 'In the second');
    await here.form.save();
    assert.equal(await locationIn('second'), 'In the second');
    assert.notEqual(await locationIn('first'), 'In the second');
    await here.workbench.page.keyboard.press('Control+w');
  });

  it('what is recorded goes to the folder at work', async () => {
    const count = async (folder: 'first' | 'second'): Promise<number> => (await readdir(path.join(storeOf(folder), 'incidents'))).length;
    const before = [await count('first'), await count('second')];
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answerTo('(folders-second)', 'Tills print nothing');
    await here.form.find('h1').filter({ hasText: 'Tills print nothing' }).waitFor();
    assert.deepEqual([await count('first'), await count('second')], [before[0], (before[1] ?? 0) + 1]);
    await here.workbench.page.keyboard.press('Control+w');
  });

  it('the folder stays at work over a reload, and the page of the other one still says whose it is; its button goes back, and what was typed is there', async () => {
    await here.form.find('.elsewhere').waitFor();
    await here.workbench.reload();
    await here.workbench.treeRow('Checkout is down').waitFor();
    await here.form.find('.elsewhere').filter({ hasText: 'belongs to the folder folders' }).waitFor();
    await here.form.press('[data-action="workHere"]');
    await title('folders').filter({ hasNotText: 'folders-second' }).waitFor();
    await here.form.find('h1').filter({ hasText: mail }).waitFor();
    await here.form.show('detect');
    assert.equal(await here.form.valueOf('location'), 'Typed in the first');
    await here.form.save();
    assert.deepEqual([await locationIn('first'), await locationIn('second')], ['Typed in the first', 'In the second']);
  });

  it('Switch Folder lists the folders with what is open in them', async () => {
    await here.workbench.command('Faultline: Switch Folder…');
    const rows = here.workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'folders' }).filter({ hasText: 'at work' }).waitFor();
    await here.workbench.screenshot('folders-switch');
    await here.workbench.pick('folders-second');
    await here.workbench.treeRow('Checkout is down').waitFor();
  });
});
