import { erasureType } from '../domain/record/erasure';
import type { RecordEvent } from '../domain/record/event';
import { isRedaction } from '../domain/record/redaction';
import { statsNow, textOfVersion, versionOf } from './stats';

/**
 * True where the entries of another copy are known to be those of a file and more, so that it need not be read: it is still the `version` of which that
 * is known, and nothing is taken away by any of them, since what that was would have to be read.
 */
export function isGoingOn(file: string, version: string | undefined, theirs: readonly RecordEvent[]): boolean {
  const stats = version === undefined ? undefined : statsNow(file);
  if (!stats?.isFile() || textOfVersion(versionOf(stats)) !== version) return false;
  return theirs.every(({ type, data }) => data !== null && type !== erasureType && !isRedaction(type));
}
