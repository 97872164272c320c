import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { findings } from './axe';
import { inWorkbench } from './suite';

/** A file of the store opens as the record that is in it, to be read; a broken one says where, and opens as text. */
describe('a file of the store', () => {
  const here = inWorkbench('recordFile', { sample: true });
  let names: readonly string[] = [];
  let folder = '';

  before(async () => {
    folder = path.join(here.workbench.workspace, '.faultline/incidents');
    names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  });

  /** Opens a file as a person does who sees it in the Explorer. */
  async function openFromExplorer(name: string): Promise<void> {
    const { page } = here.workbench;
    await here.workbench.command('View: Show Explorer');
    const row = (label: string) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: label }).first();
    for (const [parent, child] of [
      ['.faultline', 'incidents'],
      ['incidents', name],
    ] as const) {
      await row(parent).waitFor();
      if (!(await row(child).isVisible())) await row(parent).click();
      await row(child).waitFor();
    }
    await row(name).dblclick();
  }

  it('opens by double-click as a document: verified, axe finds nothing, and can be opened as text', async () => {
    const { form, workbench } = here;
    const [name = ''] = names;
    await openFromExplorer(name);
    await form.find('.document .verified').waitFor();
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await workbench.setTheme(theme);
      assert.deepEqual(await findings(form), [], theme);
      await workbench.screenshot(`record file ${theme}`);
    }
    await form.press('[data-do="openText"]');
    await workbench.page.locator('.editor-group-container.active .view-lines', { hasText: 'faultline/1' }).waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('that is broken says where and why, and opens as text', async () => {
    const { form, workbench } = here;
    const [, name = ''] = names;
    await appendFile(path.join(folder, name), '\n<<<<<<< HEAD\n');
    await openFromExplorer(name);
    await form
      .find('[role="status"].bad')
      .filter({ hasText: name.replace('.json', '') })
      .waitFor();
    await workbench.screenshot('record file broken');
    await form.press('vscode-button[data-do="openText"]');
    await workbench.page.locator('.editor-group-container.active .view-lines', { hasText: '<<<<<<<' }).waitFor();
  });
});
