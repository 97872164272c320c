import { reviewAfterDays } from '../../src/domain/incident/measure';
import { addDays, minutesAhead, type Instant } from '../../src/domain/foundation/time';

/** Made with the first time that is shown: in a fresh page the first one takes longer than everything else that is set up before the first message. */
let exact: Intl.DateTimeFormat | undefined;
let days: Intl.DateTimeFormat | undefined;

/** A stored time in the reader's own time zone and form. */
export function formatTime(at: Instant): string {
  const date = new Date(at);
  exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return Number.isNaN(date.getTime()) ? at : exact.format(date);
}

/** The day of a stored time, in the reader's own time zone and form. */
export function formatDate(at: Instant): string {
  days ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
  return days.format(new Date(at));
}

/** True where people write the day before the month: decides how `1/2/2026` is read. */
export function isDayBeforeMonth(): boolean {
  const parts = new Intl.DateTimeFormat().formatToParts(new Date()).map(part => part.type);
  return parts.indexOf('day') < parts.indexOf('month');
}

/** A stored time as the value of a `datetime-local` input. */
export function toLocalInput(at: Instant | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : new Date(date.getTime() + minutesAhead(at) * 60_000).toISOString().slice(0, 16);
}

/** Now, as it is stored. */
export function now(): Instant {
  return new Date().toISOString();
}

/** The date that is proposed for looking at a workaround again, as it would be typed. */
export function proposedReviewDate(): string {
  return toLocalInput(addDays(now(), reviewAfterDays)).replace('T', ' ');
}
