import type { Result } from '../../domain/foundation/result';
import type { FactsOf } from '../../domain/records';
import type { Instant } from '../../domain/foundation/time';
import type { TriedFaults } from '../../exchange/trialReport';
import type { GitFault } from '../../git/gitFault';
import type { TrialWatch } from '../../review/cases/trial';
import type { RankingProgress } from '../../review/suspects/finder';
import type { PlannedChange } from '../../review/suspects/planned';
import type { SuspectSubject } from '../../review/suspects/subject';
import type { Suspect } from '../../review/suspects/suspect';
import type { Window, WindowFault, WindowSettings } from '../../review/suspects/window';

/** An incident as its suspects are asked for: plain data, which a thread can be told. */
export interface SuspectsAsked {
  /** Of the repository's work tree. */
  readonly root: string;
  /** Where what was read of commits is kept for other windows; nowhere when not given. */
  readonly cacheFile?: string;
  readonly settings: WindowSettings;
  readonly subject: SuspectSubject;
  readonly firstSeen: Instant;
  /** The changes that are recorded, as they stand in the lists. */
  readonly changes: readonly FactsOf<'change'>[];
  /** When the search began. */
  readonly now: Instant;
}

/**
 * What a ranking could not do: commits whose diffs are not at hand (in a partial clone, or lost) or not even their folders, or places whose lines git could not tell.
 */
export interface Missed {
  readonly code: 'withoutDiff' | 'withoutFolders' | 'lostDiff' | 'untold';
  readonly count: number;
}

/** What is found out, in this order; nothing more once the search is ended. */
export type RankingNews =
  | { readonly type: 'window'; readonly window: Window }
  /** There is none, or the history could not be read. */
  | { readonly type: 'fault'; readonly fault: WindowFault; readonly window: boolean }
  /** As it stands while more is being read. */
  | { readonly type: 'early'; readonly suspects: readonly Suspect[] }
  | {
      readonly type: 'last';
      readonly suspects: readonly Suspect[];
      readonly planned: readonly PlannedChange[];
      readonly missed: readonly Missed[];
      /** How many commits that were read name those that they mend. */
      readonly fixes: number;
    };

/** Who hears what is found, and can end the search. */
export interface RankingWatch {
  readonly signal: AbortSignal;
  readonly progress?: (progress: RankingProgress) => void;
  readonly found: (finding: RankingNews) => void;
  /** Commits that were confirmed as causes, asked for once the window has been ranked; none where nothing is to be learnt. */
  readonly confirmed?: () => Promise<readonly string[]>;
}

/** Reading histories and ranking commits: seconds of work, wherever it is done. */
export interface SuspectWork {
  /** Finds the suspects of an incident. Rejects where the work itself broke down. */
  readonly search: (asked: SuspectsAsked, watch: RankingWatch) => Promise<void>;
  /** Tries the ranking out on the repository's own past faults. */
  readonly tryOut: (root: string, watch: TrialWatch) => Promise<Result<TriedFaults, GitFault>>;
}
