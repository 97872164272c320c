import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import type { Due } from '../domain/incident/due';
import { hoursToAcknowledge } from '../domain/incident/handOver';
import { pressingCodes, type PressingCode, type PressingThings } from '../domain/incident/pressing';
import { describeDueWhat } from '../words/describeDue';
import { describeLength } from '../words/figures/describeLength';
import { fill, type Words } from '../words/words';
import type { ManagementReport } from './managementContent';
import { countOf, namedItems, nameOf } from './managementNames';
import { plainLine } from './plainText';
import type { ReportSection } from './reportSection';
import { utcTime } from './utcTime';

type Sayings = { readonly [C in PressingCode]: (thing: PressingThings[C], words: Words, at: Instant) => string };

/** What is said of each thing behind the name of its incident. */
const sayings: Sayings = {
  duties: dutyOf,
  gaps: gapOf,
  accepted: gapOf,
  target: ({ at: due }, words, at) => fill(words.managementReport.pressing.target, { due: utcTime(due), late: lengthOf(words, due, at) }),
  untold: (party, words) => words.kinds.interface.fields.party.options[party],
  lateHandOvers: handOverOf,
  reviews: ({ at: due }, words, at) => fill(words.managementReport.pressing.review, { due: utcTime(due), late: lengthOf(words, due, at) }),
};

/** What whoever answers for security must know on the day the report is made, the worst first: of all incidents, whenever they were recorded. */
export function pressingSection({ pressing, byPriority: { at } }: ManagementReport, words: Words): ReportSection {
  const texts = words.managementReport.pressing;
  const said = <C extends PressingCode>(code: C) => ({
    title: texts.titles[code],
    items: namedItems(words, pressing[code], incident =>
      fill(texts.item, { ...nameOf(words, incident), said: sayings[code](incident.thing, words, at) }),
    ),
  });
  const there = pressingCodes.filter(code => countOf(pressing[code]) > 0);
  return {
    title: fill(texts.title, { at: at.slice(0, 10) }),
    texts: [there.length > 0 ? texts.text : texts.nothing],
    table: { head: [texts.what, texts.count], rows: pressingCodes.map(code => [texts.counts[code], String(countOf(pressing[code]))]) },
    parts: there.map(said),
  };
}

/** The same in one line. */
export function pressingInShort({ pressing, byPriority: { at } }: ManagementReport, words: Words): string {
  const { short, counts, inShort, none } = words.managementReport.pressing;
  const things = pressingCodes.flatMap(code => {
    const count = countOf(pressing[code]);
    return count > 0 ? [fill(inShort, { what: counts[code], count })] : [];
  });
  return fill(short, { at: at.slice(0, 10), things: things.length > 0 ? things.join('; ') : none });
}

function dutyOf({ what, at: due }: Due, words: Words, at: Instant): string {
  const duty = plainLine(describeDueWhat(words, what));
  const texts = words.managementReport.pressing;
  return what.code === 'clock' && what.halt
    ? fill(texts.halted, { duty, halt: words.dutyClock[what.halt] })
    : fill(texts.duty, { duty, due: utcTime(due), late: lengthOf(words, due, at) });
}

function gapOf({ safeguard, component, since, acceptedUntil }: PressingThings['gaps'], words: Words, at: Instant): string {
  const texts = words.managementReport.pressing;
  const where = component ? fill(words.page.gapOn, { safeguard, component }) : safeguard;
  const gap = fill(texts.gap, { gap: plainLine(where), since: utcTime(since) });
  if (acceptedUntil === undefined) return gap;
  const text = acceptedUntil > at ? texts.accepted : texts.acceptanceOver;
  return fill(text, { gap, until: utcTime(acceptedUntil) });
}

function handOverOf({ what, at: due }: Due, words: Words, at: Instant): string {
  if (what.code !== 'handOver') return describeDueWhat(words, what);
  return fill(words.managementReport.pressing.handOver, {
    party: words.kinds.interface.fields.party.options[what.party],
    due: utcTime(due),
    late: lengthOf(words, due, at),
    hours: hoursToAcknowledge(what.party),
  });
}

function lengthOf(words: Words, from: Instant, to: Instant): string {
  return describeLength(words, millisecondsBetween(from, to));
}
