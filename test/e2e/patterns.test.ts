import assert from 'node:assert/strict';
import path from 'node:path';
import { openStore } from '../support/stores';
import { fulfilled, person } from '../support/incidents';
import { findings } from './axe';
import { inWorkbench } from './suite';

/** Nights on which the file share was away, and the days on which one part failed, besides what usually comes. */
const [nights, usual] = [3, 40];

/** What was found stands in the read-only panel: each with its reason, the way to its incidents, and a way to put it aside. */
describe('patterns of failure that were found', () => {
  const here = inWorkbench('patterns', { sample: true });

  before(async () => {
    const now = Date.now();
    const day = 86_400_000;
    const store = openStore(path.join(here.workbench.workspace, '.faultline'), { actor: () => Promise.resolve(person()) });
    const record = async (daysAgo: number, patch: object): Promise<void> => {
      const at = new Date(now - daysAgo * day).toISOString();
      const created = await store.create('incident', {
        ...fulfilled.detect,
        couldBeSecurity: 'no',
        occurredAt: at,
        detectedAt: at,
        ...patch,
      });
      assert.ok(created.ok, JSON.stringify(created));
    };
    for (let at = 0; at < usual; at++)
      await record(300 - at * 7, { title: `Slow ${at}`, symptoms: 'It is slow', errorText: '', components: [`Part ${at % 8}`] });
    for (let at = 0; at < nights; at++)
      await record(12 - at, {
        title: `Share away ${at}`,
        symptoms: 'Login failed again and again for user svc-nightly7, then it was not reachable',
        errorText: '',
        components: ['File share'],
      });
    store.dispose();
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find('[data-incident]').nth(usual).waitFor();
    await here.form.tab('tab-patterns');
    await here.form.find('[data-finding]').first().waitFor();
  });

  async function listIsNarrowed(): Promise<void> {
    const { form } = here;
    await form.find('[data-all]').waitFor();
    await form.find('[data-incident]').nth(nights).waitFor({ state: 'detached' });
    assert.equal(await form.find('[data-incident]').count(), nights);
    assert.equal(await form.find('[data-do="keepView"]').count(), 0);
  }

  it('a question with its reasons leads to its incidents; axe finds nothing in any theme', async () => {
    const { form, workbench } = here;
    const question = form.find('[data-finding^="unnoticed"]').filter({ hasText: 'svc-nightly7' });
    await question.waitFor();
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await workbench.screenshot(`patterns found ${theme}`);
    }
    await form.press(question.locator('[data-only]'));
    await listIsNarrowed();
    await form.tab('tab-figures');
    await form.select('[data-figures="by"]', 'component');
    await form.select('[data-figures="period"]', 'lastYear');
    await form.tab('tab-patterns');
  });

  it('is put aside by the keyboard with a note that stays over a reload, and taken up again; the store knows nothing of it', async () => {
    const { form, workbench } = here;
    const question = form.find('[data-finding^="unnoticed"]').filter({ hasText: 'svc-nightly7' });
    await question.locator('[data-put-aside]').focus();
    await workbench.page.keyboard.press('Enter');
    await form.find('.note vscode-text-field').waitFor();
    await workbench.page.keyboard.type('Never mind');
    await workbench.page.keyboard.press('Escape');
    await form.find('.note').waitFor({ state: 'detached' });
    assert.ok(await question.locator('[data-put-aside]').evaluate(button => button === document.activeElement));
    await workbench.page.keyboard.press('Enter');
    await form.find('.note vscode-text-field').waitFor();
    await workbench.page.keyboard.type('The nightly copy, known');
    await workbench.page.keyboard.press('Enter');
    await form.find('[data-aside]').waitFor();
    // The focus goes on to what stands there now, and the panel to where it was.
    assert.ok(await form.find('[data-pattern="findings"]').evaluate(section => section.contains(document.activeElement)));
    await workbench.reload();
    await form.press('[data-aside] summary');
    await form.find('[data-aside] [data-finding]').filter({ hasText: 'The nightly copy, known' }).waitFor();
    await workbench.screenshot('patterns put aside');
    await form.press('[data-aside] [data-take-up]');
    await form.find('[data-aside]').waitFor({ state: 'detached' });
  });

  it('the list that one has narrowed it to, and the figures that one has chosen, are there after the reload', async () => {
    const { form } = here;
    await form.tab('tab-incident');
    await listIsNarrowed();
    await form.tab('tab-figures');
    for (const [id, value] of [
      ['by', 'component'],
      ['period', 'lastYear'],
    ] as const)
      assert.equal(await form.find(`[data-figures="${id}"]`).evaluate(field => (field as HTMLInputElement).value), value);
    await form.tab('tab-patterns');
  });

  it('is taken up as a problem by a command, outside of the panel', async () => {
    const { workbench, form } = here;
    await workbench.choose('Faultline: Raise Problem from a Pattern', 'svc-nightly7');
    const head = form.find('h1').filter({ hasText: 'Could this be a security incident?' });
    await head.waitFor();
    await workbench.screenshot('patterns raised');
    await workbench.command('Faultline: Open Read-only Panel');
    await form.tab('tab-patterns');
    const taken = form.find('[data-finding^="unnoticed"]').filter({ hasText: 'svc-nightly7' }).locator('[data-taken]');
    await taken.waitFor();
    await workbench.screenshot('patterns taken into a problem');
    await form.press(taken);
    await form.find('.document h2').filter({ hasText: 'Could this be a security incident?' }).waitFor();
  });
});
