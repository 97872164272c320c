import * as vscode from 'vscode';
import type { SuspectSearches } from '../app/suspects/searches';
import type { ProofSource } from '../app/proofs';
import type { RecordEvent } from '../domain/record/event';
import type { AnyId } from '../domain/record/ids';
import { isToBeSigned } from '../domain/signing';
import type { Disposables } from '../base/disposables';
import { once } from '../base/once';
import { BisectNotes } from '../git/bisectNotes';
import type { AllHandlers } from './commands/handlers';
import { archiveCommands } from './commands/archiveCommands';
import { evidenceCommands } from './commands/evidenceCommands';
import { answerCommands } from './commands/answerCommands';
import { folderCommands } from './commands/folderCommands';
import { incidentCommands } from './commands/incidentCommands';
import { offerTemplates, recordCommands } from './commands/recordCommands';
import { sampleCommands } from './commands/sampleCommand';
import { sharingCommands } from './commands/sharingCommands';
import { suspectCommands } from './commands/suspectCommands';
import { viewCommands } from './commands/viewCommands';
import { reportCommands } from './commands/reportCommands';
import { workCommands } from './commands/workCommands';
import { EvidenceActions } from './records/evidenceActions';
import type { EvidenceDocuments } from './records/evidenceDocuments';
import { LinkActions } from './records/linkActions';
import { AsideNotes } from './panel/asideNotes';
import { FolderDrafts } from './panel/folderDrafts';
import { Folds } from './panel/folds';
import { Panels } from './panel/panels';
import type { ReadOnlyPanel } from './panel/readOnlyPanel';
import type { ReadOnlySource } from './panel/readOnlySource';
import { RecordActions } from './records/recordActions';
import type { ReportDocuments } from './records/reportDocuments';
import { Reports } from './records/reports';
import { isShared } from './sharing/beginWhereShared';
import { WithdrawnHere } from './sharing/withdrawnHere';
import type { OtherFolders } from './folders/otherFolders';
import type { SharingActions } from './sharing/sharingActions';
import type { SharedElsewhere } from './proof/verifications';
import type { Rights } from './workspace/rights';
import type { BisectRun } from './suspects/bisectRun';
import { SuspectActions } from './suspects/suspectActions';
import type { RecordTree } from './tree/recordTree';
import type { Workspace } from './workspace/workspace';

/** What stands from the start, and what the rest is made of. */
export interface Base {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly report: (error: unknown) => void;
  readonly rights: Rights;
  readonly workspace: Workspace;
  readonly searches: SuspectSearches;
  readonly tree: RecordTree;
  readonly evidenceDocuments: EvidenceDocuments;
  readonly reportDocuments: ReportDocuments;
  /** Called after something new was recorded. */
  readonly recorded: () => Promise<void>;
  /** What shares the records: loaded where they are shared, or are to be. */
  readonly sharing: () => Promise<SharingActions>;
  /** What is known of the folders of the window. */
  readonly folders: () => Promise<OtherFolders>;
}

/** What is made when the first command or a panel asks for it. */
export interface OnDemand {
  readonly handlers: AllHandlers;
  readonly panels: Panels;
  readonly evidence: EvidenceActions;
  readonly reports: Reports;
  /** The reader's panel: loaded where somebody only reads. */
  readonly readOnlyPanel: () => Promise<ReadOnlyPanel>;
  readonly bisect: Pick<BisectRun, 'start'>;
}

/** Composes what commands and panels need. What it begins ends with `begun`. */
export function composeOnDemand(base: Base, begun: Disposables): OnDemand {
  const { context, log, report, rights, workspace, searches, tree } = base;
  const { extensionUri, workspaceState, globalState, storageUri, globalStorageUri } = context;
  const links = new LinkActions(workspace);
  const records = new RecordActions(workspace);
  const shared: SharedElsewhere = {
    arrivals: async signal => (isShared(workspace, globalStorageUri) ? (await base.sharing()).arrivals(signal) : undefined),
    leftOut: async () => (isShared(workspace, globalStorageUri) ? (await base.sharing()).leftOut() : []),
  };
  const withdrawn = begun.add(new WithdrawnHere(() => (isShared(workspace, globalStorageUri) ? base.sharing() : undefined)));
  const proving = once(async () => (await import('./proof/composeProof')).composeProof(workspace, shared, begun));
  const figures = once(async () => (await import('./figures/composeFigures')).composeFigures(workspace, begun));
  // Most records hold nothing that is signed, and need none of what signs and proves.
  const isSigned = (id: AnyId, entries: readonly RecordEvent[]): boolean => entries.some(entry => isToBeSigned(id, entry));
  const proofs: ProofSource = {
    of: async loaded => (isSigned(loaded.record.id, loaded.record.timeline) ? (await proving()).proofs.of(loaded) : new Map()),
  };
  begun.add(
    workspace.onDidAppend(({ folder, id, added }) => {
      if (!isSigned(id, added)) return;
      proving()
        .then(({ signing }) => signing.sign(folder, id, added))
        .catch(report);
    }),
  );
  const reports = new Reports(workspace, base.reportDocuments, { proofs, withdrawn });
  const evidence = new EvidenceActions(workspace, base.evidenceDocuments);
  const actions = new SuspectActions(workspace, searches);
  const person = async (): Promise<string> => (await workspace.actor()).name;
  const drafts = begun.add(
    new FolderDrafts({ storage: globalStorageUri.fsPath, memory: workspaceState, answers: () => rights.tell(), person, report }),
  );
  const panels = begun.add(
    new Panels({
      workspace,
      rights,
      links,
      records,
      evidence,
      reports,
      proofs,
      withdrawn,
      suspects: searches,
      suspectActions: actions,
      extensionUri,
      log,
      drafts,
      folds: new Folds(globalState),
    }),
  );
  const source: ReadOnlySource = {
    get store() {
      return workspace.store;
    },
    get folderName() {
      return workspace.folderName;
    },
    proofs,
    withdrawn,
    memory: globalState,
    repository: () => workspace.findRepository(),
    aside: new AsideNotes(workspaceState),
    onDidChange: workspace.onDidChange,
    showKept: (incident, row) => evidence.show(incident, row),
    makeReport: async () => (await figures()).reports.make(),
    showBreaches: async () => (await import('./records/breaches')).openBreachRecord(workspace.requireStore()),
    figuresOf: async (asked, signal) => (await figures()).of(asked, signal),
  };
  const readOnlyPanel = once(async () => {
    const panel = await import('./panel/readOnlyPanel');
    return begun.add(new panel.ReadOnlyPanel(source, extensionUri, report));
  });
  links.openRecord = records.openRecord = id => {
    panels.show(id);
  };
  const bisectNotes = storageUri && new BisectNotes(vscode.Uri.joinPath(storageUri, 'bisects').fsPath);
  const bisecting = once(async () => {
    const run = await import('./suspects/bisectRun');
    return begun.add(new run.BisectRun(workspace, rights, searches, actions, evidence, bisectNotes));
  });
  const bisect: OnDemand['bisect'] = { start: async (incident, sha) => (await bisecting()).start(incident, sha) };
  const trials = once(async () => begun.add(new (await import('./suspects/trials')).Trials(workspace, searches)));
  const recorded = async (): Promise<void> => {
    await base.recorded();
    void offerTemplates(workspace, workspaceState);
  };
  const showAnew = (): void => {
    base.evidenceDocuments.showAnew();
    base.reportDocuments.showAnew();
  };
  const redacting = { workspace, showAnew, isShared: () => isShared(workspace, globalStorageUri) };
  begun.add(
    workspace.onDidChange(ids => {
      // What they show belongs to a folder.
      if (ids.length === 0) showAnew();
    }),
  );
  const handlers = {
    ...incidentCommands({ workspace, panels, links, evidence, recorded }),
    ...evidenceCommands(evidence),
    ...recordCommands({ ...redacting, panels, records, recorded }),
    ...suspectCommands({ workspace, panels, searches, actions, bisect, trials }),
    ...workCommands(workspace),
    ...archiveCommands(redacting),
    ...answerCommands({ workspace, panels, withdrawn }),
    ...reportCommands(workspace, reports, {
      verifications: async () => (await proving()).verifications,
      managementReports: async () => (await figures()).reports,
    }),
    ...viewCommands(workspace, searches, tree, readOnlyPanel),
    ...sharingCommands(base.sharing),
    ...folderCommands(workspace, base.folders),
    ...sampleCommands(globalState),
  };
  return { handlers, panels, evidence, reports, readOnlyPanel, bisect };
}
