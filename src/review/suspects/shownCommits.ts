import { fileVersions } from '../../git/fileVersions';
import type { ChangedFile, Hunk } from '../../git/commit';
import type { Repository } from '../../git/repository';
import type { GitLimits } from '../../git/runGit';
import { changesFunction, type ChangedVersion } from './changedFunctions';
import { kindOfPath } from './commitDocument';
import { CommitWordsBuilder, WordFinder, type CommitWords } from './commitWords';
import { changedFiles, type KnownCommit } from './evidence';
import type { NamedFunction } from './namedFunctions';

/** What git says of a commit that is shown, looked up once it is known which these are. */
export interface ShownCommit {
  readonly words: CommitWords;
  /** The functions of the trace that it changes, those nearest to the fault first. */
  readonly functions: readonly NamedFunction[];
}

/** What is to be looked up in commits. */
interface Asked {
  readonly terms: ReadonlySet<string>;
  readonly functions: readonly NamedFunction[];
}

/** A place that a commit has changed, in a file by its names then. */
interface ChangedPlace extends Omit<Hunk, 'context'> {
  readonly path: string;
  readonly oldPath: string;
}

/** Versions of files that are read, and what looking up may take in all. */
const mostVersions = 400;
const limits = { timeout: 20_000 };

/**
 * Looks up in git what commits say and which functions they change; nothing of those of which git does not say it in time. `commits` have their
 * diffs at hand; `all` are those of the window, newest first, by which files have had other names.
 */
export async function lookedUp(
  repository: Repository,
  commits: readonly KnownCommit[],
  all: readonly KnownCommit[],
  { terms, functions }: Asked,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ShownCommit>> {
  const within = { ...limits, ...(signal && { signal }) };
  const finder = new WordFinder(terms);
  const known = new Map(commits.filter(({ files }) => files.length > 0).map(commit => [commit.sha, commit]));
  const namesOf = formerNames(functions, all);
  const read = new Map<string, { readonly words: CommitWordsBuilder; readonly places: ChangedPlace[] }>();
  let current: { readonly words: CommitWordsBuilder; readonly places: ChangedPlace[] } | undefined;
  let file: ChangedFile | undefined;
  let last = '';
  const ended = await repository.readCommits(
    [...known.keys()],
    {
      commit: ({ sha, body }) => {
        const commit = known.get(sha);
        current = commit && { words: new CommitWordsBuilder(finder, commit), places: [] };
        current?.words.body(body);
        last = sha;
        if (current) read.set(sha, current);
      },
      hunk: ({ oldStart, oldLines, newStart, newLines }, changed) => {
        file = changed;
        const { path, oldPath = path } = changed;
        current?.places.push({ oldStart, oldLines, newStart, newLines, path, oldPath });
      },
      line: (_sign, text) => {
        if (file) current?.words.line(text, file);
      },
    },
    { patch: 'unnamed', ...within },
  );
  // What git was in the middle of when it was ended is not whole.
  if (!ended.ok) read.delete(last);
  const meant = [...known.values()].flatMap(commit => {
    const places = read.get(commit.sha)?.places ?? [];
    return functions.map(named => ({ sha: commit.sha, named, places: placesFor(named, commit, places, namesOf) }));
  });
  const texts = await versionsOf(repository, meant, within);
  const changed = meant.filter(({ sha, named, places }) => changesFunction(named, versionsIn(sha, places, texts)));
  return new Map(
    [...read].map(([sha, { words }]) => [
      sha,
      { words: words.build(), functions: changed.filter(its => its.sha === sha).map(({ named }) => named) },
    ]),
  );
}

/** By path the names that the files of a trace have had within the window, their own among them. */
function formerNames(functions: readonly NamedFunction[], all: readonly KnownCommit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Set(functions.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const names = new Map([...paths].map(path => [path, new Set([path])] as const));
  for (const { renamed = [] } of all) {
    for (const [path, oldPath] of renamed) for (const known of names.values()) if (known.has(path)) known.add(oldPath);
  }
  return names;
}

/** The places of a commit that lie in a file in which a function may be: in that of its frame, or in one that is called like its owner. */
function placesFor(
  { path, owner }: NamedFunction,
  commit: KnownCommit,
  places: readonly ChangedPlace[],
  namesOf: ReadonlyMap<string, ReadonlySet<string>>,
): readonly ChangedPlace[] {
  if (path !== undefined) {
    const names = namesOf.get(path);
    return changedFiles(commit).includes(path) ? places.filter(place => names?.has(place.path)) : [];
  }
  const called = owner?.toLowerCase() ?? '';
  return places.filter(place => kindOfPath(place.path) === 'code' && place.path.toLowerCase().includes(called));
}

/** Where a commit has changed the files in which a function may be. */
interface Meant {
  readonly sha: string;
  readonly places: readonly ChangedPlace[];
}
const nameBefore = (sha: string, { oldPath }: ChangedPlace): string => `${sha}^:${oldPath}`;
const nameAfter = (sha: string, { path }: ChangedPlace): string => `${sha}:${path}`;

/** The lines of the files in which these places lie, before and after. */
async function versionsOf(
  { root }: Repository,
  meant: readonly Meant[],
  within: GitLimits,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = meant.flatMap(({ sha, places }) =>
    places.flatMap(place => [
      ...(place.oldLines > 0 ? [nameBefore(sha, place)] : []),
      ...(place.newLines > 0 ? [nameAfter(sha, place)] : []),
    ]),
  );
  const texts = await fileVersions(root, [...new Set(names)].slice(0, mostVersions), within);
  return new Map(Array.from(texts.ok ? texts.value : [], ([name, text]) => [name, text.split('\n')] as const));
}

/** The versions of the files in which places lie, each with those of its lines that were added or removed. */
function versionsIn(
  sha: string,
  places: readonly ChangedPlace[],
  texts: ReadonlyMap<string, readonly string[]>,
): { readonly before: readonly ChangedVersion[]; readonly after: readonly ChangedVersion[] } {
  const versions = (path: 'oldPath' | 'path', start: 'oldStart' | 'newStart', count: 'oldLines' | 'newLines'): readonly ChangedVersion[] =>
    [...new Set(places.map(place => place[path]))].flatMap(name => {
      const its = places.filter(place => place[path] === name && place[count] > 0);
      const lines = its[0] && texts.get(path === 'path' ? nameAfter(sha, its[0]) : nameBefore(sha, its[0]));
      return lines ? [{ path: name, lines, changed: its.map(place => ({ from: place[start], to: place[start] + place[count] - 1 })) }] : [];
    });
  return { before: versions('oldPath', 'oldStart', 'oldLines'), after: versions('path', 'newStart', 'newLines') };
}
