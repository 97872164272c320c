import type { GateCondition } from '../domain/incident/gateCondition';
import type { Reason } from '../domain/incident/review';
import type { LinkTarget } from '../domain/record/link';
import { stepNumber, type StepId } from '../domain/vocabulary/steps';
import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import { fill, textOf, type Words } from './words';

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

/** How an incident that is over stands in a line. */
export function describeOver(words: Words, { archived, erased }: { readonly archived?: unknown; readonly erased?: unknown }): string {
  if (erased !== undefined) return words.page.erased;
  return archived === undefined ? words.page.completed : words.page.archived;
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
    case 'pathWords':
      return fill(words.reason[code], { list: values.map(word => fill(words.quotedWord, { word })).join(', ') });
    default:
      return fill(words.reason[code], { list: values.join(', ') });
  }
}

/** A missing condition of a gate in words; the documentation check says what exactly is missing. */
export function describeCondition(words: Words, { code, lacks = [] }: GateCondition): string {
  const text = words.gate[code];
  return lacks.length > 0 ? `${text}: ${lacks.map(gap => words.documentation[gap]).join('; ')}` : text;
}
