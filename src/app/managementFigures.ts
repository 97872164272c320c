import { inSlices } from '../base/inSlices';
import { ByName } from '../domain/foundation/byName';
import { firstSpelling } from '../domain/foundation/sameText';
import type { Instant } from '../domain/foundation/time';
import { standsForSecurity, type IncidentFacts } from '../domain/incident/facts';
import type { ProcessFigures } from '../domain/incident/figures';
import { measuredOf, type MeasuredIncident } from '../domain/incident/measuredIncident';
import { isInPeriod, type Period } from '../domain/incident/period';
import { isIncidentId, kindOfId } from '../domain/records';
import type { Finding } from '../domain/incident/finding';
import type { ManagementReport } from '../exchange/managementContent';
import { comparison } from '../review/figures/comparison';
import { beginningOf } from '../review/figures/observation';
import { processFigures, type FiguresAsked } from '../review/figures/processFigures';
import { targetOutcome } from '../review/figures/target';
import { weakestOf } from '../review/figures/weakest';
import type { Store } from '../store/store';
import { FirstNamed, mostUrgentFirst } from './firstNamed';
import { HandOverCount } from './handOverCount';
import { PressingCount } from './pressingCount';
import { SecurityCount } from './securityCount';

/** Where the incidents are. */
type Incidents = Pick<Store, 'entries' | 'entriesOf'>;
/** The same, and each by its id. */
type Records = Incidents & Pick<Store, 'entry'>;
/** An incident as it is listed, and as it is measured. */
type Pair = readonly [facts: IncidentFacts, measured: MeasuredIncident];

/** Most findings that a report tells. */
const mostTold = 10;
/** Incidents that are looked at in one go. */
const seenAtOnce = 200;

/** The figures of all incidents of a store, made in slices; undefined once they are not wanted any more. */
export function figuresOf(store: Incidents, asked: FiguresAsked, signal?: AbortSignal): Promise<ProcessFigures | undefined> {
  return inSlices(processFigures(measuredIn(store), asked), signal);
}

/** What a report is asked for: of which period, as it stands at a time, whose it is, and the patterns that were found. */
interface ReportAsked {
  readonly period: Period;
  readonly at: Instant;
  readonly withheld: string;
  readonly of: string;
  readonly findings: readonly Finding[];
}

/**
 * What the management report of a period says, made in slices. What is confined counts, and stays unnamed: components that nothing else names
 * are called `withheld`.
 */
export async function managementReportOf(
  store: Records,
  { period, at, withheld, of, findings }: ReportAsked,
): Promise<ManagementReport | undefined> {
  const spell = firstSpelling();
  const components = (await inSlices(componentsNamed(pairsIn(store), period, spell))) ?? new ByName<true>();
  const byPriority = await inSlices(processFigures(measuredIn(store), { by: 'priority', period, at }));
  const byComponent = await inSlices(
    processFigures(withoutNames(pairsIn(store), components, withheld, spell), { by: 'component', period, at }),
  );
  const compared = await inSlices(comparison(securityIn(store), period, at));
  const named = await inSlices(namedIn(pairsIn(store), period, at));
  const unread = store.entries().filter(({ type, id }) => type === 'broken' && kindOfId(id) === 'incident').length;
  const patterns = await inSlices(patternsToTell(store, findings, period));
  if (!byPriority || !byComponent || !compared || !named || !patterns) return undefined;
  return { of, byPriority, byComponent, compared, weakest: weakestOf(byPriority), ...named, patterns, unread };
}

function* pairsIn(store: Incidents): Generator<Pair> {
  for (const { facts, traits } of store.entriesOf('incident')) {
    const measured = measuredOf(facts, traits);
    if (measured) yield [facts, measured];
  }
}

function* measuredIn(store: Incidents): Generator<MeasuredIncident> {
  for (const [, measured] of pairsIn(store)) yield measured;
}

function* securityIn(store: Incidents): Generator<readonly [MeasuredIncident, boolean]> {
  for (const [facts, measured] of pairsIn(store)) yield [measured, standsForSecurity(facts)];
}

/** Of the findings those to which an incident of the period belongs; what a confined incident belongs to is counted alone. */
function* patternsToTell(store: Records, findings: readonly Finding[], period: Period): Generator<undefined, ManagementReport['patterns']> {
  const ofPeriod = new Set<string>();
  const confined = new Set<string>();
  for (const [at, { id, facts }] of store.entriesOf('incident').entries()) {
    if (facts.recordedAt !== undefined && isInPeriod(facts.recordedAt, period)) ofPeriod.add(id);
    if (facts.confined === true) confined.add(id);
    if (at % seenAtOnce === 0) yield;
  }
  const told: Finding[] = [];
  let [more, unnamed] = [0, 0];
  for (const finding of findings) {
    yield;
    const those = [finding, ...(finding.also ?? [])].filter(({ ids }) => ids.some(id => ofPeriod.has(id)));
    const [first, ...also] = those.filter(one => !namesOf(one).some(id => confined.has(id)));
    unnamed += those.length - also.length - (first ? 1 : 0);
    if (first && told.length < mostTold) told.push(finding.also ? { ...first, also } : first);
    else if (first) more += 1;
  }
  return { told, more, unnamed, titles: titlesOf(store, told.flatMap(one => [one, ...(one.also ?? [])]).flatMap(spokenOf)) };
}

/**
 * The titles of the incidents among some records, by id, as far as they are here. What is no incident, a problem, say, may bear the title of the
 * confined one that it was made of, also where that is erased or unlinked since: it is told by its id.
 */
function titlesOf(store: Records, ids: readonly string[]): Readonly<Record<string, string>> {
  const known = ids.flatMap(id => (isIncidentId(id) ? (store.entry(id) ?? []) : []));
  return Object.fromEntries(known.flatMap(entry => (entry.type === 'record' && entry.facts.title ? [[entry.id, entry.facts.title]] : [])));
}

/** The records that the sentence of a finding names by their ids. */
function spokenOf(finding: Finding): readonly string[] {
  switch (finding.pattern) {
    case 'chain':
      return [finding.root];
    case 'unnoticed':
      return finding.reasons.flatMap(({ reason, detail }) => (reason === 'afterSuspicious' ? [detail] : []));
    case 'recurrence':
    case 'burst':
      return finding.facet === 'cause' ? [finding.name] : [];
    case 'together':
    case 'hotspot':
      return [];
  }
}

/** Every record that a finding by itself is made of or speaks of. */
function namesOf(finding: Finding): readonly string[] {
  switch (finding.pattern) {
    case 'chain':
      return [...finding.ids, finding.root];
    case 'unnoticed':
      return [...finding.ids, ...finding.reasons.flatMap(({ ids }) => ids)];
    case 'recurrence':
    case 'burst':
      return [...finding.ids, finding.name];
    case 'together':
    case 'hotspot':
      return finding.ids;
  }
}

/** The components that may be named, as they are spelt there: those of an incident of the period that is not confined. */
function* componentsNamed(incidents: Iterable<Pair>, period: Period, spell: (name: string) => string): Generator<undefined, ByName<true>> {
  const names = new ByName<true>();
  let seen = 0;
  for (const [{ confined, components }, { recordedAt }] of incidents) {
    // One may name hundreds of them.
    for (const name of confined !== true && isInPeriod(recordedAt, period) ? components : []) {
      names.set(spell(name), true);
      if (seen++ % seenAtOnce === 0) yield;
    }
    if (seen++ % seenAtOnce === 0) yield;
  }
  return names;
}

/** However somebody writes the name of a component, it is one, and is shown as it is written where it may be. */
function* withoutNames(
  incidents: Iterable<Pair>,
  known: ByName<true>,
  withheld: string,
  spell: (name: string) => string,
): Generator<MeasuredIncident> {
  const shown = (name: string): string => (known.get(spell(name)) === true ? spell(name) : withheld);
  for (const [, measured] of incidents) yield { ...measured, components: measured.components.map(shown) };
}

function* namedIn(
  incidents: Iterable<Pair>,
  period: Period,
  at: Instant,
): Generator<
  undefined,
  Pick<ManagementReport, 'oldest' | 'late' | 'confined' | 'confinedElsewhere' | 'security' | 'handOvers' | 'pressing'>
> {
  const [oldest, late, security] = [new FirstNamed(), new FirstNamed(mostUrgentFirst), new SecurityCount()];
  const [handOvers, pressing] = [new HandOverCount(period, at), new PressingCount(at)];
  let [confined, confinedElsewhere, seen] = [0, 0, 0];
  for (const [facts, measured] of incidents) {
    const isOfPeriod = isInPeriod(measured.recordedAt, period);
    if (facts.confined === true && isOfPeriod) confined += 1;
    const isElsewhere = [facts.open, handOvers.add(facts), pressing.add(facts)].includes(true);
    if (facts.confined === true && !isOfPeriod && isElsewhere) confinedElsewhere += 1;
    if (facts.open) oldest.add(facts, beginningOf(measured), {});
    if (isOfPeriod && targetOutcome(measured, at) === 'missed') late.add(facts, measured.targetDue ?? at, {});
    if (isOfPeriod) security.add(facts, measured.recordedAt);
    seen += 1;
    if (seen % seenAtOnce === 0) yield;
  }
  return {
    oldest: oldest.found(),
    late: late.found(),
    confined,
    confinedElsewhere,
    security: security.found(),
    handOvers: handOvers.found(),
    pressing: pressing.found(),
  };
}
