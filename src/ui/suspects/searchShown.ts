import type { SuspectSearches } from '../../app/suspects/searches';
import type { SuspectSearch } from '../../app/suspects/suspectSearch';
import type { IncidentId } from '../../domain/incident/incident';
import type { RankingProgress } from '../../review/suspects/finder';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { withProgress } from '../editor/notify';
import { UserError } from '../editor/userError';
import { searchFaultText } from './searchText';

/** Searches with a notification that shows how far it is and can cancel. Fails with a `UserError` where it cannot begin. */
export async function searchShown(searches: SuspectSearches, id: IncidentId): Promise<SuspectSearch | undefined> {
  await withProgress(fill(words.suspects.searching, { incident: id }), async (report, signal) => {
    signal.addEventListener('abort', () => {
      searches.cancel(id);
    });
    let last = 0;
    await search(searches, id, ({ stage, done }) => {
      const now = (['messages', 'diffs', 'history'].indexOf(stage) + done) * (100 / 3);
      if (now - last >= 1) {
        report({ message: words.suspects.stage[stage], increment: now - last });
        last = now;
      }
    });
  });
  return searches.of(id);
}

/** Searches; fails with a `UserError` where it cannot begin. */
export async function search(searches: SuspectSearches, id: IncidentId, onProgress?: (progress: RankingProgress) => void): Promise<void> {
  const done = await searches.search(id, onProgress);
  if (!done.ok) throw new UserError(searchFaultText(done.error));
}
