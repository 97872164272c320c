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

/** Days until a workaround is looked at again, where nobody says otherwise (M 6.64 asks for a date, not for which). */
export const reviewAfterDays = 7;

/** True when what a record holds is applied to the incident already: it is not dropped, and not ended. */
export function isApplied({ values, applied }: Pick<Incident, 'values' | 'applied'>, from: string, type: Row<'measures'>['type']): boolean {
  return (values.measures ?? []).some(
    row => row.type === type && row.state !== 'dropped' && row.state !== 'ended' && applied.get(row.id) === from,
  );
}
