import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { IdOf } from '../../src/domain/records';
import { openStore } from '../support/stores';
import { fulfilled, person } from '../support/incidents';
import { findings } from './axe';
import { inWorkbench } from './suite';
import { activityBar } from './workbench';

/** The check of the register of interfaces in the read-only panel. */
describe('the register of interfaces in the read-only panel', () => {
  const here = inWorkbench('register', { sample: true });
  const store = (): string => path.join(here.workbench.workspace, '.faultline');
  let told: IdOf<'incident'>;
  let night: IdOf<'interface'>;
  let unread: string;

  before(async () => {
    const now = new Date().toISOString();
    const writing = openStore(store(), { now: () => now, actor: () => Promise.resolve(person()) });
    const desk = await writing.create('interface', {
      title: 'Night desk',
      party: 'securityManagement',
      trigger: 'A security incident is confirmed or suspected, or a safeguard has been weakened.',
      contact: 'Dana Weiss, ext. 112',
      channel: 'Pager 7',
      sharedResources: 'Situation room; log server',
    });
    const incident = await writing.create('incident', { ...fulfilled.detect, detectedAt: now, title: 'Told over a way that is gone' });
    assert.ok(desk.ok && incident.ok);
    [night, told] = [desk.value, incident.value];
    const handOver = { interface: 'securityManagement', person: 'Dana', at: now, channel: 'Phone', passed: 'All' } as const;
    for (const [id, register] of [
      ['h1', 'IFC-0GGGGG'],
      ['h2', night],
    ] as const)
      assert.ok((await writing.execute(told, { type: 'handOver', handOver: { ...handOver, id, register } })).ok);
    writing.dispose();
    unread = await bytesOfStore();
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.tab('tab-register');
    await here.form.find('[data-finding="gone"]').waitFor();
  });

  /** A hash over every record. */
  async function bytesOfStore(): Promise<string> {
    const hash = createHash('sha256');
    const files = (await readdir(store(), { recursive: true })).filter(name => name.endsWith('.json')).sort();
    for (const file of files) hash.update(file).update(await readFile(path.join(store(), file)));
    return hash.digest('hex');
  }

  async function nothingIsCutOff(): Promise<void> {
    const cut = await here.form.find('#root').evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(cut <= 0, `${cut} px are cut off`);
  }

  it('names what does not fit together, each with the way to its interfaces and incidents', async () => {
    const { form, workbench } = here;
    const finding = (code: string, text: string) => form.find(`[data-finding="${code}"]`).filter({ hasText: text });
    await workbench.screenshot('register 1280');
    await finding('gone', 'IFC-0GGGGG').waitFor();
    await finding('contradictory', 'Night desk').waitFor();
    await finding('sharedByTwo', 'Situation room').waitFor();
    await finding('lacking', 'External consultant').waitFor();
    await form.press(finding('lacking', 'Night desk').locator(`[data-record="${night}"]`));
    await form.find('.document .verified').waitFor();
    await workbench.screenshot('register beside an interface');
    await workbench.page.keyboard.press('Escape');
    await form.find('.document').waitFor({ state: 'detached' });
    await form.press(finding('gone', 'IFC-0GGGGG').locator('[data-only]'));
    await form.find(`[data-incident="${told}"]`).waitFor();
    assert.equal(await form.find('[data-incident]').count(), 1);
    await form.press('[data-all]');
    await form.tab('tab-register');
  });

  it('shows party by party what each interface says, what is missing, and how often it was used', async () => {
    const row = here.form.find('.register tr').filter({ hasText: 'Night desk' });
    const text = (await row.textContent()) ?? '';
    for (const said of ['Used 2 times', 'Pager 7', 'Dana Weiss, ext. 112', 'Situation room', 'log server', 'Missing'])
      assert.ok(text.includes(said), said);
    assert.equal(await here.form.find('.register .party').count(), 6);
  });

  it('Escape leads back to the row that a record was opened from, not to another that names it', async () => {
    const row = here.form.find('.register tr').filter({ hasText: 'Night desk' }).locator(`[data-record="${night}"]`);
    await here.form.press(row);
    await here.form.find('.document .verified').waitFor();
    await here.workbench.page.keyboard.press('Escape');
    await here.form.find('.document').waitFor({ state: 'detached' });
    assert.ok(await row.evaluate(button => button === document.activeElement));
  });

  for (const theme of ['light', 'contrast', 'dark'] as const)
    it(`reads well in ${theme}: axe finds nothing`, async () => {
      await here.workbench.setTheme(theme);
      assert.deepEqual(await findings(here.form), []);
      await here.workbench.screenshot(`register ${theme}`);
    });

  for (const width of [400, 220])
    it(`works in ${width} px: nothing is cut off, each answer has its name`, async () => {
      const { form, workbench } = here;
      await workbench.page.setViewportSize({ width: width + activityBar, height: 900 });
      await workbench.hideSideBars();
      await nothingIsCutOff();
      await form.find('.register .cellLabel').first().waitFor();
      assert.deepEqual(await findings(form), []);
      await workbench.screenshot(`register ${width} findings`);
      await form.find('.register tr').filter({ hasText: 'Night desk' }).scrollIntoViewIfNeeded();
      await workbench.screenshot(`register ${width} table`);
    });

  it('has changed not one byte of the store', async () => {
    assert.equal(await bytesOfStore(), unread);
  });
});
