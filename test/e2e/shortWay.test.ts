import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';

const jam = 'The printer jams';
const again = 'Branch printer jams again';
const theft = 'Somebody printed our payroll';

/** The short way to completion, by hand in the real workbench and with the keyboard alone. */
describe('the short way to completion', () => {
  const here = inWorkbench('shortWay', { sample: true });

  async function stored(title: string): Promise<Incident> {
    const { record, events } = await storedLog(path.join(here.workbench.workspace, '.faultline'), title);
    return foldIncident(record, events);
  }

  async function record(title: string): Promise<void> {
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer(title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
  }

  it('solved at first support: asks what is missing, says why it is refused, and completes with the report', async () => {
    const { form, workbench } = here;
    await record(jam);
    const isIn = (place: string): Promise<boolean> =>
      form.find('#root').evaluate((_, at) => document.activeElement?.closest(at) !== null, place);
    await form.press('[data-action="complete"]');
    await form.find('.dialog').waitFor();
    assert.ok(await isIn('.dialog [data-question="closureCode"]'), 'the first question has the focus');
    await workbench.page.keyboard.press('Escape');
    await form.find('.dialog').waitFor({ state: 'detached' });
    assert.ok(await isIn('[data-action="complete"]'), 'the focus is where it was');
    await form.press('[data-action="complete"]');
    await form.find('.dialog').waitFor();
    await form.reach('[data-action="complete"]');
    await workbench.page.keyboard.press('Escape');
    await form.find('.dialog').waitFor({ state: 'detached' });
    await form.press('[data-action="complete"]');
    await form.find('.dialog').waitFor();
    await workbench.screenshot('short-way-empty');
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog .ask').filter({ hasText: 'Still to be answered: How did it end?' }).waitFor();
    assert.ok(await isIn('.dialog [data-question="closureCode"]'), 'the first question without an answer has the focus');
    assert.deepEqual(await findings(form), []);
    await form.select('[data-question="closureCode"]', 'solved');
    await form.type('[data-question="solution"]', 'Paper taken out of tray 2');
    await form.type('[data-question="reporter"]', 'Front desk');
    await form.type('[data-question="symptoms"]', 'Paper is stuck, the light blinks');
    await form.select('[data-question="couldBeSecurity"]', 'unknown');
    await form.type('[data-question="couldBeSecurityReason"]', 'It is only paper');
    await form.select('[data-question="impact"]', '4');
    await form.select('[data-question="urgency"]', '3');
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog .ask').filter({ hasText: 'security incident' }).waitFor();
    await workbench.screenshot('short-way-refused');
    assert.deepEqual(await findings(form), []);
    await form.select('[data-question="couldBeSecurity"]', 'no');
    await form.press('[data-dialog="ok"]');
    await form.find('[data-path="finalReport"] .hash').waitFor();
    await workbench.screenshot('short-way-completed');
    const incident = await stored(jam);
    assert.deepEqual([incident.open, incident.values.closureCode, incident.priority], [false, 'solved', 'P4']);
    assert.match(incident.finalReport?.text ?? '', /Completed the short way: Solved/);
    assert.match(incident.finalReport?.text ?? '', /Paper taken out of tray 2/);
    assert.deepEqual(new Set(incident.timeline.map(({ by }) => by.role)), new Set(['administrator']));
  });

  it('the report that was stored is read as it looks, and saved as one file', async () => {
    const { form, workbench } = here;
    const { id, finalReport } = await stored(jam);
    await form.press('[data-action="openReport"]');
    await workbench.pick('As it was stored');
    const preview = workbench.panel();
    await preview.locator('h1', { hasText: `${id}: ${jam}` }).waitFor();
    await workbench.screenshot('report');
    await workbench.command('Faultline: Save Report of Incident…');
    await workbench.pick(jam);
    await workbench.pick('As it was stored');
    const file = path.join(workbench.workspace, 'report.html');
    await workbench.saveTo('Save report', file);
    const html = await readFile(file, 'utf8');
    assert.match(html, /<p class="tlp">TLP:AMBER<\/p>/);
    assert.ok(html.includes(`<h1>${id}: ${jam}</h1>`) && html.includes('Completed the short way: Solved'));
    assert.ok(finalReport);
  });

  it('what is typed and not saved goes along, and is not asked again', async () => {
    const { form, workbench } = here;
    await record(again);
    await form.fill('symptoms', 'The same light blinks');
    // From the palette several can be ticked; Enter alone takes the one whose page is in front.
    const first = workbench.page.locator('.quick-input-list .monaco-list-row.focused').first();
    // Asked once more where the list went without having heard Enter, as it does when something else takes the focus.
    for (let attempt = 1; attempt < 4 && !(await form.find('.dialog').isVisible()); attempt++) {
      await workbench.command('Faultline: Complete Incident…');
      await first.filter({ hasText: again }).waitFor();
      await workbench.screenshot('short-way-pick');
      await workbench.accept();
      await form
        .find('.dialog')
        .waitFor({ timeout: 15_000 })
        .catch(() => undefined);
    }
    await form.find('.dialog').waitFor();
    await form.select('[data-question="closureCode"]', 'duplicate');
    assert.equal(await form.find('[data-question="symptoms"]').count(), 0);
    const { id } = await stored(jam);
    await form.type('[data-question="duplicateOf"]', 'INC-NONE00');
    await form.select('[data-question="couldBeSecurity"]', 'no');
    await form.type('[data-question="couldBeSecurityReason"]', 'It is only paper');
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog .ask').filter({ hasText: 'INC-NONE00' }).waitFor();
    await form.type('[data-question="duplicateOf"]', id);
    await form.press('[data-dialog="ok"]');
    await form.find('[data-path="finalReport"] .hash').waitFor();
    const incident = await stored(again);
    assert.deepEqual([incident.open, incident.values.duplicateOf, incident.values.symptoms], [false, id, 'The same light blinks']);
  });

  it('several that are selected in the tree are completed as duplicates of one', async () => {
    const { workbench } = here;
    const known = {
      kind: 'disruption',
      reporter: 'Front desk',
      symptoms: 'No paper',
      couldBeSecurity: 'no',
      couldBeSecurityReason: 'Only paper',
    };
    const titles = ['Tray 3 is empty', 'No paper in tray 3'];
    const store = openStore(path.join(workbench.workspace, '.faultline'));
    for (const title of titles) assert.ok((await store.create('incident', { title, ...known })).ok);
    store.dispose();
    const [first, second] = titles.map(title => workbench.treeRow(title).first());
    // The second may come with another change of the list, and a list that is drawn anew takes its menu's rows away.
    await second?.waitFor();
    await first?.click();
    // Its page takes the focus when it is there.
    await here.form
      .find('h1')
      .filter({ hasText: titles[0] ?? '' })
      .waitFor();
    await second?.click({ modifiers: ['ControlOrMeta'] });
    // A list that is drawn anew while its menu is open says that its rows are gone: then one opens the menu again.
    const asked = workbench.page.locator('.quick-input-widget .quick-input-title', { hasText: 'duplicates of' });
    for (let attempt = 1; attempt < 4 && !(await asked.isVisible()); attempt++) {
      await second?.click({ button: 'right' });
      await workbench.chooseInMenu('Complete Incident…');
      await asked.waitFor({ timeout: 10_000 }).catch(() => undefined);
    }
    await workbench.pickIn('duplicates of', 'Mail is not');
    await workbench.pressInDialog('Complete');
    const { id } = await stored('Mail is not delivered');
    for (const title of titles) {
      await workbench.treeRow(title).first().waitFor({ state: 'detached' });
      const { open, values } = await stored(title);
      assert.deepEqual([open, values.closureCode, values.duplicateOf], [false, 'duplicate', id]);
    }
  });

  it('a security incident is refused with the reason', async () => {
    const { form } = here;
    await record(theft);
    await form.choose('kind', 'securityIncident');
    await form.press('[data-action="complete"]');
    await form.find('.dialog .ask').filter({ hasText: 'will be refused' }).waitFor();
    await form.select('[data-question="closureCode"]', 'falseAlarm');
    await form.type('[data-question="solution"]', 'x');
    await form.select('[data-question="couldBeSecurity"]', 'no');
    await form.type('[data-question="couldBeSecurityReason"]', 'x');
    await form.press('[data-dialog="ok"]');
    await form.find('.dialog .ask').filter({ hasText: 'goes through all steps' }).waitFor();
    assert.equal((await stored(theft)).open, true);
  });
});
