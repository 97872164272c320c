import * as vscode from 'vscode';
import { definitionOf, linkedKinds, type FormKind, type RecordId } from '../../domain/records';
import { Disposables } from '../../base/disposables';
import { describeAge } from '../../words/describe';
import { commandIds } from '../contributions';
import { fileFaultText } from '../faultText';
import { say, words } from '../hostWords';
import type { Session } from '../session';
import { catalogueChildren, catalogueKey, catalogueRoots, type CatalogueNode } from './catalogueModel';
import { brokenItem, relatedItem } from './items';
import { placed, type Placed } from './placed';

/** A tree over some kinds of record: knowledge, changes, or components and interfaces. Asks the model, draws nothing itself. */
export class CatalogueTree implements vscode.TreeDataProvider<Placed<CatalogueNode>>, vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<undefined>());

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly session: Session,
    viewId: string,
    private readonly kinds: readonly FormKind[],
  ) {
    this.begun.add(vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true }));
    this.begun.add(
      session.onDidChange(() => {
        this.changed.fire(undefined);
      }),
    );
  }

  getTreeItem(node: Placed<CatalogueNode>): vscode.TreeItem {
    const item = itemOf(node);
    item.id = node.path;
    return item;
  }

  async getChildren(node?: Placed<CatalogueNode>): Promise<Placed<CatalogueNode>[]> {
    return [...placed(node?.path ?? '', await this.childrenOf(node), catalogueKey)];
  }

  private async childrenOf(node?: CatalogueNode): Promise<readonly CatalogueNode[]> {
    const { store } = this.session;
    if (!store) return [];
    if (!node) return catalogueRoots(store.entries(), this.kinds);
    if (node.type === 'heading') return node.children;
    if (node.type !== 'record') return [];
    const loaded = await store.load(node.id);
    return loaded.ok ? catalogueChildren(loaded.value.record, store) : [];
  }

  dispose(): void {
    this.begun.dispose();
  }
}

function itemOf(node: CatalogueNode): vscode.TreeItem {
  switch (node.type) {
    case 'heading':
      return headingItem(node);
    case 'record':
      return recordItem(node);
    case 'relation':
      return relatedItem(node.related);
    case 'broken':
      return brokenItem(node);
  }
}

type Node<T extends CatalogueNode['type']> = Extract<CatalogueNode, { type: T }>;

function headingItem({ key, children }: Node<'heading'>): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(say(`kinds.${key}`), key.endsWith('over') ? Collapsed : Expanded);
  item.description = String(children.length);
  item.contextValue = 'heading';
  return item;
}

function recordItem({ id, facts, fault }: Node<'record'>): vscode.TreeItem {
  const { kind, title, state, changedAt, relations } = facts;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const canUnfold = linkedKinds.includes(kind) || relations.length > 0;
  const item = new vscode.TreeItem(title || say('tree.untitled'), canUnfold ? Collapsed : None);
  const told = [
    state === undefined ? '' : say(`option.${state}`).toLowerCase(),
    ...answerOf(facts),
    kind === 'problem' && changedAt ? describeAge(words, changedAt, new Date().toISOString()) : '',
    id,
  ].filter(Boolean);
  item.description = told.join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    fault ? 'error' : definitionOf(kind).view.icon,
    fault ? new vscode.ThemeColor('charts.red') : undefined,
  );
  item.contextValue = fault ? (fault.code === 'rolledBack' ? 'record.rolledBack' : 'record.faulty') : `record.${kind}`;
  item.command = openCommand(id);
  item.tooltip = [
    `${id} ${title}`,
    say(`kind.${kind}`),
    facts.components.join(', '),
    facts.kind === 'interface' ? facts.contact : '',
    fault ? say('tree.faulty', fileFaultText(fault)) : '',
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: [say(`kind.${kind}`), title, ...told].join(', ') };
  return item;
}

/** What is known against the failure: a solution is more than a workaround. */
function answerOf({ workaround, solution }: Node<'record'>['facts']): readonly string[] {
  if (solution !== undefined) return [say('tree.hasSolution')];
  return workaround === undefined ? [] : [say('tree.hasWorkaround')];
}

function openCommand(id: RecordId): vscode.Command {
  return { command: commandIds.openRecord, title: '', arguments: [{ id }] };
}
