import assert from 'node:assert/strict';
import { stepIds } from '../../src/domain/vocabulary/steps';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar, themes } from './workbench';

/** A record of each kind of the sample. */
const records = ['A relay that does not', 'Relays do not agree', 'Both relays speak', 'Mail queue', 'Security management'];

describe('accessibility of every form and of the read-only panel', () => {
  const here = inWorkbench('accessibility', { sample: true });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`axe finds nothing in the theme ${theme}`, async () => {
      await here.workbench.setTheme(theme);
      await here.workbench.treeRow('Mail is not').first().click();
      await here.form.find('h1').filter({ hasText: 'Mail is not delivered' }).waitFor();
      const found: string[] = [];
      for (const step of stepIds) {
        await here.form.show(step);
        await here.form.find(`[data-step="${step}"][aria-current="step"]`).waitFor();
        await here.workbench.screenshot(`${theme}-${step}`);
        if (step === 'analyse') await here.form.find('[data-path="measures"] vscode-button').first().click();
        found.push(...(await findings(here.form)).map(finding => `${step} ${finding}`));
      }
      await here.workbench.page.keyboard.press('Control+w');
      for (const title of records) {
        await openRecord(title);
        if (title === records[0]) {
          await here.form.find('[data-apply="final"]').click();
          await here.form.find('.dialog').waitFor();
        }
        found.push(...(await findings(here.form)).map(finding => `${title} ${finding}`));
        await here.workbench.page.keyboard.press('Control+w');
      }
      await here.workbench.command('Faultline: Open Read-only Panel');
      await here.form.find('[data-incident]').nth(1).click();
      await here.form.find('.verified').waitFor();
      found.push(...(await findings(here.form)).map(finding => `read-only ${finding}`));
      await here.workbench.screenshot(`${theme}-read-only`);
      await here.workbench.page.keyboard.press('Control+w');
      assert.deepEqual(found, []);
    });
  }

  // Zoomed to 200 %, a window of 1280 × 900 has half as many CSS pixels each way; 220 px is the least the workbench leaves an editor.
  for (const [name, width, height] of [
    ['at 220 px', 220, 900],
    ['at 400 px', 400, 900],
    ['at 1600 px', 1600, 900],
    ['zoomed to 200 %', 640 - activityBar, 450],
  ] as const) {
    it(`works ${name}: nothing is wider than the page, and the foot leaves room for the form`, async () => {
      await here.workbench.page.setViewportSize({ width: width + activityBar, height });
      await here.workbench.hideSideBars();
      await here.workbench.choose('Faultline: Open Incident…', 'Mail is not delivered');
      await here.form.find('h1').filter({ hasText: 'Mail is not delivered' }).waitFor();
      await here.form.find('[data-card="similar"]').waitFor({ state: 'attached' });
      for (const step of stepIds) {
        await here.form.show(step);
        await here.workbench.screenshot(`${name} ${step}`);
        await fits(step, width);
        const foot = await here.form.find('.foot').evaluate(element => element.clientHeight / document.documentElement.clientHeight);
        assert.ok(foot < 0.5, `${step}: the foot takes ${Math.round(foot * 100)} % of the height`);
      }
      const tabs = here.form.find('[role="tab"]');
      assert.equal((await tabs.count()) > 0, width < 900, 'tabs where there is no room beside the form');
      for (let at = 1; at < (await tabs.count()); at++) {
        await here.form.reach(here.form.find('[role="tab"][aria-selected="true"]'));
        await here.workbench.page.keyboard.press('ArrowRight');
        await here.form.find('[role="tabpanel"]:not([hidden])').nth(0).waitFor();
        await here.workbench.screenshot(`${name} tab ${at}`);
        await fits(`tab ${at}`, width);
        assert.deepEqual(await findings(here.form), []);
      }
      for (const title of records) {
        await openRecord(title);
        await fits(title, width);
      }
      await here.workbench.command('Faultline: Open Read-only Panel');
      await here.form.press(here.form.find('[data-incident]').nth(1));
      await here.form.find('.verified').waitFor();
      await fits('read-only panel', width);
      await here.workbench.screenshot(`${name} read-only`);
      await here.workbench.command('View: Close All Editors');
    });
  }

  async function openRecord(title: string): Promise<void> {
    await here.workbench.choose('Faultline: Open Record…', title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    await here.form.find('.timeline > li').first().waitFor({ state: 'attached' });
  }

  /** Nothing is wider than the page, and the page has the width it is tried at, but for the workbench's borders. */
  async function fits(what: string, width: number): Promise<void> {
    const { scrollWidth: content, clientWidth: page } = await here.form
      .find('#root')
      .evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
    assert.ok(content <= page, `${what}: ${content} px of content in ${page} px`);
    assert.ok(page > width - 20 && page <= width, `${what}: tried in ${page} px instead of ${width}`);
  }

  it('the page’s content policy has nothing to refuse', () => {
    assert.deepEqual(here.workbench.violations, []);
  });
});
