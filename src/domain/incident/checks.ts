import { isEarlierInstant } from '../foundation/time';
import type { IncidentValues, Row } from './forms';

/** The last check of the observation, where it holds: what was seen before the observation began says nothing about it. */
export function lastCheckThatHolds({ checks = [], observeFrom }: IncidentValues): Row<'checks'> | undefined {
  const isInWindow = ({ at }: Row<'checks'>): boolean =>
    observeFrom === undefined || at === undefined || !isEarlierInstant(at, observeFrom);
  const judged = checks.filter(row => row.holds !== undefined && isInWindow(row));
  const last = judged.reduce<Row<'checks'> | undefined>(
    (latest, row) => (!latest || (row.at ?? '') >= (latest.at ?? '') ? row : latest),
    undefined,
  );
  return last?.holds === 'yes' ? last : undefined;
}
