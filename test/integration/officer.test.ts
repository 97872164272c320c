import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  eventually,
  extension,
  incidentTitled,
  managementReport,
  recordTitled,
  shownIncidents,
  tabLabels,
  workspaceFolder,
} from './support';

async function contents(): Promise<readonly string[]> {
  const folder = path.join(workspaceFolder, '.faultline');
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.json')).sort();
  return Promise.all(files.map(async file => `${file} ${await readFile(path.join(folder, file), 'utf8')}`));
}

describe('the role of the IT security officer', () => {
  it('reads everything', async () => {
    await incidentTitled('Mail is not delivered');
    // The files are read one after another.
    await eventually('all of them are listed', async () => ((await shownIncidents()).length === 5 ? true : undefined));
    await vscode.commands.executeCommand('faultline.openReadOnlyPanel');
    await eventually('the panel', () => tabLabels().find(label => label === 'Incidents – read only'));
  });

  it('reads the management report, which writes nothing', async () => {
    const before = await contents();
    const report = await managementReport();
    assert.match(report, /^TLP:AMBER\n/);
    assert.match(report, /Mail is not delivered/);
    assert.deepEqual(await contents(), before);
  });

  it('no command writes, not even when it is called past the menus', async () => {
    const before = await contents();
    const { id } = await incidentTitled('Mail is not delivered');
    await vscode.window.showTextDocument(vscode.Uri.file(path.join(workspaceFolder, 'check.js')), {
      selection: new vscode.Range(0, 0, 3, 0),
    });
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'Forbidden' });
    await vscode.commands.executeCommand('faultline.recordFromSelection', { title: 'Forbidden' });
    await vscode.commands.executeCommand('faultline.advanceIncident', { id });
    await vscode.commands.executeCommand('faultline.raiseProblem', { id });
    await vscode.commands.executeCommand('faultline.makeKnownError', { id: (await recordTitled('problem', 'Relays do not agree')).id });
    await vscode.commands.executeCommand('faultline.addTemplates');
    assert.deepEqual(await contents(), before);
  });

  it('the store appends nothing but what the role may', async () => {
    const { workspace } = await extension();
    const { id } = await incidentTitled('Mail is not delivered');
    const outcome = await workspace.store?.execute(id, { type: 'comment', text: 'x' });
    assert.equal(outcome?.ok === false && outcome.error.code, 'notPermitted');
    const created = await workspace.store?.create('problem', { title: 'Forbidden' });
    assert.equal(created?.ok === false && created.error.code, 'notPermitted');
    const joined = await workspace.store?.mend(id);
    assert.equal(joined?.ok === false && joined.error.code, 'readOnly');
  });
});
