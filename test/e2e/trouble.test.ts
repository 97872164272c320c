import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
    return form.find('[data-path="reporter"] input').inputValue();
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
    await theirs.find('.timeline li').nth(1).waitFor();
    assert.equal(await reporter(theirs), 'Service desk');
    assert.equal(await theirs.find('[data-path="location"] input').inputValue(), 'Typed there, not saved');
    await theirs.save();
    await here.form.find('.timeline li').nth(2).waitFor();
    assert.equal(await here.form.find('[data-path="location"] input').inputValue(), 'Typed there, not saved');
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
    await here.form.find('.banner').filter({ hasText: 'is not in the store' }).waitFor();
    assert.equal(await reporter(here.form), 'Before the accident');
    await here.form.press('[data-action="save"]');
    await here.form.find('.notice.error').filter({ hasText: 'Your input is kept in the form' }).waitFor();
    await here.workbench.screenshot('trouble-gone');
    await rename(`${store}-gone`, store);
    await here.form.find('.banner').waitFor({ state: 'detached' });
    assert.equal(await reporter(here.form), 'Before the accident');
    await here.form.save();
  });
});
