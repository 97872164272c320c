import { failure, success, type Result } from '../../domain/foundation/result';
import type { Instant } from '../../domain/foundation/time';
import type { IncidentId } from '../../domain/incident/incident';
import type { FactsOf } from '../../domain/records';
import { pathInside } from '../../git/exclusion';
import type { Repository } from '../../git/repository';
import { suspectSubject, type SuspectSubject } from '../../review/suspects/subject';
import type { WindowSettings } from '../../review/suspects/window';
import type { Store } from '../../store/store';
import type { SearchFault } from './suspectSearch';

/** Where suspects are searched for: the records and the history of a folder. */
export interface SearchGround {
  readonly store: Store;
  readonly repository: Repository;
  /** The workspace folder that paths of links are relative to. */
  readonly folder: string;
  /** How far back, and whether this repository's own past is learnt from. */
  readonly settings: WindowSettings & { readonly learn: boolean };
  /** Where what is read of commits is kept from one window to the next; nowhere when not given. */
  readonly cacheFile?: string;
}

/** An incident as it is searched for. */
export interface Searched {
  readonly subject: SuspectSubject;
  readonly firstSeen: Instant;
  /** The changes that are recorded, as they stand in the lists. */
  readonly changes: readonly FactsOf<'change'>[];
  /** When the search began. */
  readonly now: Instant;
}

/** Reads what a search needs to know of an incident and of the changes. */
export async function searchedOf({ store, repository, folder }: SearchGround, id: IncidentId): Promise<Result<Searched, SearchFault>> {
  const loaded = await store.load(id);
  if (!loaded.ok) return failure({ code: 'unreadable', id, fault: loaded.error });
  const { values, links, recorded } = loaded.value.record;
  const changeCommits = await commitsOfChanges(store);
  const prefix = await prefixOf(repository, folder);
  const subject = suspectSubject(values, links, store.facts('component'), changeCommits, prefix);
  const now = new Date().toISOString();
  return success({ subject, firstSeen: subject.firstSeen ?? recorded?.at ?? now, changes: store.facts('change'), now });
}

/** Commits that were confirmed as causes of completed incidents. */
export async function confirmedCauses(store: Store): Promise<readonly string[]> {
  const shas: string[] = [];
  for (const { id, facts } of store.entriesOf('incident')) {
    if (facts.open) continue;
    const loaded = await store.load(id);
    for (const { target, kind, state } of loaded.ok ? loaded.value.record.links : []) {
      if (target.type === 'commit' && kind === 'causedBy' && state === 'confirmed') shas.push(target.sha);
    }
  }
  return shas;
}

/** Commits that change records are linked to, with the id of the record. */
async function commitsOfChanges(store: Store): Promise<ReadonlyMap<string, string>> {
  const commits = new Map<string, string>();
  for (const { id } of store.entriesOf('change')) {
    const loaded = await store.load(id);
    for (const { target, state } of loaded.ok ? loaded.value.record.links : []) {
      if (target.type === 'commit' && state !== 'ruledOut') commits.set(target.sha, id);
    }
  }
  return commits;
}

/** The workspace folder's path inside the repository: empty, or ending with `/`. */
async function prefixOf(repository: Repository, folder: string): Promise<string> {
  const relative = await pathInside(repository.root, folder);
  return relative === undefined ? '' : `${relative}/`;
}
