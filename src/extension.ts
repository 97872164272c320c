import { Worker, type ResourceLimits } from 'node:worker_threads';
import * as vscode from 'vscode';
import { SuspectSearches } from './app/suspects/searches';
import { Debounce } from './base/debounce';
import { Disposables } from './base/disposables';
import { once } from './base/once';
import type { Background } from './ui/background';
import { registerCommands } from './ui/commands/register';
import { beginSample } from './ui/commands/sampleCommand';
import { viewIds } from './ui/editor/contributions';
import { orIncomplete } from './ui/editor/incomplete';
import { EvidenceDocuments } from './ui/records/evidenceDocuments';
import { ReportDocuments } from './ui/records/reportDocuments';
import type { OtherFolders } from './ui/folders/otherFolders';
import { GitDocuments } from './ui/git/gitDocuments';
import type { Base, OnDemand } from './ui/onDemand';
import { Rights } from './ui/workspace/rights';
import { StatusBar } from './ui/tree/statusBar';
import type { RecordTree } from './ui/tree/recordTree';
import { drawRowMarks } from './ui/tree/rowMarks';
import { incidentTree, listTree } from './ui/tree/trees';
import { Workspace } from './ui/workspace/workspace';

/** What `activate` gives to whoever asks VS Code for the extension's exports; the integration tests do. */
export interface Exports {
  readonly workspace: Workspace;
  readonly rights: Rights;
  readonly tree: RecordTree;
  readonly searches: SuspectSearches;
  /** What is loaded later. */
  readonly later: () => Promise<Pick<OnDemand, 'bisect' | 'evidence'> & Background>;
}

/** What goes on by itself begins when the lists have been drawn (milliseconds). */
const afterStart = 500;

/** Composition root: builds what the lists need and wires it; commands, panels and what goes on by itself are loaded when they are needed. */
export function activate(context: vscode.ExtensionContext): Exports {
  const { extensionUri, workspaceState, globalState, storageUri, globalStorageUri } = context;
  const begun = new Disposables();
  context.subscriptions.push(begun);
  const log = begun.add(vscode.window.createOutputChannel('Faultline', { log: true }));
  const report = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };
  const thread = (file: string) => {
    const { fsPath } = vscode.Uri.joinPath(extensionUri, 'dist', file);
    return (limits: ResourceLimits): Worker => new Worker(fsPath, { resourceLimits: limits, execArgv: [] });
  };
  const rights = begun.add(new Rights());
  const workspace = begun.add(
    new Workspace({
      rights,
      storage: { caches: storageUri, memory: globalStorageUri },
      memory: workspaceState,
      startReader: thread('reader.cjs'),
      report,
    }),
  );
  const work = once(async () => {
    const { RankerThread } = await import('./app/suspects/rankerThread');
    return begun.add(new RankerThread(thread('ranker.cjs')));
  });
  const searches = begun.add(new SuspectSearches({ ground: () => workspace.searchGround(), work, report }));
  begun.add(
    workspace.onDidChange(ids => {
      searches.follow(ids);
    }),
  );
  const tree = begun.add(
    incidentTree({ records: workspace, searches, person: () => workspace.actor(), onDidChangeRole: rights.onDidChange }, workspaceState),
  );
  for (const list of ['knowledge', 'changes', 'assets'] as const) begun.add(listTree({ records: workspace }, list));
  begun.add(drawRowMarks());
  begun.add(new StatusBar(workspace));
  begun.add(new GitDocuments(() => workspace.repositories()));
  const evidenceDocuments = begun.add(new EvidenceDocuments(async asked => (await onDemand()).evidence.textOf(asked)));
  const reportDocuments = begun.add(new ReportDocuments(async asked => (await onDemand()).reports.text(asked)));

  const background = once(async () => (await import('./ui/background')).composeBackground(base, begun));
  const onDemand = once(async () => (await import('./ui/onDemand')).composeOnDemand(base, begun));
  const sharing = once(async () => {
    const { composeSharing } = await import('./ui/sharing/composeSharing');
    const actions = composeSharing({ workspace, storage: globalStorageUri, report, keepOut: recorded }, begun);
    begun.add(
      actions.onDidChangeWithdrawn(ids => {
        tree.showWithdrawn(ids);
      }),
    );
    return actions;
  });
  const running = orIncomplete(background, report);
  const recorded = async (): Promise<void> => {
    await (await running())?.exclusion.recorded();
  };
  const folders = async (): Promise<OtherFolders> => (await background()).folders;
  const base: Base = {
    context,
    log,
    report,
    rights,
    workspace,
    searches,
    tree,
    reportDocuments,
    evidenceDocuments,
    recorded,
    sharing,
    folders,
  };
  const beginning = begun.add(
    new Debounce(() => {
      void running();
    }, afterStart),
  );
  beginning.soon();
  begun.add(registerCommands(async () => (await onDemand()).handlers, log));
  begun.add(restorePanels(onDemand));
  begun.add(recordFiles(onDemand));
  const begins = beginSample(globalState, async id => {
    (await onDemand()).panels.show(id);
  });
  begins.catch(report);
  const later: Exports['later'] = async () => {
    const { bisect, evidence } = await onDemand();
    return { ...(await background()), bisect, evidence };
  };
  return { workspace, rights, tree, searches, later };
}

/** Files of the store are opened as the records that are in them. */
function recordFiles(onDemand: () => Promise<OnDemand>): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(viewIds.recordFile, {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, window) => {
      const { readOnlyPanel } = await onDemand();
      (await readOnlyPanel()).showFile(uri, window);
    },
  });
}

/** Panels that were open before the window was loaded anew. */
function restorePanels(onDemand: () => Promise<OnDemand>): vscode.Disposable {
  const { registerWebviewPanelSerializer } = vscode.window;
  const ofRecord: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      (await onDemand()).panels.restore(panel, state);
    },
  };
  return vscode.Disposable.from(
    registerWebviewPanelSerializer(viewIds.recordPanel, ofRecord),
    registerWebviewPanelSerializer(viewIds.formerPanel, ofRecord),
    registerWebviewPanelSerializer(viewIds.readOnlyPanel, {
      deserializeWebviewPanel: async panel => {
        const { readOnlyPanel } = await onDemand();
        (await readOnlyPanel()).restore(panel);
      },
    }),
  );
}
