import type { Clock } from '../domain/incident/clock';
import { fill, textOf, type Words } from './words';

/** What a reporting duty is called; one of the organisation's own by its title, one that nobody knows any more by its id. */
export function describeDuty(words: Words, { duty, title, undecided }: Pick<Clock, 'duty' | 'title' | 'undecided'>): string {
  const name = textOf(words.duty, duty) ?? title ?? duty;
  return undecided ? fill(words.dutyClock.undecided, { duty: name }) : name;
}
