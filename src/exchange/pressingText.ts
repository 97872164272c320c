import { millisecondsBetween, type Instant } from '../domain/foundation/time';
import type { Due } from '../domain/incident/due';
import type { IncidentFacts } from '../domain/incident/facts';
import { hoursToAcknowledge } from '../domain/incident/handOver';
import { pressing, pressingCodes, type PressingCode, type PressingThings } from '../domain/incident/pressing';
import { describeDueWhat } from '../words/describeDue';
import { describeLength } from '../words/figures/describeLength';
import { fill, labelled, type Words } from '../words/words';
import { plainLine } from './plainText';
import { utcTime } from './utcTime';

type Sayings = { readonly [C in PressingCode]: (thing: PressingThings[C], words: Words, at: Instant) => string };

const sayings: Sayings = {
  duties: dutyOf,
  gaps: gapOf,
  accepted: gapOf,
  target: ({ at: due }, words, at) => fill(words.managementReport.pressing.target, { due: utcTime(due), late: lengthOf(words, due, at) }),
  untold: (party, words) => words.kinds.interface.fields.party.options[party],
  lateHandOvers: handOverOf,
  reviews: ({ at: due }, words, at) => fill(words.managementReport.pressing.review, { due: utcTime(due), late: lengthOf(words, due, at) }),
};

/** What is said of a thing that presses, behind what it is or the name of its incident. */
export function pressingSaid<C extends PressingCode>(code: C, thing: PressingThings[C], words: Words, at: Instant): string {
  return sayings[code](thing, words, at);
}

/** Everything of an incident that presses at a time, the worst first, a text for each. */
export function pressingTexts(words: Words, facts: IncidentFacts, at: Instant): readonly string[] {
  const { counts } = words.managementReport.pressing;
  return pressingCodes.flatMap(code => saidOf(code, facts, words, at)).map(({ code, said }) => labelled(counts[code], said));
}

function saidOf<C extends PressingCode>(
  code: C,
  facts: IncidentFacts,
  words: Words,
  at: Instant,
): readonly { readonly code: C; readonly said: string }[] {
  return pressing[code](facts, at).map(thing => ({ code, said: pressingSaid(code, thing, words, at) }));
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
