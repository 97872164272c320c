import type { ChangedFile, Commit, Hunk } from '../../git/commit';
import { partsOfLine } from './changedLine';
import type { Vocabulary } from './vocabulary';

/** The parts of a commit in which words are counted apart; the place in this list is the number in `CommitDocument.entries`. */
export const commitParts = [
  'subject',
  'body',
  'path',
  'file',
  'function',
  'added',
  'removed',
  'string',
  'comment',
  'test',
  'document',
  'generated',
] as const;
/** A part of a commit. */
export type CommitPart = (typeof commitParts)[number];

const partBits = 4;

/** A commit as the terms it holds, by part. Terms are numbers of a vocabulary; nothing of the diff itself is kept. */
export interface CommitDocument {
  /** Term × 16 + part, ascending. */
  readonly entries: Uint32Array;
  /** How often each of them occurs, up to 255. */
  readonly counts: Uint8Array;
  /** Terms by part, in the order of `commitParts`. */
  readonly lengths: Uint32Array;
}

/** The number of a part in an entry. */
export function partNumber(part: CommitPart): number {
  return commitParts.indexOf(part);
}

/** The entry of a term in a part. */
export function entryOf(term: number, part: number): number {
  return (term << partBits) | part;
}

/** The term of an entry. */
export function termOfEntry(entry: number): number {
  return entry >>> partBits;
}

/** The part of an entry, a place in `commitParts`. */
export function partOf(entry: number): number {
  return entry & ((1 << partBits) - 1);
}

/** Terms of a commit's patch that are counted; a commit with more changed everything, and says little about anything. */
const mostTerms = 60_000;
/** Lines of one file that are read: what is longer is generated more often than written. */
const mostLines = 3_000;

const wordPattern = /[A-Za-z0-9_\u0080-\uffff]+/g;
const testPath = /(?:^|[/_.-])(?:tests?|specs?|testing|__tests__)(?:[/_.-]|$)|(?:^|\/)t\//i;
const documentPath =
  /(?:^|\/)(?:docs?|documentation|man)\/|\.(?:md|rst|txt|adoc|html|po|tex|[1-8])$|(?:^|\/)(?:news|changelog|changes|authors|readme)[^/]*$/i;
/** What a program wrote or somebody else did: vendored code, lock files, generated sources, bundles, snapshots. */
const generatedPath =
  /(?:^|\/)(?:vendor|vendored|third[-_]?party|node_modules|bower_components|godeps|generated|__generated__|__snapshots__)\/|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|packages\.lock\.json|gradle\.lockfile|go\.sum|[\w.-]+\.lockb?)$|\.min\.(?:js|css)$|(?:^|\/)dist\/.*\.(?:js|css)$|\.(?:map|snap|svg|pb\.(?:go|cc|h)|g\.(?:dart|cs)|designer\.cs|xlf)$|_pb2(?:_grpc)?\.pyi?$|[._-]generated[._]/i;
const trailer = /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: |^(?:Fixes|Cc|Closes|Link|Bug|Bugzilla|Ticket|Reported-at|See-also|Requires|VMware-BZ): /;

/** What kind of file a path is, by its name alone. */
export function kindOfPath(path: string): 'test' | 'document' | 'generated' | 'code' {
  if (generatedPath.test(path)) return 'generated';
  return testPath.test(path) ? 'test' : documentPath.test(path) ? 'document' : 'code';
}

/** Collects the terms of one commit while its patch is read. */
export class CommitDocumentBuilder {
  private readonly tally = new Map<number, number>();
  private readonly lengths = new Uint32Array(commitParts.length);
  private file: ChangedFile | undefined;
  private kind: ReturnType<typeof kindOfPath> = 'code';
  private lines = 0;
  private terms = 0;

  constructor(
    private readonly vocabulary: Vocabulary,
    commit: Commit,
  ) {
    this.add('subject', commit.subject);
    this.add('body', withoutTrailers(commit.body));
    for (const { path, oldPath, isOnlyMoved } of commit.files.slice(0, 1_000)) {
      // What was only moved has not changed: its name would say of the move what is true of the file.
      if (isOnlyMoved) continue;
      const isGenerated = kindOfPath(path) === 'generated';
      for (const written of oldPath === undefined ? [path] : [path, oldPath]) {
        const slash = written.lastIndexOf('/');
        this.add(isGenerated ? 'generated' : 'path', written.slice(0, Math.max(0, slash)));
        this.add(isGenerated ? 'generated' : 'file', written.slice(slash + 1));
      }
    }
    this.terms = 0;
  }

  hunk({ context }: Hunk, file: ChangedFile): void {
    if (file !== this.file) {
      this.file = file;
      this.kind = kindOfPath(file.path);
      this.lines = 0;
    }
    if (this.lines < mostLines && this.kind === 'code') this.add('function', context);
  }

  line(sign: '+' | '-', text: string): void {
    this.lines += 1;
    if (this.lines > mostLines || this.terms > mostTerms) return;
    if (this.kind !== 'code') {
      this.add(this.kind, text);
      return;
    }
    const { code, strings, comment } = partsOfLine(text);
    this.add(sign === '+' ? 'added' : 'removed', code);
    if (strings !== '') this.add('string', strings);
    if (comment !== '') this.add('comment', comment);
  }

  build(): CommitDocument {
    const entries = Uint32Array.from(this.tally.keys()).sort();
    const counts = Uint8Array.from(entries, entry => Math.min(255, this.tally.get(entry) ?? 0));
    return { entries, counts, lengths: this.lengths };
  }

  private add(part: CommitPart, text: string): void {
    const number = partNumber(part);
    for (const [word] of text.matchAll(wordPattern)) {
      if (word.length > 60) continue;
      const terms = this.vocabulary.termsOf(word);
      this.terms += 1;
      this.lengths[number] = (this.lengths[number] ?? 0) + terms.length;
      for (const term of terms) {
        const entry = entryOf(term, number);
        this.tally.set(entry, (this.tally.get(entry) ?? 0) + 1);
      }
    }
  }
}

/** A message without the lines that name people and other commits. */
export function withoutTrailers(body: string): string {
  return body
    .split('\n')
    .filter(line => !trailer.test(line))
    .join('\n');
}
