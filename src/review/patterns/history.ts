import type { Priority } from '../../domain/vocabulary/priority';
import type { SecuritySign } from '../../domain/vocabulary/securitySigns';

/** An incident as patterns see it: what happened where and when, never who handled it. Times in milliseconds since 1970, UTC. */
export interface Happening {
  readonly id: string;
  /** When it occurred, or was detected, or was recorded. */
  readonly at: number;
  readonly kind?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly components: readonly string[];
  readonly category?: string | undefined;
  /** Keys of the errors in its words. */
  readonly signatures: readonly string[];
  /** Records and commits that caused it, suspected or confirmed; problems and known errors only confirmed. */
  readonly causes: readonly string[];
  readonly accounts: readonly string[];
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
  readonly signs: readonly SecuritySign[];
  /** It is or may be a security incident, and somebody knows it. */
  readonly isSecurity: boolean;
  /** Somebody has looked at it and said that it is none. */
  readonly isCleared: boolean;
  readonly isUnavailable: boolean;
  readonly causeKnown: boolean;
  /** Until when the service was disturbed; undefined as long as it is. */
  readonly until?: number | undefined;
  /** The same event, told once more, as somebody has confirmed: it counts as one with what it names. */
  readonly duplicateOf?: string | undefined;
  /** The incident that it is a part of, its parent, as somebody has confirmed: both are one disturbance. */
  readonly partOf?: string | undefined;
  readonly gaps: readonly { readonly component: string; readonly since: number; readonly until?: number | undefined }[];
  readonly files: readonly string[];
}

/** A change that was implemented. */
export interface ChangeMade {
  readonly id: string;
  readonly at: number;
  readonly components: readonly string[];
}

/** What came of what: two ids, the cause first. */
export interface CauseOf {
  readonly cause: string;
  readonly effect: string;
  /** The effect is a part of the cause, a child of its parent: the same disturbance. */
  readonly isPart?: boolean;
}

/** Everything that patterns are looked for in. */
export interface History {
  readonly happenings: readonly Happening[];
  readonly changes: readonly ChangeMade[];
  readonly causes: readonly CauseOf[];
  /** Commits that touched each path, where a repository is at hand. */
  readonly changesByPath?: ReadonlyMap<string, number> | undefined;
  /** The end of what is looked at: now. */
  readonly until: number;
  /** Minutes that local time is ahead of UTC at a moment: odd hours are those of the people there. */
  readonly offset: (at: number) => number;
}

/** Long work in steps: between two of them somebody else may go on. */
export type InSteps<T> = Generator<undefined, T, undefined>;

/** One hour, one day and one year, in milliseconds. */
export const [hour, day, year] = [3_600_000, 86_400_000, 365.25 * 86_400_000];

/** Years that are looked at: what a wrong clock or a typing error put into another century makes no history of a thousand years. */
export const mostYears = 10;
