import { definitionOf, type Kind, type StateOf } from '../domain/records';
import type { RecordEvent } from '../domain/record/event';
import { changeSchemaOf } from '../domain/forms/field';
import { reviewFields, type Candidate } from '../domain/incident/review';
import type { Link } from '../domain/record/link';
import type { Instant } from '../domain/foundation/time';
import { noticePatch } from '../domain/incident/noticeSent';
import { describeReason, describeStep, describeTarget } from './describe';
import { describeDuty } from './describeDuty';
import { describeReplaced } from './describeReplaced';
import { describePlain, describeValue } from './describeValue';
import { fieldOf, fieldText, formInWords, type FormInWords } from './form';
import { describeApproval, describeName } from './standing';
import { counted, fill, labelled, type Words } from './words';

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
    case 'record.erased':
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
    case 'incident.archived':
    case 'incident.broughtBack':
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
