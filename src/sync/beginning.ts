import { beginningsOf } from '../store/codec';
import { oidOf } from './oid';

/** Characters of the beginnings of one record that are looked at. */
const mostLookedAt = 1024 * 1024;

/** The beginning of a log's text that has this name of git's, of those that are looked at. */
export function beginningNamed(oid: string, text: string): string | undefined {
  let room = mostLookedAt;
  for (const beginning of beginningsOf(text)) {
    if (oidOf(beginning) === oid) return beginning;
    room -= beginning.length;
    if (room < 0) return undefined;
  }
  return undefined;
}
