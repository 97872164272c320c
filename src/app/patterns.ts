import { inSlices } from '../base/inSlices';
import { firstSpelling } from '../domain/foundation/sameText';
import { minutesAhead } from '../domain/foundation/time';
import { standsForSecurity, type IncidentFacts } from '../domain/incident/facts';
import type { Finding } from '../domain/incident/finding';
import type { Traits } from '../domain/incident/traits';
import type { FactsOf } from '../domain/records';
import { effectsOf } from '../domain/record/effects';
import type { LinkState } from '../domain/record/link';
import type { Repository } from '../git/repository';
import type { CauseOf, ChangeMade, Happening } from '../review/patterns/history';
import { findPatterns } from '../review/patterns/patterns';
import { entriesOf, type IndexEntry } from '../store/indexEntry';

/** Where patterns are looked for: what the lists know, and the repository, where there is one. */
export interface PatternSource {
  readonly entries: readonly IndexEntry[];
  readonly repository: Pick<Repository, 'head' | 'history'> | undefined;
}

/** Commits that say how often a path is changed: the newest. */
const mostCommits = 2_000;
/** Incidents that are taken over in one go, and links. */
const [takenAtOnce, linksAtOnce] = [20, 2_000];
/** Components, causes and gaps that are taken of one incident: one that names hundreds says nothing, and would hold all others up. */
const mostOfOne = 50;

/** The patterns of failure in a store (M 6.124), found in slices; undefined once they are not wanted any more. */
export async function patternsOf(source: PatternSource, now: Date, signal?: AbortSignal): Promise<readonly Finding[] | undefined> {
  const changesByPath = await changesOf(source.repository, signal);
  return inSlices(search(source.entries, changesByPath, now), signal);
}

function* search(
  entries: readonly IndexEntry[],
  changesByPath: ReadonlyMap<string, number>,
  now: Date,
): Generator<undefined, readonly Finding[]> {
  const happenings: Happening[] = [];
  const raised = raisedIn(entries);
  const parents = yield* parentsIn(entries);
  // However people write the name of a component, it is one; the components' own records know best how.
  const spell = firstSpelling(entriesOf(entries, 'component').map(({ facts }) => facts.title));
  for (const [at, { facts, traits }] of entriesOf(entries, 'incident').entries()) {
    const happening = happeningOf(facts, traits, spell, raised);
    if (happening) happenings.push({ ...happening, partOf: parents.get(happening.id) });
    if (at % takenAtOnce === 0) yield;
  }
  return yield* findPatterns({
    happenings,
    changes: entriesOf(entries, 'change').flatMap(({ facts }) => changeOf(facts, spell) ?? []),
    causes: yield* causesIn(entries, raised),
    changesByPath,
    until: now.getTime(),
    offset: minutesAhead,
  });
}

/** Ids of problems and known errors: what is raised for incidents, which are linked to it as suspected effects before anybody knows. */
function raisedIn(entries: readonly IndexEntry[]): ReadonlySet<string> {
  return new Set([...entriesOf(entries, 'problem'), ...entriesOf(entries, 'knownError')].map(({ id }) => id));
}

/** The parent of each incident that is a child, as it is confirmed; the first of several. */
function* parentsIn(entries: readonly IndexEntry[]): Generator<undefined, ReadonlyMap<string, string>> {
  const parents = new Map<string, string>();
  let looked = 0;
  for (const { id, facts } of entriesOf(entries, 'incident')) {
    for (const { kind, id: child, state } of facts.relations) {
      if (looked++ % linksAtOnce === linksAtOnce - 1) yield;
      if (kind === 'parentOf' && state === 'confirmed' && child !== id && !parents.has(child)) parents.set(child, id);
    }
  }
  return parents;
}

/** True for a cause that says something: that a problem was raised for an incident is what somebody did, no evidence that it came of it. */
function isEvidence(cause: string, state: LinkState, raised: ReadonlySet<string>): boolean {
  return state === 'confirmed' || !raised.has(cause);
}

/** What came of what, by the links between all records; a duplicate came of nothing, it is the same. */
function* causesIn(entries: readonly IndexEntry[], raised: ReadonlySet<string>): Generator<undefined, readonly CauseOf[]> {
  const records = entries.flatMap(entry => (entry.type === 'record' ? [entry.facts] : []));
  const known = new Set(records.map(({ id }) => id));
  yield;
  const causes: CauseOf[] = [];
  let looked = 0;
  for (const record of records) {
    for (const relation of record.relations) {
      if (looked++ % linksAtOnce === linksAtOnce - 1) yield;
      if (relation.kind === 'duplicateOf') continue;
      for (const { cause, effect } of effectsOf(record.id, relation, known))
        if (isEvidence(cause, relation.state, raised)) causes.push({ cause, effect, isPart: relation.kind === 'parentOf' });
    }
  }
  return causes;
}

/** What of an incident is compared; undefined for one that was erased, and for one without a time. */
function happeningOf(
  facts: IncidentFacts,
  traits: Traits | undefined,
  spell: (name: string) => string,
  raised: ReadonlySet<string>,
): Happening | undefined {
  const begun = traits?.occurredAt ?? traits?.detectedAt ?? facts.recordedAt;
  if (!traits || begun === undefined || facts.erased) return undefined;
  const until = traits.restoredAt ?? facts.closedAt;
  const held = facts.relations.filter(({ state }) => state !== 'ruledOut');
  return {
    id: facts.id,
    at: Date.parse(begun),
    kind: facts.reported,
    priority: facts.priority,
    components: facts.components.slice(0, mostOfOne).map(spell),
    category: traits.category,
    signatures: traits.signatures ?? [],
    causes: [
      ...held.flatMap(({ kind, id, state }) => (kind === 'causedBy' && isEvidence(id, state, raised) ? [id] : [])),
      ...(traits.commits ?? []),
    ].slice(0, mostOfOne),
    accounts: traits.accounts ?? [],
    addresses: traits.addresses ?? [],
    hosts: traits.hosts ?? [],
    signs: traits.signs ?? [],
    isSecurity: standsForSecurity(facts),
    isCleared: facts.assessment === 'falseAlarm' || facts.ownAssessment === 'no' || facts.ownAssessment === 'falseAlarm',
    isUnavailable: traits.unavailable ?? false,
    causeKnown: traits.causeKnown === 'known',
    until: until === undefined ? undefined : Date.parse(until),
    duplicateOf: held.find(({ kind, state }) => kind === 'duplicateOf' && state === 'confirmed')?.id,
    gaps: facts.gaps.slice(0, mostOfOne).map(({ id, component, since }) => {
      const restored = traits.gapsUntil?.[id];
      return { component: spell(component), since: Date.parse(since), until: restored === undefined ? undefined : Date.parse(restored) };
    }),
    files: traits.files ?? [],
  };
}

/** A change that was made, with the time from which it could have done harm. */
function changeOf({ id, state, from, recordedAt, components }: FactsOf<'change'>, spell: (name: string) => string): ChangeMade | undefined {
  const at = from ?? recordedAt;
  const isMade = state === 'implemented' || state === 'monitored' || state === 'closed';
  return at === undefined || !isMade ? undefined : { id, at: Date.parse(at), components: components.map(spell) };
}

/** How often each path was changed up to the commit that was HEAD: thousands of commits are read again only once there is another one. */
const counted = new WeakMap<object, { readonly head: string; readonly counts: ReadonlyMap<string, number> }>();

/** How often each path was changed; nothing where no history can be read. */
async function changesOf(repository: PatternSource['repository'], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, number>> {
  const head = await repository?.head();
  const known = repository && counted.get(repository);
  if (known && known.head === head) return known.counts;
  const read = await repository?.history({ limit: mostCommits }, signal && { signal });
  const counts = new Map<string, number>();
  for (const { files } of read?.ok ? read.value : []) for (const { path } of files) counts.set(path, (counts.get(path) ?? 0) + 1);
  if (repository && head !== undefined && read?.ok) counted.set(repository, { head, counts });
  return counts;
}
