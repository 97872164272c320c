import type { Finding } from '../../src/domain/incident/finding';

/** Everything that findings tell: they themselves, and what is told with them. */
export function allTold(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap(finding => [finding, ...(finding.also ?? [])]);
}
