import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { sha256 } from '../../src/store/hash';
import { openStore, storedLog } from '../support/stores';
import { IncidentForm } from './form';
import { Workbench } from './workbench';

/** Recording and linking from where one stands: editor, terminal, Timeline; the empty tree and the broken file. */
describe('from here', () => {
  let workbench: Workbench;
  let form: IncidentForm;

  before(async () => {
    workbench = await Workbench.open('from-here', { sample: true });
    form = new IncidentForm(() => workbench.panel());
    await workbench.showTree();
  });
  after(async () => {
    await workbench.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title.slice(0, 40)}`);
  });

  async function incident(title: string): Promise<Incident> {
    const { record, events } = await storedLog(path.join(workbench.workspace, '.faultline'), title);
    return foldIncident(record, events);
  }

  async function openFile(name: string): Promise<void> {
    await workbench.page.keyboard.press('Control+p');
    await workbench.page.locator('.quick-input-widget input[type="text"]').fill(name);
    await workbench.pick(path.basename(name));
    await workbench.page.locator('.tab', { hasText: path.basename(name) }).waitFor();
    await workbench.page.locator('.monaco-editor .view-line').first().click();
  }

  async function notified(text: string): Promise<void> {
    await workbench.page.locator('.statusbar', { hasText: text }).waitFor();
  }

  it('links the selection of an editor, with its lines and the hash of the text', async () => {
    await openFile('lib/queue.js');
    await workbench.page.keyboard.press('Control+Home');
    for (let n = 1; n < 7; n++) await workbench.page.keyboard.press('ArrowDown');
    for (let n = 0; n < 2; n++) await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.command('Faultline: Link Selection to Incident…');
    await workbench.pick('Search in the queue takes minutes');
    await workbench.pick('evidence');
    await notified('linked lib/queue.js:7–8');
    const text = (await readFile(path.join(workbench.workspace, 'lib/queue.js'), 'utf8')).split('\n').slice(6, 8).join('\n');
    const target = (await incident('Search in the queue takes minutes')).links[0]?.target;
    assert.ok(target?.type === 'file');
    assert.deepEqual(
      [target.path, target.lines, target.textHash, target.seenAt?.length],
      ['lib/queue.js', { from: 7, to: 8 }, sha256(text), 40],
    );
  });

  it('links a commit from the Timeline of a file', async () => {
    await workbench.page.keyboard.press('Control+Shift+e');
    const header = workbench.page.locator('.pane-header', { hasText: 'Timeline' });
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    const row = workbench.page.locator('.timeline-tree-view .monaco-list-row', { hasText: 'Queue: speak TLS only' });
    await row.click({ button: 'right' });
    const item = workbench.page.locator('.monaco-menu .action-item', { hasText: 'Link Commit to Incident…' });
    await item.hover();
    // A menu takes no click for a moment after it opened, so that opening it is not choosing from it.
    for (let attempt = 0; attempt < 20 && (await item.isVisible()); attempt++)
      await item.click({ delay: 50, timeout: 1000 }).catch(() => undefined);
    await workbench.pick('Search in the queue takes minutes');
    await workbench.pick('related to');
    await notified('Queue: speak TLS only to the relay');
    const links = (await incident('Search in the queue takes minutes')).links;
    assert.ok(links.some(({ target }) => target.type === 'commit' && target.subject === 'Queue: speak TLS only to the relay'));
  });

  it('records from a selection in a terminal and gives the clipboard back', async () => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.page.evaluate(() => navigator.clipboard.writeText('was here before'));
    await workbench.command('Terminal: Create New Terminal');
    await workbench.page.locator('.xterm-helper-textarea').first().waitFor({ state: 'attached' });
    await workbench.page.locator('.xterm-screen').first().click();
    await workbench.page.keyboard.type('echo relay-refused-$((40+2))\n');
    await workbench.page.locator('.xterm-accessibility, .xterm-rows', { hasText: 'relay-refused-42' }).first().waitFor();
    await workbench.command('Terminal: Select All');
    await workbench.command('Faultline: Record Incident from Terminal Selection…');
    await workbench.answer('Recorded from a terminal');
    await form.find('h1').filter({ hasText: 'Recorded from a terminal' }).waitFor();
    const { values } = await incident('Recorded from a terminal');
    assert.match(values.symptoms ?? '', /relay-refused-42/);
    assert.match(values.evidence?.[0]?.source ?? '', /^terminal /);
    assert.equal(values.evidence?.[0]?.sha256?.length, 64);
    assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), 'was here before');
  });

  it('a change from outside appears in the open form without taking typed input away', async () => {
    await form.fill('reporter', 'Typed and not saved');
    const other = openStore(path.join(workbench.workspace, '.faultline'));
    const { id } = await incident('Recorded from a terminal');
    assert.ok((await other.execute(id, { type: 'save', step: 'detect', patch: { location: 'From outside' } })).ok);
    other.dispose();
    await form.find('.timeline li').nth(1).waitFor();
    assert.equal(await form.find('[data-path="location"] input').inputValue(), 'From outside');
    assert.equal(await form.find('[data-path="reporter"] input').inputValue(), 'Typed and not saved');
  });

  it('a broken store file is an item with its reason', async () => {
    await writeFile(path.join(workbench.workspace, '.faultline/incidents/INC-22ZZ0A.json'), '{"format":"faultline/1",');
    await workbench.showTree();
    await workbench.treeRow('INC-22ZZ0A.json cannot be read').waitFor();
    await workbench.screenshot('tree-broken');
  });

  it('hostile text stays text: in the tree, in the form and in the read-only panel', async () => {
    const hostile = '<img src=x onerror="document.title=\'owned\'"> $(alert) [x](command:workbench.action.quit) ‮abc';
    const other = openStore(path.join(workbench.workspace, '.faultline'));
    assert.ok((await other.create({ title: hostile, symptoms: hostile, components: [hostile], reporter: hostile })).ok);
    other.dispose();
    await workbench.treeRow('<img src=x').first().click();
    await form.find('h1').filter({ hasText: '<img src=x onerror' }).waitFor();
    assert.equal(await form.find('#root img').count(), 0);
    await workbench.command('Faultline: Open Read-only Panel');
    await form.find('td').filter({ hasText: '<img src=x onerror' }).click();
    await form.find('.verified').waitFor();
    assert.equal(await form.find('#root img').count(), 0);
    assert.deepEqual(workbench.violations, []);
  });
});

describe('an empty folder', () => {
  it('says how to begin', async () => {
    const workbench = await Workbench.open('empty', { sample: false });
    try {
      await mkdir(path.join(workbench.workspace, 'src'), { recursive: true });
      await workbench.showTree();
      await workbench.page.locator('.welcome-view-content', { hasText: 'No incident is open here.' }).waitFor();
      await workbench.page.locator('.welcome-view-content .monaco-button', { hasText: 'Open the sample' }).waitFor();
      await workbench.screenshot('tree-empty');
      await workbench.page.locator('.welcome-view-content .monaco-button', { hasText: 'Record an incident' }).click();
      await workbench.answer('The first one');
      await workbench.treeRow('The first one').waitFor();
    } finally {
      await workbench.close();
    }
  });
});
