import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import { isIncidentId } from '../../src/domain/records';
import { parseLog } from '../../src/store/codec';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';

const flood = 'The cellar was flooded';
const mouse = 'A mouse ate the cable';

/** The archive by hand, in the real workbench: it leaves the tree, and is found by search. */
describe('the archive', () => {
  const here = inWorkbench('archive', { sample: false });
  const folder = (): string => path.join(here.workbench.workspace, '.faultline');

  async function isArchived(title: string): Promise<boolean> {
    const { record, events } = await storedLog(folder(), title);
    return foldIncident(record, events).archived !== undefined;
  }

  /** What was completed in a year. */
  async function completed(title: string, year: number): Promise<void> {
    const store = openStore(folder(), { now: () => `${year}-06-01T12:00:00.000Z` });
    const patch = { title, kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'Water' };
    const created = await store.create('incident', patch);
    assert.ok(created.ok);
    const done = await store.execute(created.value, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'x' } });
    assert.ok(done.ok, JSON.stringify(done));
    store.dispose();
  }

  it('takes a year on the person’s word: what was completed in it leaves the tree and the lists', async () => {
    const { workbench } = here;
    await completed(flood, 2020);
    await completed(mouse, 2021);
    await workbench.treeRow('Recently completed').waitFor();
    await workbench.treeRow('Recently completed').click();
    await workbench.treeRow(flood).waitFor();
    await workbench.command('Faultline: Archive Completed Incidents…');
    await workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: '2021' }).waitFor();
    await workbench.screenshot('archive-years');
    await workbench.pickIn('Archive what was completed', '2020');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Archive 1 incident completed in 2020?' }).waitFor();
    await workbench.pressInDialog('Archive');
    await workbench.treeRow(flood).waitFor({ state: 'detached' });
    await workbench.treeRow(mouse).waitFor();
    assert.deepEqual([await isArchived(flood), await isArchived(mouse)], [true, false]);
  });

  it('is found by the filter of the tree, with a mark', async () => {
    const { workbench } = here;
    await workbench.command('Faultline: Filter Incidents…');
    await workbench.answer('flooded');
    await workbench.treeRow(flood).filter({ hasText: 'archived' }).waitFor();
    await workbench.screenshot('archive-filter');
    await workbench.command('Faultline: Clear Filter');
    await workbench.treeRow(flood).waitFor({ state: 'detached' });
  });

  it('is found by who types when an incident is to be picked, opened, and brought back from its page', async () => {
    const { workbench, form } = here;
    await workbench.command('Faultline: Open Incident…');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: mouse }).waitFor();
    assert.equal(await rows.count(), 1);
    await workbench.pick(flood);
    await form.find('h1').filter({ hasText: flood }).waitFor();
    await form.find('.badges .badge').filter({ hasText: 'archived' }).waitFor();
    await workbench.screenshot('archive-page');
    assert.deepEqual(await findings(form), []);
    await form.press('[data-action="bringBack"]');
    await form.find('.badges .badge').filter({ hasText: 'completed' }).waitFor();
    await workbench.treeRow(flood).waitFor();
    assert.equal(await isArchived(flood), false);
  });

  it('comes back by the palette as well', async () => {
    const { workbench } = here;
    await workbench.command('Faultline: Archive Completed Incidents…');
    await workbench.pickIn('Archive what was completed', '2020');
    await workbench.pressInDialog('Archive');
    await workbench.treeRow(flood).waitFor({ state: 'detached' });
    await workbench.command('Faultline: Bring Back from the Archive…');
    await workbench.pickIn('come back from the archive', flood);
    await workbench.treeRow(flood).waitFor();
    assert.equal(await isArchived(flood), false);
  });

  it('is erased once its time is over, by the IT manager, with a reason that stays', async () => {
    const { workbench } = here;
    const ancient = 'The telegraph was down';
    await completed(ancient, 2001);
    await workbench.treeRow(ancient).waitFor();
    const { record } = await storedLog(folder(), ancient);
    await workbench.command('Faultline: Erase Incidents past Their Time…');
    await (await workbench.notifications()).filter({ hasText: 'The role Administrator may not erase' }).waitFor();
    await workbench.setUserSettings({ 'faultline.role': 'itManager', 'faultline.retention.years': 20 });
    const chosen = workbench.page.locator('.quick-input-list .monaco-list-row');
    // The extension hears of settings a moment after they are saved.
    for (let isOffered = false; !isOffered;) {
      await workbench.command('Faultline: Erase Incidents past Their Time…');
      isOffered = await chosen
        .filter({ hasText: ancient })
        .waitFor({ timeout: 5_000 })
        .then(
          () => true,
          () => false,
        );
    }
    assert.equal(await chosen.count(), 1);
    await workbench.screenshot('erase-which');
    await workbench.page.keyboard.press('Enter');
    await workbench.answerTo('Why are they erased', 'Nobody needs it');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Erase 1 incident for good?' }).waitFor();
    await workbench.screenshot('erase-sure');
    await workbench.pressInDialog('Erase');
    await workbench.treeRow(ancient).waitFor({ state: 'detached' });
    const text = await readFile(path.join(folder(), 'incidents', `${record}.json`), 'utf8');
    assert.ok(!text.includes('telegraph'));
    const log = parseLog(text);
    assert.ok(log.ok && isIncidentId(log.value.record));
    const { erased } = foldIncident(log.value.record, log.value.events);
    assert.deepEqual([erased?.completed, erased?.reason, erased?.by.role], [2001, 'Nobody needs it', 'itManager']);
  });
});
