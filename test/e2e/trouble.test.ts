import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { storedLog } from '../support/stores';
import { IncidentForm } from './form';
import { inWorkbench } from './suite';

/** What goes wrong at three in the morning: two windows, a store that refuses, a folder that is gone. */
describe('trouble', () => {
  const here = inWorkbench('trouble', { sample: true });
  const typed = 'Typed in the middle of the night';

  function records(): string {
    return path.join(here.workbench.workspace, '.faultline/incidents');
  }

  async function reporter(form: IncidentForm): Promise<string> {
    return form.valueOf('reporter');
  }

  it('two windows on one folder see each other’s changes, and each keeps what is typed in it', async () => {
    const second = await here.workbench.secondWindow();
    const theirs = new IncidentForm(second.page, () => second.panel());
    await second.showTree();
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer('Seen in both windows');
    await here.form.find('h1').filter({ hasText: 'Seen in both windows' }).waitFor();
    await second.openFromTree('Seen in both');
    await theirs.find('h1').filter({ hasText: 'Seen in both windows' }).waitFor();
    await theirs.fill('location', 'Typed there, not saved');
    await here.form.fill('reporter', 'Service desk');
    await here.form.save();
    await theirs.find('.timeline > li').nth(1).waitFor();
    assert.equal(await reporter(theirs), 'Service desk');
    assert.equal(await theirs.valueOf('location'), 'Typed there, not saved');
    await theirs.save();
    await here.form.find('.timeline > li').filter({ hasText: '2 saves' }).waitFor();
    assert.equal(await here.form.valueOf('location'), 'Typed there, not saved');
    await second.page.close();
  });

  it('a store that refuses to be written: said in words, with the way out, and the input stays', async () => {
    await here.form.fill('reporter', typed);
    await rename(records(), `${records()}.away`);
    await writeFile(records(), 'a file stands in the way');
    await here.form.press('[data-action="save"]');
    await here.form.find('.notice.error').filter({ hasText: 'was not saved' }).waitFor();
    const notice = (await here.form.find('.notice.error').textContent()) ?? '';
    assert.match(notice, /a file stands where the folder should be \(ENOTDIR\).*faultline\.storePath.*Your input is kept in the form/);
    await here.workbench.screenshot('trouble-refused');
    assert.equal(await reporter(here.form), typed);
    await rm(records());
    await rename(`${records()}.away`, records());
    await here.form.save();
    assert.equal(await reporter(here.form), typed);
  });

  it('the store folder deleted while the form is open: said in the form, the input stays, and comes back with the folder', async () => {
    await here.form.fill('reporter', 'Before the accident');
    const store = path.dirname(records());
    await rename(store, `${store}-gone`);
    await here.form.find('.banner').filter({ hasText: 'is not in this store' }).waitFor();
    assert.equal(await reporter(here.form), 'Before the accident');
    await here.form.press('[data-action="save"]');
    await here.form.find('.notice.error').filter({ hasText: 'Your input is kept in the form' }).waitFor();
    await here.workbench.screenshot('trouble-gone');
    await rename(`${store}-gone`, store);
    await here.form.find('.banner').waitFor({ state: 'detached' });
    assert.equal(await reporter(here.form), 'Before the accident');
    await here.form.save();
  });

  it('a merge left conflict markers: the file is mended on the person’s word, and on nobody else’s, and kept beside as it was', async () => {
    const { record } = await storedLog(path.dirname(records()), 'Seen in both windows');
    const file = path.join(records(), `${record}.json`);
    const good = await readFile(file, 'utf8');
    const lines = good.split('\n');
    lines.splice(-3, 1, '<<<<<<< HEAD', lines.at(-3) ?? '', '=======', '>>>>>>> other');
    await writeFile(file, lines.join('\n'));
    const row = here.workbench.treeRow(`${record}.json cannot be read`);
    await row.hover();
    await here.workbench.screenshot('trouble-conflict');
    // A tree that is drawn anew under the pointer forgets that it is there.
    for (let attempt = 1; ; attempt++) {
      try {
        await row.locator('.action-label.codicon-git-merge').click({ timeout: 5_000 });
        break;
      } catch (error) {
        if (attempt === 10) throw error;
        await here.workbench.treeRow('Mail is not').first().hover();
        await row.hover();
      }
    }
    const question = here.workbench.page.locator('.monaco-dialog-box');
    await question.filter({ hasText: 'nothing of either side is dropped' }).waitFor();
    await here.workbench.screenshot('trouble-question');
    assert.equal(await readFile(file, 'utf8'), lines.join('\n'));
    await question.locator('.monaco-button', { hasText: 'Mend' }).click();
    await here.workbench.treeRow('Seen in both windows').waitFor();
    assert.equal(await readFile(file, 'utf8'), good);
    assert.equal(await readFile(`${file}.broken`, 'utf8'), lines.join('\n'));
  });

  it('a check of everything names what somebody has altered, as a document to be read', async () => {
    const { record } = await storedLog(path.dirname(records()), 'Seen in both windows');
    const file = path.join(records(), `${record}.json`);
    const good = await readFile(file, 'utf8');
    await writeFile(file, good.replace('Seen in both windows', 'Seen in both mirrors'));
    await here.workbench.command('Faultline: Verify Everything');
    const report = here.workbench.panel();
    await report.locator('h3', { hasText: record }).waitFor();
    assert.match(
      (await report.locator('body').innerText()).replace(/\s+/g, ' '),
      /wrong with 1 record\..*the content of an entry was changed/,
    );
    await here.workbench.screenshot('trouble-verify');
    await writeFile(file, good);
    await here.workbench.command('Faultline: Verify Everything');
    await here.workbench.panel().locator('p', { hasText: 'Nothing is altered' }).waitFor();
  });

  it('a package that lacks a part: what goes on by itself cannot, which is said with the way out; recording goes on', async () => {
    const part = await here.workbench.laterPart('background');
    await rename(part, `${part}.away`);
    await here.workbench.reload();
    const { page } = here.workbench;
    const said = page.locator('.notification-list-item');
    const notice = said.filter({ hasText: 'A part of Faultline is missing or broken' });
    // The workbench of tests keeps notifications in their list.
    await here.workbench.command('Notifications: Show Notifications');
    await notice.waitFor();
    await here.workbench.screenshot('trouble-incomplete');
    await here.workbench.command('Faultline: Record Incident…');
    await here.workbench.answer('Recorded all the same');
    await here.workbench.treeRow('Recorded all the same').waitFor();
    await here.workbench.command('Notifications: Show Notifications');
    await notice.waitFor();
    assert.equal(await said.count(), 1);
    await notice.locator('.monaco-button', { hasText: 'Show Faultline' }).click();
    await page.locator('.extension-list-item', { hasText: 'Faultline' }).first().waitFor();
    await rename(`${part}.away`, part);
  });
});
