import type { ShareName } from '../../domain/incident/figures';
import { isEarlierInstant } from '../../domain/foundation/time';
import type { MeasuredIncident } from '../../domain/incident/measuredIncident';
import { interrupts } from './observation';

/** For each share whether an incident is one of those it is of, and whether it has the mark; undefined where it is none of them. */
export function marksOf(incident: MeasuredIncident): Readonly<Record<ShareName, boolean | undefined>> {
  const { changeCaused, knownErrorHit, closedAt, firstCompletedAt, reopenings, shortWay } = incident;
  const amongInterrupting = (has: boolean): boolean | undefined => (interrupts(incident) ? has : undefined);
  return {
    workaround: amongInterrupting(ranOnWorkaround(incident)),
    reopened: firstCompletedAt === undefined ? undefined : reopenings !== undefined,
    knownError: amongInterrupting(knownErrorHit === true),
    changeCaused: amongInterrupting(changeCaused === 'confirmed'),
    changeSuspected: amongInterrupting(changeCaused === 'suspected'),
    shortWay: closedAt === undefined ? undefined : shortWay === true,
  };
}

/** True where users could work before the service was normal. */
function ranOnWorkaround({ workaroundAt, restoredAt }: MeasuredIncident): boolean {
  return workaroundAt !== undefined && (restoredAt === undefined || isEarlierInstant(workaroundAt, restoredAt));
}
