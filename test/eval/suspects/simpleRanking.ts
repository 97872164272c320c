import { commitParts, partOf, termOfEntry, type CommitDocument, type CommitPart } from '../../../src/review/suspects/commitDocument';
import { largest, type KnownCommit } from '../../../src/review/suspects/evidence';
import type { Query } from '../../../src/review/suspects/query';
import { rarity } from '../../../src/review/suspects/termScores';
import type { Vocabulary } from '../../../src/review/suspects/vocabulary';

/** What the simple ranking looks at, each by itself, and how much each counts. */
const fields: readonly { readonly weight: number; readonly parts: readonly CommitPart[] }[] = [
  { weight: 1, parts: ['subject', 'body'] },
  { weight: 0.3, parts: ['path', 'file'] },
  { weight: 1.5, parts: ['added', 'removed'] },
];
/** BM25 as it is usual (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). */
const saturation = { k1: 1.2, b: 0.75 } as const;
/** How much the newest commit has over an old one, as a share of the best score, and after how many commits that is gone by 63 %. */
const recency = { share: 0.3, commits: 60 } as const;

/**
 * What any ranking has to beat: BM25 over message, paths and changed identifiers, and recency; nothing is learnt and each term of the report
 * counts once. `commits`: newest first. A score for each, comparable among these only.
 */
export function simpleScores({ terms }: Query, commits: readonly KnownCommit[], vocabulary: Vocabulary): Float64Array {
  const asked = new Set([...terms.keys()].flatMap(term => vocabulary.find(term) ?? []));
  const documents = commits.map(({ document }) => document);
  const scores = new Float64Array(commits.length);
  for (const { weight, parts } of fields) {
    const among = new Set(parts.map(part => commitParts.indexOf(part)));
    fieldScores(documents, asked, among).forEach((score, at) => {
      scores[at] = (scores[at] ?? 0) + weight * score;
    });
  }
  const best = largest(scores) || 1;
  return scores.map((score, rank) => score / best + recency.share * Math.exp(-rank / recency.commits));
}

function fieldScores(documents: readonly CommitDocument[], asked: ReadonlySet<number>, parts: ReadonlySet<number>): readonly number[] {
  const found = documents.map(document => countsOf(document, asked, parts));
  const lengths = documents.map(({ lengths: all }) => all.reduce((sum, length, part) => sum + (parts.has(part) ? length : 0), 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const holding = new Map<number, number>();
  for (const counts of found) for (const term of counts.keys()) holding.set(term, (holding.get(term) ?? 0) + 1);
  const { k1, b } = saturation;
  return found.map((counts, at) => {
    const norm = k1 * (1 - b + (b * (lengths[at] ?? 0)) / average);
    return [...counts].reduce(
      (sum, [term, count]) => sum + (rarity(holding.get(term) ?? 0, documents.length) * count * (k1 + 1)) / (count + norm),
      0,
    );
  });
}

/** How often each asked term occurs in some parts of a commit. */
function countsOf(
  { entries, counts }: CommitDocument,
  asked: ReadonlySet<number>,
  parts: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  entries.forEach((entry, at) => {
    const term = termOfEntry(entry);
    if (parts.has(partOf(entry)) && asked.has(term)) found.set(term, (found.get(term) ?? 0) + (counts[at] ?? 0));
  });
  return found;
}
