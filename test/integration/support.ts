import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exports } from '../../src/extension';
import type { Kind } from '../../src/domain/records';
import type { RecordEntry } from '../../src/store/indexEntry';
import type { TreeNode } from '../../src/ui/tree/node';
import type { Placed } from '../../src/ui/tree/placed';

/** The folder that is open. */
export const workspaceFolder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

/** The extension as VS Code runs it. */
export async function extension(): Promise<Exports & Awaited<ReturnType<Exports['later']>>> {
  const found = vscode.extensions.getExtension<Exports>('faultline.faultline');
  assert.ok(found, 'the extension is not installed');
  const exports = await found.activate();
  return { ...exports, ...(await exports.later()) };
}

/** Waits until `probe` gives something, without a fixed delay. */
export async function eventually<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

/** The incident with this title, once the store knows it. */
export function incidentTitled(title: string): Promise<RecordEntry<'incident'>> {
  return recordTitled('incident', title);
}

/** The record of this kind whose title begins like this, once the store knows it. */
export async function recordTitled<K extends Kind>(kind: K, title: string): Promise<RecordEntry<K>> {
  const { workspace } = await extension();
  return eventually(`${kind} “${title}”`, () => workspace.store?.entriesOf(kind).find(({ facts }) => facts.title.startsWith(title)));
}

/** Labels and descriptions of the children of a node, as the tree draws them. */
export async function treeTexts(node?: Placed<TreeNode>): Promise<readonly string[]> {
  const { tree } = await extension();
  const children = await tree.getChildren(node);
  return children.map(child => {
    const { label, description } = tree.getTreeItem(child);
    return `${typeof label === 'string' ? label : (label?.label ?? '')} | ${typeof description === 'string' ? description : ''}`;
  });
}

/** The incidents of the tree that are not over, in whatever groups. */
export async function shownIncidents(): Promise<readonly Extract<Placed<TreeNode>, { readonly type: 'record' }>[]> {
  const { tree } = await extension();
  const roots = (await tree.getChildren()).filter(node => node.type !== 'group' || node.group.by !== 'over');
  const nodes = await Promise.all(roots.map(async node => (node.type === 'group' ? tree.getChildren(node) : [node])));
  return nodes.flat().filter(node => node.type === 'record');
}

/** Labels of all open tabs. */
export function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

/** What the management report of the first period says that is offered, read by its command as somebody does who takes what stands first. */
export async function managementReport(): Promise<string> {
  const shown = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'faultline-management');
  const made = vscode.commands.executeCommand('faultline.openManagementReport');
  const [report] = await Promise.all([
    eventually('the management report', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return shown();
    }),
    made,
  ]);
  await eventually('its preview', () => tabLabels().find(label => label.includes(report.uri.path.slice(1))));
  return report.getText();
}
