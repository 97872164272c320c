import type { Instant } from '../../src/domain/foundation/time';
import type { Finding } from '../../src/domain/incident/finding';
import { localDay } from '../../src/domain/incident/patterns';

/** True for a day (`2026-11-22`, in local time) on which a burst that was found lies; `offset` is how many minutes local time is ahead of UTC. */
export function isBurstDay(findings: readonly Finding[], offset: (at: Instant) => number): (day: string) => boolean {
  const spans = findings.flatMap(finding =>
    finding.pattern === 'burst' ? [[finding.from, finding.to].map(at => localDay(at, offset(at)))] : [],
  );
  return day => spans.some(([from = '', to = '']) => from <= day && day <= to);
}
