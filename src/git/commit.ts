import type { Instant } from '../domain/time';

/** A file a commit touched; `oldPath` where it was renamed. */
export interface ChangedFile {
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'other';
  readonly path: string;
  readonly oldPath?: string;
}

/** A commit as the history tells it. Every text in it is somebody else's: show it as text only. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  readonly at: Instant;
  readonly subject: string;
  readonly body: string;
  readonly files: readonly ChangedFile[];
}

/** How `git log -z --name-status` is asked to print a commit: fields ended by NUL, then its files as status and path. */
export const commitFormat = '%x1e%H%x00%P%x00%an%x00%ae%x00%at%x00%s%x00%b%x00';

const startOfCommit = /^\n*\x1e([0-9a-f]{40}|[0-9a-f]{64})$/;
const statuses: Readonly<Record<string, ChangedFile['status']>> = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed', C: 'added' };

/**
 * Parses the output of `git log -z --name-status --format=commitFormat`. Read field by field: no message, author or path can
 * hold a NUL, so none can pretend to be the next commit. What does not look like a commit is left out.
 */
export function parseCommits(output: string): readonly Commit[] {
  const fields = output.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at < fields.length;) {
    const sha = startOfCommit.exec(fields[at++] ?? '')?.[1];
    if (sha === undefined) continue;
    const [parents = '', author = '', email = '', seconds = '', subject = '', body = ''] = fields.slice(at, at + 6);
    const files: ChangedFile[] = [];
    for (at += 6; at < fields.length && !startOfCommit.test(fields[at] ?? '');) at = readFile(fields, at, files);
    const date = new Date(Number(seconds) * 1000);
    if (Number.isNaN(date.getTime())) continue;
    commits.push({
      sha,
      parents: parents.split(' ').filter(Boolean),
      author,
      email,
      at: date.toISOString(),
      subject,
      body: body.trim(),
      files,
    });
  }
  return commits;
}

/** Reads a file's status and path (for renames and copies both) at `at`; returns where the next begins. */
function readFile(fields: readonly string[], at: number, files: ChangedFile[]): number {
  const status = (fields[at] ?? '').replace(/^\n+/, '');
  const path = fields[at + 1];
  if (!/^[A-Z]\d*$/.test(status) || path === undefined) return at + 1;
  const renamed = /^[RC]/.test(status) ? fields[at + 2] : undefined;
  const known = statuses[status.charAt(0)] ?? 'other';
  files.push(renamed === undefined ? { status: known, path } : { status: known, path: renamed, oldPath: path });
  return at + (renamed === undefined ? 2 : 3);
}
