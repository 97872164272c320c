import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventually, extension, incidentTitled, managementReport, shownIncidents, treeTexts } from './support';

describe('a workspace that is not trusted', () => {
  it('is not trusted', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('incidents can be read', async () => {
    await incidentTitled('Mail is not delivered');
    // The files are read one after another.
    await eventually('all of them are listed', async () => ((await shownIncidents()).length === 5 ? true : undefined));
  });

  it('the management report can be read', async () => {
    const report = await managementReport();
    assert.match(report, /^TLP:AMBER\n/);
    assert.match(report, /Mail is not delivered/);
  });

  it('nothing can be written', async () => {
    const { workspace, rights } = await extension();
    assert.equal(rights.mayWrite(), false);
    const { id } = await incidentTitled('Mail is not delivered');
    const outcome = await workspace.store?.execute(id, { type: 'comment', text: 'x' });
    assert.equal(outcome?.ok === false && outcome.error.code, 'readOnly');
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'Forbidden' });
    assert.equal((await shownIncidents()).length, 5);
  });

  it('no suspect is looked for, and nothing is bisected', async () => {
    const { searches, bisect } = await extension();
    const { id } = await incidentTitled('Mail is not delivered');
    assert.deepEqual(await searches.search(id), { ok: false, error: { code: 'untrusted' } });
    await assert.rejects(bisect.start(id), /not trusted/);
    const mail = (await shownIncidents()).find(node => node.id === id);
    assert.ok(!(await treeTexts(mail)).some(text => text.startsWith('Suspect changes')));
  });

  it('no git process is started', async function () {
    const log = process.env['FAULTLINE_GIT_LOG'];
    if (log === undefined) return this.skip();
    const { workspace } = await extension();
    assert.equal(await workspace.findRepository(), undefined);
    await workspace.actor();
    assert.equal(await readFile(log, 'utf8').catch(() => ''), '');
  });
});
