import { definitionOf, type Kind, type StateOf } from '../domain/records';
import type { RecordEvent } from '../domain/record/event';
import { changeSchemaOf, type FieldsById } from '../domain/forms/field';
import type { GateCondition } from '../domain/incident/gate';
import { missingDocumentation } from '../domain/incident/documentation';
import type { Candidate, Reason } from '../domain/incident/review';
import type { Incident } from '../domain/incident/incident';
import type { Link, LinkTarget } from '../domain/record/link';
import { stepNumber, type StepId } from '../domain/vocabulary/steps';
import type { Instant } from '../domain/foundation/time';
import { millisecondsBetween } from '../domain/foundation/time';
import { describePlain, describeReplaced, describeValue } from './describeValue';
import { word, type Words } from './words';

/** A length of time in its largest unit: "5 min", "3 h", "2 d". */
export function describeDuration(words: Words, milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  if (minutes < 1) return word(words, 'age.now');
  if (minutes < 60) return word(words, 'age.minutes', Math.floor(minutes));
  if (minutes < 48 * 60) return word(words, 'age.hours', Math.floor(minutes / 60));
  return word(words, 'age.days', Math.floor(minutes / (24 * 60)));
}

/** "3 h ago", "just now". */
export function describeAge(words: Words, at: Instant, now: Instant): string {
  const passed = millisecondsBetween(at, now);
  return Math.abs(passed) < 60_000 ? word(words, 'age.now') : word(words, 'age.ago', describeDuration(words, passed));
}

/** "21 h left", "overdue by 2 h". */
export function describeDue(words: Words, due: Instant, now: Instant): string {
  const left = millisecondsBetween(now, due);
  return word(words, left >= 0 ? 'clock.left' : 'clock.over', describeDuration(words, left));
}

/** "3 Analyse and propose a solution". */
export function describeStep(words: Words, step: StepId): string {
  return `${stepNumber(step)} ${word(words, `step.${step}`)}`;
}

/** What a link points to, in one line: a path with its lines, a short hash with the subject, a record id. */
export function describeTarget(target: LinkTarget): string {
  switch (target.type) {
    case 'file':
      return target.lines ? `${target.path}:${target.lines.from}–${target.lines.to}` : target.path;
    case 'commit':
      return `${target.sha.slice(0, 8)} ${target.subject}`;
    case 'record':
      return target.id;
  }
}

/** One entry of the timeline: what happened, and the details as "name: value" lines. */
export interface DescribedEvent {
  readonly title: string;
  readonly details: readonly string[];
}

/** Puts an entry of the log into words; an entry nobody knows is named, not dropped. In the timeline it is looked up what it replaced. */
export function describeEvent(
  words: Words,
  { kind, timeline }: Pick<StateOf<Kind>, 'kind' | 'timeline'>,
  event: RecordEvent,
  formatTime: (at: Instant) => string,
): DescribedEvent {
  if (event.data === null) return { title: word(words, 'event.contentGone'), details: [event.type] };
  const definition = definitionOf(kind);
  const { fields } = definition;
  const known = definition.read(event);
  if (!known) return { title: word(words, 'event.unknown', event.type), details: [] };
  const title = (...values: readonly string[]): string => word(words, `event.${known.type}`, ...values);
  const replaced = (over: Readonly<Record<string, string>> | undefined): readonly string[] =>
    describeReplaced(words, over, formatTime, { timeline, patchOf: entry => definition.patchOf(entry), fields });
  switch (known.type) {
    case 'record.captured':
      return { title: title(), details: describePatch(words, fields, known.data.patch, formatTime) };
    case 'record.updated':
      return {
        title: 'step' in known.data ? word(words, 'event.record.stepSaved', describeStep(words, known.data.step)) : title(),
        details: [...describePatch(words, fields, known.data.patch, formatTime), ...replaced(known.data.over)],
      };
    case 'incident.advanced':
      return {
        title: title(describeStep(words, known.data.to)),
        details: describePatch(words, fields, known.data.patch ?? {}, formatTime),
      };
    case 'incident.returned':
    case 'incident.reopened':
      return { title: title(describeStep(words, known.data.to)), details: [known.data.reason] };
    case 'incident.assigned':
      return {
        title: title(`${word(words, `option.${known.data.level}`)}, ${known.data.person}`),
        details: [...(known.data.reason ? [known.data.reason] : []), ...replaced(known.data.over)],
      };
    case 'incident.completed':
      return { title: title(word(words, `option.${known.data.closureCode}`)), details: [] };
    case 'record.linked':
      return { title: title(), details: [describeLink(words, known.data.link)] };
    case 'record.linkJudged':
      return { title: title(word(words, `linkState.${known.data.state}`)), details: [] };
    case 'record.commented':
      return { title: title(), details: [known.data.text] };
    case 'incident.gapRestored':
      return { title: title(), details: [known.data.note] };
    case 'incident.gapAccepted':
      return { title: title(formatTime(known.data.until)), details: [known.data.reason] };
    case 'incident.reportStored':
      return { title: title(), details: [`SHA-256 ${known.data.sha256}`] };
    case 'incident.reviewed': {
      const { source, outcome, match, candidates } = known.data;
      const found = outcome === 'matches' && match ? `${match.id.slice(0, 10)} ${match.title}` : word(words, 'option.none');
      return {
        title: title(word(words, `review.${source}`)),
        details: [found, ...candidates.map(candidate => word(words, 'review.considered', describeCandidate(words, candidate, formatTime)))],
      };
    }
    case 'incident.workaroundApplied':
    case 'incident.solutionApplied':
      return {
        title: title(),
        details: [
          ...(known.data.from === undefined ? [] : [word(words, 'event.from', known.data.from)]),
          ...describePatch(words, fields, known.data.patch, formatTime),
          ...(known.type === 'incident.workaroundApplied' ? replaced(known.data.over) : []),
        ],
      };
    case 'incident.waiting':
      return { title: known.data.for === null ? word(words, 'event.incident.notWaiting') : title(known.data.for), details: [] };
    case 'record.redacted':
      return { title: title(), details: [known.data.reason] };
    case 'record.released':
      return { title: known.data.part === undefined ? title() : word(words, 'event.record.partReleased'), details: [] };
    case 'record.unlinked':
    case 'incident.signedOff':
      return { title: title(), details: [] };
  }
}

function describeLink(words: Words, { kind, target, state }: Pick<Link, 'kind' | 'target' | 'state'>): string {
  return `${word(words, `link.${kind}`)}: ${describeTarget(target)} (${word(words, `linkState.${state}`)})`;
}

/** What a review was offered, with its reasons: "KE-7K3QF2 Relay refuses TLS (same component: Mail relay)". */
function describeCandidate(words: Words, { id, title, reasons }: Candidate, formatTime: (at: Instant) => string): string {
  const why = reasons.map(reason => describeReason(words, reason, formatTime)).join('; ');
  return `${id.slice(0, 10)} ${title}${why === '' ? '' : ` (${why})`}`;
}

/** Why something was offered: "shared words: relay, port"; times as `formatTime` has them. */
export function describeReason(words: Words, { code, values }: Reason, formatTime: (at: Instant) => string): string {
  switch (code) {
    case 'window':
    case 'ahead':
      return word(words, `reason.${code}`, values.map(formatTime).join(' – '));
    case 'frameFile':
    case 'frameFunction':
    case 'lastChangedFrames':
    case 'lastChangedLinked':
    case 'componentPath':
      return word(words, `reason.${code}`, ...values);
    case 'mergedBefore':
    case 'shortlyBefore':
      return word(words, `reason.${code}`, describeDuration(words, Number(values[0]) * 60_000));
    default:
      return word(words, `reason.${code}`, values.join(', '));
  }
}

function describePatch(
  words: Words,
  fields: FieldsById,
  patch: Readonly<Record<string, unknown>>,
  formatTime: (at: Instant) => string,
): readonly string[] {
  return Object.entries(patch).flatMap(([id, change]) => {
    const field = fields[id];
    if (!field) return [];
    const parsed = changeSchemaOf(field).safeParse(change);
    if (!parsed.success) return [];
    const name = word(words, `field.${id}`);
    if (change === null) return [`${name}: ${word(words, 'event.cleared')}`];
    if (field.kind !== 'list') return [`${name}: ${describePlain(words, field, parsed.data, formatTime)}`];
    const rows = Object.entries(parsed.data as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>).map(([row, cells]) => ({
      ...cells,
      id: row,
    }));
    const text = describeValue(words, id, rows, formatTime, fields);
    return [text.trim() === '' ? `${name}: ${word(words, 'event.rows', rows.length)}` : `${name}: ${text}`];
  });
}

/** A missing condition of a gate in words; the documentation check says what exactly is missing. */
export function describeCondition(words: Words, incident: Incident, condition: GateCondition): string {
  const text = word(words, `gate.${condition.code}`);
  if (condition.code !== 'documentation') return text;
  const missing = [...new Set(missingDocumentation(incident).map(({ code }) => word(words, `documentation.${code}`)))];
  return missing.length > 0 ? `${text}: ${missing.join('; ')}` : text;
}
