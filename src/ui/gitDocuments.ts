import * as vscode from 'vscode';
import * as z from 'zod';
import type { Commit } from '../git/commit';
import type { Session } from './session';

const scheme = 'faultline-git';
const querySchema = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/), path: z.string().min(1) });

/** Read-only documents with a file's text at a commit, for the diff editor. */
export class GitDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(private readonly session: Session) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = querySchema.safeParse(safeJson(uri.query));
    const repository = await this.session.repository();
    return query.success && repository ? repository.fileAt(query.data.sha, query.data.path) : '';
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function documentUri(sha: string, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${path}`, query: JSON.stringify({ sha, path }) });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens a commit as one editor with the diffs of all its files, against its first parent. */
export async function openCommitDiff(root: string, commit: Commit): Promise<void> {
  const [parent] = commit.parents;
  const resources = commit.files.map(({ status, path, oldPath }) => [
    vscode.Uri.joinPath(vscode.Uri.file(root), path),
    status === 'added' || parent === undefined ? undefined : documentUri(parent, oldPath ?? path),
    status === 'deleted' ? undefined : documentUri(commit.sha, path),
  ]);
  await vscode.commands.executeCommand('vscode.changes', `${commit.sha.slice(0, 8)} ${commit.subject}`, resources);
}
