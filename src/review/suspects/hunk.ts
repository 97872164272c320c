import type { ChangedFile, Hunk } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { tokensOf } from '../similar/tokens';
import type { Reason } from '../../domain/incident/review';
import { kindOfPath } from './commitDocument';
import type { SuspectSubject } from './subject';
import { lastName } from './traceEvidence';

/** A place in a commit. */
export interface SuspectHunk {
  readonly file: ChangedFile;
  readonly hunk: Hunk;
}

/** Lines of one hunk that are looked at. */
const mostLines = 400;

/**
 * The place in a commit that speaks most of a report; undefined for a commit without any text. Rather one in a file whose lines are what it is
 * suspected for, and rather one in code than in tests, documents and what is generated, which speak of much.
 */
export async function suspectHunk(
  repository: Repository,
  sha: string,
  { query, places: linked }: Pick<SuspectSubject, 'query' | 'places'>,
  reasons: readonly Reason[] = [],
): Promise<SuspectHunk | undefined> {
  const places: { readonly place: SuspectHunk; readonly terms: Set<string>; lines: number }[] = [];
  await repository.readCommits(
    [sha],
    {
      commit: () => undefined,
      hunk: (hunk, file) => {
        const terms = new Set(tokensOf(`${file.path} ${hunk.context}`).filter(term => query.terms.has(term)));
        places.push({ place: { file, hunk }, terms, lines: 0 });
      },
      line: (_sign, text) => {
        const last = places.at(-1);
        if (!last || (last.lines += 1) > mostLines) return;
        for (const term of tokensOf(text)) if (query.terms.has(term)) last.terms.add(term);
      },
    },
    { patch: true, timeout: 30_000 },
  );
  const frequency = new Map<string, number>();
  for (const { terms } of places) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const isSaid = (code: Reason['code']): boolean => reasons.some(reason => reason.code === code);
  const [ofTrace, ofLinks] = [isSaid('lastChangedFrames'), isSaid('lastChangedLinked')];
  const rank = ({ path }: ChangedFile): number => {
    const isBlamed = (ofTrace && query.trace.files.has(lastName(path))) || (ofLinks && linked.some(place => place.path === path));
    return (isBlamed ? 2 : 0) + (kindOfPath(path) === 'code' ? 1 : 0);
  };
  const worth = ({ place: { file }, terms }: (typeof places)[number]): number => {
    const words = [...terms].reduce((sum, term) => sum + (query.terms.get(term) ?? 0) / (frequency.get(term) ?? 1), 0);
    return words + (query.trace.files.has(lastName(file.path)) ? 2 : 0);
  };
  return places
    .map(entry => ({ place: entry.place, rank: rank(entry.place.file), worth: worth(entry) }))
    .sort((a, b) => b.rank - a.rank || b.worth - a.worth)[0]?.place;
}
