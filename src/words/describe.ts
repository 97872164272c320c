import { definitionOf, type Kind, type StateOf } from '../domain/records';
import type { RecordEvent } from '../domain/record/event';
import { changeSchemaOf } from '../domain/forms/field';
import type { GateCondition } from '../domain/incident/gateCondition';
import { reviewFields, type Candidate, type Reason } from '../domain/incident/review';
import type { Link, LinkTarget } from '../domain/record/link';
import { stepNumber, type StepId } from '../domain/vocabulary/steps';
import type { Instant } from '../domain/foundation/time';
import { millisecondsBetween } from '../domain/foundation/time';
import { describeDuty } from './describeDuty';
import { describeReplaced } from './describeReplaced';
import { describePlain, describeValue } from './describeValue';
import { noticePatch } from '../domain/incident/noticeSent';
import { fieldOf, fieldText, formInWords, type FormInWords } from './form';
import { describeApproval, describeName } from './standing';
import { counted, fill, labelled, textOf, type Words } from './words';

/** A length of time in its largest unit: "5 min", "3 h", "2 d". */
export function describeDuration(words: Words, milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  if (minutes < 1) return words.age.now;
  if (minutes < 60) return fill(words.age.minutes, { minutes: Math.floor(minutes) });
  if (minutes < 48 * 60) return fill(words.age.hours, { hours: Math.floor(minutes / 60) });
  return fill(words.age.days, { days: Math.floor(minutes / (24 * 60)) });
}

/** "3 h ago", "just now", "in 3 h". */
export function describeAge(words: Words, at: Instant, now: Instant): string {
  const passed = millisecondsBetween(at, now);
  if (Math.abs(passed) < 60_000) return words.age.now;
  return fill(words.age[passed < 0 ? 'ahead' : 'ago'], { age: describeDuration(words, passed) });
}

/** "21 h left", "overdue by 2 h", "due now". */
export function describeDue(words: Words, due: Instant, now: Instant): string {
  const left = millisecondsBetween(now, due);
  if (Math.abs(left) < 60_000) return words.clock.now;
  return fill(left >= 0 ? words.clock.left : words.clock.over, { time: describeDuration(words, left) });
}

/** "3 Analyse and propose a solution". */
export function describeStep(words: Words, step: StepId): string {
  return `${stepNumber(step)} ${words.steps[step].name}`;
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
  const { timeline: texts, kinds } = words;
  if (event.data === null) return { title: texts.contentGone, details: [describeName(words, kind, event)] };
  const definition = definitionOf(kind);
  const form = formInWords(words, kind);
  const { events } = kinds[kind];
  const own = kinds.incident.events;
  const known = definition.read(event);
  if (!known) return { title: fill(texts.unknown, { type: event.type }), details: [] };
  const patched = (patch: Readonly<Record<string, unknown>> = {}): readonly string[] => describePatch(words, form, patch, formatTime);
  const replaced = (over: Readonly<Record<string, string>> | undefined): readonly string[] =>
    describeReplaced(words, form, over, formatTime, { timeline, patchOf: entry => definition.patchOf(entry) });
  switch (known.type) {
    case 'record.captured':
      return { title: events[known.type], details: patched(known.data.patch) };
    case 'record.updated':
      return {
        title: 'step' in known.data ? fill(texts.stepSaved, { step: describeStep(words, known.data.step) }) : events[known.type],
        details: [...patched(known.data.patch), ...replaced(known.data.over)],
      };
    case 'incident.advanced':
      return { title: fill(own[known.type], { step: describeStep(words, known.data.to) }), details: patched(known.data.patch) };
    case 'incident.returned':
    case 'incident.reopened':
      return {
        title: fill(own[known.type], { step: describeStep(words, known.data.to) }),
        details: [known.data.reason, ...patched(known.data.patch)],
      };
    case 'incident.assigned':
      return {
        title: fill(own[known.type], { whom: `${kinds.incident.fields.level.options[known.data.level]}, ${known.data.person}` }),
        details: [...(known.data.reason ? [known.data.reason] : []), ...replaced(known.data.over)],
      };
    case 'incident.completed':
      return {
        title: fill(known.data.short ? texts.completedShortly : own[known.type], {
          how: kinds.incident.fields.closureCode.options[known.data.closureCode],
        }),
        details: [],
      };
    case 'record.linked':
      return { title: events[known.type], details: [describeLink(words, known.data.link)] };
    case 'record.linkJudged':
      return { title: fill(events[known.type], { state: words.linkState[known.data.state] }), details: [] };
    case 'record.commented':
      return { title: events[known.type], details: [known.data.text] };
    case 'incident.handedOver': {
      const { interface: party, person, channel, passed, register, at } = known.data;
      return {
        title: fill(own[known.type], { party: kinds.incident.fields.handOvers.columns.interface.options[party] }),
        details: [
          [person, channel, formatTime(at)].join(' · '),
          ...(register ? [fill(texts.overInterface, { record: register })] : []),
          passed,
        ],
      };
    }
    case 'incident.acknowledged':
      return { title: fill(own[known.type], { who: known.data.who, when: formatTime(known.data.at) }), details: [known.data.how] };
    case 'incident.followUpDone':
      return {
        title: fill(own[known.type], { who: known.data.who, when: formatTime(known.data.at) }),
        details: patched(definition.patchOf(event)),
      };
    case 'incident.workaroundReviewed': {
      const { note, reviewAt } = known.data;
      return {
        title: own[known.type],
        details: [note, reviewAt ? fill(texts.reviewedNext, { when: formatTime(reviewAt) }) : texts.notReviewedAgain],
      };
    }
    case 'incident.securityAssessed':
      return {
        title: fill(own[known.type], { assessment: kinds.incident.fields.assessment.options[known.data.assessment] }),
        details: [known.data.reason],
      };
    case 'incident.gapOpened': {
      const { safeguard, component, since, until } = known.data;
      return {
        title: fill(own[known.type], { gap: component ? fill(words.page.gapOn, { safeguard, component }) : safeguard }),
        details: [
          fill(words.page.gapSince, { when: formatTime(since) }),
          ...(until ? [fill(words.page.gapUntil, { when: formatTime(until) })] : []),
        ],
      };
    }
    case 'incident.releaseAsked':
      return { title: own[known.type], details: [] };
    case 'incident.releaseRefused':
      return { title: own[known.type], details: [known.data.reason] };
    case 'incident.gapRestored':
      return { title: own[known.type], details: [known.data.note] };
    case 'incident.gapAccepted':
      return { title: fill(own[known.type], { until: formatTime(known.data.until) }), details: [known.data.reason] };
    case 'incident.noticeSent':
      return { title: fill(own[known.type], { duty: describeDuty(words, known.data) }), details: patched(noticePatch(known.data)) };
    case 'incident.reportStored':
      return { title: own[known.type], details: [`SHA-256 ${known.data.sha256}`] };
    case 'incident.reviewed': {
      const { source, outcome, match, candidates } = known.data;
      const { options } = kinds.incident.fields[reviewFields[source].outcome];
      const found = outcome === 'matches' && match ? `${match.id.slice(0, 10)} ${match.title}` : options.none;
      return {
        title: fill(own[known.type], { source: words.review.against[source] }),
        details: [
          found,
          ...candidates.map(candidate => fill(words.review.considered, { candidate: describeCandidate(words, candidate, formatTime) })),
        ],
      };
    }
    case 'incident.workaroundApplied':
    case 'incident.solutionApplied':
      return {
        title: own[known.type],
        details: [
          ...(known.data.from === undefined ? [] : [fill(texts.from, { source: known.data.from })]),
          ...patched(known.data.patch),
          ...(known.type === 'incident.workaroundApplied' ? replaced(known.data.over) : []),
        ],
      };
    case 'incident.evidenceAttached':
      return { title: own[known.type], details: patched(known.data.patch) };
    case 'incident.procedureTaken':
      return { title: fill(own[known.type], { procedure: known.data.procedure }), details: patched(known.data.patch) };
    case 'incident.waiting':
      return { title: known.data.for === null ? texts.notWaiting : fill(own[known.type], { problem: known.data.for }), details: [] };
    case 'record.redacted':
      return { title: events[known.type], details: [known.data.reason] };
    case 'record.released':
      return {
        title: known.data.part === undefined ? events[known.type] : texts.partReleased,
        details: known.data.onBehalf
          ? [fill(texts.onBehalf, { person: known.data.onBehalf.person, how: describeApproval(words, known.data.onBehalf) })]
          : [],
      };
    case 'record.unlinked':
    case 'record.signed':
      return { title: events[known.type], details: [] };
    case 'incident.signedOff':
      return { title: own[known.type], details: [] };
  }
}

function describeLink(words: Words, { kind, target, state }: Pick<Link, 'kind' | 'target' | 'state'>): string {
  return `${words.link[kind]}: ${describeTarget(target)} (${words.linkState[state]})`;
}

/** What a review was offered, with its reasons: "KE-7K3QF2 Relay refuses TLS (same component: Mail relay)". */
function describeCandidate(words: Words, { id, title, reasons }: Candidate, formatTime: (at: Instant) => string): string {
  const why = reasons.map(reason => describeReason(words, reason, formatTime)).join('; ');
  return `${id.slice(0, 10)} ${title}${why === '' ? '' : ` (${why})`}`;
}

/** Why something was offered: "shared words: relay, port"; times as `formatTime` has them. */
export function describeReason(words: Words, { code, values }: Reason, formatTime: (at: Instant) => string): string {
  const [first = '', second = ''] = values;
  switch (code) {
    case 'window':
    case 'ahead':
      return fill(words.reason[code], { time: values.map(formatTime).join(' – ') });
    case 'frameFile':
      return fill(words.reason[code], { file: first, frame: second });
    case 'frameFunction':
      return fill(words.reason[code], { function: first, frame: second });
    case 'lastChangedFrames':
    case 'lastChangedLinked':
      return fill(words.reason[code], { changed: first, lines: second });
    case 'componentPath':
      return fill(words.reason[code], { component: first, path: second });
    case 'mergedBefore':
    case 'shortlyBefore':
      return fill(words.reason[code], { time: describeDuration(words, Number(first) * 60_000) });
    case 'category':
      return fill(words.reason[code], {
        list: values.map(value => textOf(words.kinds.incident.fields.category.options, value) ?? value).join(', '),
      });
    case 'terms':
    case 'identifier':
    case 'messageWords':
    case 'codeWords':
    case 'pathWords':
      return fill(words.reason[code], { list: values.map(word => fill(words.quotedWord, { word })).join(', ') });
    default:
      return fill(words.reason[code], { list: values.join(', ') });
  }
}

function describePatch(
  words: Words,
  form: FormInWords,
  patch: Readonly<Record<string, unknown>>,
  formatTime: (at: Instant) => string,
): readonly string[] {
  return Object.entries(patch).flatMap(([id, change]) => {
    const field = fieldOf(form.fields, id);
    if (!field) return [];
    const parsed = changeSchemaOf(field).safeParse(change);
    if (!parsed.success) return [];
    const text = fieldText(form.texts, id);
    if (change === null) return [labelled(text.label, words.timeline.cleared)];
    if (field.kind !== 'list') return [labelled(text.label, describePlain(text, field, parsed.data, formatTime))];
    const rows = Object.entries(parsed.data as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>).map(([row, cells]) => ({
      ...cells,
      id: row,
    }));
    const described = describeValue(form, id, rows, formatTime);
    const told = described.trim() === '' ? counted(words, words.timeline.rows, { count: rows.length }) : described;
    return [labelled(text.label, told)];
  });
}

/** A missing condition of a gate in words; the documentation check says what exactly is missing. */
export function describeCondition(words: Words, { code, lacks = [] }: GateCondition): string {
  const text = words.gate[code];
  return lacks.length > 0 ? `${text}: ${lacks.map(gap => words.documentation[gap]).join('; ')}` : text;
}
