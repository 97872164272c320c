import type { RecordEvent } from '../event';
import type { Patch } from '../field';
import type { RecordId } from '../ids';
import { ancestry, causalOrder, type Ancestry } from '../log';
import { readIncidentEvent, type IncidentEvent } from './event';
import type { Row } from './forms';
import type { SafeguardGap } from './gap';
import type { Conflict, Incident, Stamp } from './incident';
import { isEarlier, type StepId } from './steps';
import { applyPatch, sameValue } from './values';

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
      state.links = [...state.links.filter(link => link.id !== event.data.link.id), event.data.link];
      return;
    case 'incident.linkJudged':
      state.links = state.links.map(link => (link.id === event.data.link ? { ...link, state: event.data.state } : link));
      return;
    case 'incident.unlinked':
      state.links = state.links.filter(link => link.id !== event.data.link);
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
  state.values = applyPatch(state.values, patch, (path, value) => {
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

interface Written {
  readonly event: string;
  readonly value: unknown;
}

/** Remembers who wrote each value last and which concurrent edits nobody has settled. */
class WriteTracker {
  private readonly last = new Map<string, Written>();
  private readonly unsettled = new Map<string, Written>();

  constructor(private readonly hasSeen: Ancestry | undefined) {}

  record(path: string, value: unknown, event: string): void {
    const { hasSeen } = this;
    if (!hasSeen) return;
    const rivals = [this.last.get(path), this.unsettled.get(path)];
    const rival = rivals.find(other => other && other.event !== event && !hasSeen(other.event, event) && !sameValue(other.value, value));
    if (rival) this.unsettled.set(path, rival);
    else this.unsettled.delete(path);
    this.last.set(path, { event, value });
  }

  conflicts(): readonly Conflict[] {
    return [...this.unsettled].map(([path, other]) => ({
      path,
      event: this.last.get(path)?.event ?? '',
      other: other.event,
      otherValue: other.value,
    }));
  }
}
