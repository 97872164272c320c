import { commitHashSchema } from '../../domain/record/commitHash';
import * as vscode from 'vscode';
import * as z from 'zod';
import { jsonOf } from '../../base/json';
import type { ChangedFile, Commit } from '../../git/commit';
import { isMissingObject } from '../../git/gitFault';
import type { Repository } from '../../git/repository';
import { gitFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { UserError } from '../editor/userError';

const scheme = 'faultline-git';
const querySchema = z.object({ sha: commitHashSchema, path: z.string().min(1), blame: z.boolean().optional() });

/** Read-only documents with a file's text at a commit, for the diff editor. */
export class GitDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  /** `repositories` are those whose files it shows, the most likely first: a commit is the same wherever it is found. */
  constructor(private readonly repositories: () => Promise<readonly Repository[]>) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = querySchema.safeParse(jsonOf(uri.query));
    if (!query.success) return '';
    const { sha, path, blame = false } = query.data;
    let missing = '';
    for (const repository of await this.repositories()) {
      const text = await (blame ? repository.blameAt(sha, path) : repository.fileAt(sha, path));
      if (text.ok) return text.value;
      missing ||= isMissingObject(text.error)
        ? fill((await repository.isPartialClone()) ? words.ui.notInClone : words.ui.lost, { path })
        : gitFaultText(text.error);
    }
    return missing;
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function documentUri(sha: string, path: string, blame = false): vscode.Uri {
  return vscode.Uri.from({
    scheme,
    path: `/${path}${blame ? '.blame' : ''}`,
    query: JSON.stringify({ sha, path, ...(blame && { blame }) }),
  });
}

/** Opens a commit as one editor with the diffs of all its files, against its first parent. */
export async function openCommitDiff({ root, lacksFolders }: Pick<Repository, 'root' | 'lacksFolders'>, commit: Commit): Promise<void> {
  if (lacksFolders) throw new UserError(fill(words.ui.noFolders, { commit: commit.sha.slice(0, 8) }));
  const [parent] = commit.parents;
  const resources = commit.files.map(({ status, path, oldPath }) => [
    vscode.Uri.joinPath(vscode.Uri.file(root), path),
    status === 'added' || parent === undefined ? undefined : documentUri(parent, oldPath ?? path),
    status === 'deleted' ? undefined : documentUri(commit.sha, path),
  ]);
  await vscode.commands.executeCommand('vscode.changes', `${commit.sha.slice(0, 8)} ${commit.subject}`, resources);
}

/** Opens the diff of one file of a commit against its first parent, with a line of the new side in view (counted from 1). */
export async function openFileDiff(commit: Commit, { path, oldPath, status }: ChangedFile, line: number): Promise<void> {
  const [parent] = commit.parents;
  const none = vscode.Uri.from({ scheme, path: `/${path}`, query: '{}' });
  const position = new vscode.Position(line - 1, 0);
  await vscode.commands.executeCommand(
    'vscode.diff',
    status === 'added' || parent === undefined ? none : documentUri(parent, oldPath ?? path),
    status === 'deleted' ? none : documentUri(commit.sha, path),
    `${path.slice(path.lastIndexOf('/') + 1)} (${commit.sha.slice(0, 8)} ${commit.subject.slice(0, 60)})`,
    { selection: new vscode.Range(position, position) },
  );
}

/** Opens a file as of a commit with the commit, author and date beside each line. */
export async function openBlame(sha: string, path: string, line: number): Promise<void> {
  const position = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(documentUri(sha, path, true), { selection: new vscode.Range(position, position) });
}
