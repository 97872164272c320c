import * as vscode from 'vscode';
import type { Disposables } from '../base/disposables';
import { BisectNotes } from '../git/bisectNotes';
import { Alerts } from './records/alerts';
import { FileDiagnostics } from './records/fileDiagnostics';
import { OtherFolders } from './folders/otherFolders';
import { GitExclusion } from './git/gitExclusion';
import { warnOfBadDuties } from './editor/badDuties';
import type { Base } from './onDemand';
import { offerLeftovers } from './suspects/bisectLeftovers';
import { beginWhereShared } from './sharing/beginWhereShared';
import { FixWatch } from './suspects/fixWatch';
import { TrailerCompletion } from './suspects/trailerCompletion';

/** What goes on by itself behind the lists. */
export interface Background {
  readonly exclusion: GitExclusion;
  readonly folders: OtherFolders;
}

/** Keeps the store out of git, shares it where the person has said so, tells of other folders of the window, of what presses, of files and of rules that cannot be read, links fixes, also as one writes a commit's message, and offers to clear up after searches that were cut off. What it begins ends with `begun`. */
export function composeBackground({ context, log, report, rights, workspace, sharing }: Base, begun: Disposables): Background {
  const { globalStorageUri, storageUri, workspaceState } = context;
  const exclusion = begun.add(new GitExclusion(workspace, rights, workspaceState, log));
  begun.add(new Alerts(workspace, rights, globalStorageUri, report));
  begun.add(new FixWatch(workspace, rights, workspaceState, log));
  begun.add(new FileDiagnostics(workspace));
  begun.add(new TrailerCompletion(workspace));
  begun.add(warnOfBadDuties());
  if (storageUri) begun.add(offerLeftovers(rights, new BisectNotes(vscode.Uri.joinPath(storageUri, 'bisects').fsPath), log));
  begun.add(beginWhereShared(workspace, globalStorageUri, sharing, report));
  return { exclusion, folders: begun.add(new OtherFolders(workspace, report)) };
}
