import { StringDecoder } from 'node:string_decoder';
import type { ChangedFile, Commit, Hunk } from './commit';

/**
 * How `git log -z --raw` is asked to print a commit: fields ended by NUL, then its files; with `-p` its patch follows.
 * No message, author or path can hold a NUL, and the lines of a patch are counted, so nothing in them can pretend to be the next commit.
 */
export const logArguments: readonly string[] = [
  '-z',
  '--raw',
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
}

/** Longest line of a patch that is told, in UTF-16 code units. */
export const longestLine = 4_000;

const headFields = 8;
const statuses: Readonly<Record<string, ChangedFile['status']>> = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed', C: 'added' };
const hunkHead = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/s;

/** Parses the output of `git log` with `logArguments` as it comes, holding no more than one line or one field of it. */
export class LogParser {
  private readonly decoder = new StringDecoder('utf8');
  private text = '';
  private at = 0;
  private state: 'between' | 'head' | 'files' | 'patch' = 'between';
  private readonly head: string[] = [];
  private files: ChangedFile[] = [];
  /** Files whose patch is still to come: one that became another type has two. */
  private patched: ChangedFile[] = [];
  private file: ChangedFile | undefined;
  private linesLeft = 0;
  private dropping = false;

  constructor(private readonly visitor: LogVisitor) {}

  take(chunk: Buffer): void {
    this.text = this.at === 0 ? this.text : this.text.slice(this.at);
    this.at = 0;
    this.text += this.decoder.write(chunk);
    this.read();
  }

  /** To be called when git has ended. */
  end(): void {
    this.text = this.text.slice(this.at) + this.decoder.end();
    this.at = 0;
    this.read();
    if (this.state === 'files') this.tell();
    this.state = 'between';
  }

  private read(): void {
    while (this.step());
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
      case 'patch':
        return this.readPatch();
    }
  }

  private readBetween(): boolean {
    const start = this.text.indexOf('\x1e', this.at);
    if (start < 0) {
      this.at = this.text.length;
      return false;
    }
    this.at = start + 1;
    this.head.length = 0;
    this.state = 'head';
    return true;
  }

  private readHead(): boolean {
    const field = this.until('\0');
    if (field === undefined) return false;
    this.head.push(field);
    if (this.head.length === headFields) {
      this.files = [];
      this.state = 'files';
    }
    return true;
  }

  private readFiles(): boolean {
    const next = this.text[this.at];
    if (next === undefined) return false;
    // Between a message and its files git prints a NUL and a newline.
    if (next === '\n' || (next === '\0' && this.files.length === 0)) {
      this.at += 1;
      return true;
    }
    if (next === ':') return this.readFile();
    this.tell();
    this.state = 'patch';
    return true;
  }

  /** `:100644 100644 1a2b3c 4d5e6f R086`, NUL, the old path, NUL, and for renames and copies the new one. */
  private readFile(): boolean {
    const meta = this.text.indexOf('\0', this.at);
    const first = meta < 0 ? -1 : this.text.indexOf('\0', meta + 1);
    if (first < 0) return false;
    const status = this.text.slice(this.text.lastIndexOf(' ', meta) + 1, meta);
    const path = this.text.slice(meta + 1, first);
    const known = statuses[status.charAt(0)] ?? 'other';
    if (!/^[RC]/.test(status)) {
      this.files.push({ status: known, path });
      this.at = first + 1;
      return true;
    }
    const second = this.text.indexOf('\0', first + 1);
    if (second < 0) return false;
    this.files.push({ status: known, path: this.text.slice(first + 1, second), oldPath: path });
    this.at = second + 1;
    return true;
  }

  private readPatch(): boolean {
    if (this.dropping) return this.drop();
    const next = this.text[this.at];
    if (next === undefined) return false;
    if (this.linesLeft === 0 && (next === '\0' || next === '\x1e')) {
      if (next === '\0' && this.text[this.at + 1] === undefined) return false;
      if (next === '\x1e' || this.text[this.at + 1] === '\x1e') {
        this.state = 'between';
        return true;
      }
      this.at += 1;
      return true;
    }
    const line = this.until('\n') ?? this.cut();
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
      this.file = this.patched.shift();
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

  /** The beginning of a line that is too long to wait for; the rest of it is dropped. */
  private cut(): string | undefined {
    if (this.text.length - this.at < 16 * longestLine) return undefined;
    const line = this.text.slice(this.at, this.at + longestLine + 1);
    this.dropping = true;
    return line;
  }

  private drop(): boolean {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    this.dropping = end < 0;
    return !this.dropping;
  }

  private until(end: string): string | undefined {
    const found = this.text.indexOf(end, this.at);
    if (found < 0) return undefined;
    const part = this.text.slice(this.at, found);
    this.at = found + 1;
    return part;
  }

  private tell(): void {
    const [sha = '', parents = '', author = '', email = '', written = '', committed = '', subject = '', body = ''] = this.head;
    const [at, committedAt] = [instant(written), instant(committed)];
    this.patched = this.files.flatMap(file => (file.status === 'other' ? [file, file] : [file]));
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

/** Seconds as git prints them; what is no time is the beginning of time. */
function instant(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}
