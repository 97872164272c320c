import type * as vscode from 'vscode';
import type { TreeId } from '../../domain/record/view';
import type { Store } from '../../store/store';
import { contextKeys } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';
import { setContext } from '../editor/setContext';
import { overviewOf } from './overview';
import { RecordTree, type TreePorts } from './recordTree';
import { groupings, type TreeOptions } from './roots';

const groupingKey = 'tree.grouping';

/** The tree of incidents: grouped and filtered as the person likes, its grouping remembered for this workspace. */
export function incidentTree(ports: TreePorts, memory: vscode.Memento): RecordTree {
  const remembered = memory.get<string>(groupingKey);
  const grouping = groupings.find(known => known === remembered) ?? 'attention';
  return new RecordTree(ports, {
    tree: 'incidents',
    options: { grouping, filter: '', mine: false, showCompleted: false },
    changed: options => {
      if (memory.get(groupingKey) !== options.grouping) void memory.update(groupingKey, options.grouping);
      void setContext(contextKeys.isFiltered, options.filter !== '' || options.mine);
      void setContext(contextKeys.showsCompleted, options.showCompleted);
    },
    drawView,
  });
}

/** One of the other trees: everything, grouped by what it is. */
export function listTree(ports: Pick<TreePorts, 'records'>, tree: Exclude<TreeId, 'incidents'>): RecordTree {
  return new RecordTree(ports, { tree, options: { grouping: 'kind', filter: '', mine: false, showCompleted: true } });
}

/** How many incidents are open, what they are filtered by, and how many files are still being read. */
function drawView(view: vscode.TreeView<unknown>, store: Store | undefined, { filter, mine }: TreeOptions): void {
  const { open } = overviewOf(store?.entries() ?? []);
  view.badge = open > 0 ? { value: open, tooltip: counted(words, words.tree.badge, { count: open }) } : undefined;
  const [reading, newer] = [store?.reading().length ?? 0, store?.newer() ?? 0];
  const told = [
    mine ? words.tree.mine : '',
    filter === '' ? '' : fill(words.tree.filtered, { filter }),
    reading === 0 ? '' : fill(words.tree.reading, { records: reading }),
    newer === 0 ? '' : counted(words, words.tree.newer, { count: newer }),
  ].filter(Boolean);
  view.message = told.length > 0 ? told.join(' · ') : undefined;
}
