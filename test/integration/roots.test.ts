import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { bisectMinutes } from '../../src/ui/editor/laterSettings';
import { storePathSetting, suspectSettings } from '../../src/ui/editor/settings';
import { extension, workspaceFolder } from './support';

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
});
