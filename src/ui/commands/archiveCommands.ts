import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { requirePermitted } from '../editor/permitted';
import { archiveIncidents, archiveYear, bringBack } from '../records/archiving';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handlers';
import { chosenIncidents, selectedIncidents } from './recordCommands';

/** Putting completed incidents into the archive, a year or what is selected in the tree, and bringing them back. */
export function archiveCommands(workspace: Workspace) {
  return {
    [commandIds.archiveIncidents]: (argument, selected) => {
      requirePermitted('archive');
      const incidents = selectedIncidents(argument, selected);
      return incidents.length > 0 ? archiveIncidents(workspace, incidents) : archiveYear(workspace);
    },
    [commandIds.bringBackIncidents]: async (argument, selected) => {
      requirePermitted('archive');
      const incidents = await chosenIncidents(workspace, words.archive.whichBack, argument, selected, {
        isWanted: ({ archived }) => archived === true,
        none: words.archive.nothingThere,
      });
      if (incidents.length > 0) await bringBack(workspace, incidents);
    },
  } satisfies Handlers;
}
