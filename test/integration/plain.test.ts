import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { openStore } from '../support/stores';
import { extension, incidentTitled, treeTexts, workspaceFolder } from './support';

describe('a folder without git', () => {
  it('starts empty', async () => {
    await extension();
    assert.deepEqual(await treeTexts(), []);
  });

  it('records all the same, under the name of the setting', async () => {
    await vscode.workspace.getConfiguration('faultline').update('userName', 'Nora Nogit', vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'Without git' });
    const { id } = await incidentTitled('Without git');
    const loaded = await openStore(path.join(workspaceFolder, '.faultline'), { mayWrite: false }).load(id);
    assert.ok(loaded.ok);
    assert.deepEqual(
      loaded.value.incident.timeline.map(({ by }) => [by.name, by.role]),
      [['Nora Nogit', 'administrator']],
    );
  });

  it('without a repository there is no history to look through, and it is said', async () => {
    const { searches, bisect } = await extension();
    const { id } = await incidentTitled('Without git');
    await assert.rejects(searches.search(id), /no git repository/);
    await assert.rejects(bisect.start(id), /no git repository/);
    assert.equal(searches.of(id), undefined);
  });

  it('a setting that is none gives way to its default', async () => {
    const { session } = await extension();
    const { id } = await incidentTitled('Without git');
    await vscode.workspace.getConfiguration('faultline').update('priorityMatrix', [['P9']], vscode.ConfigurationTarget.Workspace);
    assert.ok((await session.store?.execute(id, { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } }))?.ok);
    const loaded = await session.store?.load(id);
    assert.equal(loaded?.ok && loaded.value.incident.priority, 'P1');
    await vscode.workspace.getConfiguration('faultline').update('priorityMatrix', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('a store path that leads outside is ignored', async () => {
    const { session } = await extension();
    await vscode.workspace.getConfiguration('faultline').update('storePath', '../outside', vscode.ConfigurationTarget.Workspace);
    assert.equal(session.store?.folder, path.join(workspaceFolder, '.faultline'));
    await vscode.workspace.getConfiguration('faultline').update('storePath', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
