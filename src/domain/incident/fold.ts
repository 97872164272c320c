import type { RecordEvent } from '../event';
import type { Patch } from '../field';
import type { RecordId } from '../ids';
import { addLink, judgeLink, removeLink } from '../link';
import { ancestry, causalOrder } from '../log';
import type { Stamp } from '../stamp';
import { applyPatch } from '../values';
import { WriteTracker } from '../writes';
import { readIncidentEvent, type IncidentEvent } from './event';
import { incidentFields, type Row } from './forms';
import type { SafeguardGap } from './gap';
import type { Incident } from './incident';
import { isEarlier, type StepId } from './steps';
import { reviewPatch } from './written';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type State = Mutable<Incident>;

/**
 * The state of an incident: its entries applied in causal order. Total and deterministic: it never throws, and the same set
 * of entries gives the same state in whatever order the lines stand. Entries that are not understood stay in the timeline.
 */
export function foldIncident(id: RecordId, events: readonly RecordEvent[]): Incident {
  const timeline = causalOrder(events);
  const state = emptyIncident(id, timeline);
  const writes = new WriteTracker(ancestry(timeline));
  for (const event of timeline) {
    const known = readIncidentEvent(event);
    state.recorded ??= { at: event.at, by: event.by };
    state.changedAt = event.at;
    if (known) apply(state, known, event, writes);
  }
  state.conflicts = writes.conflicts();
  return state;
}

function emptyIncident(id: RecordId, timeline: readonly RecordEvent[]): State {
  return {
    id,
    step: 'detect',
    open: true,
    values: {},
    priority: undefined,
    links: [],
    gaps: [],
    releases: {},
    reviews: {},
    applied: {},
    waitsFor: undefined,
    finalReport: undefined,
    signOff: undefined,
    recorded: undefined,
    closed: undefined,
    changedAt: undefined,
    passed: [],
    conflicts: [],
    timeline,
  };
}

function apply(state: State, event: IncidentEvent, entry: RecordEvent, writes: WriteTracker): void {
  const stamp: Stamp = { at: entry.at, by: entry.by };
  switch (event.type) {
    case 'incident.captured':
      return write(state, event.data.patch, entry, writes);
    case 'incident.updated':
      write(state, event.data.patch, entry, writes);
      if (event.data.priority !== undefined) state.priority = event.data.priority ?? undefined;
      return;
    case 'incident.advanced':
      state.step = event.data.to;
      state.passed = [...state.passed.filter(step => step !== event.data.from), event.data.from];
      if (event.data.patch) write(state, event.data.patch, entry, writes);
      return;
    case 'incident.returned':
      moveBack(state, event.data.to);
      if (event.data.cause === 'recurrence') write(state, { recurrence: null, recurrenceReason: null }, entry, writes);
      return;
    case 'incident.assigned':
      return write(state, { level: event.data.level, assignee: event.data.person }, entry, writes);
    case 'incident.completed':
      state.open = false;
      state.closed = stamp;
      state.passed = [...state.passed.filter(step => step !== event.data.from), event.data.from];
      return write(state, { closureCode: event.data.closureCode }, entry, writes);
    case 'incident.reopened':
      state.open = true;
      state.closed = undefined;
      return moveBack(state, event.data.to);
    case 'incident.linked':
      state.links = addLink(state.links, event.data.link);
      return;
    case 'incident.linkJudged':
      state.links = judgeLink(state.links, event.data.link, event.data.state);
      return;
    case 'incident.unlinked':
      state.links = removeLink(state.links, event.data.link);
      return;
    case 'incident.reviewed':
      return review(state, event.data, entry, writes);
    case 'incident.workaroundApplied':
      state.applied = { ...state.applied, [event.data.measure]: event.data.from ?? '' };
      return write(state, event.data.patch, entry, writes);
    case 'incident.solutionApplied':
      state.applied = { ...state.applied, [event.data.measure]: event.data.from ?? '' };
      write(state, event.data.patch, entry, writes);
      state.releases = { ...state.releases, [event.data.measure]: event.data.released ?? stamp };
      state.waitsFor = undefined;
      return;
    case 'incident.waiting':
      state.waitsFor = event.data.for ?? undefined;
      return;
    case 'incident.measureReleased':
      state.releases = { ...state.releases, [event.data.measure]: stamp };
      return;
    case 'incident.gapRestored':
      return changeGap(state, event.data.gap, { restored: { ...stamp, note: event.data.note } });
    case 'incident.gapAccepted':
      return changeGap(state, event.data.gap, { accepted: { ...stamp, until: event.data.until, reason: event.data.reason } });
    case 'incident.reportStored':
      state.finalReport = { ...stamp, sha256: event.data.sha256, text: event.data.text };
      return;
    case 'incident.signedOff':
      state.signOff = stamp;
      return;
    case 'incident.commented':
      return;
  }
}

function review(
  state: State,
  { source, ...outcome }: Extract<IncidentEvent, { type: 'incident.reviewed' }>['data'],
  entry: RecordEvent,
  writes: WriteTracker,
): void {
  state.reviews = { ...state.reviews, [source]: { at: entry.at, by: entry.by, ...outcome } };
  write(state, reviewPatch({ source, ...outcome }), entry, writes);
}

/** Going back voids what was decided about the end: report and sign-off belong to the state they were given for. */
function moveBack(state: State, to: StepId): void {
  state.step = to;
  state.passed = state.passed.filter(step => isEarlier(step, to));
  state.finalReport = undefined;
  state.signOff = undefined;
}

function changeGap(state: State, id: string, change: Partial<SafeguardGap>): void {
  state.gaps = state.gaps.map(gap => (gap.id === id ? { ...gap, ...change } : gap));
}

function write(state: State, patch: Patch, entry: RecordEvent, writes: WriteTracker): void {
  state.values = applyPatch(incidentFields, state.values, patch, (path, value) => {
    writes.record(path, value, entry.id);
  });
  const measures = patch['measures'];
  if (measures && typeof measures === 'object') afterMeasures(state, measures as MeasurePatch, entry);
}

type MeasurePatch = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/** Columns whose change makes a released measure another measure: the release does not cover it any more. */
const releasedColumns = ['what', 'type', 'component', 'weakensSafeguard', 'safeguard'];

function afterMeasures(state: State, patch: MeasurePatch, entry: RecordEvent): void {
  for (const [id, cells] of Object.entries(patch)) {
    if (!cells || releasedColumns.some(column => Object.hasOwn(cells, column))) {
      state.releases = Object.fromEntries(Object.entries(state.releases).filter(([measure]) => measure !== id));
    }
    const row = state.values.measures?.find(candidate => candidate.id === id);
    if (row && cells) openGap(state, row, cells['weakensSafeguard'] === 'yes', entry);
  }
}

/**
 * A measure that weakens a safeguard opens a gap (M 6.124). Once open, only restoring or accepting it closes it: neither
 * changing the answer nor removing the row makes it disappear.
 */
function openGap(state: State, measure: Row<'measures'>, answeredYes: boolean, entry: RecordEvent): void {
  const known = state.gaps.find(gap => gap.id === measure.id);
  if (!known && measure.weakensSafeguard !== 'yes') return;
  const described = { safeguard: measure.safeguard ?? known?.safeguard ?? '', component: measure.component ?? known?.component ?? '' };
  if (!known || (known.restored && answeredYes)) {
    const gap = { id: measure.id, ...described, since: entry.at, openedBy: entry.by };
    state.gaps = [...state.gaps.filter(other => other.id !== measure.id), gap];
  } else if (!known.restored) {
    changeGap(state, measure.id, described);
  }
}
