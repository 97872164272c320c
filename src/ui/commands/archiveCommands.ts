import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { archiveIncidents, archiveYear, bringBack } from '../records/archiving';
import { eraseIncidents } from '../records/erasing';
import type { RedactingPorts } from '../records/redacting';
import { requirePermitted } from '../workspace/permitted';
import type { Handlers } from './handlers';
import { chosenIncidents } from './recordCommands';
import { selectedIncidents } from './selectedIncidents';

/** Putting completed incidents into the archive, a year or what is selected in the tree, bringing them back, and erasing those whose time is over. */
export function archiveCommands(ports: RedactingPorts) {
  const { workspace } = ports;
  return {
    [commandIds.archiveIncidents]: async (argument, selected) => {
      await requirePermitted(workspace, 'archive');
      const incidents = selectedIncidents(argument, selected);
      return incidents.length > 0 ? archiveIncidents(workspace, incidents) : archiveYear(workspace);
    },
    [commandIds.bringBackIncidents]: async (argument, selected) => {
      await requirePermitted(workspace, 'archive');
      const incidents = await chosenIncidents(workspace, words.archive.whichBack, argument, selected, {
        isWanted: ({ archived }) => archived === true,
        none: words.archive.nothingThere,
      });
      if (incidents.length > 0) await bringBack(workspace, incidents);
    },
    [commandIds.eraseIncidents]: () => eraseIncidents(ports),
  } satisfies Handlers;
}
