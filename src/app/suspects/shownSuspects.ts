import type { Insight } from '../../protocol/insight';
import type { Suspect } from '../../review/suspects/suspect';
import { confirmedFirst } from './confirmedFirst';
import type { SuspectSearch } from './suspectSearch';

/** Suspects that a page is sent. */
const mostSent = 20;
/** Fixes that name what they mend, below which it says little how good the suspects were. */
const leastFixes = 30;

/** What is known about suspect changes, for the page of their incident; `notes` says what could not be done, in words. */
export function shownSuspects({ running, suspects, firstSeen, fixes }: SuspectSearch, notes: string): NonNullable<Insight['suspects']> {
  const seen = Date.parse(firstSeen);
  const before = ({ landedAt }: Suspect): number => (Number.isNaN(seen) ? 0 : Math.max(0, seen - landedAt));
  const rows = confirmedFirst(suspects)
    .slice(0, mostSent)
    .map(suspect => {
      const { sha, subject, author, chance, confidence, state, reasons } = suspect;
      return { sha, subject, author, chance, confidence, before: before(suspect), ...(state && { state }), reasons: [...reasons] };
    });
  return { running, notes, rows, ...(fixes >= leastFixes && { fixes }) };
}
