import type { Instant } from '../domain/foundation/time';

/** “2026-11-27 03:04 UTC”: in what leaves the editor a time is the same for whoever reads it. */
export function utcTime(instant: Instant): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
