import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { foldIncident } from '../../src/domain/incident/fold';
import type { Incident } from '../../src/domain/incident/incident';
import { sha256 } from '../../src/store/hash';
import { openStore, storedLog } from '../support/stores';
import { inWorkbench } from './suite';
import { Workbench } from './workbench';

/** Recording and linking from where one stands: editor, terminal, Timeline; the empty tree and the broken file. */
describe('from here', () => {
  const here = inWorkbench('from-here', { sample: true });

  async function incident(title: string): Promise<Incident> {
    const { record, events } = await storedLog(path.join(here.workbench.workspace, '.faultline'), title);
    return foldIncident(record, events);
  }

  async function openFile(name: string): Promise<void> {
    await here.workbench.page.keyboard.press('Control+p');
    await here.workbench.quickInput.fill(name);
    await here.workbench.pick(path.basename(name));
    await here.workbench.page.locator('.tab', { hasText: path.basename(name) }).waitFor();
    await here.workbench.page.locator('.monaco-editor .view-line').first().click();
  }

  async function notified(text: string): Promise<void> {
    await here.workbench.page.locator('.statusbar', { hasText: text }).waitFor();
  }

  it('links the selection of an editor, with its lines and the hash of the text', async () => {
    await openFile('lib/queue.js');
    await here.workbench.page.keyboard.press('Control+Home');
    for (let n = 1; n < 7; n++) await here.workbench.page.keyboard.press('ArrowDown');
    for (let n = 0; n < 2; n++) await here.workbench.page.keyboard.press('Shift+ArrowDown');
    await here.workbench.command('Faultline: Link Selection to Incident…');
    await here.workbench.pick('Search in the queue takes minutes');
    await here.workbench.pick('evidence');
    await notified('linked lib/queue.js:7–8');
    const text = (await readFile(path.join(here.workbench.workspace, 'lib/queue.js'), 'utf8')).split('\n').slice(6, 8).join('\n');
    const target = (await incident('Search in the queue takes minutes')).links[0]?.target;
    assert.ok(target?.type === 'file');
    assert.deepEqual(
      [target.path, target.lines, target.textHash, target.seenAt?.length],
      ['lib/queue.js', { from: 7, to: 8 }, sha256(text), 40],
    );
  });

  it('links a commit from the Timeline of a file', async () => {
    await here.workbench.page.keyboard.press('Control+Shift+e');
    const header = here.workbench.page.locator('.pane-header', { hasText: 'Timeline' });
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    const row = here.workbench.page.locator('.timeline-tree-view .monaco-list-row', { hasText: 'Queue: speak TLS only' });
    await row.click({ button: 'right' });
    await here.workbench.chooseInMenu('Link Commit to Incident…');
    await here.workbench.pick('Search in the queue takes minutes');
    await here.workbench.pick('related to');
    await notified('Queue: speak TLS only to the relay');
    const links = (await incident('Search in the queue takes minutes')).links;
    assert.ok(links.some(({ target }) => target.type === 'commit' && target.subject === 'Queue: speak TLS only to the relay'));
  });

  it('records from a selection in a terminal and gives the clipboard back', async () => {
    await here.workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await here.workbench.page.evaluate(() => navigator.clipboard.writeText('was here before'));
    await here.workbench.command('Terminal: Create New Terminal');
    await here.workbench.page.locator('.xterm-helper-textarea').first().waitFor({ state: 'attached' });
    await here.workbench.page.locator('.xterm-screen').first().click();
    await here.workbench.page.keyboard.type('echo relay-refused-$((40+2))\n');
    await here.workbench.page.locator('.xterm-accessibility, .xterm-rows', { hasText: 'relay-refused-42' }).first().waitFor();
    await here.workbench.command('Terminal: Select All');
    await here.workbench.command('Faultline: Record Incident from Terminal Selection…');
    await here.workbench.answer('Recorded from a terminal');
    await here.form.find('h1').filter({ hasText: 'Recorded from a terminal' }).waitFor();
    const { values } = await incident('Recorded from a terminal');
    assert.match(values.symptoms ?? '', /relay-refused-42/);
    assert.match(values.evidence?.[0]?.source ?? '', /^terminal /);
    assert.equal(values.evidence?.[0]?.sha256?.length, 64);
    assert.equal(await here.workbench.page.evaluate(() => navigator.clipboard.readText()), 'was here before');
  });

  it('a change from outside appears in the open form without taking typed input away', async () => {
    await here.form.fill('reporter', 'Typed and not saved');
    const other = openStore(path.join(here.workbench.workspace, '.faultline'));
    const { id } = await incident('Recorded from a terminal');
    assert.ok((await other.execute(id, { type: 'save', step: 'detect', patch: { location: 'From outside' } })).ok);
    other.dispose();
    await here.form.find('.timeline > li').filter({ hasText: 'From outside' }).waitFor();
    assert.equal(await here.form.valueOf('location'), 'From outside');
    assert.equal(await here.form.valueOf('reporter'), 'Typed and not saved');
  });

  it('a broken store file is an item with its reason', async () => {
    await writeFile(path.join(here.workbench.workspace, '.faultline/incidents/INC-22ZZ0A.json'), '{"format":"faultline/1",');
    await here.workbench.showTree();
    await here.workbench.treeRow('INC-22ZZ0A.json cannot be read').waitFor();
    await here.workbench.screenshot('tree-broken');
  });
});

describe('a folder without a store, of which no view was opened', () => {
  it('the palette records the first incident', async function () {
    this.timeout(120_000);
    const workbench = await Workbench.open('untouched', { sample: false });
    try {
      await workbench.command('Faultline: Record Incident…');
      await workbench.answer('The very first one');
      await workbench.panel().locator('h1', { hasText: 'The very first one' }).waitFor();
    } finally {
      await workbench.close();
    }
  });
});

describe('an empty folder', () => {
  const here = inWorkbench('empty', { sample: false });

  it('says how to begin', async () => {
    const { workbench } = here;
    await mkdir(path.join(workbench.workspace, 'src'), { recursive: true });
    const welcome = workbench.page.locator('.welcome-view-content');
    await welcome.filter({ hasText: 'No incident is open here.' }).waitFor();
    await welcome.locator('.monaco-button', { hasText: 'Open the sample' }).waitFor();
    await workbench.screenshot('tree-empty');
    await welcome.locator('.monaco-button', { hasText: 'Record an incident' }).click();
    await workbench.answer('The first one');
    await workbench.treeRow('The first one').waitFor();
  });
});
