import { foldWith, RecordFold } from '../record/fold';
import { stampOf } from '../record/stamp';
import type { Ancestry } from '../record/ancestry';
import type { ReleasedData } from '../record/entries';
import { remainsOf } from '../record/erasure';
import type { RecordEvent } from '../record/event';
import { Subject, type Misfit } from '../record/standing';
import type { Action } from '../vocabulary/permissions';
import type { Register } from '../vocabulary/register';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { Priority, PriorityMatrix } from '../vocabulary/priority';
import { isEarlier, type StepId } from '../vocabulary/steps';
import { priorityPath, stepPath } from './conflictPath';
import { actionsOfEntry } from './entryActions';
import { misfitOf, targetOfTransition, type EntryPlace } from './entryMisfit';
import { answersDue, commonType, isContent, readEntry, type IncidentEvent, type IncidentEventData } from './event';
import { incidentFields, type IncidentValues } from './forms';
import { beginning, type Course, type Incident, type IncidentId, type StoredReport } from './incident';
import { asksMatrix, priorityBy } from './priority';
import { rowsTaken } from './procedureSteps';
import { restoreTarget } from './restoreTarget';
import { TimelyWrites } from './timelyWrites';
import { WorkingMeasures } from './workingMeasures';
import { patchWrittenBy, reviewPatch } from './written';

/** The state of an incident (`RecordFold`). */
export function foldIncident(id: IncidentId, events: readonly RecordEvent[], register?: Register): Incident {
  const { fold, timeline } = foldWith(events, ancestry => new IncidentFold(ancestry, register));
  return fold.state(id, timeline);
}

type OwnEvent = Extract<IncidentEvent, { type: `incident.${string}` }>;
type SavedEvent = Extract<IncidentEvent, { type: 'record.updated' }>;

class IncidentFold extends RecordFold<OwnEvent, SavedEvent> {
  private readonly course: { -readonly [K in keyof Course]: Course[K] } = { ...beginning };
  private readonly awaited = new Set<string>();
  private readonly applied = new Map<string, string>();
  private readonly interfaces = new Map<string, string>();
  private readonly ownDuties = new Map<string, OwnDuty>();
  /** Entries that report and sign-off depend on (`isContent`), also those whose content was redacted. */
  private readonly contents = new Set<string>();
  /** What the report covers: every answer of the forms, and the priority. */
  private readonly content: Subject<'finalReport'>;
  /** What the sign-off covers: the same, and the report. */
  private readonly reported: Subject<'signOff'>;
  private readonly measures: WorkingMeasures;
  protected override readonly timely = new TimelyWrites();
  private readonly row: EntryPlace['row'] = (list, id) => this.values.row(list, id);
  /** The entry that completed the incident. */
  private closing: string | undefined;

  /** The matrix that was asked last, and the entry that said which; undefined while only entries of the first format asked, which do not say which. */
  private matrix: PriorityMatrix | undefined;
  private matrixFrom: string | undefined;
  /** The hours to restore the service in, as they were agreed then. */
  private restoreHours: Readonly<Record<Priority, number>> | undefined;

  constructor(ancestry: Ancestry | undefined, register: Register | undefined) {
    super(incidentFields, ancestry, register);
    this.content = new Subject(ancestry, this.fallen);
    this.reported = new Subject(ancestry, this.fallen);
    this.measures = new WorkingMeasures(ancestry, this.fallen);
  }

  state(id: IncidentId, timeline: readonly RecordEvent[]): Incident {
    return {
      kind: 'incident',
      id,
      timeline,
      ...this.common(),
      ...this.course,
      ...remainsOf(timeline),
      target: restoreTarget(this.values, this.course.priority, this.restoreHours),
      gaps: this.measures.safeguardGaps(),
      ownDuties: [...this.ownDuties.values()],
      releases: this.measures.releases,
      releaseRequests: this.measures.releaseRequests,
      proposed: this.measures.proposed(),
      applied: this.applied,
      awaited: this.awaited,
      interfaces: this.interfaces,
      timely: this.timely,
    };
  }

  protected read(entry: RecordEvent): IncidentEvent | undefined {
    return readEntry(entry);
  }

  protected actionsOf(event: IncidentEvent): readonly Action[] {
    return actionsOfEntry(event, this.course.step, row => this.values.row('handOvers', row)?.['interface']);
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
    const { patch, matrix, priority, restoreHours, duties = [], over = {} } = event.data;
    // Who settles that it stays where it stands has answered the other side.
    if (Object.hasOwn(over, stepPath)) this.writes.record(stepPath, this.course.open ? this.course.step : 'completed', entry.id);
    if (restoreHours) this.restoreHours = restoreHours;
    // A rule counts as it was when the duty was decided first: a deadline does not move because the setting does.
    for (const duty of duties) if (!this.ownDuties.has(duty.id)) this.ownDuties.set(duty.id, duty);
    if (matrix) this.matrixFrom = entry.id;
    const asked = matrix ?? this.matrix;
    // Entries of the first format say a priority instead of the matrix; where there is one it would be a copy that can contradict it.
    if (priority !== undefined && !asked) return this.setPriority(priority ?? undefined, entry);
    if (asked && asksMatrix(Object.keys(patch))) this.prioritise(asked, entry);
  }

  protected changed(paths: readonly string[], entry: RecordEvent): void {
    if (paths.length > 0 && this.isAnswer(entry)) {
      this.contentChanged(entry);
      this.course.overtaken ||= !this.course.open && entry.id !== this.closing;
    }
    if (paths.includes('assignee') || paths.includes('level')) this.course.assignedAt = entry.at;
    // A save says itself which matrix it asked (`written`). The product writes these values with nothing else; what does is ranked all the same.
    const isSave = commonType(entry.type) === 'record.updated';
    if (!isSave && this.matrix && asksMatrix(paths)) this.prioritise(this.matrix, entry);
    this.measures.changed(paths, id => this.values.row('measures', id), entry);
  }

  protected released({ part, onBehalf }: ReleasedData, entry: RecordEvent): void {
    if (part !== undefined) this.measures.release(part, { ...stampOf(entry), ...(onBehalf && { onBehalf }) }, entry);
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
        return this.write(patchWrittenBy(event) ?? {}, entry);
      case 'incident.completed':
        course.open = false;
        course.closed = stampOf(entry);
        course.overtaken = this.content.isUnseen();
        this.closing = entry.id;
        for (const row of event.data.awaited ?? []) this.awaited.add(row);
        this.leave(event.data.from);
        return this.write({ closureCode: event.data.closureCode }, entry);
      case 'incident.reopened':
        course.open = true;
        course.closed = course.archived = undefined;
        course.overtaken = false;
        this.moveBack(event.data.to, entry);
        return this.write(event.data.patch ?? {}, entry);
      case 'incident.archived':
      case 'incident.broughtBack':
        // Two who archive at once have done the same.
        course.archived = event.type === 'incident.archived' ? (course.archived ?? stampOf(entry)) : undefined;
        return;
      case 'incident.reviewed':
        return this.review(event.data, entry);
      case 'incident.workaroundApplied':
        this.applied.set(event.data.measure, event.data.from ?? '');
        return this.write(event.data.patch, entry);
      case 'incident.solutionApplied':
        this.applied.set(event.data.measure, event.data.from ?? '');
        this.write(event.data.patch, entry);
        course.waitsFor = undefined;
        return this.releaseApplied(event.data, entry);
      case 'incident.procedureTaken':
        for (const row of rowsTaken(event.data.patch)) this.applied.set(row, event.data.procedure);
        return this.write(event.data.patch, entry);
      case 'incident.waiting':
        course.waitsFor = event.data.for ?? undefined;
        return;
      case 'incident.handedOver':
        this.awaited.add(event.data.handOver);
        if (event.data.register !== undefined) this.interfaces.set(event.data.handOver, event.data.register);
        return this.write(patchWrittenBy(event) ?? {}, entry);
      case 'incident.assigned':
      case 'incident.evidenceAttached':
      case 'incident.acknowledged':
      case 'incident.followUpDone':
      case 'incident.noticeSent':
      case 'incident.workaroundReviewed':
        return this.write(patchWrittenBy(event) ?? {}, entry);
      case 'incident.securityAssessed':
        course.ownAssessment = { ...stampOf(entry), ...event.data };
        course.overtaken ||= !course.open;
        return;
      case 'incident.releaseAsked':
        return this.measures.askRelease(event.data.measure, entry);
      case 'incident.releaseRefused':
        return this.measures.refuseRelease(event.data.measure, event.data.reason, entry);
      case 'incident.gapOpened': {
        const { gap, safeguard, component, since, until } = event.data;
        this.contentChanged(entry);
        return this.measures.open({ id: gap, safeguard, component, since, ...(until && { until }), openedBy: entry.by });
      }
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
    const { course, values, row } = this;
    const [kind, assessment, couldBeSecurity] = [values.value('kind'), values.value('assessment'), values.value('couldBeSecurity')];
    return {
      step: course.step,
      open: course.open,
      sawClosing: this.hasSeen(this.closing),
      sawMatrix: this.hasSeen(this.matrixFrom),
      row,
      values: { kind, assessment, couldBeSecurity } as EntryPlace['values'],
    };
  }

  private hasSeen(entry: string | undefined): boolean {
    return entry !== undefined && (this.ancestry?.hasSeen(entry) ?? true);
  }

  /** What is told or answered after the completion changes nothing that was decided. */
  private isAnswer({ type }: RecordEvent): boolean {
    return !answersDue(type) && (this.course.open || (type !== 'incident.handedOver' && type !== 'incident.noticeSent'));
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
    // What is stored after the completion is made of what was signed off.
    const isAnother = this.course.open && this.course.finalReport?.sha256 !== report.sha256;
    if (isAnother && this.reported.changed(entry).length > 0) this.course.signOff = undefined;
    this.course.finalReport = report;
  }

  private contentChanged(entry: RecordEvent): void {
    for (const decision of [...this.content.changed(entry), ...this.reported.changed(entry)]) this.course[decision] = undefined;
  }

  private review({ source, ...outcome }: IncidentEventData<'incident.reviewed'>, entry: RecordEvent): void {
    this.course.reviews = { ...this.course.reviews, [source]: { ...stampOf(entry), ...outcome } };
    this.write(reviewPatch({ source, ...outcome }), entry);
  }

  /** A solution is released by who applies it, where they may; a release that was given where it came `from` counts by the role it was given in. */
  private releaseApplied({ measure, from, released: elsewhere }: IncidentEventData<'incident.solutionApplied'>, entry: RecordEvent): void {
    const released = (from && elsewhere) ?? stampOf(entry);
    const refused = this.refusedAs('release', released);
    if (!refused) this.measures.release(measure, released, entry);
    else if (elsewhere) this.disregard(entry, refused);
  }
}
