import type { ChangedFile } from '../../git/commit';
import { ownText } from '../../base/ownText';
import { wordsByToken } from '../similar/tokens';
import { partsOfLine } from './changedLine';
import { kindOfPath, withoutTrailers } from './commitDocument';
import { changedFiles, type KnownCommit } from './evidence';

/** Where a commit may say a word: in its message, in the paths of its files, in changed code, or in any other changed line. */
type Saying = 'message' | 'paths' | 'code' | 'lines';

/** The words of a report that a commit has, as it writes them: by place and term all that it has of the term. */
export type CommitWords = Readonly<Record<Saying, ReadonlyMap<string, ReadonlySet<string>>>>;

/** Lines of one file that are read, and of one commit. */
const [mostLines, mostInAll] = [3_000, 20_000];
/** Words that are remembered, and the longest that may say something, in UTF-16 code units. */
const [mostKnown, longestWord] = [100_000, 60];

/** Takes the words of a report from commits. What it knows of a word serves them all. */
export class WordFinder {
  private readonly known = new Map<string, readonly (readonly [term: string, form: string])[]>();

  /** `terms`: those of the report. */
  constructor(private readonly terms: ReadonlySet<string>) {}

  /** The terms of the report in a word, each as the word has it. */
  formsIn(word: string): readonly (readonly [term: string, form: string])[] {
    if (word.length > longestWord) return [];
    const known = this.known.get(word);
    if (known) return known;
    const forms = [...wordsByToken(word)].filter(([term]) => this.terms.has(term));
    if (this.known.size < mostKnown) this.known.set(ownText(word), forms);
    return forms;
  }
}

/** Collects the words of one commit that a report has as well, while its patch is read. */
export class CommitWordsBuilder {
  private readonly found: Record<Saying, Map<string, Set<string>>> = {
    message: new Map(),
    paths: new Map(),
    code: new Map(),
    lines: new Map(),
  };
  private file: ChangedFile | undefined;
  private kind: ReturnType<typeof kindOfPath> = 'code';
  private lines = 0;
  private all = 0;

  constructor(
    private readonly finder: WordFinder,
    commit: KnownCommit,
  ) {
    this.add('message', commit.subject);
    this.add('paths', [...changedFiles(commit), ...(commit.changedThen ?? [])].filter(path => kindOfPath(path) !== 'generated').join('\n'));
  }

  body(text: string): void {
    this.add('message', withoutTrailers(text));
  }

  line(text: string, file: ChangedFile): void {
    if (file !== this.file) {
      this.file = file;
      this.kind = kindOfPath(file.path);
      this.lines = 0;
    }
    this.lines += 1;
    this.all += 1;
    if (this.kind === 'generated' || this.lines > mostLines || this.all > mostInAll) return;
    if (this.kind !== 'code') {
      this.add('lines', text);
      return;
    }
    const { code, strings, comment } = partsOfLine(text);
    this.add('code', code);
    this.add('lines', `${strings} ${comment}`);
  }

  build(): CommitWords {
    return this.found;
  }

  private add(saying: Saying, text: string): void {
    const found = this.found[saying];
    for (const [word] of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
      for (const [term, form] of this.finder.formsIn(word)) {
        const forms = found.get(term);
        if (forms) forms.add(form);
        else found.set(term, new Set([form]));
      }
    }
  }
}
