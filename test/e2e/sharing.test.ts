import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { foldIncident } from '../../src/domain/incident/fold';
import { pathOf } from '../../src/sync/layout';
import { pushByHand } from '../support/sharedActs';
import { makeRemote, plainGit } from '../support/sharers';
import { openStore, storedLog } from '../support/stores';
import { findings } from './axe';
import { IncidentForm } from './form';
import { inWorkbench } from './suite';
import { Workbench } from './workbench';

/** Two people at two machines, a server and a browser each, who have nothing in common but a remote. */
describe('sharing incidents', () => {
  const here = inWorkbench('sharing', { sample: true });
  let [folder, remote] = ['', ''];
  let ben: Workbench;
  let theirs: IncidentForm;

  const bar = ({ page }: Workbench): Locator =>
    page.locator('.statusbar-item[id="faultline.faultline.faultline.sharing"], .statusbar-item', {
      hasText: /Shared|Sharing|Offline|not sent|Sharing fails/,
    });
  const stands = async (workbench: Workbench, text: string | RegExp): Promise<void> => {
    await bar(workbench).filter({ hasText: text }).first().waitFor();
  };
  const incident = async ({ workspace }: Workbench, title: string): Promise<ReturnType<typeof foldIncident>> => {
    const { record, events } = await storedLog(path.join(workspace, '.faultline'), title);
    return foldIncident(record, events);
  };
  const ask = async (workbench: Workbench, command: string, title: string, at = remote, branch = 'faultline/store'): Promise<void> => {
    await workbench.command(command);
    await workbench.answerTo(title, at);
    await workbench.answerTo('Name of the branch', branch);
  };

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-test-'));
    remote = await makeRemote(folder);
    ben = await Workbench.open('sharing ben', { sample: false });
    await plainGit(ben.workspace, ['init', '--quiet']);
    theirs = new IncidentForm(ben.page, () => ben.panel());
    await ben.showTree();
  });

  after(async () => {
    await ben.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('where the first try comes to nothing, nothing is shared, that is said, and what was typed is kept for another', async () => {
    const { workbench } = here;
    const wrong = `${remote}.wrong`;
    await ask(workbench, 'Faultline: Share Incidents with the Team…', 'over which remote', wrong);
    await workbench.pressInDialog('Share');
    const notice = (await workbench.notifications()).filter({ hasText: 'Nothing is shared over' });
    await notice.locator('.monaco-button', { hasText: 'Change the address' }).focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-title', { hasText: 'over which remote' }).waitFor();
    assert.equal(await workbench.quickInput.inputValue(), wrong);
    await workbench.screenshot('sharing-again');
    await workbench.page.keyboard.press('Escape');
  });

  it('says who will be able to read, and what stays, before anything leaves the machine', async () => {
    await ask(here.workbench, 'Faultline: Share Incidents with the Team…', 'over which remote');
    const dialog = here.workbench.page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'Whoever can read' }).waitFor();
    await here.workbench.screenshot('sharing-question');
    assert.equal(await plainGit(remote, ['for-each-ref']), '');
    await here.workbench.pressInDialog('Share');
    await stands(here.workbench, 'Shared');
    assert.match(await plainGit(remote, ['for-each-ref', '--format=%(refname)']), /^refs\/heads\/faultline\/store$/);
  });

  it('the other joins, and has the same incidents', async () => {
    await ask(ben, 'Faultline: Join Incidents of the Team…', 'at which remote');
    await ben.treeRow('Mail is not delivered').first().waitFor();
    await stands(ben, 'Shared');
    await (await ben.notifications()).filter({ hasText: 'records are shared here now. You record as' }).waitFor();
    await ben.screenshot('sharing-joined');
    assert.equal(await plainGit(ben.workspace, ['status', '--porcelain', '--', '.faultline']), '', 'no git add takes them in');
    await ben.command('Notifications: Clear All Notifications');
  });

  it('what one records is with the other soon, unasked; the other takes it with a command', async () => {
    await ben.command('Faultline: Record Incident');
    await ben.answer('The heating is off');
    await theirs.find('h1').filter({ hasText: 'The heating is off' }).waitFor();
    // Sent by itself, some seconds after it was recorded.
    while (!(await plainGit(remote, ['log', '--format=%an %s', 'faultline/store'])).includes('1 record'))
      await ben.page.waitForTimeout(300);
    await stands(ben, /^\s*Shared\s*$/);
    await here.workbench.command('Faultline: Sync Incidents with the Team');
    await here.workbench.treeRow('The heating is off').first().waitFor();
  });

  it('what is marked for fewer readers as it is recorded goes to nobody, not for a moment', async () => {
    await ben.command('Faultline: Record Incident');
    await ben.quickInput.waitFor();
    await ben.page.locator('.quick-input-widget .codicon-unlock').click();
    await ben.page.locator('.quick-input-title', { hasText: 'TLP:RED' }).waitFor();
    await ben.screenshot('record-restricted');
    await ben.answer('Somebody reads the letters of the board');
    await theirs.find('h1').filter({ hasText: 'the letters of the board' }).waitFor();
    await ben.command('Faultline: Sync Incidents with the Team');
    await stands(ben, /^\s*Shared\s*$/);
    assert.equal((await incident(ben, 'Somebody reads the letters of the board')).values.tlp, 'RED');
    assert.ok(!(await plainGit(remote, ['log', '--patch', '--all', '--text'])).includes('letters of the board'));
  });

  it('a field that both change at once shows on both machines', async () => {
    for (const [workbench, form, text] of [
      [here.workbench, here.form, 'Hall A'],
      [ben, theirs, 'Hall B'],
    ] as const) {
      await workbench.setUserSettings({ 'faultline.sync.automatic': false });
      await workbench.choose('Faultline: Open Incident…', 'The heating is off');
      await form.find('h1').filter({ hasText: 'The heating is off' }).waitFor();
      await form.show('detect');
      await form.fill('location', text);
      await form.save();
    }
    await stands(ben, '1 not sent');
    for (const workbench of [here.workbench, ben, here.workbench]) {
      await workbench.command('Faultline: Sync Incidents with the Team');
      await stands(workbench, /^\s*Shared\s*$/);
    }
    for (const [workbench, form] of [
      [here.workbench, here.form],
      [ben, theirs],
    ] as const) {
      await form
        .find('.conflicts')
        .filter({ hasText: /Hall [AB]/ })
        .waitFor();
      assert.equal((await incident(workbench, 'The heating is off')).conflicts.length, 1);
    }
    await here.workbench.screenshot('sharing-conflict');
  });

  it('a remote that is away is no harm: what is recorded is counted, and goes there when it is back', async () => {
    await rename(remote, `${remote}.away`);
    await theirs.fill('location', 'Hall C');
    await theirs.save();
    await ben.command('Faultline: Sync Incidents with the Team');
    await stands(ben, 'Sharing fails · 1 not sent');
    await ben.command('Faultline: Show How Sharing Stands');
    await ben.page.locator('.quick-input-title', { hasText: 'There is no repository at' }).waitFor();
    await ben.screenshot('sharing-away');
    await ben.page.keyboard.press('Escape');
    await ben.command('Faultline: Stop Sharing…');
    await ben.page.locator('.monaco-dialog-box', { hasText: '1 record is newer here than the others have it. It stays here' }).waitFor();
    await ben.pressInDialog('Cancel');
    await rename(`${remote}.away`, remote);
    await ben.command('Faultline: Show How Sharing Stands');
    await ben.pick('Take and send now');
    await stands(ben, /^\s*Shared\s*$/);
  });

  it('what the remote refuses is said in its own words', async () => {
    const hook = path.join(remote, 'hooks/pre-receive');
    await writeFile(hook, '#!/bin/sh\necho "Frozen until Monday" >&2\nexit 1\n', { mode: 0o755 });
    await theirs.fill('location', 'Hall D');
    await theirs.save();
    await ben.command('Faultline: Sync Incidents with the Team');
    await stands(ben, 'Sharing fails · 1 not sent');
    await ben.command('Faultline: Show How Sharing Stands');
    await ben.page.locator('.quick-input-title', { hasText: 'Frozen until Monday' }).waitFor();
    await rm(hook);
    await ben.pick('Take and send now');
    await stands(ben, /^\s*Shared\s*$/);
  });

  it('a branch that is gone is made again on a person’s word alone', async () => {
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    await ben.command('Faultline: Sync Incidents with the Team');
    await stands(ben, 'Sharing fails');
    assert.equal(await plainGit(remote, ['for-each-ref']), '');
    await ben.choose('Faultline: Show How Sharing Stands', 'Make the branch again');
    await ben.pressInDialog('Make it again');
    await stands(ben, /^\s*Shared\s*$/);
    await here.workbench.command('Faultline: Sync Incidents with the Team');
    while ((await incident(here.workbench, 'The heating is off')).values.location !== 'Hall D')
      await here.workbench.page.waitForTimeout(200);
  });

  it('the register of people is made from who is there, and is on the other machine, too', async () => {
    await here.workbench.command('Faultline: Make the Register of People…');
    const { page } = here.workbench;
    await page.locator('.quick-input-title', { hasText: 'Who takes part' }).waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Ida Test' }).waitFor();
    await here.workbench.screenshot('sharing-register');
    await here.workbench.accept();
    await here.workbench.pressInDialog('Make the register');
    const peopleOf = async ({ workspace }: Workbench): Promise<readonly string[]> =>
      (await readdir(path.join(workspace, '.faultline/people')).catch(() => [])).sort();
    while ((await peopleOf(here.workbench)).length < 5) await page.waitForTimeout(200);
    await here.workbench.command('Faultline: Sync Incidents with the Team');
    const onBranch = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
    while (!(await onBranch()).includes('people/')) await page.waitForTimeout(200);
    await ben.command('Faultline: Sync Incidents with the Team');
    while ((await peopleOf(ben)).length < 5) await page.waitForTimeout(200);
    assert.deepEqual(await peopleOf(ben), await peopleOf(here.workbench));
    // Whose role may not do something is told who may.
    await ben.command('Faultline: Redact Entry…');
    await (await ben.notifications()).filter({ hasText: /By the register of people these may: .*Chloé Martin/ }).waitFor();
    await ben.command('Notifications: Clear All Notifications');
  });

  it('a record that somebody has altered on the branch is counted, and the one that is here takes its place on a person’s word', async () => {
    const { record } = await storedLog(path.join(ben.workspace, '.faultline'), 'Mail is not delivered');
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(record)), '{'));
    await ben.command('Faultline: Sync Incidents with the Team');
    await stands(ben, /^\s*Shared · 1 left out\s*$/);
    await ben.command('Faultline: Show How Sharing Stands');
    await ben.page.locator('.quick-input-title', { hasText: 'not be taken or sent' }).waitFor();
    await ben.screenshot('sharing-left-out');
    await ben.page.keyboard.press('Escape');
    await ben.command('Faultline: Verify Everything');
    await ben.panel().locator('h3', { hasText: record }).waitFor();
    await ben.command('View: Revert and Close Editor');
    await ben.command('Faultline: Show How Sharing Stands');
    await ben.pick('Show what could not be taken or sent');
    await ben.pick('Mail is not delivered');
    await ben.pick('Put the record of this machine in its place');
    await ben.screenshot('sharing-replace');
    await ben.pressInDialog('Put it there');
    await stands(ben, /^\s*Shared\s*$/);
    assert.notEqual(await plainGit(remote, ['show', `faultline/store:${pathOf(record)}`]), '{');
    await ben.command('Notifications: Clear All Notifications');
  });

  it('whoever has an incident that somebody else has raised to RED since is told on its page that it was withdrawn', async () => {
    const heating = 'The heating is off';
    const banner = theirs.find('.withdrawn');
    await ben.choose('Faultline: Open Incident…', heating);
    await theirs.find('h1').filter({ hasText: heating }).waitFor();
    assert.equal(await banner.count(), 0);
    const store = openStore(path.join(here.workbench.workspace, '.faultline'));
    const { record } = await storedLog(store.folder, heating);
    assert.ok((await store.execute(record, { type: 'save', step: 'detect', patch: { tlp: 'RED' } })).ok);
    store.dispose();
    await here.workbench.command('Faultline: Sync Incidents with the Team');
    while (!(await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes('withdrawn'))
      await ben.page.waitForTimeout(200);
    await ben.command('Faultline: Sync Incidents with the Team');
    await banner.filter({ hasText: 'What is written here stays on this machine' }).waitFor();
    assert.notEqual((await incident(ben, heating)).values.tlp, 'RED');
    await ben.treeRow(heating).filter({ hasText: 'stays here' }).first().waitFor();
    await ben.screenshot('sharing-withdrawn');
    assert.deepEqual(await findings(theirs), []);
    await ben.command('Faultline: Open Read-only Panel');
    await theirs.find('tr').filter({ hasText: heating }).locator('[data-incident]').click();
    await banner.filter({ hasText: 'What is written here stays on this machine' }).waitFor();
    await ben.screenshot('sharing-withdrawn-read-only');
    await theirs.press('[data-do="csv"]');
    await ben.page.locator('.view-line', { hasText: 'Withdrawn from what all share' }).first().waitFor();
    await ben.command('View: Revert and Close Editor');
    await ben.command('View: Revert and Close Editor');
    await theirs.find('h1').filter({ hasText: heating }).waitFor();
  });

  it('what is marked for few goes to a second remote alone, and comes to who joins that', async () => {
    const vault = await makeRemote(folder, 'vault');
    const { workbench } = here;
    await workbench.setUserSettings({ 'faultline.defaultTlp': 'RED' });
    await workbench.command('Faultline: Record Incident');
    await workbench.answer('The safe is open');
    await here.form.find('h1').filter({ hasText: 'The safe is open' }).waitFor();
    await workbench.choose('Faultline: Assign Incident…', 'The safe is open');
    await workbench.pick('2nd level');
    await workbench.answerTo('Who is to work on it?', 'Max');
    await (await workbench.notifications()).filter({ hasText: /The safe is open.* is handed to Max, but stays on this machine/ }).waitFor();
    await workbench.screenshot('sharing-handed-away');
    await workbench.command('Notifications: Clear All Notifications');
    await ask(workbench, 'Faultline: Share Restricted Incidents', 'Share restricted incidents', vault, 'faultline/restricted');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Only what is marked RED or AMBER+STRICT goes there' }).waitFor();
    await workbench.screenshot('sharing-restricted');
    await workbench.pressInDialog('Share');
    while ((await plainGit(vault, ['for-each-ref'])) === '') await workbench.page.waitForTimeout(200);
    await workbench.command('Faultline: Sync Incidents with the Team');
    await stands(workbench, /^\s*Shared\s*$/);
    assert.ok(!(await plainGit(remote, ['log', '--patch', '--all'])).includes('The safe is open'));
    await ask(ben, 'Faultline: Join Incidents of the Team…', 'Join restricted incidents', vault, 'faultline/restricted');
    await ben.pressInDialog('Join');
    await ben.treeRow('The safe is open').first().waitFor();
    await (await ben.notifications()).filter({ hasText: '4 restricted records are shared with fewer readers here now' }).waitFor();
    await theirs.find('.withdrawn').waitFor({ state: 'detached' });
    await ben.choose('Faultline: Stop Sharing…', 'Fewer readers');
    await ben.pressInDialog('Stop sharing');
  });

  it('it is shared again after the window is loaded anew, and stopped without losing anything', async () => {
    await ben.reload();
    await stands(ben, 'Shared');
    await ben.command('Faultline: Stop Sharing…');
    await ben.pressInDialog('Stop sharing');
    await bar(ben).first().waitFor({ state: 'detached' });
    await ben.showTree();
    await ben.treeRow('Mail is not delivered').first().waitFor();
  });
});
