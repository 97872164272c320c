import { addCalendarMonth, addHours, millisecondsBetween, type Instant } from '../foundation/time';
import type { IncidentValues } from './forms';
import { dutyIds } from '../vocabulary/duties';

/** A reporting duty with a computed date. */
export type DutyId = (typeof dutyIds)[number];

/** A reporting duty the user said applies. `due` is undefined while what it counts from is not known. */
export interface Clock {
  readonly duty: DutyId;
  readonly due?: Instant;
  readonly sentAt?: Instant;
}

/**
 * The clocks of the duties the user said apply; it is never decided here whether a duty applies.
 * NIS2 Art. 23(4): early warning 24 h and notification 72 h after becoming aware, final report one calendar month after the
 * notification was sent. GDPR Art. 33(1): 72 h after becoming aware.
 */
export function clocksOf(values: Pick<IncidentValues, 'duties'>): readonly Clock[] {
  const rows = values.duties ?? [];
  const notificationSent = rows.find(row => row.id === 'nis2Notification')?.sentAt;
  return dutyIds.flatMap(duty => {
    const row = rows.find(candidate => candidate.id === duty);
    if (row?.applies !== 'yes') return [];
    return [{ duty, due: dueOf(duty, row.awareAt, notificationSent), sentAt: row.sentAt }];
  });
}

function dueOf(duty: DutyId, awareAt: Instant | undefined, notificationSent: Instant | undefined): Instant | undefined {
  switch (duty) {
    case 'nis2EarlyWarning':
      return awareAt && addHours(awareAt, 24);
    case 'nis2Notification':
    case 'gdprNotification':
      return awareAt && addHours(awareAt, 72);
    case 'nis2FinalReport':
      return notificationSent && addCalendarMonth(notificationSent);
  }
}

/** The running clock that is due first; undefined when none runs. */
export function nearestClock(clocks: readonly Clock[]): (Clock & { readonly due: Instant }) | undefined {
  return clocks
    .filter((clock): clock is Clock & { due: Instant } => clock.due !== undefined && clock.sentAt === undefined)
    .sort((a, b) => millisecondsBetween(b.due, a.due))[0];
}
