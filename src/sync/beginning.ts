import { beginningsOf } from '../store/codec';
import { oidOf } from './oid';

/** Characters of the beginnings of one record that are looked at. */
const mostLookedAt = 1024 * 1024;

/** The beginnings of a log's text, each with git's name of it, until those that were given have so many characters together. */
export function* namedBeginnings(text: string, most: number): Generator<readonly [oid: string, beginning: string]> {
  let room = most;
  for (const beginning of beginningsOf(text)) {
    yield [oidOf(beginning), beginning];
    room -= beginning.length;
    if (room < 0) return;
  }
}

/** The beginning of a log's text that has this name of git's, of those that are looked at. */
export function beginningNamed(oid: string, text: string): string | undefined {
  for (const [name, beginning] of namedBeginnings(text, mostLookedAt)) if (name === oid) return beginning;
  return undefined;
}
