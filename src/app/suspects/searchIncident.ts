import { success, type Result } from '../../domain/foundation/result';
import type { IncidentId } from '../../domain/incident/incident';
import type { RankingProgress } from '../../review/suspects/finder';
import { confirmedCauses, searchedOf, type SearchGround } from './searched';
import type { SearchFault, SuspectSearch } from './suspectSearch';
import type { RankingNews, SuspectWork } from './suspectWork';

/** Who is told what is found, as long as the search is the newest of its incident, and can end it. */
interface SearchWatch {
  readonly signal: AbortSignal;
  readonly progress?: (progress: RankingProgress) => void;
  readonly tell: (search: SuspectSearch) => void;
}

/** Searches for the suspects of an incident and tells what is found as it is found; what is `known` stays until there is better. */
export async function searchIncident(
  work: SuspectWork,
  id: IncidentId,
  ground: SearchGround,
  known: SuspectSearch,
  { signal, tell, progress }: SearchWatch,
): Promise<Result<undefined, SearchFault>> {
  const searched = await searchedOf(ground, id);
  if (!searched.ok) return searched;
  // A search that was ended leaves what was known before.
  if (signal.aborted) return success(undefined);
  const { store, repository, settings, cacheFile } = ground;
  const { subject, firstSeen } = searched.value;
  const begin: SuspectSearch = { ...known, firstSeen, subject };
  tell(begin);
  let search = begin;
  await work.search(
    { root: repository.root, settings, ...(cacheFile !== undefined && { cacheFile }), ...searched.value },
    {
      signal,
      ...(progress && { progress }),
      ...(settings.learn && { confirmed: () => confirmedCauses(store) }),
      found: finding => {
        search = searchWith(finding, search, begin);
        // The window alone is nothing to be shown yet.
        if (finding.type !== 'window') tell(search);
      },
    },
  );
  return success(undefined);
}

/** What is known once this has been found; `begin` is what was known before the search. */
function searchWith(finding: RankingNews, search: SuspectSearch, begin: SuspectSearch): SuspectSearch {
  switch (finding.type) {
    case 'window':
      return { ...search, window: finding.window, notes: finding.window.shallow ? [{ code: 'shallow' }] : [] };
    case 'early':
      return { ...search, suspects: finding.suspects };
    case 'fault': {
      // It goes on as one that was ended: who began it says so.
      if (finding.fault.code === 'cancelled') return search;
      return {
        ...begin,
        running: false,
        notes: [{ code: 'window', fault: finding.fault }],
        ...(!finding.window && { suspects: [], window: undefined }),
      };
    }
    case 'last': {
      const { suspects, planned, missed, fixes } = finding;
      return { ...search, running: false, suspects, planned, fixes, notes: [...search.notes, ...missed] };
    }
  }
}
