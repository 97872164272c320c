import type { Instant } from '../../domain/foundation/time';
import type { IncidentId } from '../../domain/incident/incident';
import type { Candidate } from '../../domain/incident/review';
import type { PlannedChange } from '../../review/suspects/planned';
import type { SuspectSubject } from '../../review/suspects/subject';
import type { Suspect } from '../../review/suspects/suspect';
import type { Window, WindowFault } from '../../review/suspects/window';
import type { StoreFault } from '../../store/fault';
import type { FolderFault } from '../folder';
import type { Missed } from './suspectWork';

/** Why there is nothing to search in. */
export type GroundFault = FolderFault | { readonly code: 'noWorkspace' };

/** Why a search could not begin. */
export type SearchFault = GroundFault | { readonly code: 'unreadable'; readonly id: IncidentId; readonly fault: StoreFault };

/** What a search could not do: a history that is cut off, what a ranking missed, or why it ended early. */
export type SearchNote =
  | { readonly code: 'shallow' }
  | Missed
  | { readonly code: 'window'; readonly fault: WindowFault }
  | { readonly code: 'search'; readonly fault: SearchFault }
  /** It was ended before anything whole was known. */
  | { readonly code: 'stopped' };

/** What is known about the suspects of one incident. */
export interface SuspectSearch {
  readonly running: boolean;
  readonly suspects: readonly Suspect[];
  readonly planned: readonly PlannedChange[];
  /** The commit that was in force when the fault was first seen, and what lies in the window, newest first. */
  readonly window: Window | undefined;
  readonly firstSeen: Instant;
  /** What was looked for; undefined before it could be read what the incident says. */
  readonly subject: SuspectSubject | undefined;
  readonly notes: readonly SearchNote[];
  /** How many commits that were read name those that they mend. */
  readonly fixes: number;
}

/** Before anything has been found out. */
export const nothingKnown: SuspectSearch = {
  running: false,
  suspects: [],
  planned: [],
  window: undefined,
  firstSeen: '',
  subject: undefined,
  notes: [],
  fixes: 0,
};

/** True for a search that was ended early: nobody who looks at it is told that there is nothing to be found. */
export function wasStopped({ notes }: SuspectSearch): boolean {
  return notes.some(({ code }) => code === 'stopped');
}

/** Why there are no suspects where nothing kept the search from finding them. */
export function whyNone({ window }: Pick<SuspectSearch, 'window'>): 'none' | 'allRuledOut' {
  return window === undefined || window.window.length === 0 ? 'none' : 'allRuledOut';
}

/** Suspects offered in the review of an incident. */
const mostOffered = 5;

/** The suspects that an incident's review against changes offers. */
export function offeredSuspects({ suspects }: SuspectSearch = nothingKnown): readonly Candidate[] {
  return suspects
    .filter(({ confidence }) => confidence !== 'weak')
    .slice(0, mostOffered)
    .map(({ sha, subject, state, reasons }) => ({ id: sha, title: subject, ...(state && { state }), reasons: [...reasons] }));
}
