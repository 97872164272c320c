import * as vscode from 'vscode';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import type { SuspectSearches } from '../../app/suspects/searches';
import type { ReadOnlyPanel } from '../panel/readOnlyPanel';
import type { Workspace } from '../workspace/workspace';
import type { RecordTree } from '../tree/recordTree';
import { groupings } from '../tree/roots';
import type { Handlers } from './handlers';
import { staying } from '../editor/staying';

/** Grouping, filtering and refreshing the tree; the read-only panel. */
export function viewCommands(
  workspace: Pick<Workspace, 'requireStore'>,
  searches: Pick<SuspectSearches, 'forgetStopped'>,
  tree: RecordTree,
  readOnlyPanel: () => Promise<ReadOnlyPanel>,
) {
  return {
    [commandIds.groupIncidents]: async () => {
      const items = groupings.map(grouping => ({
        label: words.ui.groupings[grouping],
        grouping,
        picked: grouping === tree.options.grouping,
      }));
      const picked = await vscode.window.showQuickPick(items, { placeHolder: words.ui.groupBy, ...staying });
      if (picked) tree.change({ grouping: picked.grouping });
    },
    [commandIds.filterIncidents]: async () => {
      const filter = await vscode.window.showInputBox({ prompt: words.ui.filterPrompt, value: tree.options.filter, ...staying });
      if (filter !== undefined) tree.change({ filter: filter.trim() });
    },
    [commandIds.clearFilter]: () => {
      tree.change({ filter: '', mine: false });
    },
    [commandIds.showMine]: () => {
      tree.change({ mine: true });
    },
    [commandIds.showCompleted]: () => {
      tree.change({ showCompleted: true });
    },
    [commandIds.hideCompleted]: () => {
      tree.change({ showCompleted: false });
    },
    [commandIds.refreshIncidents]: () => {
      searches.forgetStopped();
      return workspace.requireStore().refresh();
    },
    [commandIds.openReadOnlyPanel]: async () => {
      (await readOnlyPanel()).show();
    },
  } satisfies Handlers;
}
