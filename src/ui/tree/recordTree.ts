import * as vscode from 'vscode';
import type { SuspectSearches } from '../../app/suspects/searches';
import type { SuspectSearch } from '../../app/suspects/suspectSearch';
import { Disposables } from '../../base/disposables';
import { inSlices } from '../../base/inSlices';
import type { DuePerson } from '../../domain/incident/due';
import type { IncidentId } from '../../domain/incident/incident';
import type { TreeId } from '../../domain/record/view';
import { kindsIn, type RecordId } from '../../domain/records';
import type { Store } from '../../store/store';
import { viewIds } from '../editor/contributions';
import { searchShown } from '../suspects/searchShown';
import type { StoreSource } from '../workspace/workspace';
import { recordChildren } from './children';
import { EntryOrder } from './entryOrder';
import { itemOf } from './item';
import { nodeKey, type TreeNode } from './node';
import { placed, type Placed } from './placed';
import { firstOf, treeRoots, type TreeOptions } from './roots';
import { isSuspectNode, suspectChildren, type SuspectNode } from './suspectNode';

/** What trees draw from. */
export interface TreePorts {
  readonly records: StoreSource;
  /** Absent for a tree in which nothing has suspects. */
  readonly searches?: SuspectSearches;
  /** Who looks; absent for a tree that is the same for all. */
  readonly person?: () => Promise<DuePerson>;
  /** Fired when their role is another. */
  readonly onDidChangeRole?: vscode.Event<void>;
}

/** What tells one tree from the others. */
export interface TreeDefinition {
  readonly tree: TreeId;
  /** What it shows at first. */
  readonly options: TreeOptions;
  /** Called when the person has changed what it shows. */
  readonly changed?: (options: TreeOptions) => void;
  /** Draws what stands at the view itself. */
  readonly drawView?: (view: vscode.TreeView<unknown>, store: Store | undefined, options: TreeOptions) => void;
}

/** A tree of records: asks the model, draws nothing itself. */
export class RecordTree implements vscode.TreeDataProvider<Placed<TreeNode>>, vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly redraw = this.begun.add(new vscode.EventEmitter<undefined>());
  private readonly view: vscode.TreeView<Placed<TreeNode>>;
  private readonly order: EntryOrder;
  private shown: TreeOptions;
  private beholder: DuePerson = { name: '', role: 'developer' };
  private withdrawn: ReadonlySet<RecordId> = new Set();

  readonly onDidChangeTreeData = this.redraw.event;

  constructor(
    private readonly ports: TreePorts,
    private readonly definition: TreeDefinition,
  ) {
    const { tree, options } = definition;
    this.shown = options;
    this.order = new EntryOrder(kindsIn(tree));
    this.view = this.begun.add(
      vscode.window.createTreeView(viewIds[tree], { treeDataProvider: this, showCollapseAll: true, canSelectMany: true }),
    );
    this.begun.add(
      ports.records.onDidChange(ids => {
        if (ids.length === 0) this.learnWho();
        this.draw();
      }),
    );
    this.begun.add(
      ports.records.onDidChangeOthers(() => {
        this.draw();
      }),
    );
    const { searches } = ports;
    if (searches) {
      this.begun.add(
        searches.onDidChange(() => {
          this.redraw.fire(undefined);
        }),
      );
      // Drawing alone begins no search anew that somebody has just stopped.
      this.begun.add(
        this.view.onDidExpandElement(({ element }) => {
          if (element.type === 'suspects') searches.forgetStopped(element.incident);
        }),
      );
    }
    const roles = ports.onDidChangeRole?.(() => {
      this.learnWho();
    });
    if (roles) this.begun.add(roles);
    // Ages and clocks move on by themselves.
    this.begun.every(60_000, () => {
      this.learnWho();
      this.draw();
    });
    this.learnWho();
    this.draw();
  }

  /** What it shows now. */
  get options(): TreeOptions {
    return this.shown;
  }

  /** Changes what is shown. */
  change(change: Partial<TreeOptions>): void {
    this.shown = { ...this.shown, ...change };
    this.definition.changed?.(this.shown);
    this.draw();
  }

  /** Says of these that others have raised their label, of which nothing here tells. */
  showWithdrawn(ids: readonly RecordId[]): void {
    this.withdrawn = new Set(ids);
    this.redraw.fire(undefined);
  }

  getTreeItem(node: Placed<TreeNode>): vscode.TreeItem {
    const item = itemOf(node, incident => this.searchOf(incident), this.beholder, this.withdrawn);
    item.id = node.path;
    return item;
  }

  async getChildren(node?: Placed<TreeNode>): Promise<Placed<TreeNode>[]> {
    return [...placed(node?.path ?? '', await this.childrenOf(node), nodeKey)];
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async childrenOf(node?: TreeNode): Promise<readonly TreeNode[]> {
    const { store, others } = this.ports.records;
    if (!store) return [];
    if (!node) {
      const beholder = { ...this.beholder, now: new Date().toISOString() };
      const roots = (await inSlices(treeRoots(this.order.of(store.entries()), this.shown, beholder))) ?? [];
      return this.definition.tree === 'incidents' ? [...roots, ...others.map(folder => ({ type: 'folder', folder }) as const)] : roots;
    }
    if (node.type === 'group') return node.children;
    if (node.type === 'more') return firstOf(node.records);
    if (isSuspectNode(node)) return this.suspects(node);
    if (node.type !== 'record') return [];
    const loaded = await store.load(node.id);
    if (!loaded.ok) return [];
    const children = recordChildren(loaded.value.record, store, store.gateContext());
    // Without trust git is not started, and there is nothing to unfold.
    return children.filter(({ type }) => type !== 'suspects' || vscode.workspace.isTrusted);
  }

  private searchOf(incident: IncidentId): SuspectSearch | undefined {
    return this.ports.searches?.of(incident);
  }

  /** Suspects are looked for when somebody unfolds them for the first time. */
  private suspects(node: SuspectNode): readonly TreeNode[] {
    const { searches } = this.ports;
    const search = 'incident' in node ? this.searchOf(node.incident) : undefined;
    if (node.type === 'suspects' && !search && searches) {
      // Why it failed stands in the tree.
      searchShown(searches, node.incident).catch(() => undefined);
    }
    return suspectChildren(node, search);
  }

  /** The lists do not wait for a name, which git may have to be asked for. */
  private learnWho(): void {
    void this.ports.person?.().then(({ name, role }) => {
      if (name === this.beholder.name && role === this.beholder.role) return;
      this.beholder = { name, role };
      this.draw();
    });
  }

  private draw(): void {
    this.view.description = this.ports.records.folderName;
    this.definition.drawView?.(this.view, this.ports.records.store, this.shown);
    this.redraw.fire(undefined);
  }
}
