import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { SuspectSearches } from './app/suspects/searches';
import { BisectNotes } from './git/bisectNotes';
import { sha256 } from './store/hash';
import { incidentCommands } from './ui/commands/incidentCommands';
import { offerTemplates, recordCommands } from './ui/commands/recordCommands';
import { registerCommands } from './ui/commands/register';
import { beginSample, sampleCommands } from './ui/commands/sampleCommand';
import { suspectCommands } from './ui/commands/suspectCommands';
import { viewCommands } from './ui/commands/viewCommands';
import { FileDiagnostics } from './ui/fileDiagnostics';
import { GitDocuments } from './ui/gitDocuments';
import { GitExclusion } from './ui/gitExclusion';
import { LinkActions } from './ui/linkActions';
import { DraftFiles } from './ui/panel/draftFiles';
import { Drafts } from './ui/panel/drafts';
import { Panels } from './ui/panel/panels';
import { ReadOnlyPanel } from './ui/panel/readOnlyPanel';
import { RecordActions } from './ui/recordActions';
import { Session } from './ui/session';
import { offerLeftovers } from './ui/suspects/bisectLeftovers';
import { BisectRun } from './ui/suspects/bisectRun';
import { FixWatch } from './ui/suspects/fixWatch';
import { SuspectActions } from './ui/suspects/suspectActions';
import { TrailerCompletion } from './ui/suspects/trailerCompletion';
import { StatusBar } from './ui/statusBar';
import type { RecordTree } from './ui/tree/recordTree';
import { incidentTree, listTree } from './ui/tree/trees';

/** What `activate` gives to whoever asks VS Code for the extension's exports; the integration tests do. */
export interface Exports {
  readonly session: Session;
  readonly tree: RecordTree;
  readonly searches: SuspectSearches;
  readonly bisect: BisectRun;
  readonly exclusion: GitExclusion;
}

/**
 * One place for the drafts of all windows on the same folder. Not the workspace's storage: VS Code gives a second window on a folder a
 * storage of its own (seen in 1.139), and then neither window could know of the other.
 */
function draftFilesFor(storage: vscode.Uri, session: Session): DraftFiles | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return folder === undefined
    ? undefined
    : new DraftFiles(path.join(storage.fsPath, 'drafts', sha256(folder).slice(0, 32)), () => session.tellRights());
}

/** Composition root: builds the parts, wires them, and hands them to VS Code to dispose of. */
export function activate(context: vscode.ExtensionContext): Exports {
  const { extensionUri, workspaceState, globalState, storageUri, globalStorageUri } = context;
  const log = vscode.window.createOutputChannel('Faultline', { log: true });
  const readerFile = vscode.Uri.joinPath(extensionUri, 'dist', 'reader.cjs').fsPath;
  const session = new Session(storageUri, log, limits => new Worker(readerFile, { resourceLimits: limits, execArgv: [] }));
  const links = new LinkActions(session);
  const records = new RecordActions(session);
  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };
  const searches = new SuspectSearches({ ground: () => session.searchGround(), report });
  const suspects = new SuspectActions(session, searches);
  const bisectNotes = storageUri && new BisectNotes(vscode.Uri.joinPath(storageUri, 'bisects').fsPath);
  const bisect = new BisectRun(session, searches, suspects, bisectNotes);
  const drafts = new Drafts(draftFilesFor(globalStorageUri, session), workspaceState, async () => (await session.actor()).name, report);
  const panels = new Panels({ session, links, records, suspects: searches, extensionUri, log, drafts });
  const readOnlyPanel = new ReadOnlyPanel(
    {
      get store() {
        return session.store;
      },
      onDidChange: session.onDidChange,
    },
    extensionUri,
  );
  const exclusion = new GitExclusion(session, workspaceState, log);
  const tree = incidentTree({ session, searches }, workspaceState);
  links.openRecord = records.openRecord = id => {
    panels.show(id);
  };
  const recorded = async (): Promise<void> => {
    await exclusion.recorded();
    void offerTemplates(session, workspaceState);
  };
  const handlers = {
    ...incidentCommands({ session, panels, links, recorded }),
    ...recordCommands({ session, panels, records, recorded }),
    ...suspectCommands({ session, panels, searches, actions: suspects, bisect }),
    ...viewCommands(session, tree, readOnlyPanel),
    ...sampleCommands(globalState),
  };
  context.subscriptions.push(
    log,
    session,
    panels,
    drafts,
    readOnlyPanel,
    tree,
    listTree({ session }, 'knowledge'),
    listTree({ session }, 'changes'),
    listTree({ session }, 'assets'),
    new StatusBar(session),
    new FileDiagnostics(session),
    new GitDocuments(session),
    exclusion,
    searches,
    session.onDidChange(ids => {
      searches.follow(ids);
    }),
    bisect,
    ...(bisectNotes ? [offerLeftovers(session, bisectNotes, log)] : []),
    new FixWatch(session, workspaceState, log),
    new TrailerCompletion(session),
    registerCommands(handlers, log),
  );
  void beginSample(globalState, panels);
  return { session, tree, searches, bisect, exclusion };
}
