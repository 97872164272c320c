import { partNumber, partOf, termOfEntry } from './commitDocument';
import { largest, mean, type EvidenceColumns, type KnownCommit } from './evidence';
import type { Query } from './query';
import { rarity, scoreTerms, type AskedTerms, type TermScores } from './termScores';
import type { Vocabulary } from './vocabulary';

/** A commit that touches more files than this says nothing about any of them. */
const mostFiles = 50;
/** Past commits most like the report, whose other words are asked for as well, and how many of these words. */
const [mostNeighbours, mostLearnt] = [10, 40];
/** The first parts of a commit are its message. */
const messageParts = partNumber('body');

interface FileProfile {
  /** How often the messages of its commits hold each term of the query. */
  readonly counts: Float64Array;
  length: number;
  best: number;
}

/**
 * What this repository's own history before the window says: which files were spoken of in the words of the report (profiles), and which
 * words the past commits add whose message is most like it (nearest neighbours).
 */
export function pastEvidence(
  query: Query,
  commits: readonly KnownCommit[],
  past: readonly KnownCommit[],
  vocabulary: Vocabulary,
): EvidenceColumns {
  const documents = past.map(({ document }) => document);
  const scores = scoreTerms(vocabulary, query.terms, documents, ['past', 'pastMessage']);
  const likeness = scores.scores.get('past') ?? new Float64Array(past.length);
  const neighbours = nearest(likeness);
  const profiles = profilesOf(commits, past, scores);
  const told = tellingOf(profiles, scores.asked, query);
  const each = (value: (path: string, profile: FileProfile) => number) => (commit: KnownCommit) =>
    commit.files.flatMap(path => {
      const profile = profiles.get(path);
      return profile ? [value(path, profile)] : [];
    });
  const column = (value: (commit: KnownCommit) => number): Float64Array => Float64Array.from(commits, value);
  const tellings = each(path => told.get(path) ?? 0);
  const learnt = scoreTerms(
    vocabulary,
    learntTerms(query, past, neighbours, vocabulary),
    commits.map(({ document }) => document),
    ['all', 'message', 'code'],
  );
  return {
    profile: column(commit => largest(tellings(commit))),
    profileMean: column(commit => mean(tellings(commit))),
    pastBest: column(commit => largest(each((_, profile) => profile.best)(commit))),
    learntAll: learnt.scores.get('all') ?? new Float64Array(commits.length),
    learntMessage: learnt.scores.get('message') ?? new Float64Array(commits.length),
    learntCode: learnt.scores.get('code') ?? new Float64Array(commits.length),
  };
}

/** The places of the best scores with their share of the best one. */
function nearest(likeness: Float64Array): ReadonlyMap<number, number> {
  const best = [...likeness.keys()].sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0)).slice(0, mostNeighbours);
  const top = likeness[best[0] ?? 0] ?? 0;
  return new Map(top > 0 ? best.map(at => [at, (likeness[at] ?? 0) / top]) : []);
}

function profilesOf(
  commits: readonly KnownCommit[],
  past: readonly KnownCommit[],
  { asked, scores }: TermScores,
): ReadonlyMap<string, FileProfile> {
  const profiles = new Map<string, FileProfile>();
  for (const path of new Set(commits.flatMap(({ files }) => files))) {
    profiles.set(path, { counts: new Float64Array(asked.terms.length), length: 0, best: 0 });
  }
  const messages = scores.get('pastMessage');
  past.forEach(({ files, document }, at) => {
    if (files.length > mostFiles) return;
    const touched = files.flatMap(path => profiles.get(path) ?? []);
    if (touched.length === 0) return;
    const weight = 1 / Math.sqrt(files.length);
    const spoken = spokenTerms(asked, document);
    const length = (document.lengths[0] ?? 0) + (document.lengths[1] ?? 0);
    for (const profile of touched) {
      profile.length += weight * length;
      profile.best = Math.max(profile.best, messages?.[at] ?? 0);
      for (const [slot, count] of spoken) profile.counts[slot] = (profile.counts[slot] ?? 0) + weight * count;
    }
  });
  return profiles;
}

/** The asked terms in a message, each at most three times. */
function spokenTerms({ slotOf }: AskedTerms, { entries, counts }: KnownCommit['document']): readonly (readonly [number, number])[] {
  const spoken: (readonly [number, number])[] = [];
  entries.forEach((entry, index) => {
    const slot = partOf(entry) <= messageParts ? (slotOf[termOfEntry(entry)] ?? -1) : -1;
    if (slot >= 0) spoken.push([slot, Math.min(3, counts[index] ?? 0)]);
  });
  return spoken;
}

/** How much each file's profile speaks of the query: BM25 with files as documents. */
function tellingOf(profiles: ReadonlyMap<string, FileProfile>, { terms }: AskedTerms, query: Query): ReadonlyMap<string, number> {
  const all = [...profiles.values()];
  const average = mean(all.map(({ length }) => length)) || 1;
  const weights = terms.map((term, slot) => {
    const frequency = all.reduce((sum, { counts }) => sum + ((counts[slot] ?? 0) > 0 ? 1 : 0), 0);
    return (query.terms.get(term) ?? 0) * rarity(frequency, all.length);
  });
  return new Map(
    [...profiles].map(([path, { counts, length }]) => {
      const norm = 0.3 + (0.7 * length) / average;
      return [path, weights.reduce((sum, weight, slot) => sum + (weight * (counts[slot] ?? 0)) / ((counts[slot] ?? 0) + 2 * norm), 0)];
    }),
  );
}

/** The words that the messages most like the report have besides its own. */
function learntTerms(
  query: Query,
  past: readonly KnownCommit[],
  neighbours: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
): ReadonlyMap<string, number> {
  const learnt = new Map<number, number>();
  for (const [at, share] of neighbours) {
    const { entries = new Uint32Array(), counts, lengths } = past[at]?.document ?? {};
    const length = (lengths?.[0] ?? 0) + (lengths?.[1] ?? 0);
    entries.forEach((entry, index) => {
      if (partOf(entry) > messageParts) return;
      const weight = (share * Math.min(2, counts?.[index] ?? 0)) / Math.sqrt(length + 1);
      learnt.set(termOfEntry(entry), (learnt.get(termOfEntry(entry)) ?? 0) + weight);
    });
  }
  return new Map(
    [...learnt]
      .map(([term, weight]) => [vocabulary.termAt(term), weight] as const)
      .filter(([term]) => !query.terms.has(term))
      .sort((a, b) => b[1] - a[1])
      .slice(0, mostLearnt),
  );
}
