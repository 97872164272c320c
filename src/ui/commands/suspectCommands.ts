import { commitHashSchema } from '../../domain/record/commitHash';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { SuspectSearches } from '../../app/suspects/searches';
import { isWorkspacePath } from '../../domain/record/link';
import type { IncidentId } from '../../domain/incident/incident';
import { idSchemaOf, isRecordId } from '../../domain/records';
import { commandIds } from '../editor/contributions';
import type { Panels } from '../panel/panels';
import type { Workspace } from '../workspace/workspace';
import type { BisectRun } from '../suspects/bisectRun';
import { pickSuspect } from '../suspects/suspectPicker';
import type { Trials } from '../suspects/trials';
import type { SuspectActions } from '../suspects/suspectActions';
import type { Handlers } from './handlers';
import { incidentNamed } from './recordArgument';

const sha = commitHashSchema;
/** A row of the tree, or what a row's own command is given. */
const suspectArgument = z.union([
  z.object({ incident: idSchemaOf('incident'), sha }),
  z
    .object({ incident: idSchemaOf('incident'), suspect: z.object({ sha }) })
    .transform(({ incident, suspect }) => ({ incident, sha: suspect.sha })),
]);
const plannedArgument = z.object({
  incident: idSchemaOf('incident'),
  kind: z.enum(['branch', 'edits', 'change']),
  id: z.string(),
  sha: sha.optional(),
});

/** What these commands use. */
export interface SuspectCommandPorts {
  readonly workspace: Workspace;
  readonly panels: Panels;
  readonly searches: SuspectSearches;
  readonly actions: SuspectActions;
  readonly bisect: Pick<BisectRun, 'start'>;
  /** Loaded with the first one. */
  readonly trials: () => Promise<Trials>;
}

/** Finding suspect changes, looking at them, judging them, bisecting. */
export function suspectCommands({ workspace, panels, searches, actions, bisect, trials }: SuspectCommandPorts) {
  const incidentOf = (argument: unknown): Promise<IncidentId | undefined> => incidentNamed(workspace, argument, {});
  const judge = (state: 'suspected' | 'confirmed' | 'ruledOut') => (argument: unknown) => {
    const { incident, sha: commit } = suspectArgument.parse(argument);
    return actions.judge(incident, commit, state);
  };
  return {
    [commandIds.findSuspects]: async argument => {
      const incident = await incidentOf(argument);
      if (incident) await pickSuspect(incident, { searches, actions, bisect });
    },
    [commandIds.tryOutSuspects]: async () => (await trials()).run(),
    [commandIds.openSuspect]: argument => {
      const { incident, sha: commit } = suspectArgument.parse(argument);
      return actions.openDiff(incident, commit);
    },
    [commandIds.openSuspectWhole]: argument => actions.openWhole(suspectArgument.parse(argument).sha),
    [commandIds.openPlanned]: async argument => {
      const { kind, id, sha: commit } = plannedArgument.parse(argument);
      if (kind === 'change' && isRecordId(id)) panels.show(id);
      else if (kind === 'branch' && commit !== undefined) await actions.openWhole(commit);
      else if (kind === 'edits') await openEdited(workspace, id);
    },
    [commandIds.suspectCommit]: judge('suspected'),
    [commandIds.confirmSuspect]: judge('confirmed'),
    [commandIds.ruleOutSuspect]: judge('ruledOut'),
    [commandIds.blameSuspect]: argument => {
      const { incident, sha: commit } = suspectArgument.parse(argument);
      return actions.openBlame(incident, commit);
    },
    [commandIds.bisectFromHere]: async argument => {
      const row = suspectArgument.safeParse(argument).data;
      const incident = row?.incident ?? (await incidentOf(argument));
      if (incident) await bisect.start(incident, row?.sha);
    },
  } satisfies Handlers;
}

/** An edited file of the repository; the editor shows its changes in the gutter. */
async function openEdited(workspace: Workspace, path: string): Promise<void> {
  const repository = await workspace.findRepository();
  if (repository && isWorkspacePath(path))
    await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(repository.root), path));
}
