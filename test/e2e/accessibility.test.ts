import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { stepIds } from '../../src/domain/incident/steps';
import { IncidentForm } from './form';
import { Workbench, themes } from './workbench';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the page of the panel in front: rule and elements. */
async function findings(form: IncidentForm): Promise<readonly string[]> {
  const root = form.find('#root');
  // As an expression of the browser's debugger: the page's content policy rightly refuses a script element.
  const frame = await root.elementHandle().then(element => element.ownerFrame());
  await frame?.evaluate(`if (!window.axe) { ${axeSource} }`);
  const results = await root.evaluate(() =>
    (window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResults> } }).axe.run(document, {
      resultTypes: ['violations'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

describe('accessibility of every form and of the read-only panel', () => {
  let workbench: Workbench;
  let form: IncidentForm;

  before(async () => {
    workbench = await Workbench.open('accessibility', { sample: true });
    form = new IncidentForm(() => workbench.panel());
    await workbench.showTree();
  });
  after(async () => {
    await workbench.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title.slice(0, 40)}`);
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`axe finds nothing in the theme ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.treeRow('Mail is not').first().click();
      await form.find('h1').filter({ hasText: 'Mail is not delivered' }).waitFor();
      const found: string[] = [];
      for (const step of stepIds) {
        await form.show(step);
        await form.find(`[data-step="${step}"][aria-current="step"]`).waitFor();
        await workbench.screenshot(`${theme}-${step}`);
        if (step === 'analyse') await form.find('[data-path="measures"] vscode-button').first().click();
        found.push(...(await findings(form)).map(finding => `${step} ${finding}`));
      }
      await workbench.page.keyboard.press('Control+w');
      await workbench.command('Faultline: Open Read-only Panel');
      await form.find('[data-incident]').nth(1).click();
      await form.find('.verified').waitFor();
      found.push(...(await findings(form)).map(finding => `read-only ${finding}`));
      await workbench.screenshot(`${theme}-read-only`);
      await workbench.page.keyboard.press('Control+w');
      assert.deepEqual(found, []);
    });
  }

  it('works at 400 px: nothing is wider than the page', async () => {
    await workbench.page.setViewportSize({ width: 400 + 48, height: 900 });
    await workbench.page.keyboard.press('Control+b');
    await workbench.command('Faultline: Open Incident…');
    await workbench.pick('Mail is not delivered');
    await form.find('h1').filter({ hasText: 'Mail is not delivered' }).waitFor();
    for (const step of stepIds) {
      await form.show(step);
      await workbench.screenshot(`narrow-${step}`);
      const { scrollWidth: content, clientWidth: page } = await form
        .find('#root')
        .evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
      assert.ok(content <= page, `${step}: ${content} px of content in ${page} px`);
    }
  });

  it('the page’s content policy has nothing to refuse', () => {
    assert.deepEqual(workbench.violations, []);
  });
});
