import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { managementReportOf } from '../../app/managementFigures';
import { periodSchema, type Period } from '../../domain/incident/period';
import type { ManagementReport } from '../../exchange/managementContent';
import { managementAsHtml, managementAsMarkdown } from '../../exchange/managementReport';
import { daysOf } from '../../words/figures/describeFigures';
import { fill } from '../../words/words';
import { chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { mention, withProgress } from '../editor/notify';
import { QueriedDocuments } from '../editor/queriedDocuments';
import { notAtWork } from '../workspace/notAtWork';
import type { Workspace } from '../workspace/workspace';
import { askPeriod } from './askPeriod';

const querySchema = z.object({ period: periodSchema, folder: z.string() });

/** Where the incidents are that are reported of. */
type ReportedWorkspace = Pick<Workspace, 'require' | 'requireStore' | 'folder' | 'folders' | 'findRepository'>;

/** Reads and saves management reports: a read, which writes nothing into the store. */
export class ManagementReports extends QueriedDocuments<z.infer<typeof querySchema>> {
  constructor(private readonly workspace: ReportedWorkspace) {
    super({
      scheme: 'faultline-management',
      query: querySchema,
      textOf: async ({ period, folder }) => {
        const elsewhere = notAtWork(workspace, folder);
        if (elsewhere !== undefined) return elsewhere;
        const report = await reportOf(workspace, period);
        return report ? managementAsMarkdown(report, words) : '';
      },
    });
  }

  /** Asks of which period and in which form, and opens or saves it. */
  async make(): Promise<void> {
    const { path: folder } = this.workspace.require();
    const texts = words.managementReport;
    const period = await askPeriod();
    if (!period) return;
    const form = await chooseOne(texts.whichForm, [
      { label: texts.toRead, value: 'read' },
      { label: texts.toSave, value: 'save' },
    ] as const);
    const name = fill(texts.name, daysOf(period));
    if (form === 'read') await this.preview(`${name}.md`, { period, folder });
    else if (form === 'save') await this.save(period, name);
  }

  private async save(period: Period, name: string): Promise<void> {
    const file = await vscode.window.showSaveDialog({
      title: words.managementReport.save,
      // Not the workspace: what is saved there is soon committed.
      defaultUri: vscode.Uri.file(path.join(os.homedir(), `${name}.html`)),
      filters: { HTML: ['html'], Markdown: ['md'] },
    });
    const report = file && (await reportOf(this.workspace, period));
    if (!report) return;
    const text = (file.path.endsWith('.md') ? managementAsMarkdown : managementAsHtml)(report, words);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    mention(fill(words.ui.reportSaved, { file: file.fsPath }), 6000);
  }
}

/** Of the store at work, in the name of its folder; undefined where it was put away before it was made. */
function reportOf(workspace: ReportedWorkspace, period: Period): Promise<ManagementReport | undefined> {
  const store = workspace.requireStore();
  const { path: folder } = workspace.require();
  const of = workspace.folders.find(({ path: at }) => at === folder)?.name ?? path.basename(folder);
  return withProgress(words.findings.searching, async (_, signal) => {
    const now = new Date();
    const source = { entries: store.entries(), repository: await workspace.findRepository() };
    const findings = await (await import('../../app/patterns')).patternsOf(source, now, signal);
    return findings && managementReportOf(store, { period, at: now.toISOString(), withheld: words.figures.withheld, of, findings });
  });
}
