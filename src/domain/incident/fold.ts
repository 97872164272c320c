import { foldWith, RecordFold } from '../record/fold';
import { stampOf, type Stamp } from '../record/stamp';
import type { Ancestry } from '../record/ancestry';
import type { RecordEvent } from '../record/event';
import { Subject, type Misfit } from '../record/standing';
import { isPermitted, type Action } from '../vocabulary/permissions';
import type { Priority, PriorityMatrix } from '../vocabulary/priority';
import { isEarlier, type StepId } from '../vocabulary/steps';
import { actionsOfEntry } from './entryActions';
import { misfitOf, targetOfTransition, type EntryPlace } from './entryMisfit';
import { isContent, readIncidentEvent, type IncidentEvent, type IncidentEventData } from './event';
import { incidentFields, type IncidentValues } from './forms';
import type { Incident, IncidentId, StoredReport } from './incident';
import { asksMatrix, priorityBy } from './priority';
import { WorkingMeasures } from './workingMeasures';
import { reviewPatch } from './written';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The state of an incident (`RecordFold`). */
export function foldIncident(id: IncidentId, events: readonly RecordEvent[]): Incident {
  const { fold, timeline } = foldWith(events, ancestry => new IncidentFold(ancestry));
  return { kind: 'incident', id, ...fold.state(), timeline };
}

/** Everything about the incident that its content does not hold. */
type Course = Mutable<
  Pick<Incident, 'step' | 'open' | 'priority' | 'reviews' | 'waitsFor' | 'finalReport' | 'signOff' | 'closed' | 'passed'>
>;

/** The paths under which concurrent steps and priorities are told as conflicts: no field has these names (a test). */
export const [stepPath, priorityPath] = ['step', 'priority'] as const;

type OwnEvent = Extract<IncidentEvent, { type: `incident.${string}` }>;
type SavedEvent = Extract<IncidentEvent, { type: 'record.updated' }>;

class IncidentFold extends RecordFold<OwnEvent, SavedEvent> {
  private readonly course: Course = {
    step: 'detect',
    open: true,
    priority: undefined,
    reviews: {},
    waitsFor: undefined,
    finalReport: undefined,
    signOff: undefined,
    closed: undefined,
    passed: [],
  };
  private readonly applied = new Map<string, string>();
  /** Entries that report and sign-off depend on (`isContent`), also those whose content was redacted. */
  private readonly contents = new Set<string>();
  /** What the report covers: every answer of the forms, and the priority. */
  private readonly content: Subject<'finalReport'>;
  /** What the sign-off covers: the same, and the report. */
  private readonly reported: Subject<'signOff'>;
  private readonly measures: WorkingMeasures;
  /** The entry that completed the incident. */
  private closing: string | undefined;

  /** The matrix that was asked last; undefined while only entries of the first format asked, which do not say which. */
  private matrix: PriorityMatrix | undefined;

  constructor(ancestry: Ancestry | undefined) {
    super(incidentFields, ancestry);
    this.content = new Subject(ancestry, this.fallen);
    this.reported = new Subject(ancestry, this.fallen);
    this.measures = new WorkingMeasures(ancestry, this.fallen);
  }

  state(): Omit<Incident, 'kind' | 'id' | 'timeline'> {
    return {
      ...this.common(),
      ...this.course,
      values: this.currentValues(),
      gaps: this.measures.safeguardGaps(),
      releases: this.measures.releases,
      applied: this.applied,
    };
  }

  protected read(entry: RecordEvent): IncidentEvent | undefined {
    return readIncidentEvent(entry);
  }

  protected actionsOf(event: IncidentEvent): readonly Action[] {
    return actionsOfEntry(event, this.course.step);
  }

  /** Two who take a step at the same time without knowing of one another: the one that does not count is the other side of a conflict. */
  protected misfitOf(event: IncidentEvent, entry: RecordEvent, isRefused: boolean): Misfit | undefined {
    const misfit = misfitOf(event, this.place(), isRefused);
    const target = misfit && !isRefused ? targetOfTransition(event) : undefined;
    if (target !== undefined) this.writes.passedOver(stepPath, target, entry.id);
    return misfit;
  }

  protected noted({ type, id }: RecordEvent): void {
    if (isContent(type)) this.contents.add(id);
  }

  protected written(event: SavedEvent | Extract<IncidentEvent, { type: 'record.captured' }>, entry: RecordEvent): void {
    if (event.type !== 'record.updated') return;
    const { patch, matrix = this.matrix, priority } = event.data;
    if (priority !== undefined) this.setPriority(priority ?? undefined, entry);
    else if (matrix && asksMatrix(patch)) this.prioritise(matrix, entry);
  }

  protected changed(paths: readonly string[], entry: RecordEvent): void {
    if (paths.length > 0) this.contentChanged(entry);
    this.measures.changed(paths, id => this.values.row('measures', id), entry);
  }

  protected released(part: string | undefined, entry: RecordEvent): void {
    if (part !== undefined) this.measures.release(part, stampOf(entry), entry);
  }

  protected contentGone(named: string, entry: RecordEvent): void {
    if (!this.contents.has(named)) return;
    this.contentChanged(entry);
    this.measures.contentRedacted(entry);
  }

  protected applyOwn(event: OwnEvent, entry: RecordEvent): void {
    const { course } = this;
    const target = targetOfTransition(event);
    if (target !== undefined) this.writes.record(stepPath, target, entry.id);
    switch (event.type) {
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
      case 'incident.gapRestored':
        return this.measures.restore(event.data.gap, event.data.note, entry);
      case 'incident.gapAccepted':
        return this.measures.accept(event.data.gap, event.data.until, event.data.reason, entry);
      case 'incident.reportStored':
        return this.storeReport({ ...stampOf(entry), ...event.data }, entry);
      case 'incident.signedOff':
        if (this.reported.decided('signOff', entry)) course.signOff = stampOf(entry);
        return;
    }
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

  private currentValues(): IncidentValues {
    return this.values.values();
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

  /** The priority follows from the values as they stand and the matrix: no copy can contradict them. */
  private prioritise(matrix: PriorityMatrix, entry: RecordEvent): void {
    this.matrix = matrix;
    const [impact, urgency, priorityOverride] = ['impact', 'urgency', 'priorityOverride'].map(field => this.values.value(field));
    this.setPriority(priorityBy(matrix, { impact, urgency, priorityOverride } as IncidentValues), entry);
  }

  private setPriority(priority: Priority | undefined, entry: RecordEvent): void {
    this.writes.record(priorityPath, priority, entry.id);
    if (priority === this.course.priority) return;
    this.course.priority = priority;
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
    if (!isPermitted(released.by.role, 'release')) this.disregard(entry, 'release');
    else this.measures.release(measure, released, entry);
  }
}
