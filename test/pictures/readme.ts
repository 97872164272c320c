import { IncidentForm } from '../e2e/form';
import { Workbench } from '../e2e/workbench';

/** The seven pictures of the README, from the sample as `npm start` makes it. */
export async function picturesForTheReadme(): Promise<void> {
  const workbench = await Workbench.open('pictures-readme', { sample: true });
  const form = new IncidentForm(workbench.page, () => workbench.panel());
  const { page } = workbench;
  await page.setViewportSize({ width: 1280, height: 820 });
  await workbench.showTree();

  await workbench.openFromTree('Mail is not');
  await form.find('h1').waitFor();
  await workbench.treeRow('Mail is not').first().locator('.monaco-tl-twistie').click();
  await workbench.treeRow('Safeguard gap').waitFor();
  await form.find('[data-card="similar"]').waitFor();
  await workbench.screenshot('readme-incident');

  await workbench.unfold('Knowledge');
  await workbench.treeRow('A relay that does not').first().click();
  await form.find('.timeline > li').first().waitFor();
  await workbench.screenshot('readme-known-error');
  await workbench.unfold('Open Incidents');

  await workbench.command('Faultline: Open Read-only Panel');
  await form.find('[data-incident]').nth(1).click();
  await form.find('.verified').waitFor();
  await workbench.screenshot('readme-read-only');
  await workbench.command('View: Close All Editors');

  await workbench.setTheme('light');
  await workbench.openFromTree('Relay shows');
  await form.find('[data-action="goOn"]').click();
  await form.find('.missing.refused').waitFor();
  await workbench.screenshot('readme-gate');
  await workbench.command('View: Close All Editors');

  await page.keyboard.press('Control+b');
  await workbench.command('Go to File...');
  await page.locator('.quick-input-widget input[type="text"]').fill('lib/queue.js');
  await workbench.pick('queue.js');
  await page.keyboard.press('Control+\\');
  await workbench.choose('Faultline: Open Incident…', 'Mail is not');
  await form.find('[data-step="remedy"]').click();
  await form.find('h3').first().waitFor();
  await workbench.screenshot('readme-beside-code');
  await workbench.command('View: Close All Editors');

  await workbench.setTheme('dark');
  await workbench.choose('Faultline: Open Incident…', 'Search in the queue');
  await form.find('[data-step="monitor"][aria-current="step"]').waitFor();
  await workbench.screenshot('readme-monitor');

  await workbench.setTheme('contrast');
  await page.keyboard.press('Control+b');
  await workbench.openFromTree('Mail is not');
  await form.find('[data-action="page.comment"]').click();
  await form.find('.dialog').waitFor();
  await workbench.screenshot('readme-contrast');
  await workbench.close();
}
