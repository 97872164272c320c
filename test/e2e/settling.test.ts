import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RecordEvent } from '../../src/domain/record/event';
import { openStore, storedLog } from '../support/stores';
import { person } from '../support/incidents';
import { findings } from './axe';
import { inWorkbench } from './suite';

const title = 'Mail is not delivered';

/** What others wrote at once comes from elsewhere while the form is open: it shows every value, and one settles it by the keyboard. */
describe('a field that two others wrote at once', () => {
  const here = inWorkbench('settling', { sample: true });
  let elsewhere: string;

  before(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'faultline-elsewhere-'));
  });

  after(() => rm(elsewhere, { recursive: true, force: true }));

  const storeFolder = (): string => path.join(here.workbench.workspace, '.faultline');

  /** Writes into a copy of the record on a machine of one's own; what stands there then. */
  async function writtenBy(name: string, symptoms: string): Promise<readonly RecordEvent[]> {
    const { record, events } = await storedLog(storeFolder(), title);
    const store = openStore(path.join(elsewhere, name), { actor: () => Promise.resolve(person('administrator', name)) });
    store.dispose();
    await store.merge(record, events);
    const saved = await store.execute(record, { type: 'save', step: 'detect', patch: { symptoms } });
    assert.ok(saved.ok, JSON.stringify(saved));
    return [...events, ...saved.value];
  }

  it('is shown with both values, by whom and when, in the form, the tree and the read-only panel', async () => {
    await here.workbench.choose('Faultline: Open Incident…', title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    await here.form.press('[data-action="save"]');
    await here.form.find('.notice').filter({ hasText: 'Nothing to save' }).waitFor();
    const { record } = await storedLog(storeFolder(), title);
    const [slow, dead] = [await writtenBy('Zoe', 'It is slow'), await writtenBy('Max', 'It is dead')];
    const store = openStore(storeFolder());
    store.dispose();
    for (const log of [slow, dead]) assert.ok((await store.merge(record, log)).ok);
    const note = here.form.find('.conflicts');
    await note.waitFor();
    const text = (await note.textContent()) ?? '';
    for (const told of ['Symptoms', '“It is slow”', 'Zoe (administrator)', '“It is dead”', 'Max (administrator)', 'counts for now'])
      assert.ok(text.includes(told), text);
    // In the foot, which is always in sight, it is told in place of what one did before, and leads there.
    const way = here.form.find('.notice [data-action="conflicts"]').filter({ hasText: 'Changed by several at once: Symptoms' });
    await way.waitFor();
    assert.doesNotMatch((await here.form.find('.notice').textContent()) ?? '', /Nothing to save/);
    await here.form.press(way);
    assert.equal(await here.form.find('.conflicts').evaluate(box => box === document.activeElement), true);
    assert.deepEqual(await findings(here.form), []);
    await here.workbench.screenshot('settling');
    const row = here.workbench.page.locator('.sidebar .monaco-list-row[aria-label*="Changed by several at once: Symptoms"]');
    await row.filter({ hasText: title }).first().waitFor();
    await here.workbench.command('Faultline: Open Read-only Panel');
    await here.form.find(`[data-incident="${record}"]`).first().click();
    const read = here.form.find('.document .conflicts');
    await read.waitFor();
    assert.match((await read.textContent()) ?? '', /“It is slow”.*Zoe|“It is dead”.*Max/s);
    assert.equal(await read.locator('vscode-button').count(), 0);
    assert.deepEqual(await findings(here.form), []);
  });

  it('is settled by the keyboard: the value that was chosen stands, in the file too, and nothing is told any more', async () => {
    await here.workbench.choose('Faultline: Open Incident…', title);
    await here.form.find('h1').filter({ hasText: title }).waitFor();
    await here.form.find('.conflicts').waitFor();
    const take = here.form.find('[data-settle][aria-label^="Symptoms: Take “It is"]');
    const value = /Take “([^”]*)”/.exec((await take.textContent()) ?? '')?.[1];
    await here.form.press(take);
    await here.form.find('.notice').filter({ hasText: 'Settled' }).waitFor();
    await here.form.find('.conflicts').waitFor({ state: 'detached' });
    assert.equal(await here.form.find('#root').evaluate(() => document.activeElement?.localName), 'h1');
    const { events } = await storedLog(storeFolder(), title);
    const last = events.at(-1);
    assert.deepEqual((last?.data as { readonly patch: unknown }).patch, { symptoms: value });
    await here.workbench.page.locator('.sidebar .monaco-list-row[aria-label*="Changed by several"]').first().waitFor({ state: 'detached' });
    assert.deepEqual(here.workbench.violations, []);
  });
});
