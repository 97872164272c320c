import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { isIncidentId, isRecordId, kindOfId, linkKindsTo, linkedKinds, type IdOf, type RecordId } from '../../domain/records';
import { commitTarget, isWorkspacePath, type Link, type LinkKind, type LinkState, type LinkTarget } from '../../domain/record/link';
import { fingerprintOf } from '../../domain/foundation/fingerprint';
import { locate } from '../../domain/record/locate';
import { sha256 } from '../../store/hash';
import { describeTarget } from '../../words/describe';
import { faultText } from '../editor/faultText';
import { openCommitDiff } from '../git/gitDocuments';
import { pickCommit } from '../git/commitPicker';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { mention, warn } from '../editor/notify';
import { plainLabel } from '../../words/plain';
import { pickRecord } from './recordPicker';
import type { Workspace } from '../workspace/workspace';
import { staying } from '../editor/staying';
import { UserError } from '../editor/userError';

type FileTarget = Extract<LinkTarget, { type: 'file' }>;

/** Making and opening links between a record and files, commits and other records. */
export class LinkActions {
  /** Set by the composition root: showing another record's panel. */
  openRecord: (id: RecordId) => void = () => undefined;

  constructor(private readonly workspace: Workspace) {}

  /** Links the selected lines to an incident the person picks. */
  async linkSelection(editor: vscode.TextEditor): Promise<void> {
    await this.workspace.workWhere(editor.document.uri);
    const target = await this.selectionTarget(editor);
    await this.linkTo(target, 'evidence');
  }

  /** Links a whole file. */
  async linkFile(uri: vscode.Uri): Promise<void> {
    await this.workspace.workWhere(uri);
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    await this.linkTo(
      { type: 'file', path: this.pathOf(uri), ...(await this.seenAt()), textHash: sha256(content.split(/\r?\n/).join('\n')) },
      'evidence',
    );
  }

  /** Links a commit picked from the history to `record`, or to an incident the person picks. */
  async linkCommit(record?: RecordId): Promise<void> {
    const commit = await pickCommit(await this.workspace.requireRepository());
    if (commit) await this.linkTo(commitTarget(commit), 'causedBy', record);
  }

  /** Links the commit of a Timeline entry. */
  async linkCommitNamed(name: string): Promise<void> {
    const repository = await this.workspace.requireRepository();
    const sha = await repository.resolve(name);
    const commit = sha === undefined ? undefined : await repository.commit(sha);
    if (!commit?.ok) throw new UserError(fill(words.ui.commitGone, { commit: name.slice(0, 8) }));
    await this.linkTo(commitTarget(commit.value), 'causedBy');
  }

  /** Links another record. */
  async linkRecord(record: RecordId): Promise<void> {
    const other = await pickRecord(this.workspace, { kinds: linkedKinds, without: record, all: true });
    if (!other) return;
    await this.linkTo({ type: 'record', id: other }, 'relatedTo', record);
  }

  /** Opens what a link points to: the file at its lines (found again after edits), the commit as a diff, the incident. */
  async open(record: RecordId, linkId: string): Promise<void> {
    const target = (await this.linksOf(record)).find(({ id }) => id === linkId)?.target;
    if (!target) throw new UserError(words.refusal.noSuchLink);
    switch (target.type) {
      case 'file':
        return this.openFile(target);
      case 'commit':
        return this.openCommit(target.sha);
      case 'record':
        if (isRecordId(target.id)) this.openRecord(target.id);
    }
  }

  /** Opens a file of the workspace at a line, counted from 1. */
  async openPlace(relative: string, line: number): Promise<void> {
    if (!isWorkspacePath(relative)) throw new UserError(fill(words.ui.outside, { folder: this.workspace.require().path }));
    await this.openFile({ type: 'file', path: relative, lines: { from: line, to: line } });
  }

  private async linksOf(record: RecordId): Promise<readonly Link[]> {
    const loaded = await this.workspace.requireStore().load(record);
    return loaded.ok ? loaded.value.record.links : [];
  }

  private pathOf(uri: vscode.Uri): string {
    if (uri.scheme === 'untitled') throw new UserError(words.ui.unsavedFile);
    const relative = this.workspace.relativePath(uri);
    if (relative === undefined) throw new UserError(fill(words.ui.outside, { folder: this.workspace.require().path }));
    return relative;
  }

  private async selectionTarget({ document, selection }: vscode.TextEditor): Promise<FileTarget> {
    const lines = selectedLines(selection);
    if (!lines) throw new UserError(words.ui.noSelection);
    const file = { type: 'file', path: this.pathOf(document.uri), ...(await this.seenAt()) } as const;
    const text = document
      .getText()
      .split(/\r?\n/)
      .slice(lines.from - 1, lines.to);
    return { ...file, lines, fingerprint: fingerprintOf(text), textHash: sha256(text.join('\n')) };
  }

  private async seenAt(): Promise<{ seenAt?: string }> {
    const head = await (await this.workspace.findRepository())?.head();
    return head === undefined ? {} : { seenAt: head };
  }

  private async linkTo(target: LinkTarget, first: LinkKind, known?: RecordId): Promise<void> {
    const store = this.workspace.requireStore();
    const id = known ?? (await pickRecord(this.workspace, { kinds: ['incident'] }));
    const own = id === undefined ? undefined : kindOfId(id);
    if (id === undefined || own === undefined) return;
    const kind = await pickKind(linkKindsTo(own, target), first);
    if (kind === undefined) return;
    const state = kind === 'causedBy' || kind === 'causes' ? await pickState() : 'confirmed';
    if (state === undefined) return;
    const carriesOut = target.type === 'commit' && (kind === 'fixedBy' || kind === 'worksAround');
    const measure = carriesOut && isIncidentId(id) ? await this.pickMeasure(id) : undefined;
    const outcome = await store.execute(id, { type: 'link', link: { kind, state, target, ...(measure && { measure }) } });
    if (!outcome.ok) throw new UserError(faultText(id, outcome.error));
    mention(fill(words.ui.linked, { record: id, target: describeTarget(target) }), 4000);
  }

  private async pickMeasure(id: IdOf<'incident'>): Promise<string | undefined> {
    const loaded = await this.workspace.requireStore().load(id);
    const measures = loaded.ok ? (loaded.value.record.values.measures ?? []) : [];
    if (measures.length === 0) return undefined;
    const items = [
      ...measures.map(row => ({ label: plainLabel(row.what ?? row.id), id: row.id })),
      { label: words.ui.noMeasure, id: undefined },
    ];
    return (await vscode.window.showQuickPick(items, { placeHolder: words.ui.pickMeasure, ...staying }))?.id;
  }

  private async openFile(target: FileTarget): Promise<void> {
    const uri = vscode.Uri.file(await this.insideFolder(target.path));
    const document = await vscode.workspace.openTextDocument(uri);
    const placement = locate(target, document.getText(), sha256);
    const lines = placement.state === 'moved' ? placement.lines : target.lines;
    const editor = await vscode.window.showTextDocument(document);
    if (lines) {
      const range = document.validateRange(new vscode.Range(lines.from - 1, 0, lines.to - 1, Number.MAX_SAFE_INTEGER));
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    }
    if (placement.state === 'moved') mention(fill(words.ui.fileMoved, { path: target.path, line: placement.lines.from }), 6000);
    if (placement.state === 'changed') void warn(fill(words.ui.fileChanged, { path: target.path }));
  }

  /** The file's real place; refused when it is gone or a symbolic link leads out of the workspace. */
  private async insideFolder(relative: string): Promise<string> {
    const folder = await realpath(this.workspace.require().path);
    const file = await realpath(path.join(folder, relative)).catch(() => undefined);
    if (file === undefined) throw new UserError(fill(words.ui.fileGone, { path: relative }));
    if (!isWorkspacePath(path.relative(folder, file).split(path.sep).join('/'))) throw new UserError(fill(words.ui.outside, { folder }));
    return file;
  }

  /** Opens a commit with the diffs of all its files. */
  async openCommit(sha: string): Promise<void> {
    const repository = await this.workspace.requireRepository();
    const commit = await repository.commit(sha);
    if (!commit.ok) throw new UserError(fill(words.ui.commitGone, { commit: sha.slice(0, 8) }));
    await openCommitDiff(repository, commit.value);
  }
}

/** The lines a selection covers, counted from 1; undefined when nothing is selected. */
export function selectedLines(selection: vscode.Selection): { readonly from: number; readonly to: number } | undefined {
  if (selection.isEmpty) return undefined;
  const endsAtStart = selection.end.character === 0 && selection.end.line > selection.start.line;
  return { from: selection.start.line + 1, to: selection.end.line + (endsAtStart ? 0 : 1) };
}

async function pickKind(kinds: readonly LinkKind[], first: LinkKind): Promise<LinkKind | undefined> {
  const ordered = [first, ...kinds.filter(kind => kind !== first)];
  const items = ordered.map(linkKind => ({ label: words.link[linkKind], linkKind }));
  return (await vscode.window.showQuickPick(items, { placeHolder: words.ui.pickKind, ...staying }))?.linkKind;
}

async function pickState(): Promise<LinkState | undefined> {
  const items = (['suspected', 'confirmed'] as const).map(state => ({ label: words.linkState[state], state }));
  return (await vscode.window.showQuickPick(items, { placeHolder: words.ui.pickState, ...staying }))?.state;
}
