import type { ChangedFile, Commit, Hunk } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { tokensOf } from '../similar/tokens';
import { kindOfPath } from './commitDocument';
import type { LineOfFile } from './place';
import { framePlaces } from './places';
import type { SuspectSubject } from './subject';

/** A place in a commit. */
export interface SuspectHunk {
  readonly file: ChangedFile;
  readonly hunk: Hunk;
  /** The line to look at, counted from 1, as the commit has it. */
  readonly line: number;
}

/** Lines of one hunk that are looked at. */
const mostLines = 400;
/** Files of a commit that are looked into where nothing tells which of them: more take many seconds. */
const mostFiles = 200;

/**
 * The place in a commit that speaks most of a report; undefined for a commit without any text. Rather the one that holds the line it is
 * suspected for (`suspected`), or one in the same file, and rather one in code than in tests, documents and what is generated, which speak of much.
 */
export async function suspectHunk(
  repository: Repository,
  { sha, files }: Pick<Commit, 'sha' | 'files'>,
  subject: Pick<SuspectSubject, 'query' | 'text' | 'prefix'>,
  suspected?: LineOfFile,
): Promise<SuspectHunk | undefined> {
  const { query } = subject;
  const framed = suspected ? [] : await framePlaces(repository, { base: sha }, subject);
  const named = new Set([...(suspected ? [suspected.path] : []), ...framed.map(({ path }) => path)]);
  const places: { readonly file: ChangedFile; readonly hunk: Hunk; readonly terms: Set<string>; lines: number }[] = [];
  await repository.readCommits(
    [sha],
    {
      commit: () => undefined,
      hunk: (hunk, file) => {
        const terms = new Set(tokensOf(`${file.path} ${hunk.context}`).filter(term => query.terms.has(term)));
        places.push({ file, hunk, terms, lines: 0 });
      },
      line: (_sign, text) => {
        const last = places.at(-1);
        if (!last || (last.lines += 1) > mostLines) return;
        for (const term of tokensOf(text)) if (query.terms.has(term)) last.terms.add(term);
      },
    },
    { patch: true, timeout: 30_000, files: lookedInto(files, named, suspected !== undefined) },
  );
  const frequency = new Map<string, number>();
  for (const { terms } of places) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const holds = ({ file, hunk }: Pick<SuspectHunk, 'file' | 'hunk'>): boolean =>
    file.path === suspected?.path && hunk.newStart <= suspected.line && suspected.line < hunk.newStart + hunk.newLines;
  const rank = (place: (typeof places)[number]): number =>
    (holds(place) ? 4 : 0) + (place.file.path === suspected?.path ? 2 : 0) + (kindOfPath(place.file.path) === 'code' ? 1 : 0);
  const worth = ({ file, terms }: (typeof places)[number]): number => {
    const words = [...terms].reduce((sum, term) => sum + (query.terms.get(term) ?? 0) / (frequency.get(term) ?? 1), 0);
    return words + (named.has(file.path) ? 2 : 0);
  };
  const [best] = places
    .map(place => ({ place, rank: rank(place), worth: worth(place) }))
    .sort((a, b) => b.rank - a.rank || b.worth - a.worth)
    .map(({ place: { file, hunk } }) => ({ file, hunk }));
  return best && { ...best, line: holds(best) && suspected ? suspected.line : Math.max(1, best.hunk.newStart) };
}

/** The names of the files to look into, old ones too; none where all of the commit are: the suspected one, or in a large commit those that are named before others. */
function lookedInto(files: readonly ChangedFile[], named: ReadonlySet<string>, isOne: boolean): readonly string[] {
  const first = files.filter(({ path }) => named.has(path));
  const others = files.filter(({ path }) => !named.has(path) && kindOfPath(path) === 'code');
  const some = isOne && first.length > 0 ? first : files.length > mostFiles ? [...first, ...others].slice(0, mostFiles) : [];
  return some.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [oldPath, path]));
}
