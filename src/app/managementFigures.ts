import { inSlices } from '../base/inSlices';
import { compareCodes, type Instant } from '../domain/foundation/time';
import type { IncidentFacts } from '../domain/incident/facts';
import type { ProcessFigures } from '../domain/incident/figures';
import { measuredOf, type MeasuredIncident } from '../domain/incident/measured';
import { isInPeriod, type Period } from '../domain/incident/period';
import { kindOfId } from '../domain/records';
import type { ManagementReport, NamedIncident, NamedIncidents } from '../exchange/managementReport';
import { beginningOf } from '../review/figures/observation';
import { processFigures, type FiguresAsked } from '../review/figures/processFigures';
import { targetOutcome } from '../review/figures/target';
import type { Store } from '../store/store';

/** Where the incidents are. */
type Incidents = Pick<Store, 'entries' | 'entriesOf'>;
/** An incident as it is listed, and as it is measured. */
type Pair = readonly [facts: IncidentFacts, measured: MeasuredIncident];

/** Most incidents that each list of a report names. */
const mostNamed = 10;
/** Incidents that are looked at in one go. */
const seenAtOnce = 200;

/** The figures of all incidents of a store, made in slices; undefined once they are not wanted any more. */
export function figuresOf(store: Incidents, asked: FiguresAsked, signal?: AbortSignal): Promise<ProcessFigures | undefined> {
  return inSlices(processFigures(measuredIn(store), asked), signal);
}

/**
 * What the management report of a period says, made in slices. What is confined counts, and stays unnamed: components that nothing else names
 * are called `withheld`.
 */
export async function managementReportOf(
  store: Incidents,
  { period, at, withheld }: { readonly period: Period; readonly at: Instant; readonly withheld: string },
): Promise<ManagementReport | undefined> {
  const components = (await inSlices(componentsNamed(pairsIn(store), period))) ?? new Set();
  const byPriority = await inSlices(processFigures(measuredIn(store), { by: 'priority', period, at }));
  const byComponent = await inSlices(processFigures(withoutNames(pairsIn(store), components, withheld), { by: 'component', period, at }));
  const named = await inSlices(namedIn(pairsIn(store), period, at));
  const unread = store.entries().filter(({ type, id }) => type === 'broken' && kindOfId(id) === 'incident').length;
  return byPriority && byComponent && named && { byPriority, byComponent, ...named, unread };
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

/** The components that may be named: those of an incident of the period that is not confined. */
function* componentsNamed(incidents: Iterable<Pair>, period: Period): Generator<undefined, ReadonlySet<string>> {
  const names = new Set<string>();
  let seen = 0;
  for (const [{ confined, components }, { recordedAt }] of incidents) {
    if (confined !== true && isInPeriod(recordedAt, period)) for (const name of components) names.add(name);
    seen += 1;
    if (seen % seenAtOnce === 0) yield;
  }
  return names;
}

function* withoutNames(incidents: Iterable<Pair>, known: ReadonlySet<string>, withheld: string): Generator<MeasuredIncident> {
  for (const [, measured] of incidents)
    yield { ...measured, components: measured.components.map(name => (known.has(name) ? name : withheld)) };
}

function* namedIn(
  incidents: Iterable<Pair>,
  period: Period,
  at: Instant,
): Generator<undefined, Pick<ManagementReport, 'oldest' | 'late' | 'confined'>> {
  const [oldest, late] = [new FirstNamed(), new FirstNamed()];
  let [confined, seen] = [0, 0];
  for (const [facts, measured] of incidents) {
    const isOfPeriod = isInPeriod(measured.recordedAt, period);
    if (facts.confined === true && (isOfPeriod || facts.open)) confined += 1;
    if (facts.open) oldest.add(facts, beginningOf(measured));
    if (isOfPeriod && targetOutcome(measured, at) === 'missed') late.add(facts, measured.targetDue ?? at);
    seen += 1;
    if (seen % seenAtOnce === 0) yield;
  }
  return { oldest: oldest.found(), late: late.found(), confined };
}

/** Keeps the first few by their time; the others, and what is confined, it counts. */
class FirstNamed {
  private named: readonly NamedIncident[] = [];
  private more = 0;
  private unnamed = 0;

  add({ id, title, priority, confined }: IncidentFacts, at: Instant): void {
    if (confined === true) {
      this.unnamed += 1;
      return;
    }
    const last = this.named.at(-1);
    if (this.named.length < mostNamed || (last && at < last.at))
      this.named = [...this.named, { id, title, priority, at }].sort((a, b) => compareCodes(a.at, b.at) || compareCodes(a.id, b.id));
    else this.more += 1;
    if (this.named.length > mostNamed) {
      this.named = this.named.slice(0, mostNamed);
      this.more += 1;
    }
  }

  found(): NamedIncidents {
    return { named: this.named, more: this.more, unnamed: this.unnamed };
  }
}
