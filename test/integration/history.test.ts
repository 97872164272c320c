import type { IncidentId } from '../../src/domain/incident/incident';
import type { LinkKind } from '../../src/domain/record/link';
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { runGit } from '../../src/git/runGit';
import { sha256 } from '../../src/store/hash';
import { openStore } from '../support/stores';
import { eventually, extension, incidentTitled, recordTitled, shownIncidents, tabLabels, treeTexts, workspaceFolder } from './support';

const storeFolder = path.join(workspaceFolder, '.faultline');

/** The id of the incident's first link of this kind. */
async function linkOf(id: IncidentId, kind: LinkKind): Promise<string> {
  const loaded = await (await extension()).workspace.requireStore().load(id);
  assert.ok(loaded.ok);
  return loaded.value.record.links.find(link => link.kind === kind)?.id ?? '';
}

/** Which rule keeps a path out of git. */
async function ignoredBy(file: string): Promise<string> {
  const rule = await runGit(workspaceFolder, ['check-ignore', '--verbose', file]);
  return rule.ok ? rule.value : '';
}

describe('a trusted workspace with a git history', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has every command that package.json names', async () => {
    await extension();
    const packageJson = vscode.extensions.getExtension('faultline.faultline')?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      packageJson.contributes.commands.map(({ command }) => command).filter(command => !known.has(command)),
      [],
    );
  });

  it('the tree shows the open incidents, the most urgent first, and last what was completed', async () => {
    await incidentTitled('Mail is not delivered');
    const { tree } = await extension();
    tree.change({ grouping: 'none' });
    // What is wanted of who looks is known when git has told who that is.
    const texts = await eventually('it knows who looks', async () => {
      const shown = await treeTexts();
      return shown[0]?.includes('| acknowledge ·') === true ? shown : undefined;
    });
    assert.deepEqual(
      texts.map(text => text.split(' | ')[0]),
      [
        'Relay shows a certificate nobody issued',
        'Mail is not delivered',
        'Order confirmations do not arrive',
        'How long are bounced messages kept?',
        'Search in the queue takes minutes',
        'Recently completed',
      ],
    );
    assert.match(texts[0] ?? '', /\| acknowledge · 23 h over · step 2\/6 · Ada Brandt$/);
    assert.match(texts[1] ?? '', /\| \d h over · restore · 1 gap · step 3\/6 · Ben Okafor$/);
    const [first] = await tree.getChildren();
    assert.ok(first);
    const { tooltip } = tree.getTreeItem(first);
    assert.ok(typeof tooltip === 'string');
    for (const told of [/^INC-[0-9A-Z]{6} Relay/, /^P1 · Security incident · TLP:/m, /28 h ago/]) assert.match(tooltip, told);
  });

  it('and groups them by what they need: one waits for whoever may record an acknowledgement, none else is the reader’s', async () => {
    const { tree } = await extension();
    tree.change({ grouping: 'attention' });
    assert.deepEqual(await treeTexts(), ['Needs you | 1', 'Security and clocks | 1', 'Open | 2', 'Waiting | 1', 'Recently completed | 1']);
  });

  it('an incident’s children: what is to be done next, the safeguard gap, links, and related incidents from both sides', async () => {
    const { tree } = await extension();
    const roots = await shownIncidents();
    const mail = roots.find(({ facts }) => facts.title === 'Mail is not delivered');
    const texts = (await treeTexts(mail)).map(text =>
      text
        .replace(/\d+ h left/, '47 h left')
        .replace(/\d+ h over/, '3 h over')
        .replace(/INC-[0-9A-Z]{6}/, 'ID')
        .replace(/KE-[0-9A-Z]{6}/, 'KE')
        .replace(/[0-9a-f]{8} /, 'SHA '),
    );
    assert.deepEqual(texts, [
      'release of the final solution by the IT manager | missing',
      'Service to be restored | 3 h over · Ben Okafor',
      'Review of the workaround | 47 h left · Ben Okafor',
      'Transport encryption off | safeguard gap',
      'Suspect changes | ',
      'caused by: SHA Queue: speak TLS only to the relay | suspected',
      'evidence: lib/queue.js:7–8 | confirmed',
      'related to ID | Relay shows a certificate nobody issued',
      'caused by KE | A relay that does not speak TLS receives nothing',
      'worked around by KE | A relay that does not speak TLS receives nothing',
    ]);
    const related = (await tree.getChildren(mail)).filter(({ type }) => type === 'related').map(node => tree.getTreeItem(node));
    for (const { command } of related) assert.equal(command?.command, 'faultline.openRecord');
    const relay = roots.find(({ facts }) => facts.title.startsWith('Relay'));
    assert.ok((await treeTexts(relay)).some(text => /^related to .* Mail is not delivered/.test(text)));
  });

  it('suspect changes: the breaking commit first, its reasons below it, and the planned change', async () => {
    const { searches, tree } = await extension();
    const { id } = await incidentTitled('Mail is not delivered');
    await searches.search(id);
    const mail = (await shownIncidents()).find(node => node.id === id);
    assert.ok(mail);
    const folder = (await tree.getChildren(mail)).find(({ type }) => type === 'suspects');
    assert.ok(folder);
    const [first = ''] = await treeTexts(folder);
    assert.match(
      first,
      /^Queue: speak TLS only to the relay \| likely · suspected · Ben Okafor · 60 min before · queue.js|^Queue: speak TLS only to the relay \| likely · suspected · Ben Okafor · 1 h before · queue.js/,
    );
    const [suspect] = await tree.getChildren(folder);
    const reasons = await treeTexts(suspect);
    for (const expected of [/which frame 1 of the trace names/, /last changed 1 of \d lines in the trace/, /component Mail queue/])
      assert.ok(
        reasons.some(text => expected.test(text)),
        JSON.stringify(reasons),
      );
    assert.ok((await treeTexts(folder)).some(text => text.startsWith('Planned and unfinished changes')));
    // What came in after the fault had begun is no suspect.
    assert.ok(!(await treeTexts(folder)).some(text => text.startsWith('Limits for the new relay')));
  });

  it('who takes an incident has it, with its level, and it stands first for them', async () => {
    const { workspace } = await extension();
    const { id, facts } = await incidentTitled('Mail is not delivered');
    await vscode.commands.executeCommand('faultline.takeIncident', { id });
    const taken = await eventually('it is taken', async () => {
      const entry = await incidentTitled('Mail is not delivered');
      return entry.facts.assignee === 'Ida Test' ? entry : undefined;
    });
    assert.equal(taken.facts.level, facts.level);
    await eventually('it stands first', async () => ((await treeTexts())[0] === 'Needs you | 2' ? true : undefined));
    await vscode.commands.executeCommand('faultline.copyId', { id });
    assert.equal(await vscode.env.clipboard.readText(), id);
    assert.ok((await workspace.requireStore().execute(id, { type: 'assign', level: 'second', person: 'Ben Okafor', reason: '' })).ok);
  });

  it('behind a trailer in a commit message the open incidents are offered', async () => {
    await extension();
    const { id } = await incidentTitled('Mail is not delivered');
    const document = await vscode.workspace.openTextDocument({ language: 'git-commit', content: 'Fix it\n\nIncident:' });
    const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 'Incident:'.length),
    );
    const item = offered.items.find(({ label }) => typeof label !== 'string' && label.label === id);
    assert.equal(item?.insertText, ` ${id}`);
    const elsewhere = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 3),
    );
    assert.ok(!elsewhere.items.some(({ label }) => typeof label !== 'string' && label.label === id));
  });

  it('grouping and filter', async () => {
    const { tree } = await extension();
    tree.change({ grouping: 'step' });
    assert.deepEqual(
      (await treeTexts()).map(text => text.split(' | ')[0]),
      [
        '1 Detect and capture',
        '2 Qualify and give first support',
        '3 Analyse and propose a solution',
        '5 Monitor and control the solution',
        'Recently completed',
      ],
    );
    tree.change({ grouping: 'component' });
    assert.deepEqual(await treeTexts(), ['No component | 2', 'Mail queue | 1', 'Mail relay | 2', 'Search | 1', 'Recently completed | 1']);
    tree.change({ grouping: 'none' });
    tree.change({ filter: 'relay mail' });
    assert.equal((await shownIncidents()).length, 2);
    tree.change({ filter: '', mine: true });
    // Nobody’s but what waits for whoever may answer it.
    assert.deepEqual(
      (await treeTexts()).map(text => text.split(' | ')[0]),
      ['Relay shows a certificate nobody issued'],
    );
    tree.change({ mine: false });
  });

  it('keeps a whole file as evidence, shows its text, and says so when it was changed since', async () => {
    const { workspace, later } = await extension();
    const { evidence } = await later();
    const store = workspace.requireStore();
    const created = await store.create('incident', { title: 'With a log' });
    assert.ok(created.ok);
    await evidence.attachFile(vscode.Uri.file(path.join(workspaceFolder, 'lib/queue.js')), created.value);
    const loaded = await store.load(created.value);
    assert.ok(loaded.ok);
    const [row] = loaded.value.record.values.evidence ?? [];
    const text = await readFile(path.join(workspaceFolder, 'lib/queue.js'), 'utf8');
    assert.deepEqual([row?.source, row?.path, row?.sha256, row?.content], ['queue.js', 'lib/queue.js', sha256(text), 'text']);
    await evidence.show(created.value, row?.id ?? '');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
    assert.equal(vscode.window.activeTextEditor.document.uri.scheme, 'faultline-evidence');
    const kept = path.join(workspaceFolder, '.faultline', 'attachments', sha256(text).slice(0, 2), sha256(text));
    await writeFile(kept, 'something else');
    await assert.rejects(evidence.show(created.value, row?.id ?? ''), /was changed since it was kept/);
    await assert.rejects(evidence.show(created.value, 'another'), /no content is kept/);
    // It stays out of git like the rest of the store.
    assert.match(await ignoredBy(path.relative(workspaceFolder, kept)), /exclude:\d+:/);
  });

  it('records from a selection: symptoms, and evidence with path, lines and SHA-256', async () => {
    const document = await vscode.workspace.openTextDocument(path.join(workspaceFolder, 'lib/queue.js'));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(2, 0, 4, 0);
    const selected = document.getText(editor.selection);
    await vscode.commands.executeCommand('faultline.recordFromSelection', { title: 'From a selection' });
    const { id } = await incidentTitled('From a selection');
    const loaded = await openStore(storeFolder, { mayWrite: false }).load(id);
    assert.ok(loaded.ok);
    const { symptoms, evidence } = loaded.value.record.values;
    assert.equal(symptoms, selected);
    assert.deepEqual([evidence?.[0]?.path, evidence?.[0]?.lines, evidence?.[0]?.sha256], ['lib/queue.js', '3–4', sha256(selected)]);
    assert.equal(loaded.value.record.timeline[0]?.by.name, 'Ida Test');
  });

  it('opens the form of what was recorded, and the store stays out of git', async () => {
    await writeFile(path.join(workspaceFolder, '.git/info/exclude'), '/.vscode/\n');
    await vscode.commands.executeCommand('faultline.recordIncident', { title: 'Recorded here' });
    const { id } = await incidentTitled('Recorded here');
    await eventually('the panel', () => tabLabels().find(label => label.startsWith(id)));
    await eventually(
      'the exclusion',
      async () => /^\/\.faultline\/$/m.test(await readFile(path.join(workspaceFolder, '.git/info/exclude'), 'utf8')) || undefined,
    );
    const status = await runGit(workspaceFolder, ['status', '--porcelain']);
    assert.deepEqual(status, { ok: true, value: '' });
  });

  it('a committed rule that lets the store in again is noticed; it is kept out from within', async () => {
    const { exclusion, workspace } = await extension();
    assert.deepEqual(await exclusion.exposure(), { state: 'kept' });
    await writeFile(path.join(workspaceFolder, '.gitignore'), '!.faultline/\n');
    const exposure = await exclusion.exposure();
    assert.deepEqual(exposure, { state: 'unignored' });
    await exclusion.keepOut(workspace.requireStore().folder, exposure);
    assert.deepEqual(await exclusion.exposure(), { state: 'kept' });
    await rm(path.join(workspaceFolder, '.gitignore'));
  });

  it('versioned with the code it is let in, nothing is committed, and switched off it is kept out again', async () => {
    const { exclusion } = await extension();
    const rules = (): Promise<string> => readFile(path.join(workspaceFolder, '.git/info/exclude'), 'utf8');
    const say = (value: boolean | undefined): Thenable<void> =>
      vscode.workspace
        .getConfiguration('faultline', vscode.Uri.file(workspaceFolder))
        .update('store.withCode', value, vscode.ConfigurationTarget.WorkspaceFolder);
    await rm(path.join(storeFolder, '.gitignore'));
    const head = await runGit(workspaceFolder, ['rev-parse', 'HEAD']);
    await say(true);
    await eventually('the store in git', async () => !(await rules()).includes('/.faultline/') || undefined);
    assert.ok((await rules()).includes('/.vscode/'));
    assert.equal(await exclusion.exposure(), undefined);
    assert.deepEqual(await runGit(workspaceFolder, ['rev-parse', 'HEAD']), head);
    assert.deepEqual(await runGit(workspaceFolder, ['diff', '--cached', '--name-only']), { ok: true, value: '' });
    await say(undefined);
    await eventually('the exclusion', async () => /^\/\.faultline\/$/m.test(await rules()) || undefined);
    assert.deepEqual(await exclusion.exposure(), { state: 'kept' });
  });

  it('going on is refused by the gate and opens the form; nothing is written', async () => {
    const { id } = await incidentTitled('Recorded here');
    const file = path.join(storeFolder, 'incidents', `${id}.json`);
    const before = await readFile(file, 'utf8');
    await vscode.commands.executeCommand('faultline.advanceIncident', { id });
    await eventually('the panel', () => tabLabels().find(label => label.startsWith(id)));
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('what another window writes appears by itself', async () => {
    const other = openStore(storeFolder);
    assert.ok((await other.create('incident', { title: 'From another window' })).ok);
    other.dispose();
    await incidentTitled('From another window');
  });

  it('a broken file is an item with its reason, and everything else goes on working', async () => {
    const file = path.join(storeFolder, 'incidents', 'INC-22ZZ0A.json');
    await writeFile(file, '{"format":"faultline/1",\n<<<<<<< HEAD\n');
    const text = await eventually('the problem', async () => (await treeTexts()).find(label => label.includes('INC-22ZZ0A')));
    assert.match(text, /INC-22ZZ0A\.json cannot be read: conflict markers of a merge, line 2/);
    assert.equal(await readFile(file, 'utf8'), '{"format":"faultline/1",\n<<<<<<< HEAD\n');
    const diagnostics = await eventually('the diagnostic', () => {
      const found = vscode.languages.getDiagnostics(vscode.Uri.file(file));
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      diagnostics.map(({ code, source, range }) => [code, source, range.start.line]),
      [['conflictMarkers', 'Faultline', 1]],
    );
    await vscode.commands.executeCommand('faultline.openRecordFile', { file, line: 2 });
    assert.deepEqual(
      [vscode.window.activeTextEditor?.document.uri.fsPath, vscode.window.activeTextEditor?.selection.start.line],
      [file, 1],
    );
  });

  it('opens a linked file at its lines, also after they moved', async () => {
    const { id } = await incidentTitled('Mail is not delivered');
    const link = { id: await linkOf(id, 'evidence') };
    const open = (): Thenable<unknown> => vscode.commands.executeCommand('faultline.openLink', { incident: id, link });
    const lines = (): readonly (number | undefined)[] => [
      vscode.window.activeTextEditor?.selection.start.line,
      vscode.window.activeTextEditor?.selection.end.line,
    ];
    await open();
    assert.deepEqual([vscode.window.activeTextEditor?.document.uri.fsPath, ...lines()], [path.join(workspaceFolder, 'lib/queue.js'), 6, 7]);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(vscode.Uri.file(path.join(workspaceFolder, 'lib/queue.js')), new vscode.Position(0, 0), '// one\n// two\n');
    await vscode.workspace.applyEdit(edit);
    await open();
    assert.deepEqual(lines(), [8, 9]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('opens a linked commit as a diff of its files', async () => {
    const { id } = await incidentTitled('Mail is not delivered');
    await vscode.commands.executeCommand('faultline.openLink', { incident: id, link: { id: await linkOf(id, 'causedBy') } });
    await eventually('the diff', () => tabLabels().find(label => label.includes('Queue: speak TLS only to the relay')));
  });

  it('a link never leads out of the workspace', async () => {
    const { workspace } = await extension();
    const { id } = await incidentTitled('Mail is not delivered');
    for (const target of ['../outside.txt', '/etc/passwd']) {
      const outcome = await workspace.store?.execute(id, {
        type: 'link',
        link: { kind: 'evidence', state: 'confirmed', target: { type: 'file', path: target } },
      });
      const loaded = await workspace.store?.load(id);
      assert.ok(outcome && loaded?.ok);
      assert.ok(!loaded.value.record.links.some(link => link.target.type === 'file' && link.target.path === target), target);
    }
  });

  it('a problem is raised from an incident and opened; it becomes a known error only when its root cause is written down', async () => {
    const { id } = await incidentTitled('Recorded here');
    await vscode.commands.executeCommand('faultline.raiseProblem', { id });
    const problem = await recordTitled('problem', 'Recorded here');
    await eventually('the panel', () => tabLabels().find(label => label.startsWith(problem.id)));
    const store = (await extension()).workspace.requireStore();
    assert.deepEqual(store.linkingTo(problem.id), [id]);
    await vscode.commands.executeCommand('faultline.makeKnownError', { id: problem.id });
    assert.ok((await store.execute(problem.id, { type: 'save', patch: { rootCause: 'A setting' } })).ok);
    await vscode.commands.executeCommand('faultline.makeKnownError', { id: problem.id });
    const knownErrors = store.entriesOf('knownError').filter(({ facts }) => facts.title === 'Recorded here');
    assert.equal(knownErrors.length, 1);
  });

  it('the usual components and interfaces are added once', async () => {
    const { workspace } = await extension();
    const count = (): number =>
      (workspace.store?.entries() ?? []).filter(entry => entry.type === 'record' && entry.kind !== 'incident').length;
    const before = count();
    await vscode.commands.executeCommand('faultline.addTemplates');
    const after = count();
    // The interfaces are in the sample already.
    assert.equal(after - before, 3);
    await vscode.commands.executeCommand('faultline.addTemplates');
    assert.equal(count(), after);
  });

  it('the index of what is similar follows the store by itself', async () => {
    const { workspace } = await extension();
    const store = workspace.requireStore();
    const created = await store.create('incident', { title: 'Zeppelin hangar reports helium loss' });
    assert.ok(created.ok);
    const similar = await workspace.require().similar();
    await eventually('the index', () => similar.search('zeppelin', 5)[0] === created.value || undefined);
  });

  it('opens the read-only panel', async () => {
    await vscode.commands.executeCommand('faultline.openReadOnlyPanel');
    await eventually('the panel', () => tabLabels().find(label => label === 'Incidents – read only'));
  });

  it('what the repository has lost is not looked for in a clone', async () => {
    const lost = async (...args: readonly string[]): Promise<string> => {
      const output = await runGit(workspaceFolder, args, { input: 'lost', env: identity });
      assert.ok(output.ok, JSON.stringify(output));
      return output.value.trim();
    };
    const identity = { GIT_AUTHOR_NAME: 'T', GIT_AUTHOR_EMAIL: 't', GIT_COMMITTER_NAME: 'T', GIT_COMMITTER_EMAIL: 't' };
    const blob = await lost('hash-object', '-w', '--stdin');
    await lost('update-index', '--add', '--cacheinfo', `100644,${blob},lost.txt`);
    const tree = await lost('write-tree');
    await lost('update-index', '--force-remove', 'lost.txt');
    const sha = await lost('commit-tree', tree, '-m', 'Lost');
    await rm(path.join(workspaceFolder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const query = JSON.stringify({ sha, path: 'lost.txt' });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'faultline-git', path: '/lost.txt', query }));
    assert.match(document.getText(), /lost\.txt is not at hand: this repository has lost it.*git fsck/);
  });
});
