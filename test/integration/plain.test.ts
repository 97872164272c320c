import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { maxReadOnHost } from '../../src/store/limits';
import { RecordActions } from '../../src/ui/records/recordActions';
import { openStore } from '../support/stores';
import { eventually, extension, incidentTitled, shownIncidents, treeTexts, workspaceFolder } from './support';

describe('a folder without git', () => {
  it('starts empty', async () => {
    const { rights } = await extension();
    assert.equal(rights.mayWrite(), true);
    assert.deepEqual(await treeTexts(), []);
  });

  it('restores its panels, also those of incidents that an earlier version left', async () => {
    await extension();
    const nothing: vscode.WebviewPanelSerializer = { deserializeWebviewPanel: () => Promise.resolve() };
    for (const panel of ['faultline.record', 'faultline.incident', 'faultline.readOnly'])
      assert.throws(() => vscode.window.registerWebviewPanelSerializer(panel, nothing), /already registered/);
  });

  it('opens a file of the store as the record that is in it; what git shows of it stays text', async () => {
    const { workspace } = await extension();
    const created = await workspace.requireStore().create('incident', { title: 'In a file' });
    assert.ok(created.ok);
    const file = vscode.Uri.file(path.join(workspaceFolder, '.faultline/incidents', `${created.value}.json`));
    const opened = async (uri: vscode.Uri): Promise<unknown> => {
      await vscode.commands.executeCommand('vscode.open', uri);
      return eventually('a tab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input);
    };
    const input = await opened(file);
    assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'faultline.recordFile');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const provider = vscode.workspace.registerTextDocumentContentProvider('gitlens', { provideTextDocumentContent: () => '{}' });
    assert.ok((await opened(file.with({ scheme: 'gitlens' }))) instanceof vscode.TabInputText);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    provider.dispose();
  });

  it('records all the same, under the name of the setting', async () => {
    await extension();
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'Without git' });
    const { id } = await incidentTitled('Without git');
    const loaded = await openStore(path.join(workspaceFolder, '.faultline'), { mayWrite: false }).load(id);
    assert.ok(loaded.ok);
    assert.deepEqual(
      loaded.value.record.timeline.map(({ by }) => [by.name, by.role]),
      [['Nora Nogit', 'administrator']],
    );
  });

  it('a large record is read by the thread that the package brings along: in the list, when it is opened, when it grows', async () => {
    const { workspace } = await extension();
    const store = workspace.requireStore();
    const created = await store.create('incident', { title: 'Large' });
    assert.ok(created.ok);
    for (let n = 0; n < 4; n++)
      assert.ok((await store.execute(created.value, { type: 'comment', text: `${n} `.repeat(maxReadOnHost / 8) })).ok);
    const other = openStore(path.join(workspaceFolder, '.faultline'));
    assert.ok((await other.execute(created.value, { type: 'save', step: 'detect', patch: { title: 'Large by now' } })).ok);
    other.dispose();
    const entry = await incidentTitled('Large by now');
    assert.ok(entry.size > maxReadOnHost && !entry.fault);
    const loaded = await store.load(created.value);
    assert.equal(loaded.ok && loaded.value.record.timeline.length, 6);
  });

  it('without a repository there is no history to look through, and it is said', async () => {
    const { searches, bisect, tree } = await extension();
    const { id } = await incidentTitled('Without git');
    await assert.rejects(bisect.start(id), /no git repository/);
    assert.equal(searches.of(id), undefined);
    const incident = (await shownIncidents()).find(node => node.id === id);
    const folder = (await tree.getChildren(incident)).find(({ type }) => type === 'suspects');
    let begun = 0;
    const listening = searches.onDidChange(() => (begun += searches.of(id)?.running ? 1 : 0));
    // The tree draws what is unfolded at each change: it is looked for once, and the reason stays.
    for (let drawn = 0; drawn < 3; drawn++) assert.equal((await treeTexts(folder)).length, 1);
    await eventually('it is said', async () => ((await treeTexts(folder)).join().includes('no git repository') ? true : undefined));
    for (let drawn = 0; drawn < 3; drawn++) assert.match((await treeTexts(folder)).join(), /no git repository/);
    listening.dispose();
    assert.equal(begun, 1);
    assert.deepEqual(await searches.search(id), { ok: false, error: { code: 'noRepository' } });
    assert.deepEqual([searches.of(id)?.running, searches.of(id)?.suspects], [false, []]);
  });

  it('what a committed settings file or a container sets about role, name, priorities, observation and label does not count', async () => {
    const { workspace, rights } = await extension();
    const inForce = vscode.workspace.getConfiguration('faultline');
    const committed = await readFile(path.join(workspaceFolder, '.vscode/settings.json'), 'utf8');
    assert.match(committed, /"faultline.role":"securityOfficer"/);
    assert.equal(rights.mayWrite(), true);
    assert.deepEqual([inForce.get('role'), inForce.get('defaultTlp')], ['administrator', 'AMBER']);
    const created = await workspace.requireStore().create('incident', { title: 'The worst there is' });
    assert.ok(created.ok);
    assert.ok(
      (await workspace.requireStore().execute(created.value, { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } })).ok,
    );
    const loaded = await workspace.requireStore().load(created.value);
    assert.ok(loaded.ok);
    const { priority, values, timeline } = loaded.value.record;
    assert.deepEqual([priority, values.tlp, timeline[0]?.by.role], ['P1', 'AMBER', 'administrator']);
    assert.equal(timeline[0]?.by.name, 'Nora Nogit');
  });

  it('a setting that is none gives way to its default', async () => {
    const { workspace } = await extension();
    const { id } = await incidentTitled('Without git');
    assert.deepEqual(vscode.workspace.getConfiguration('faultline').get('priorityMatrix'), [['P9']]);
    assert.ok((await workspace.store?.execute(id, { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } }))?.ok);
    const loaded = await workspace.store?.load(id);
    assert.equal(loaded?.ok && loaded.value.record.priority, 'P1');
  });

  it('what a change matches stays open when nobody says whether a commit or a change record', async () => {
    const { workspace } = await extension();
    const { id } = await incidentTitled('Without git');
    let isOver = false;
    // Led on to the change records, it would complain that there is none.
    const matched = new RecordActions(workspace).pickMatch('change', id).finally(() => {
      isOver = true;
    });
    const [match] = await Promise.all([
      matched,
      eventually('the question is left', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return isOver;
      }),
    ]);
    assert.equal(match, undefined);
  });

  it('a store path that leads outside is ignored', async () => {
    const { workspace } = await extension();
    await vscode.workspace.getConfiguration('faultline').update('storePath', '../outside', vscode.ConfigurationTarget.Workspace);
    assert.equal(workspace.store?.folder, path.join(workspaceFolder, '.faultline'));
    await vscode.workspace.getConfiguration('faultline').update('storePath', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
