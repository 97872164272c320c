import type { Instant } from '../domain/foundation/time';
import type { Due, DueWhat } from '../domain/incident/due';
import { describeDue } from './describe';
import { describeDuty } from './describeDuty';
import { fill, type Words } from './words';

/** What is due, in a few words: "NIS2 early warning", "Follow-up: order a spare". */
export function describeDueWhat(words: Words, what: DueWhat): string {
  const { due, kinds } = words;
  switch (what.code) {
    case 'clock':
      return describeDuty(words, what);
    case 'gap':
      return fill(due.gap, { safeguard: what.safeguard });
    case 'followUp':
      return fill(due.followUp, { what: what.what });
    case 'handOver':
      return fill(due.handOver, { party: kinds.incident.fields.handOvers.columns.interface.options[what.party] });
    case 'target':
    case 'review':
    case 'observation':
    case 'reopening':
      return due[what.code];
    case 'release':
      return fill(due.release, { what: what.what });
  }
}

/** When something is due, or why it has no date: "21 h left", "without undue delay". */
export function describeDueWhen(words: Words, { what, at }: Pick<Due, 'what' | 'at'>, now: Instant): string {
  return what.code === 'clock' && what.halt ? words.dutyClock[what.halt] : describeDue(words, at, now);
}
