import assert from 'node:assert/strict';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { fulfilled, passingCommands } from '../support/incidents';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar } from './workbench';

const title = 'Whose mail went astray?';

/** Reporting duties from the decision to the final report after the completion: in the real workbench, by keyboard. */
describe('reporting duties', () => {
  const here = inWorkbench('duties', { sample: true });
  const folder = (): string => path.join(here.workbench.workspace, '.faultline');

  async function stored(): Promise<Incident> {
    const { record, events } = await storedLog(folder(), title);
    return foldIncident(record, events);
  }

  /** The row of a duty among the clocks, when it says this. */
  async function clock(duty: string, says: string): Promise<void> {
    await here.form.find(`[data-duty="${duty}"]`).filter({ hasText: says }).waitFor();
  }

  async function sent(duty: string, reference: string): Promise<void> {
    await here.form.press(`[data-sent="${duty}"]`);
    await here.form.type('[data-question="reference"]', reference);
    await here.form.press('[data-dialog="ok"]');
    await clock(duty, reference);
  }

  it('are decided once, NIS2 and GDPR, with one time from which the clocks run at once', async () => {
    const store = openStore(folder());
    const created = await store.create('incident', { title });
    assert.ok(created.ok);
    const qualified = { type: 'save', step: 'qualify', patch: { ...fulfilled.qualify, personalData: 'yes' } } as const;
    for (const command of [...passingCommands('detect', { title, kind: 'inquiry', detectedAt: new Date().toISOString() }), qualified])
      assert.ok((await store.execute(created.value, command)).ok, command.type);
    store.dispose();
    await here.workbench.treeRow(title.slice(0, 12)).first().waitFor();
    await here.workbench.choose('Faultline: Open Incident…', title);
    await here.form.press('[data-action="goOn"]');
    await here.form.find('.missing.refused').waitFor();
    assert.ok((await here.form.missing()).includes('dutiesAsked'));
    await here.form.choose('dutiesApply', 'some');
    for (const duty of ['nis2EarlyWarning', 'gdprNotification']) await here.form.choose(`duties/${duty}/applies`, 'yes');
    await here.form.press('[data-rest="duties"]');
    await here.form.type('[data-rest-reason="duties"]', 'Not bound by them');
    await here.form.press('[data-rest-accept="duties"]');
    await here.form.save();
    await clock('nis2EarlyWarning', 'left');
    await clock('gdprNotification', 'left');
    await clock('nis2FinalReport', 'has not begun');
    await here.workbench.screenshot('duties-clocks');
    const { awareSince, detectedAt } = (await stored()).values;
    assert.equal(awareSince, detectedAt);
  });

  it('a notice is drafted from the incident, and recorded as sent by its row alone', async () => {
    await here.form.press('[data-draft="nis2EarlyWarning"]');
    await here.workbench.page.locator('.editor-instance .view-lines', { hasText: 'BSIG' }).waitFor();
    await here.workbench.screenshot('duties-draft');
    assert.equal((await stored()).values.duties?.find(({ id }) => id === 'nis2EarlyWarning')?.sentAt, undefined);
    await here.workbench.choose('Faultline: Open Incident…', title);
    await sent('nis2EarlyWarning', 'BSI-1');
    await sent('nis2Notification', 'BSI-2');
    await clock('nis2FinalReport', 'left');
    await sent('gdprNotification', 'DPA-3');
    assert.deepEqual(await findings(here.form), []);
    assert.equal((await stored()).timeline.filter(({ type }) => type === 'incident.noticeSent').length, 3);
  });

  it('completed while the final report runs, it is sent afterwards without reopening', async () => {
    await here.form.press('[data-action="goOn"]');
    await here.form.find('[data-action="reopen"]').waitFor();
    await here.form.find('.hash').waitFor();
    await clock('nis2FinalReport', 'left');
    await here.workbench.setTheme('light');
    await here.workbench.screenshot('duties-completed-light');
    await sent('nis2FinalReport', 'BSI-4');
    const incident = await stored();
    assert.deepEqual([incident.open, incident.timeline.at(-1)?.type], [false, 'incident.noticeSent']);
    assert.ok(incident.finalReport);
  });

  it('the record of breaches opens as a document, and nothing is written', async () => {
    const before = (await stored()).timeline.length;
    await here.workbench.choose('Faultline: Open Record of Personal-Data Breaches…', 'Markdown');
    const lines = here.workbench.page.locator('.editor-instance .view-lines');
    await lines.filter({ hasText: 'Record of personal-data breaches' }).filter({ hasText: 'Whose mail went astray' }).waitFor();
    assert.equal((await stored()).timeline.length, before);
  });

  it('a row of the organisation’s own that is none is named, with the field', async () => {
    await here.workbench.setUserSettings({ 'faultline.duties': [{ id: 'insurer-notice', hours: 24 }] });
    const told = (await here.workbench.notifications()).filter({ hasText: 'row 1 (insurer-notice), “title”: is missing' });
    await told.first().waitFor();
    await here.workbench.command('Notifications: Clear All Notifications');
    await here.workbench.choose('Faultline: Open Incident…', title);
  });

  it('fit at 400 px', async () => {
    const { workbench, form } = here;
    await workbench.hideSideBars();
    await workbench.page.setViewportSize({ width: 400 + activityBar, height: 900 });
    await form.tab('tab-clocks');
    await workbench.screenshot('duties-400');
    assert.deepEqual(await findings(form), []);
    const [content, page] = await form
      .find('#root')
      .evaluate((): [number, number] => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= page, `${String(content)} > ${String(page)}`);
  });
});
