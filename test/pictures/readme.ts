import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { IncidentForm } from '../e2e/form';
import { Workbench } from '../e2e/workbench';

/** The pictures of the README and the docs, from the sample as `npm start` makes it, into docs/images. */
export async function picturesForTheReadme(): Promise<void> {
  const workbench = await Workbench.open('pictures-readme', { sample: true });
  const form = new IncidentForm(workbench.page, () => workbench.panel());
  const { page } = workbench;
  await page.setViewportSize({ width: 1280, height: 820 });
  await workbench.showTree();
  const picture = async (name: string): Promise<void> => {
    await page.screenshot({ path: path.join(root, 'docs/images', `${name}.png`) });
  };

  await workbench.openFromTree('Mail is not');
  await form.find('h1').waitFor();
  await workbench.treeRow('Mail is not').first().locator('.monaco-tl-twistie').click();
  await workbench.treeRow('Safeguard gap').waitFor();
  await form.find('[data-card="similar"]').waitFor();
  await form.find('[data-suspect]').first().waitFor();
  await form.find('[data-card="suspects"] [role="status"]').waitFor({ state: 'hidden' });
  await picture('incident');

  await workbench.unfold('Knowledge');
  await workbench.treeRow('A relay that does not').first().click();
  await form.find('.timeline > li').first().waitFor();
  await picture('known-error');
  await workbench.unfold('Open Incidents');

  await workbench.command('Faultline: Open Read-only Panel');
  await form.find('[data-incident]').nth(1).click();
  await form.find('.verified').waitFor();
  await picture('read-only');
  await form.press('[data-back]');
  await form.tab('tab-register');
  await form.find('[data-finding]').first().waitFor();
  await picture('register');
  await workbench.command('View: Close All Editors');

  await workbench.command('Faultline: Record Incident…');
  await workbench.answer('The printer jams');
  await form.find('h1').filter({ hasText: 'The printer jams' }).waitFor();
  await form.press('[data-action="complete"]');
  await form.select('[data-question="closureCode"]', 'solved');
  await form.type('[data-question="solution"]', 'Paper taken out of tray 2');
  await picture('short-way');
  await form.type('[data-question="reporter"]', 'Front desk');
  await form.type('[data-question="symptoms"]', 'Paper is stuck, the light blinks');
  await form.select('[data-question="couldBeSecurity"]', 'no');
  await form.type('[data-question="couldBeSecurityReason"]', 'It is only paper');
  await form.select('[data-question="impact"]', '4');
  await form.select('[data-question="urgency"]', '3');
  await form.press('[data-dialog="ok"]');
  await form.find('[data-path="finalReport"] .hash').waitFor();
  await picture('short-way-done');
  await workbench.command('View: Close All Editors');

  await dragSideBar(workbench, 560);
  await workbench.treeRow('Suspect changes').first().locator('.monaco-tl-twistie').click();
  await workbench.treeRow('which frame 1 of the trace names').first().waitFor();
  await workbench.treeRow('Looking through the history').waitFor({ state: 'hidden' });
  await workbench.treeRow('30 h before').or(workbench.treeRow('min before')).or(workbench.treeRow('1 h before')).first().click();
  await page.locator('.monaco-diff-editor .view-line', { hasText: '465' }).first().waitFor();
  await picture('suspects');
  await workbench.command('View: Close All Editors');
  await dragSideBar(workbench, 348);

  await workbench.setTheme('light');
  await workbench.openFromTree('Relay shows');
  await form.find('[data-action="goOn"]').click();
  await form.find('.missing.refused').waitFor();
  await picture('gate');
  await workbench.command('View: Close All Editors');

  await page.keyboard.press('Control+b');
  await workbench.command('Go to File...');
  await page.locator('.quick-input-widget input[type="text"]').fill('lib/queue.js');
  await workbench.pick('queue.js');
  await page.keyboard.press('Control+\\');
  await workbench.choose('Faultline: Open Incident…', 'Mail is not');
  await form.find('[data-step="remedy"]').click();
  await form.find('h3').first().waitFor();
  await picture('beside-code');
  await workbench.command('View: Close All Editors');

  await workbench.setTheme('dark');
  await workbench.choose('Faultline: Open Incident…', 'Search in the queue');
  await form.find('[data-step="monitor"][aria-current="step"]').waitFor();
  await form.find('[data-suspect]').first().waitFor();
  await form.find('[data-card="suspects"] [role="status"]').waitFor({ state: 'hidden' });
  await picture('monitor');

  await workbench.setTheme('contrast');
  await page.keyboard.press('Control+b');
  await workbench.openFromTree('Mail is not');
  await form.find('[data-action="comment"]').click();
  await form.find('.dialog').waitFor();
  await picture('contrast');
  await workbench.close();
}

/** Makes the side bar wider or narrower, as a person would: by its edge. */
async function dragSideBar({ page }: Workbench, to: number): Promise<void> {
  const box = await page.locator('.sidebar').boundingBox();
  const edge = (box?.x ?? 0) + (box?.width ?? 0);
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(to, 400, { steps: 5 });
  await page.mouse.up();
}
