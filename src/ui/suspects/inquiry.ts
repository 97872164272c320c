import type { FactsOf } from '../../domain/records';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import type { Instant } from '../../domain/foundation/time';
import { pathInside } from '../../git/exclusion';
import type { Repository } from '../../git/repository';
import type { Window, WindowFault } from '../../review/suspects/inquest';
import type { Suspect } from '../../review/suspects/judge';
import { suspectSubject, type SuspectSubject } from '../../review/suspects/subject';
import type { Store } from '../../store/store';
import { faultText, gitFaultText } from '../faultText';
import { say } from '../hostWords';
import type { Session } from '../session';
import { UserError } from '../userError';

/** What a search for suspects begins with. */
export interface Inquiry {
  readonly repository: Repository;
  readonly subject: SuspectSubject;
  readonly firstSeen: Instant;
  /** The changes that are recorded, as they stand in the lists. */
  readonly changes: readonly FactsOf<'change'>[];
  /** When the search began. */
  readonly now: Instant;
}

/** Puts together what is to be found out about an incident. Fails with a `UserError` when it cannot be read or there is no repository. */
export async function inquiryOf(session: Session, id: IncidentId): Promise<Inquiry> {
  const repository = await session.requireRepository();
  const store = session.requireStore();
  const incident = await requireIncident(store, id);
  const changeCommits = await commitsOfChanges(store);
  const prefix = await prefixOf(repository, session.requireFolder());
  const subject = suspectSubject(incident.values, incident.links, store.facts('component'), changeCommits, prefix);
  const now = new Date().toISOString();
  return { repository, subject, firstSeen: subject.firstSeen ?? incident.recorded?.at ?? now, changes: store.facts('change'), now };
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

async function requireIncident(store: Store, id: IncidentId): Promise<Incident> {
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(faultText(id, loaded.error));
  return loaded.value.record;
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

/** What the fault concerns: linked and named files, and those of changes that were linked as causes. */
export function affectedFiles({ linkedFiles, namedFiles }: SuspectSubject, suspects: readonly Suspect[]): readonly string[] {
  return [
    ...new Set([
      ...linkedFiles,
      ...namedFiles,
      ...suspects.flatMap(({ state, verdict, files }) => (state || verdict === 'likely' ? files.slice(0, 50) : [])),
    ]),
  ];
}

/** What could not be looked at: diffs whose contents are not at hand, in a partial clone or lost, and places whose lines git could not tell. */
export interface Unseen {
  readonly withoutDiff: number;
  readonly isPartialClone: boolean;
  readonly untold: number;
}

/** What could not be looked at, in words; empty when everything could. */
export function noteOf({ shallow }: Window, { withoutDiff, isPartialClone, untold }: Unseen = everythingSeen): string {
  return [
    shallow ? say('suspects.shallow') : '',
    withoutDiff > 0 ? say(isPartialClone ? 'suspects.withoutDiff' : 'suspects.lostDiff', withoutDiff) : '',
    untold > 0 ? say('suspects.untold', untold) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const everythingSeen: Unseen = { withoutDiff: 0, isPartialClone: false, untold: 0 };

/** Why there is no window, in words; empty when the person ended it. */
export function windowFaultText(fault: WindowFault, firstSeen: Instant): string {
  switch (fault.code) {
    case 'noCommits':
      return say('ui.noCommits');
    case 'nothingBefore':
      return say('suspects.nothingBefore', firstSeen.slice(0, 10));
    case 'timeout':
      return say('suspects.timeout');
    case 'cancelled':
      return '';
    default:
      return gitFaultText(fault);
  }
}
