import type { ChangedFile, Commit, Hunk } from './commit';
import { millisecondsOf } from './revision';
import { TextInput } from './textInput';

/**
 * How `git log -z` is asked to print a commit: fields ended by NUL, then with `--raw` its files; with `-p` its patch follows.
 * No message, author or path can hold a NUL, and the lines of a patch are counted, so nothing in them can pretend to be the next commit.
 */
export const logArguments: readonly string[] = [
  '-z',
  '--no-color',
  '--no-relative',
  '--submodule=short',
  '--inter-hunk-context=0',
  '--format=%x1e%H%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00%s%x00%b%x00',
];

/** Who is told what a log says, commit by commit. */
export interface LogVisitor {
  /** A commit with its files. Its patch follows, if one was asked for. */
  commit(commit: Commit): void;
  /** A place in one of the files of the commit told last. */
  hunk?(hunk: Hunk, file: ChangedFile): void;
  /** A line of the place told last; one that is longer than `longestLine` is cut. */
  line?(sign: '+' | '-', text: string): void;
  /** Told before all commits where functions are named only as git knows them by itself: there was no room for what it is told of languages. */
  unnamed?(): void;
  /** A file of the commit told last whose lines git does not show, because it is binary or called so. */
  unshown?(file: ChangedFile): void;
}

/** Longest line of a patch that is told, in UTF-16 code units. */
export const longestLine = 4_000;

/** Longest path that is told, in UTF-16 code units: no system takes one that long. */
const longestPath = 10_000;

/**
 * Longest of each field of a commit's head that is told, in UTF-16 code units, in the order of `logArguments`; what is longer is told up to there,
 * with an ellipsis. Git itself knows no end, and nobody writes such a field.
 */
const longestOfHead = [100, 100_000, 1_000, 1_000, 100, 100, 10_000, 100_000] as const;
const statuses: Readonly<Record<string, ChangedFile['status']>> = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed', C: 'added' };
const hunkHead = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/s;

/** Parses the output of `git log` with `logArguments` as it comes, holding no more than one commit's head and files, and one line of its patch. */
export class LogParser {
  private readonly text = new TextInput();
  private state: 'between' | 'head' | 'files' | 'file' | 'patch' = 'between';
  private head: string[] = [];
  private files: ChangedFile[] = [];
  /** What git said of the file being read, and its old path. */
  private raw: string[] = [];
  /** Files whose patch is still to come, the next one last: one that became another type has two. */
  private patched: ChangedFile[] = [];
  private file: ChangedFile | undefined;
  private linesLeft = 0;

  constructor(private readonly visitor: LogVisitor) {}

  take(chunk: Buffer): void {
    this.text.take(chunk);
    while (this.step());
  }

  /** To be called when git has ended. */
  end(): void {
    this.text.end();
    while (this.step());
    if (this.state === 'files') this.tell();
    this.state = 'between';
  }

  /** Reads one thing; false when it is not whole yet. */
  private step(): boolean {
    switch (this.state) {
      case 'between':
        return this.readBetween();
      case 'head':
        return this.readHead();
      case 'files':
        return this.readFiles();
      case 'file':
        return this.readFile();
      case 'patch':
        return this.readPatch();
    }
  }

  private readBetween(): boolean {
    if (this.text.until('\x1e', 0) === undefined) return false;
    this.head = [];
    this.state = 'head';
    return true;
  }

  private readHead(): boolean {
    const longest = longestOfHead[this.head.length] ?? 0;
    const field = this.text.until('\0', longest + 1);
    if (field === undefined) return false;
    this.head.push(field.length > longest ? `${field.slice(0, longest)}…` : field);
    if (this.head.length === longestOfHead.length) {
      this.files = [];
      this.state = 'files';
    }
    return true;
  }

  private readFiles(): boolean {
    const next = this.text.next;
    if (next === undefined) return false;
    // Between a message and its files git prints a NUL and a newline.
    if (next === '\n' || (next === '\0' && this.files.length === 0)) this.text.skip();
    else if (next === ':') this.state = 'file';
    else {
      this.tell();
      this.state = 'patch';
    }
    return true;
  }

  /** `:100644 100644 1a2b3c 4d5e6f R086`, NUL, the old path, NUL, and for renames and copies the new one. */
  private readFile(): boolean {
    const field = this.text.until('\0', longestPath);
    if (field === undefined) return false;
    this.raw.push(field);
    const [meta = '', first, second] = this.raw;
    const status = meta.slice(meta.lastIndexOf(' ') + 1);
    const isMoved = /^[RC]/.test(status);
    if (first === undefined || (isMoved && second === undefined)) return true;
    this.files.push({
      status: statuses[status.charAt(0)] ?? 'other',
      path: second ?? first,
      ...(second !== undefined && { oldPath: first }),
      ...(status === 'R100' && { isOnlyMoved: true as const }),
    });
    this.raw = [];
    this.state = 'files';
    return true;
  }

  private readPatch(): boolean {
    const next = this.text.next;
    if (next === undefined) return false;
    // What ends a patch stands at the beginning of a line, and no line of a patch's head begins with it.
    if (this.linesLeft === 0 && !this.text.isWithin) {
      if (next === '\x1e') this.state = 'between';
      else if (next === '\0') this.text.skip();
      if (next === '\x1e' || next === '\0') return true;
    }
    const line = this.text.until('\n', longestLine + 1);
    if (line === undefined) return false;
    this.readLine(line);
    return true;
  }

  private readLine(line: string): void {
    if (this.linesLeft > 0) {
      const sign = line.charAt(0);
      // "\ No newline at end of file" stands between the lines and is not counted.
      if (sign !== '+' && sign !== '-') return;
      this.linesLeft -= 1;
      this.visitor.line?.(sign, line.slice(1, longestLine + 1));
    } else if (line.startsWith('diff --git ')) {
      this.file = this.patched.pop();
    } else if (line.startsWith('Binary files ') && this.file) {
      this.visitor.unshown?.(this.file);
    } else if (line.startsWith('@@ ') && this.file) {
      const [, oldStart = 0, oldLines = 1, newStart = 0, newLines = 1, context = ''] = hunkHead.exec(line) ?? [];
      const hunk = {
        oldStart: Number(oldStart),
        oldLines: Number(oldLines),
        newStart: Number(newStart),
        newLines: Number(newLines),
        context,
      };
      this.linesLeft = hunk.oldLines + hunk.newLines;
      this.visitor.hunk?.(hunk, this.file);
    }
  }

  private tell(): void {
    const [sha = '', parents = '', author = '', email = '', written = '', committed = '', subject = '', body = ''] = this.head;
    const [at, committedAt] = [instant(written), instant(committed)];
    this.patched = this.files.flatMap(file => (file.status === 'other' ? [file, file] : [file])).reverse();
    this.file = undefined;
    this.linesLeft = 0;
    this.visitor.commit({
      sha,
      parents: parents.split(' ').filter(Boolean),
      author,
      email,
      at,
      committedAt,
      subject,
      body: body.trim(),
      files: this.files,
    });
  }
}

function instant(seconds: string): string {
  return new Date(millisecondsOf(seconds)).toISOString();
}
