import type { Result } from '../../domain/foundation/result';
import type { TriedFaults } from '../../exchange/trialReport';
import type { GitFault } from '../../git/gitFault';
import type { TrialWatch } from '../../review/cases/trial';
import type { RankingProgress } from '../../review/suspects/finder';
import type { RankingNews, SuspectsAsked } from './suspectWork';

/** How far a trial is. */
type TrialProgress = Parameters<NonNullable<TrialWatch['progress']>>[0];

/** What the host says to the thread that ranks, of the piece of work with this number. */
export type ToRanker =
  | { readonly type: 'search'; readonly work: number; readonly asked: SuspectsAsked; readonly learn: boolean }
  | { readonly type: 'tryOut'; readonly work: number; readonly root: string }
  /** Answers the question of that name. */
  | { readonly type: 'confirmed'; readonly work: number; readonly shas: readonly string[] }
  | { readonly type: 'cancel'; readonly work: number }
  /** All is over: the thread ends when it has tidied up. */
  | { readonly type: 'end' };

/** What the thread says; the piece of work is over with `done`. */
export type FromRanker =
  | { readonly type: 'progress'; readonly work: number; readonly progress: RankingProgress | TrialProgress }
  | { readonly type: 'found'; readonly work: number; readonly finding: RankingNews }
  /** Asks which commits were confirmed as causes. */
  | { readonly type: 'confirmed'; readonly work: number }
  | { readonly type: 'done'; readonly work: number; readonly tried?: Result<TriedFaults, GitFault> }
  | { readonly type: 'broken'; readonly work: number; readonly message: string };
