import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { bisectMinutes } from '../../src/ui/editor/laterSettings';
import { storePathSetting, suspectSettings } from '../../src/ui/editor/settings';
import { openStore } from '../support/stores';
import { extension, eventually, tabLabels, treeTexts, workspaceFolder } from './support';

const second = vscode.workspace.workspaceFolders?.[1]?.uri.fsPath ?? '';

describe('a workspace of two folders', () => {
  it('each has the settings of its own', () => {
    assert.deepEqual([workspaceFolder, second].map(storePathSetting), ['.faultline', 'ops/.faultline']);
    assert.deepEqual([suspectSettings(workspaceFolder).days, suspectSettings(second).days], [60, 7]);
    assert.deepEqual([workspaceFolder, second].map(bisectMinutes), [10, 3]);
  });

  it('the store is looked for in each where its own setting says', async () => {
    await mkdir(path.join(second, 'ops/.faultline'), { recursive: true });
    const { workspace } = await extension();
    assert.equal(workspace.store?.folder, path.join(second, 'ops/.faultline'));
  });

  it('another folder goes to work, under its name; the one before is a row with what is open there and how urgent it is', async () => {
    const { workspace } = await extension();
    const elsewhere = openStore(path.join(second, 'ops/.faultline'));
    const created = await elsewhere.create('incident', { title: 'Checkout is down' });
    assert.ok(created.ok);
    const urgent = { type: 'save', step: 'qualify', patch: { impact: '1', urgency: '1' } } as const;
    assert.ok((await elsewhere.execute(created.value, urgent)).ok);
    elsewhere.dispose();
    await vscode.commands.executeCommand('faultline.switchFolder', { path: workspaceFolder });
    assert.deepEqual([workspace.folder?.path, workspace.folderName], [workspaceFolder, 'roots']);
    await eventually('the row of the other folder', async () =>
      (await treeTexts()).some(row => row === 'roots-second | 1 open · P1') ? true : undefined,
    );
    assert.deepEqual(await treeTexts(), ['roots | no incidents yet', 'roots-second | 1 open · P1']);
  });

  it('what another window writes into the other folder is told', async () => {
    const elsewhere = openStore(path.join(second, 'ops/.faultline'));
    assert.ok((await elsewhere.create('incident', { title: 'Search is slow' })).ok);
    elsewhere.dispose();
    await eventually('two open', async () => ((await treeTexts()).includes('roots-second | 2 open · P1') ? true : undefined));
  });

  it('what is recorded goes to the folder at work alone', async () => {
    const before = (await readdir(path.join(second, 'ops/.faultline/incidents'))).length;
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'In the first' });
    assert.equal((await readdir(path.join(workspaceFolder, '.faultline/incidents'))).length, 1);
    assert.equal((await readdir(path.join(second, 'ops/.faultline/incidents'))).length, before);
    await eventually('its page', () => (tabLabels().some(label => label.endsWith('In the first · roots')) ? true : undefined));
    // It has incidents now: only the other folder is a row beside them.
    await eventually('one row', async () => ((await treeTexts()).every(row => !row.startsWith('roots |')) ? true : undefined));
  });

  it('what is recorded of a file goes to the folder that the file lies in, which goes to work', async () => {
    const { workspace } = await extension();
    await writeFile(path.join(second, 'till.log'), 'no route to the bank\n');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(path.join(second, 'till.log')));
    editor.selection = new vscode.Selection(0, 0, 0, 20);
    await vscode.commands.executeCommand('faultline.recordFromSelection', { title: 'Of a file of the second' });
    assert.equal(workspace.folder?.path, second);
    const recorded = workspace.store?.facts('incident').find(({ title }) => title === 'Of a file of the second');
    assert.ok(recorded);
    assert.equal((await readdir(path.join(workspaceFolder, '.faultline/incidents'))).length, 1);
    const id = workspace.store?.entriesOf('incident').find(({ facts }) => facts.id === recorded.id)?.id;
    const loaded = id && (await workspace.store.load(id));
    assert.ok(loaded?.ok);
    assert.deepEqual(
      loaded.value.record.values.evidence?.map(row => row.path),
      ['till.log'],
    );
  });

  it('the folder at work stays at work while others come and go; where it goes itself another one does its work', async () => {
    const { workspace } = await extension();
    const third = path.join(path.dirname(workspaceFolder), 'roots-third');
    await mkdir(third, { recursive: true });
    const { store } = workspace;
    const changed = (): Promise<unknown> => new Promise(resolve => vscode.workspace.onDidChangeWorkspaceFolders(resolve));
    const added = changed();
    vscode.workspace.updateWorkspaceFolders(2, 0, { uri: vscode.Uri.file(third), name: 'third' });
    await added;
    assert.equal(workspace.store, store);
    await workspace.workIn(third);
    assert.equal(workspace.folderName, 'third');
    const removed = changed();
    vscode.workspace.updateWorkspaceFolders(2, 1);
    await removed;
    await eventually('another one at work', () => (workspace.folder?.path === workspaceFolder ? true : undefined));
    assert.ok(workspace.store?.facts('incident').some(({ title }) => title === 'In the first'));
  });
});
