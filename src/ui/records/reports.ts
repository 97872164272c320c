import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ProofSource } from '../../app/proofs';
import type { IncidentCommand } from '../../domain/incident/command';
import type { IncidentId } from '../../domain/incident/incident';
import { headsOf } from '../../domain/record/log';
import { htmlReport } from '../../exchange/htmlReport';
import { reportAsMarkdown, type ReportContext } from '../../exchange/report';
import { sha256 } from '../../store/hash';
import type { Loaded } from '../../store/loaded';
import { describePerson } from '../../words/standing';
import { fill } from '../../words/words';
import { integrityTexts, loadFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';
import { confirm, mention } from '../editor/notify';
import { UserError } from '../editor/userError';
import { notAtWork } from '../workspace/notAtWork';
import type { Workspace } from '../workspace/workspace';
import type { AskedReport, ReportDocuments } from './reportDocuments';
import { staying } from '../editor/staying';

/** The command that stores the report of an incident as it is now (M 6.134). */
export function finalReport(loaded: Loaded<'incident'>): IncidentCommand {
  const text = reportOf(loaded);
  return { type: 'storeReport', text, sha256: sha256(text), seen: headsOf(loaded.record.timeline) };
}

function reportOf(loaded: Loaded<'incident'>, known?: Pick<ReportContext, 'proofs' | 'withdrawn'>): string {
  return reportAsMarkdown(loaded.record, { words, at: new Date().toISOString(), faults: integrityTexts(loaded), ...known });
}

/** What stands around an incident that its report says. */
interface ReportPorts {
  readonly proofs: ProofSource;
  /** Knows of which incidents others have raised the label. */
  readonly withdrawn: { readonly has: (id: IncidentId) => Promise<boolean> };
}

/** Reads and saves the report of any incident: as it is now, or as it was stored. */
export class Reports {
  constructor(
    private readonly workspace: Pick<Workspace, 'require' | 'requireStore' | 'folder' | 'folders'>,
    private readonly documents: ReportDocuments,
    private readonly around: ReportPorts,
  ) {}

  /** The report as Markdown. */
  async text({ id, stored, folder }: AskedReport): Promise<string> {
    const elsewhere = notAtWork(this.workspace, folder);
    if (elsewhere !== undefined) return elsewhere;
    const loaded = await this.load(id);
    const { text = '' } = (stored ? loaded.record.finalReport : undefined) ?? {};
    // One whose text was redacted is made anew from what is left.
    if (text !== '') return text;
    const [proofs, withdrawn] = await Promise.all([this.around.proofs.of(loaded), this.around.withdrawn.has(id)]);
    return reportOf(loaded, { proofs, withdrawn });
  }

  /** Shows it; which one, the person chooses where there are two. */
  async open(id: IncidentId): Promise<void> {
    const asked = await this.which(id);
    if (asked) await this.documents.show(asked);
  }

  /** Saves it where the person says, as Markdown or as one HTML file; what is for named recipients only is asked about first (TLP 2.0). */
  async save(id: IncidentId): Promise<void> {
    const asked = await this.which(id);
    if (!asked) return;
    const { tlp = 'AMBER' } = (await this.load(id)).record.values;
    if (tlp === 'RED' && !(await confirm(fill(words.ui.saveRedTitle, { record: id }), words.ui.saveRedDetail, words.ui.saveRed))) return;
    const file = await vscode.window.showSaveDialog({
      title: words.ui.saveReport,
      // Not the workspace: what is saved there is soon committed.
      defaultUri: vscode.Uri.file(path.join(os.homedir(), `${id}.html`)),
      filters: { HTML: ['html'], Markdown: ['md'] },
    });
    if (!file) return;
    const markdown = await this.text(asked);
    const text = file.path.endsWith('.md') ? markdown : htmlReport(markdown, { title: id, tlp, language: words.language });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    mention(fill(words.ui.reportSaved, { file: file.fsPath }), 6000);
  }

  /** Undefined when the person picks none. */
  private async which(id: IncidentId): Promise<AskedReport | undefined> {
    const folder = this.workspace.require().path;
    const { finalReport: report } = (await this.load(id)).record;
    if (!report) return { id, folder, stored: false };
    const stored = fill(words.ui.reportStored, { who: describePerson(words, report.by), when: localTime(report.at) });
    const items = [
      { label: stored, description: `SHA-256 ${report.sha256.slice(0, 12)}`, stored: true },
      { label: words.ui.reportNow, stored: false },
    ];
    const picked = await vscode.window.showQuickPick(items, { placeHolder: fill(words.ui.whichReport, { record: id }), ...staying });
    return picked && { id, folder, stored: picked.stored };
  }

  private async load(id: IncidentId): Promise<Loaded<'incident'>> {
    const loaded = await this.workspace.requireStore().load(id);
    if (!loaded.ok) throw new UserError(loadFaultText(id, loaded.error));
    return loaded.value;
  }
}
