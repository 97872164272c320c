import { partNumber, partOf, termOfEntry } from './commitDocument';
import { mean, type EvidenceColumns, type KnownCommit } from './evidence';
import type { Query } from './query';
import type { Occurrences } from './occurrences';
import { rarity, scoreTerms, type TermScores } from './termScores';
import type { Vocabulary } from './vocabulary';

/** A commit that touches more files than this says nothing about any of them. */
const mostFiles = 50;
/** Past commits most like the report, whose other words are asked for as well, and how many of these words. */
const [mostNeighbours, mostLearnt] = [10, 40];
/** The first parts of a commit are its message. */
const messageParts = partNumber('body');

interface FileProfile {
  /** By slot how often the messages of its commits hold the term; none while they hold none at all. */
  counts?: Float64Array;
  length: number;
  best: number;
}

/** The words of the report in the messages and paths before the window. */
export function pastScores(query: Query, past: readonly KnownCommit[], vocabulary: Vocabulary): TermScores {
  const documents = past.map(({ document }) => document);
  return scoreTerms(vocabulary, query.terms, documents, ['past', 'pastMessage']);
}

/**
 * What this repository's own history before the window says: which files were spoken of in the words of the report (profiles), and which
 * words the past commits add whose message is most like it (nearest neighbours). `scores`: those of `past`.
 */
export function pastEvidence(
  query: Query,
  commits: readonly KnownCommit[],
  past: readonly KnownCommit[],
  scores: TermScores,
  vocabulary: Vocabulary,
): EvidenceColumns {
  const likeness = scores.scores.get('past') ?? new Float64Array(past.length);
  const neighbours = nearest(likeness);
  const profiles = profilesOf(commits, past, scores);
  const told = tellingOf(profiles, scores, query);
  const columns = {
    profile: new Float64Array(commits.length),
    profileMean: new Float64Array(commits.length),
    pastBest: new Float64Array(commits.length),
  };
  commits.forEach(({ files }, at) => {
    let sum = 0;
    for (const path of files) {
      const telling = told.get(path) ?? 0;
      sum += telling;
      columns.profile[at] = Math.max(columns.profile[at] ?? 0, telling);
      columns.pastBest[at] = Math.max(columns.pastBest[at] ?? 0, profiles.get(path)?.best ?? 0);
    }
    columns.profileMean[at] = sum / Math.max(1, files.length);
  });
  const learnt = scoreTerms(
    vocabulary,
    learntTerms(query, past, neighbours, vocabulary),
    commits.map(({ document }) => document),
    ['all', 'message', 'code'],
  );
  return {
    ...columns,
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
  { asked, found, scores }: TermScores,
): ReadonlyMap<string, FileProfile> {
  const profiles = new Map<string, FileProfile>();
  for (const { files } of commits) for (const path of files) if (!profiles.has(path)) profiles.set(path, { length: 0, best: 0 });
  const messages = scores.get('pastMessage');
  const spoken = new Float64Array(asked.terms.length);
  past.forEach(({ files, document }, at) => {
    if (files.length > mostFiles) return;
    const slots = speak(found, at, spoken);
    const weight = 1 / Math.sqrt(files.length);
    const length = (document.lengths[0] ?? 0) + (document.lengths[1] ?? 0);
    for (const path of files) {
      const profile = profiles.get(path);
      if (!profile) continue;
      profile.length += weight * length;
      profile.best = Math.max(profile.best, messages?.[at] ?? 0);
      if (slots.length === 0) continue;
      const counts = (profile.counts ??= new Float64Array(spoken.length));
      for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + weight * (spoken[slot] ?? 0);
    }
  });
  return profiles;
}

/**
 * Writes how often each asked term stands in a message; in its subject, and in its body, more than three times counts as three. The slots that were
 * written: what stands in others is an earlier message's.
 */
function speak(found: Occurrences, document: number, into: Float64Array): readonly number[] {
  const slots: number[] = [];
  found.eachTerm(document, (slot, from, to) => {
    let count = 0;
    for (let index = from; index < to && found.part(index) <= messageParts; index++) count += Math.min(3, found.count(index));
    if (count === 0) return;
    slots.push(slot);
    into[slot] = count;
  });
  return slots;
}

/** How much each file's profile speaks of the query: BM25 with files as documents. */
function tellingOf(
  profiles: ReadonlyMap<string, FileProfile>,
  { asked: { terms } }: TermScores,
  query: Query,
): ReadonlyMap<string, number> {
  const all = [...profiles.values()];
  const average = mean(all.map(({ length }) => length)) || 1;
  const frequencies = new Float64Array(terms.length);
  for (const { counts } of all) {
    counts?.forEach((count, slot) => {
      if (count > 0) frequencies[slot] = (frequencies[slot] ?? 0) + 1;
    });
  }
  const weights = Float64Array.from(terms, (term, slot) => (query.terms.get(term) ?? 0) * rarity(frequencies[slot] ?? 0, all.length));
  return new Map(
    [...profiles].map(([path, { counts, length }]) => {
      const norm = 0.3 + (0.7 * length) / average;
      return [path, counts?.reduce((sum, count, slot) => sum + ((weights[slot] ?? 0) * count) / (count + 2 * norm), 0) ?? 0];
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
