import { stem } from '../similar/tokens';
import type { EvidenceColumns, KnownCommit } from './evidence';
import type { Query } from './query';
import { scoreTerms, type TermScores } from './termScores';
import { mixtures, type Mixture } from './termWeights';
import type { Vocabulary } from './vocabulary';

const allMixtures = Object.keys(mixtures) as Mixture[];

/** The words of the report against each part of a commit, and the words of its title alone. */
export function wordEvidence(
  query: Query,
  commits: readonly KnownCommit[],
  vocabulary: Vocabulary,
): { readonly columns: EvidenceColumns; readonly scores: TermScores } {
  const documents = commits.map(({ document }) => document);
  const whole = scoreTerms(vocabulary, query.terms, documents, allMixtures);
  const title = scoreTerms(vocabulary, query.titleTerms, documents, ['all', 'message', 'code']);
  return {
    columns: {
      ...Object.fromEntries(whole.scores),
      cover: whole.cover,
      titleAll: title.scores.get('all') ?? whole.cover,
      titleMessage: title.scores.get('message') ?? whole.cover,
      titleCode: title.scores.get('code') ?? whole.cover,
      titleCover: title.cover,
    },
    scores: whole,
  };
}

const nothing = { entries: new Uint32Array(), counts: new Uint8Array(), lengths: new Uint32Array() };

/** The words of the report against the message of the merge that brought a commit: of a pull request, it tells what it was for. */
export function mergeEvidence(
  query: Query,
  commits: readonly KnownCommit[],
  brought: ReadonlyMap<string, KnownCommit>,
  vocabulary: Vocabulary,
): EvidenceColumns {
  const documents = commits.map(({ sha }) => brought.get(sha)?.document ?? nothing);
  const scores = brought.size > 0 ? scoreTerms(vocabulary, query.terms, documents, ['message']).scores.get('message') : undefined;
  return { broughtMessage: scores ?? new Float64Array(commits.length) };
}

const mostConcatenated = 3;
const mostInitials = 4;

/**
 * What a report writes in other letters than the code does: initials ("access control list", `acl`), words written together
 * ("route node", `route_node`), beginnings and skeletons of words ("configuration", `config`; "message", `msg`).
 */
export function spellingEvidence(query: Query, commits: readonly KnownCommit[], vocabulary: Vocabulary): EvidenceColumns {
  const documents = commits.map(({ document }) => document);
  const score = (terms: ReadonlyMap<string, number>, wanted: readonly Mixture[]): TermScores =>
    scoreTerms(vocabulary, terms, documents, wanted);
  const short = score(shortened(query, vocabulary), ['all', 'message']);
  const empty = new Float64Array(commits.length);
  return {
    initials: score(initials(query, vocabulary), ['all']).scores.get('all') ?? empty,
    together: score(together(query, vocabulary), ['all']).scores.get('all') ?? empty,
    shortened: short.scores.get('all') ?? empty,
    shortenedInMessage: short.scores.get('message') ?? empty,
  };
}

function initials({ words, terms }: Query, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const letters = words.filter(word => /^[a-z]/.test(word));
  for (let at = 0; at < letters.length; at++) {
    for (let length = 2; length <= mostInitials && at + length <= letters.length; length++) {
      const term = letters
        .slice(at, at + length)
        .map(word => word.charAt(0))
        .join('');
      if (!terms.has(term) && vocabulary.find(term) !== undefined) found.set(term, length > 2 ? 1 : 0.4);
    }
  }
  return found;
}

function together({ words, terms }: Query, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at < words.length; at++) {
    for (let length = 2; length <= mostConcatenated && at + length <= words.length; length++) {
      const term = stem(words.slice(at, at + length).join(''));
      if (!terms.has(term) && vocabulary.find(term) !== undefined) found.set(term, 1);
    }
  }
  return found;
}

/** Terms that are a beginning of a word of the report, or the other way round, or its consonants, by how much of the word they are. */
function shortened({ terms }: Query, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const word of terms.keys()) {
    if (!/^[a-z]{4,}$/.test(word)) continue;
    const look = (term: string, likeness: number): void => {
      if (likeness > (found.get(term) ?? 0) && !terms.has(term)) found.set(term, likeness);
    };
    for (const term of vocabulary.beginningAs(word)) look(term, likenessOf(word, term));
    for (const term of vocabulary.skeletonsOf(word)) if (isSkeleton(word, term)) look(term, likenessOfSkeleton);
  }
  return found;
}

/** How like a word is to its consonants. */
const likenessOfSkeleton = 0.5;

/** How much of the longer of two words the other is that it begins with; 0 where it does not, or goes on for long. */
function likenessOf(word: string, term: string): number {
  if (word.startsWith(term)) return word.length - term.length <= 8 ? term.length / word.length : 0;
  return term.startsWith(word) && term.length - word.length <= 4 ? word.length / term.length : 0;
}

/** True for `msg` of "message": the first letter and some consonants, in their order, not its beginning. `term`: a short one without a vowel after its first letter. */
function isSkeleton(word: string, term: string): boolean {
  if (word.length <= term.length + 1 || word.startsWith(term)) return false;
  let next = 0;
  for (const letter of word) if (letter === term[next]) next += 1;
  return next === term.length;
}
