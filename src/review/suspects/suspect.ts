import type { Reason } from '../../domain/incident/review';
import type { LinkState } from '../../domain/record/link';
import type { KnownCommit } from './evidence';
import type { SuspectRanking } from './finder';
import type { Landing } from './landing';
import { ownEvidence, type OwnEvidence, type OwnKnowledge } from './ownEvidence';
import type { LineOfFile } from './place';
import type { Query } from './query';
import { reasonsOf } from './reasons';
import { saidWords } from './saidWords';
import type { ShownCommit } from './shownCommits';
import { confidences } from './weights';

/** How sure the product is of one suspect. */
export type Confidence = 'likely' | 'possible' | 'weak';

/** A commit that may have caused the fault. */
export interface Suspect {
  readonly sha: string;
  readonly subject: string;
  readonly author: string;
  /** Milliseconds since 1970: when it came into the branch. */
  readonly landedAt: number;
  readonly files: readonly string[];
  /** How many more it touches, besides these. */
  readonly moreFiles?: number;
  /** 0 to 1: how often a commit of this standing is the culprit, where one of the window is. */
  readonly chance: number;
  readonly confidence: Confidence;
  readonly state?: LinkState;
  readonly reasons: readonly Reason[];
  /** The line for which it is suspected, as it has it: of the trace the innermost that it changed last, else a linked one. */
  readonly line?: LineOfFile;
}

/** What judging needs besides the ranking. */
export interface SuspectContext {
  readonly query: Query;
  readonly firstSeen: number;
  readonly own: OwnKnowledge;
  readonly landed: ReadonlyMap<string, Landing>;
  readonly temperature: number;
  /** What was learnt from this repository: a logarithm of odds for each commit, or 0. */
  readonly learnt?: (commit: KnownCommit) => number;
  /** What git was asked about commits, by hash, once it is known which are shown. */
  readonly shown?: ReadonlyMap<string, ShownCommit>;
}

/** A commit with what speaks for it in all, ruled-out ones left out. */
interface Weighed {
  readonly commit: KnownCommit;
  readonly own: OwnEvidence;
  /** As for a suspect. */
  readonly chance: number;
}

/** The commits of a ranking by their chances, the most suspect first. */
export function weighedIn(
  { commits, scores }: SuspectRanking,
  { own, temperature, learnt }: Pick<SuspectContext, 'own' | 'temperature' | 'learnt'>,
): readonly Weighed[] {
  const weighed = commits
    .map((commit, at) => ({ commit, at, own: ownEvidence(commit, own) }))
    .filter(({ own: { state } }) => state !== 'ruledOut')
    .map(entry => ({ ...entry, odds: (scores[entry.at] ?? 0) / temperature + entry.own.weight + (learnt?.(entry.commit) ?? 0) }));
  const best = weighed.reduce((most, { odds }) => Math.max(most, odds), -Infinity);
  const total = weighed.reduce((sum, { odds }) => sum + Math.exp(odds - best), 0);
  return weighed
    .sort((a, b) => b.odds - a.odds || a.at - b.at)
    .map(({ commit, own: its, odds }) => ({ commit, own: its, chance: Math.exp(odds - best) / total }));
}

/** The most suspect commits of a ranking with their reasons, ruled-out ones left out. */
export function suspectsIn(ranking: SuspectRanking, context: SuspectContext, most: number): readonly Suspect[] {
  const { query, own, landed, firstSeen } = context;
  const { evidence } = ranking;
  const reasonContext = {
    query,
    written: saidWords(query.text),
    evidence,
    own,
    shown: context.shown ?? new Map(),
    before: ({ sha, committedAt }: KnownCommit) => {
      const landing = landed.get(sha);
      return { milliseconds: firstSeen - (landing?.at ?? committedAt), merged: landing?.merged ?? false };
    },
  };
  return weighedIn(ranking, context)
    .slice(0, most)
    .map(({ commit, own: its, chance }) => {
      const confidence = confidenceOf(chance);
      const line = own.frames.firstPlace.get(commit.sha) ?? own.links.firstPlace.get(commit.sha);
      return {
        sha: commit.sha,
        subject: commit.subject,
        author: commit.author,
        landedAt: landed.get(commit.sha)?.at ?? commit.committedAt,
        files: commit.files,
        ...(commit.moreFiles !== undefined && { moreFiles: commit.moreFiles }),
        chance,
        confidence,
        ...(its.state && { state: its.state }),
        reasons: reasonsOf(commit, its, reasonContext, confidence !== 'weak'),
        ...(line && { line: { path: line.path, line: line.line } }),
      };
    });
}

/** What a chance is called. */
export function confidenceOf(chance: number): Confidence {
  return chance >= confidences.likely ? 'likely' : chance >= confidences.possible ? 'possible' : 'weak';
}
