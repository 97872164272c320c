import type { Instant } from '../domain/foundation/time';
import { priorities, type Priority } from '../domain/vocabulary/priority';
import { isEntryOf, type IndexEntry } from '../store/indexEntry';
import { allDue } from './allDue';

/** What is told of a folder that is not at work. */
export interface FolderSummary {
  /** True where no incident was recorded yet. */
  readonly isEmpty: boolean;
  /** How many incidents are open. */
  readonly open: number;
  /** The worst priority among them; undefined where none is qualified. */
  readonly worst: Priority | undefined;
  /** How much is overdue, of completed incidents too. */
  readonly overdue: number;
}

/** Sums up what lists know of a folder's records. */
export function folderSummary(entries: readonly IndexEntry[], now: Instant): FolderSummary {
  const incidents = entries.flatMap(entry => (isEntryOf('incident', entry) ? [entry.facts] : []));
  const open = incidents.filter(facts => facts.open);
  return {
    isEmpty: incidents.length === 0,
    open: open.length,
    worst: priorities.find(priority => open.some(facts => facts.priority === priority)),
    overdue: allDue(entries, now).filter(({ isOver }) => isOver).length,
  };
}
