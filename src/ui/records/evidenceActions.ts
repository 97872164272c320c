import type { PictureKind } from '../../domain/incident/forms/detect';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  keepEvidence,
  keepPicture,
  contentToKeep,
  type EvidenceFault,
  type EvidenceSource,
  type KeptContent,
  type SecretAnswer,
} from '../../app/evidence';
import { textOfBytes } from '../../app/contentType';
import type { Result } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import type { FoundSecret } from '../../review/secrets';
import type { AttachmentFault } from '../../store/attachmentFault';
import { maxAttachmentSize } from '../../store/limits';
import { counted, fill } from '../../words/words';
import { attachmentFaultText, faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { choose, mention } from '../editor/notify';
import { UserError } from '../editor/userError';
import { notAtWork } from '../workspace/notAtWork';
import type { Workspace } from '../workspace/workspace';
import type { AskedContent, EvidenceDocuments } from './evidenceDocuments';
import { incidentInFront } from './incidentInFront';
import { selectedLines } from './linkActions';
import { pickRecord } from './recordPicker';
import { terminalSelection } from './terminalSelection';
import { staying } from '../editor/staying';

/** A picture as a page shows it: what it is, and its bytes in base 64. */
export interface ShownPicture {
  readonly type: PictureKind;
  readonly data: string;
}

/** Places of secrets that a question names. */
const mostNamed = 8;

/** Keeping content as evidence, and showing what is kept (M 6.134). */
export class EvidenceActions {
  constructor(
    private readonly workspace: Workspace,
    private readonly documents: EvidenceDocuments,
  ) {}

  /** Lets the person choose what is attached, to the incident whose page is in front where none is named: a file, what is selected in the editor, or in the terminal. */
  async attach(incident = incidentInFront(this.workspace)): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const items = [
      { label: words.ui.attachFile, what: 'file' as const },
      ...(editor && !editor.selection.isEmpty ? [{ label: words.ui.attachSelection, what: 'selection' as const }] : []),
      ...(vscode.window.activeTerminal ? [{ label: words.ui.attachTerminal, what: 'terminal' as const }] : []),
    ];
    const picked =
      items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: words.ui.attachWhat, ...staying });
    switch (picked?.what) {
      case 'file': {
        const { attachFileTitle, attachFileButton } = words.ui;
        const title = [...(incident === undefined ? [] : [incident]), attachFileTitle].join(': ');
        const [file] = (await vscode.window.showOpenDialog({ canSelectMany: false, title, openLabel: attachFileButton })) ?? [];
        return file && this.attachFile(file, incident);
      }
      case 'selection':
        return this.attachSelection(incident);
      case 'terminal':
        return this.attachTerminal(incident);
      case undefined:
        return;
    }
  }

  /** Keeps a whole file. */
  async attachFile(file: vscode.Uri, incident?: IncidentId): Promise<void> {
    if (incident === undefined) await this.workspace.workWhere(file);
    const { type, size } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.File) === 0) throw new UserError(words.ui.noFile);
    // A file of gigabytes is not even read.
    if (size > maxAttachmentSize) throw new UserError(attachmentFaultText({ code: 'contentTooLarge', size, limit: maxAttachmentSize }));
    const relative = file.scheme === 'file' ? this.workspace.relativePath(file) : undefined;
    const source = { source: path.basename(file.path), ...(relative !== undefined && { path: relative }) };
    await this.keep(await vscode.workspace.fs.readFile(file), source, incident);
  }

  /** Keeps what is selected in the editor, with its place. */
  async attachSelection(incident?: IncidentId): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selection.isEmpty) throw new UserError(words.ui.noSelection);
    if (incident === undefined) await this.workspace.workWhere(editor.document.uri);
    await this.keep(Buffer.from(editor.document.getText(editor.selection)), this.sourceOf(editor), incident);
  }

  /** Where the selection of an editor comes from. */
  sourceOf({ document, selection }: vscode.TextEditor): EvidenceSource {
    const lines = selectedLines(selection);
    const relative = this.workspace.relativePath(document.uri);
    return {
      source: words.ui.editorSource,
      ...(relative !== undefined && { path: relative }),
      ...(lines && { lines: `${lines.from}–${lines.to}` }),
    };
  }

  /** Keeps what is selected in the terminal. */
  async attachTerminal(incident?: IncidentId): Promise<void> {
    const text = await terminalSelection();
    const source = fill(words.ui.terminalSource, { terminal: vscode.window.activeTerminal?.name ?? '' });
    await this.keep(Buffer.from(text), { source }, incident);
  }

  /** Keeps a picture that was pasted into or dropped on the page of an incident. */
  async attachPicture(incident: IncidentId, base64: string): Promise<void> {
    const bytes = Buffer.from(base64, 'base64');
    this.must(await keepPicture(this.ports(), incident, bytes, { source: words.ui.screenshotSource }), incident);
  }

  /** What of some content is to be kept: what looks like a secret is asked about; undefined when the person wants nothing kept. */
  contentOf(bytes: Uint8Array): Promise<KeptContent | undefined> {
    return contentToKeep({ mask: words.ui.masked, askAboutSecrets }, bytes);
  }

  /** Keeps content as evidence of an incident. */
  async attachContent(incident: IncidentId, content: KeptContent, source: EvidenceSource): Promise<void> {
    this.must(await keepEvidence(this.ports(), incident, content, source), incident);
  }

  /**
   * Shows what is kept of a row of evidence: a text in the editor, a picture is given to the page; a file is saved where the person says. What
   * was changed since says so.
   */
  async show(incident: IncidentId, row: string): Promise<ShownPicture | undefined> {
    const loaded = await this.workspace.requireStore().load(incident);
    if (!loaded.ok) throw new UserError(faultText(incident, loaded.error));
    const evidence = loaded.value.record.values.evidence?.find(({ id }) => id === row);
    const { sha256 = '', content, source = '' } = evidence ?? {};
    if (content === undefined) throw new UserError(words.ui.nothingKept);
    const bytes = await this.read(sha256);
    switch (content) {
      case 'png':
      case 'jpeg':
      case 'webp':
        return { type: content, data: Buffer.from(bytes).toString('base64') };
      case 'file':
        await saveAs(bytes, source);
        return undefined;
      default:
        await this.documents.show({ sha256, folder: this.workspace.require().path });
        return undefined;
    }
  }

  /** The text that is kept under a hash, or in words why it cannot be shown. */
  async textOf({ sha256, folder }: AskedContent): Promise<string> {
    const elsewhere = notAtWork(this.workspace, folder);
    if (elsewhere !== undefined) return elsewhere;
    const read = await (await this.workspace.requireStore().attachments()).read(sha256);
    return read.ok ? (textOfBytes(read.value) ?? words.ui.noText) : attachmentFaultText(read.error);
  }

  private async read(sha256: string): Promise<Uint8Array> {
    const read = await (await this.workspace.requireStore().attachments()).read(sha256);
    if (!read.ok) throw new UserError(attachmentFaultText(read.error));
    return read.value;
  }

  private async keep(bytes: Uint8Array, source: EvidenceSource, asked: IncidentId | undefined): Promise<void> {
    const incident = asked ?? (await pickRecord(this.workspace, { kinds: ['incident'] }));
    if (incident === undefined) return;
    const kept = await this.contentOf(bytes);
    if (!kept) return;
    await this.attachContent(incident, kept, source);
    mention(fill(words.ui.attached, { record: incident, what: source.source ?? '' }), 4000);
  }

  private must(outcome: Result<unknown, EvidenceFault>, incident: IncidentId): void {
    if (outcome.ok) return;
    const { error } = outcome;
    if (error.code === 'noPicture') throw new UserError(words.ui.noPicture);
    throw new UserError(isAttachmentFault(error) ? attachmentFaultText(error) : faultText(incident, error));
  }

  private ports() {
    return { store: this.workspace.requireStore(), actor: () => this.workspace.actor() };
  }
}

function isAttachmentFault(fault: Exclude<EvidenceFault, { code: 'noPicture' }>): fault is AttachmentFault {
  return Object.hasOwn(words.attachment, fault.code);
}

/** What looks like a secret is pointed out, by what it is and where, never by its text, before it is stored. */
async function askAboutSecrets(text: string, secrets: readonly FoundSecret[]): Promise<SecretAnswer> {
  const named = secrets.slice(0, mostNamed).map(({ kind, from }) => {
    const line = text.slice(0, from).split('\n').length;
    return fill(words.ui.secretAt, { what: words.secret[kind], line });
  });
  const { storeAnyway, mask } = words.ui;
  const more = secrets.length > named.length ? [fill(words.integrity.more, { more: secrets.length - named.length })] : [];
  const answer = await choose(
    counted(words, words.ui.secretsFound, { count: secrets.length }),
    [...named, ...more, '', words.ui.secretsDetail].join('\n'),
    mask,
    storeAnyway,
  );
  return answer === mask ? 'mask' : answer === storeAnyway ? 'store' : 'cancel';
}

async function saveAs(bytes: Uint8Array, name: string): Promise<void> {
  const file = await vscode.window.showSaveDialog({ title: words.ui.saveEvidence, saveLabel: words.ui.saveEvidenceButton });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, bytes);
  mention(fill(words.ui.evidenceSaved, { what: name, file: file.fsPath }), 6000);
}
