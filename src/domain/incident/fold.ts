import { Ancestry } from '../record/ancestry';
import type { RecordEvent } from '../record/event';
import type { Patch } from '../forms/field';
import type { RecordId } from '../record/ids';
import { WorkingLinks } from '../record/link';
import { causalOrder, isChain } from '../record/log';
import { isPermitted } from '../vocabulary/permissions';
import { stampOf, type Stamp } from '../record/stamp';
import { disregardedEntry, Subject, type Disregarded, type Fallen } from '../record/standing';
import { WorkingValues } from '../forms/values';
import { WriteTracker } from '../record/writes';
import { actionsOfEntry } from './entryActions';
import { misfitOf, type EntryPlace } from './entryMisfit';
import { isContent, readIncidentEvent, type IncidentEvent, type IncidentEventData } from './event';
import { incidentFields, type IncidentValues } from './forms';
import type { Incident, StoredReport } from './incident';
import { isEarlier, type StepId } from '../vocabulary/steps';
import { WorkingMeasures } from './workingMeasures';
import { reviewPatch } from './written';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The state of an incident: its entries applied in causal order. Total and deterministic: it never throws, and the same set
 * of entries gives the same state in whatever order the lines stand. Entries that are not understood stay in the timeline, entries
 * that their role may not make are named and do not count. The cost grows with the number of entries and of what they hold.
 */
export function foldIncident(id: RecordId, events: readonly RecordEvent[]): Incident {
  const timeline = causalOrder(events);
  const fold = new IncidentFold(isChain(timeline) ? undefined : new Ancestry(timeline));
  for (const event of timeline) fold.enter(event);
  return { id, ...fold.state(), timeline };
}

/** Everything about the incident that its content does not hold. */
type Course = Mutable<
  Pick<
    Incident,
    'step' | 'open' | 'priority' | 'reviews' | 'waitsFor' | 'finalReport' | 'signOff' | 'recorded' | 'closed' | 'changedAt' | 'passed'
  >
>;

class IncidentFold {
  private readonly course: Course = {
    step: 'detect',
    open: true,
    priority: undefined,
    reviews: {},
    waitsFor: undefined,
    finalReport: undefined,
    signOff: undefined,
    recorded: undefined,
    closed: undefined,
    changedAt: undefined,
    passed: [],
  };
  private readonly values = new WorkingValues(incidentFields);
  private readonly links = new WorkingLinks();
  private readonly applied = new Map<string, string>();
  private readonly disregarded: Disregarded[] = [];
  private readonly fallen: Fallen[] = [];
  private readonly writes: WriteTracker;
  /** Entries that report and sign-off depend on (`isContent`), also those whose content was redacted. */
  private readonly contents = new Set<string>();
  /** What the report covers: every answer of the forms, and the priority. */
  private readonly content: Subject<'finalReport'>;
  /** What the sign-off covers: the same, and the report. */
  private readonly reported: Subject<'signOff'>;
  private readonly measures: WorkingMeasures;
  /** The entry that completed the incident. */
  private closing: string | undefined;

  constructor(private readonly ancestry: Ancestry | undefined) {
    this.writes = new WriteTracker(ancestry);
    this.content = new Subject(ancestry, this.fallen);
    this.reported = new Subject(ancestry, this.fallen);
    this.measures = new WorkingMeasures(ancestry, this.fallen);
  }

  enter(entry: RecordEvent): void {
    this.ancestry?.enter(entry);
    this.course.recorded ??= stampOf(entry);
    this.course.changedAt = entry.at;
    if (isContent(entry.type)) this.contents.add(entry.id);
    const event = readIncidentEvent(entry);
    if (!event) return;
    const refused = actionsOfEntry(event, this.course.step).find(action => !isPermitted(entry.by.role, action));
    const reason = misfitOf(event, this.place(), refused !== undefined) ?? refused;
    if (reason) this.disregarded.push(disregardedEntry(entry, reason));
    else this.apply(event, entry);
  }

  private place(): EntryPlace {
    const { step, open } = this.course;
    return {
      step,
      open,
      sawClosing: this.closing !== undefined && (this.ancestry?.hasSeen(this.closing) ?? true),
      values: {
        kind: this.values.value('kind') as IncidentValues['kind'],
        assessment: this.values.value('assessment') as IncidentValues['assessment'],
      },
    };
  }

  state(): Omit<Incident, 'id' | 'timeline'> {
    return {
      ...this.course,
      values: this.values.values(),
      links: this.links.links(),
      gaps: this.measures.safeguardGaps(),
      releases: this.measures.releases,
      applied: this.applied,
      conflicts: this.writes.conflicts(),
      disregarded: this.disregarded,
      fallen: this.fallen,
    };
  }

  private apply(event: IncidentEvent, entry: RecordEvent): void {
    const { course } = this;
    switch (event.type) {
      case 'incident.captured':
        return this.write(event.data.patch, entry);
      case 'incident.updated':
        this.write(event.data.patch, entry);
        return this.prioritise(event.data.priority, entry);
      case 'incident.advanced':
        course.step = event.data.to;
        this.leave(event.data.from);
        return this.write(event.data.patch ?? {}, entry);
      case 'incident.returned':
        this.moveBack(event.data.to, entry);
        if (event.data.cause === 'recurrence') this.write({ recurrence: null, recurrenceReason: null }, entry);
        return;
      case 'incident.assigned':
        return this.write({ level: event.data.level, assignee: event.data.person }, entry);
      case 'incident.completed':
        course.open = false;
        course.closed = stampOf(entry);
        this.closing = entry.id;
        this.leave(event.data.from);
        return this.write({ closureCode: event.data.closureCode }, entry);
      case 'incident.reopened':
        course.open = true;
        course.closed = undefined;
        return this.moveBack(event.data.to, entry);
      case 'incident.linked':
        return this.links.add(event.data.link);
      case 'incident.linkJudged':
        return this.links.judge(event.data.link, event.data.state);
      case 'incident.unlinked':
        return this.links.remove(event.data.link);
      case 'incident.reviewed':
        return this.review(event.data, entry);
      case 'incident.workaroundApplied':
        this.applied.set(event.data.measure, event.data.from ?? '');
        return this.write(event.data.patch, entry);
      case 'incident.solutionApplied':
        this.applied.set(event.data.measure, event.data.from ?? '');
        this.write(event.data.patch, entry);
        course.waitsFor = undefined;
        return this.releaseElsewhere(event.data.measure, entry, event.data.released ?? stampOf(entry));
      case 'incident.waiting':
        course.waitsFor = event.data.for ?? undefined;
        return;
      case 'incident.measureReleased':
        return this.measures.release(event.data.measure, stampOf(entry), entry);
      case 'incident.gapRestored':
        return this.measures.restore(event.data.gap, event.data.note, entry);
      case 'incident.gapAccepted':
        return this.measures.accept(event.data.gap, event.data.until, event.data.reason, entry);
      case 'incident.reportStored':
        return this.storeReport({ ...stampOf(entry), ...event.data }, entry);
      case 'incident.signedOff':
        if (this.reported.decided('signOff', entry)) course.signOff = stampOf(entry);
        return;
      case 'incident.redacted':
        if (!this.contents.has(event.data.entry)) return;
        this.contentChanged(entry);
        return this.measures.contentRedacted(entry);
      case 'incident.commented':
        return;
    }
  }

  private leave(step: StepId): void {
    this.course.passed = [...this.course.passed.filter(other => other !== step), step];
  }

  /** Going back voids what was decided about the end: report and sign-off belong to the state they were given for. */
  private moveBack(to: StepId, entry: RecordEvent): void {
    this.course.step = to;
    this.course.passed = this.course.passed.filter(step => isEarlier(step, to));
    this.contentChanged(entry);
  }

  private prioritise(priority: IncidentEventData<'incident.updated'>['priority'], entry: RecordEvent): void {
    if (priority === undefined || (priority ?? undefined) === this.course.priority) return;
    this.course.priority = priority ?? undefined;
    this.contentChanged(entry);
  }

  private storeReport(report: StoredReport, entry: RecordEvent): void {
    if (!this.content.decided('finalReport', entry)) return;
    if (this.course.finalReport?.sha256 !== report.sha256 && this.reported.changed(entry).length > 0) this.course.signOff = undefined;
    this.course.finalReport = report;
  }

  private contentChanged(entry: RecordEvent): void {
    for (const decision of [...this.content.changed(entry), ...this.reported.changed(entry)]) this.course[decision] = undefined;
  }

  private review({ source, ...outcome }: IncidentEventData<'incident.reviewed'>, entry: RecordEvent): void {
    this.course.reviews = { ...this.course.reviews, [source]: { ...stampOf(entry), ...outcome } };
    this.write(reviewPatch({ source, ...outcome }), entry);
  }

  /** A release that was given where a solution came from counts by the role it was given in. */
  private releaseElsewhere(measure: string, entry: RecordEvent, released: Stamp): void {
    if (!isPermitted(released.by.role, 'release')) this.disregarded.push(disregardedEntry(entry, 'release'));
    else this.measures.release(measure, released, entry);
  }

  private write(patch: Patch, entry: RecordEvent): void {
    const changed = this.values.apply(patch, (path, value) => {
      this.writes.record(path, value, entry.id);
    });
    if (changed.length > 0) this.contentChanged(entry);
    this.measures.changed(changed, id => this.values.row('measures', id), entry);
  }
}
