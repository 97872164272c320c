import type { Patch } from '../forms/field';
import { isEarlierInstant, type Instant } from '../foundation/time';
import { knownErrorPrefix } from '../knownError/form';
import { changePrefix } from '../change/form';
import { hasPrefix } from '../record/ids';
import type { RecordEvent } from '../record/event';
import type { Link } from '../record/link';
import type { PriorityMatrix } from '../vocabulary/priority';
import { readIncidentEvent, type IncidentEvent } from './event';
import type { IncidentValues } from './forms';
import type { Incident } from './incident';
import type { Milestones } from './milestones';
import { asksMatrix, priorityBy, priorityInputs } from './priority';

/**
 * The milestones of an incident, from its entries alone: those that do not count are left out, as everywhere. *Qualified* is when a priority
 * was first in force, not when step 2 was left: target times, level and person hang on it, and the first support that step 2 asks for besides
 * is work on the incident already. An incident whose priority was redacted counts as qualified when it left step 2. Nothing is left of an
 * erased one.
 */
export function milestonesOf(incident: Incident): Milestones {
  const { values, target, links } = incident;
  const { relievedAt, normalSince, ...course } = courseOf(incident);
  const { occurredAt, detectedAt, serviceState } = values;
  const restoredAt = values.restoredAt ?? (serviceState === 'normal' ? normalSince : undefined);
  const workaroundAt = earliest(relievedAt, restoredAt);
  const changeCaused = changeCausing(links);
  return {
    ...course,
    ...(occurredAt !== undefined && { occurredAt }),
    ...(detectedAt !== undefined && { detectedAt }),
    ...(workaroundAt !== undefined && { workaroundAt }),
    ...(restoredAt !== undefined && { restoredAt }),
    ...(target && { targetDue: target.due }),
    ...(isKnownErrorHit(incident) && { knownErrorHit: true as const }),
    ...(changeCaused && { changeCaused }),
  };
}

/** What the entries say of the way it took. */
interface WayTaken extends Pick<Milestones, 'qualifiedAt' | 'firstCompletedAt' | 'reopenings' | 'shortWay'> {
  readonly relievedAt?: Instant;
  readonly normalSince?: Instant;
}

function courseOf({ timeline, disregarded }: Incident): WayTaken {
  const passedOver = new Set(disregarded.map(({ event }) => event));
  const way: { -readonly [K in keyof WayTaken]: WayTaken[K] } = {};
  let inputs: IncidentValues = {};
  let matrix: PriorityMatrix | undefined;
  for (const entry of timeline) {
    const event = passedOver.has(entry.id) || !bearsOn(entry) ? undefined : readIncidentEvent(entry);
    if (!event) continue;
    const patch = ('patch' in event.data ? event.data.patch : undefined) ?? {};
    inputs = { ...inputs, ...inputsIn(patch) };
    if (event.type === 'record.updated') matrix = event.data.matrix ?? matrix;
    if (isRanked(event, inputs, matrix) || hasLeftQualification(event)) way.qualifiedAt ??= entry.at;
    const { serviceState } = patch;
    if (serviceState === 'restricted' || serviceState === 'normal') way.relievedAt ??= entry.at;
    if (serviceState === 'normal') way.normalSince ??= entry.at;
    else if (serviceState !== undefined) delete way.normalSince;
    if (event.type === 'incident.completed') {
      way.firstCompletedAt ??= entry.at;
      if (event.data.short) way.shortWay = true;
      else delete way.shortWay;
    }
    if (event.type === 'incident.reopened') way.reopenings = (way.reopenings ?? 0) + 1;
  }
  return way;
}

const transitions: ReadonlySet<string> = new Set<IncidentEvent['type']>(['incident.advanced', 'incident.completed', 'incident.reopened']);

/** True for an entry that can say something of it: most say nothing, and are not read once more. */
function bearsOn({ type, data }: RecordEvent): boolean {
  const { patch, priority } = (data ?? {}) as { readonly patch?: unknown; readonly priority?: unknown };
  const written = Object.keys(patch ?? {});
  return transitions.has(type) || typeof priority === 'string' || written.includes('serviceState') || asksMatrix(written);
}

/** The values that the priority follows from, as a patch leaves them. */
function inputsIn(patch: Patch): IncidentValues {
  return Object.fromEntries(priorityInputs.flatMap(field => (field in patch ? [[field, patch[field] ?? undefined]] : [])));
}

/** True where a priority is in force after an entry: by the matrix that was asked, or as entries of the first format say it. */
function isRanked(event: IncidentEvent, inputs: IncidentValues, matrix: PriorityMatrix | undefined): boolean {
  if (matrix) return priorityBy(matrix, inputs) !== undefined;
  return event.type === 'record.updated' && typeof event.data.priority === 'string';
}

function hasLeftQualification(event: IncidentEvent): boolean {
  return event.type === 'incident.advanced' && event.data.from === 'qualify';
}

/**
 * True where a known error helped: the review found it, its workaround or solution was applied, or the incident ended with it. That one is
 * its cause says nothing: whoever makes a known error of a problem links its incidents so, and then nobody had known it.
 */
function isKnownErrorHit({ values, links }: Incident): boolean {
  const helped = links.some(
    ({ kind, state, target }) =>
      (kind === 'worksAround' || kind === 'fixedBy') &&
      state !== 'ruledOut' &&
      target.type === 'record' &&
      hasPrefix(knownErrorPrefix, target.id),
  );
  return helped || values.knownErrorReview === 'matches' || values.closureCode === 'knownError';
}

function changeCausing(links: readonly Link[]): Milestones['changeCaused'] {
  const states = links.flatMap(({ kind, state, target }) => {
    const isChange = target.type === 'commit' || (target.type === 'record' && hasPrefix(changePrefix, target.id));
    return kind === 'causedBy' && isChange ? [state] : [];
  });
  return states.includes('confirmed') ? 'confirmed' : states.includes('suspected') ? 'suspected' : undefined;
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && isEarlierInstant(b, a)) ? b : a;
}
