import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import { contextKeys, viewIds } from '../contributions';
import { setContext } from '../setContext';
import { say } from '../hostWords';
import type { Session } from '../session';
import type { SuspectSearch, SuspectSearches } from '../suspects/searches';
import { treeItem } from './items';
import {
  firstOf,
  groupings,
  incidentChildren,
  nodeKey,
  openCount,
  treeRoots,
  type Grouping,
  type TreeNode,
  type TreeOptions,
} from './model';
import { placed, type Placed } from './placed';
import { suspectItem } from './suspectItem';
import { UrgencyOrder } from './urgencyOrder';
import { isSuspectNode, suspectChildren, type SuspectNode } from './suspectModel';

const groupingKey = 'tree.grouping';

/** The tree of open incidents: asks the model, draws nothing itself. */
export class IncidentTree implements vscode.TreeDataProvider<Placed<TreeNode>>, vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<undefined>());
  private readonly view: vscode.TreeView<Placed<TreeNode>>;
  private readonly order = new UrgencyOrder();
  private options: TreeOptions;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly session: Session,
    private readonly searches: SuspectSearches,
    private readonly memory: vscode.Memento,
  ) {
    const remembered = memory.get<string>(groupingKey);
    this.options = { grouping: groupings.find(grouping => grouping === remembered) ?? 'none', filter: '', showCompleted: false };
    this.view = this.begun.add(vscode.window.createTreeView(viewIds.incidents, { treeDataProvider: this, showCollapseAll: true }));
    const draw = (): void => {
      this.draw();
    };
    this.begun.add(session.onDidChange(draw));
    this.begun.add(
      searches.onDidChange(() => {
        this.changed.fire(undefined);
      }),
    );
    // Ages and clocks move on by themselves.
    this.begun.every(60_000, draw);
    draw();
  }

  /** How incidents are grouped now. */
  get grouping(): Grouping {
    return this.options.grouping;
  }

  /** The text incidents are filtered by now. */
  get filter(): string {
    return this.options.filter;
  }

  /** Groups incidents, and remembers it for this workspace. */
  group(grouping: Grouping): void {
    void this.memory.update(groupingKey, grouping);
    this.change({ grouping });
  }

  /** Changes what is shown. */
  change(change: Partial<TreeOptions>): void {
    this.options = { ...this.options, ...change };
    setContext(contextKeys.isFiltered, this.options.filter !== '');
    setContext(contextKeys.showsCompleted, this.options.showCompleted);
    this.draw();
  }

  getTreeItem(node: Placed<TreeNode>): vscode.TreeItem {
    const item = isSuspectNode(node) ? suspectItem(node, this.searchOf(node)) : treeItem(node);
    item.id = node.path;
    return item;
  }

  async getChildren(node?: Placed<TreeNode>): Promise<Placed<TreeNode>[]> {
    return [...placed(node?.path ?? '', await this.childrenOf(node), nodeKey)];
  }

  private async childrenOf(node?: TreeNode): Promise<readonly TreeNode[]> {
    const { store } = this.session;
    if (!store) return [];
    if (!node) return treeRoots(this.order.of(store.entries()), this.options);
    if (node.type === 'group') return node.children;
    if (node.type === 'more') return firstOf(node.incidents);
    if (isSuspectNode(node)) return this.suspects(node);
    if (node.type !== 'incident') return [];
    const loaded = await store.load(node.id);
    if (!loaded.ok) return [];
    const children = incidentChildren(loaded.value.record, store, new Date().toISOString());
    // Without trust git is not started, and there is nothing to unfold.
    return children.filter(({ type }) => type !== 'suspects' || vscode.workspace.isTrusted);
  }

  private searchOf(node: SuspectNode): SuspectSearch | undefined {
    return 'incident' in node ? this.searches.of(node.incident) : undefined;
  }

  /** Suspects are looked for when somebody unfolds them for the first time. */
  private suspects(node: SuspectNode): readonly TreeNode[] {
    const search = this.searchOf(node);
    if (node.type === 'suspects' && !search) {
      // Why it failed stands in the tree.
      this.searches.searchShown(node.incident).catch(() => undefined);
    }
    return suspectChildren(node, search);
  }

  dispose(): void {
    this.begun.dispose();
  }

  private draw(): void {
    const count = openCount(this.session.store?.entries() ?? []);
    this.view.badge = count > 0 ? { value: count, tooltip: say('tree.badge', count) } : undefined;
    const reading = this.session.store?.reading().length ?? 0;
    const told = [
      this.options.filter === '' ? '' : say('tree.filtered', this.options.filter),
      reading === 0 ? '' : say('tree.reading', reading),
    ].filter(Boolean);
    this.view.message = told.length > 0 ? told.join(' · ') : undefined;
    this.changed.fire(undefined);
  }
}
