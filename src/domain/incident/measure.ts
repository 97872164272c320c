import type { Row } from './forms';
import type { Incident } from './incident';

/** What makes a measure another one: neither a release (DER.2.1.A5) nor the acceptance of its risk covers it any more when one of these changes. */
export const releasedColumns = ['what', 'type', 'component', 'weakensSafeguard', 'safeguard'] as const;

/** What a restored safeguard covers: another answer to the safeguard question is another gap. */
export const safeguardColumns = ['component', 'weakensSafeguard', 'safeguard'] as const;

/** The measures of a type that are not dropped and not released as they stand (DER.2.1.A5); a change takes a release back. */
export function unreleased(
  { values, releases }: Pick<Incident, 'values' | 'releases'>,
  ...types: readonly Row<'measures'>['type'][]
): readonly Row<'measures'>[] {
  return (values.measures ?? []).filter(row => row.state !== 'dropped' && row.type && types.includes(row.type) && !releases.has(row.id));
}
