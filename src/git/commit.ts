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

/** `git log` prints each commit as \x1e, fields ended by NUL, then (with -z --name-status) its files. */
export const commitFormat = '%x1e%H%x00%P%x00%an%x00%ae%x00%at%x00%s%x00%b%x00';

const statuses: Readonly<Record<string, ChangedFile['status']>> = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed' };

/** Parses the output of `git log -z --name-status --format=commitFormat`. What does not look like a commit is left out. */
export function parseCommits(output: string): readonly Commit[] {
  // A message can hold \x1e itself: a commit starts only where the separator is followed by a hash and NUL.
  return output.split(/\x1e(?=[0-9a-f]{40,64}\0)/).flatMap(block => {
    const [sha, parents, author, email, seconds, subject, body, ...rest] = block.split('\0');
    const date = new Date(Number(seconds) * 1000);
    if (!sha || !/^[0-9a-f]{40,64}$/.test(sha) || subject === undefined || body === undefined || Number.isNaN(date.getTime())) return [];
    return [
      {
        sha,
        parents: (parents ?? '').split(' ').filter(Boolean),
        author: author ?? '',
        email: email ?? '',
        at: date.toISOString(),
        subject,
        body: body.trim(),
        files: parseFiles(rest),
      },
    ];
  });
}

/** Parses the NUL-separated parts of `--name-status -z`: status, path and, for renames, the new path. */
function parseFiles(parts: readonly string[]): readonly ChangedFile[] {
  const tokens = parts.map(part => part.replace(/^\n+/, '')).filter(part => part !== '');
  const files: ChangedFile[] = [];
  for (let i = 0; i + 1 < tokens.length;) {
    const status = tokens[i++] ?? '';
    const path = tokens[i++] ?? '';
    if (/^[RC]\d*$/.test(status)) {
      files.push({ status: status.startsWith('R') ? 'renamed' : 'added', path: tokens[i++] ?? path, oldPath: path });
    } else {
      files.push({ status: statuses[status] ?? 'other', path });
    }
  }
  return files;
}
