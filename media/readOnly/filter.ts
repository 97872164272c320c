import { isOverdue } from '../../src/domain/incident/clock';
import { matchesText, openGaps } from '../../src/domain/incident/facts';
import { stepNumber } from '../../src/domain/vocabulary/steps';
import { isSecurityRelevant } from '../../src/domain/incident/security';
import { isEarlierInstant, type Instant } from '../../src/domain/foundation/time';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';

/** What the list is filtered by; an empty string is no filter. */
export interface Filter {
  readonly text: string;
  readonly kind: string;
  readonly priority: string;
  readonly step: string;
  readonly state: '' | 'open' | 'closed';
  readonly tile: '' | TileId;
}

/** Columns the list can be sorted by. */
export type SortKey = 'id' | 'title' | 'reported' | 'priority' | 'step' | 'recordedAt';
/** A column and a direction. */
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The overview tiles: each a number and a filter. */
export const tiles = {
  open: incident => incident.open,
  security: ({ reported, assessment }) => isSecurityRelevant({ kind: reported, assessment }),
  unknown: incident => incident.couldBeSecurity === 'unknown',
  gaps: (incident, now) => openGaps(incident, now).length > 0,
  overdue: ({ clocks, target }, now) =>
    (target !== undefined && isEarlierInstant(target.due, now)) || clocks.some(clock => isOverdue(clock, now) || clock.halt === 'stopped'),
  faulty: incident => incident.faulty,
} as const satisfies Record<string, (incident: ListedIncident, now: Instant) => boolean>;

/** Id of a tile. */
export type TileId = keyof typeof tiles;

/** What one looks at: the filter, and the incident that is open beside the list. */
export interface ListLook {
  readonly filter: Filter;
  readonly shown: string | undefined;
}

/** The same with another filter. An incident that the list no longer holds does not stay open beside it. */
export function filtered(look: ListLook, change: Partial<Filter>, incidents: readonly ListedIncident[], now: Instant): ListLook {
  const filter = { ...look.filter, ...change };
  const isHidden = incidents.some(incident => incident.id === look.shown && !passes(incident, filter, now));
  return { filter, shown: isHidden ? undefined : look.shown };
}

/** The incidents that pass the filter, sorted. */
export function filterAndSort(incidents: readonly ListedIncident[], filter: Filter, sort: Sort, now: Instant): readonly ListedIncident[] {
  const direction = sort.descending ? -1 : 1;
  return incidents
    .filter(incident => passes(incident, filter, now))
    .sort((a, b) => direction * sortText(a, sort.key).localeCompare(sortText(b, sort.key)) || a.id.localeCompare(b.id));
}

function passes(incident: ListedIncident, filter: Filter, now: Instant): boolean {
  return (
    (filter.kind === '' || incident.reported === filter.kind) &&
    (filter.priority === '' || incident.priority === filter.priority) &&
    (filter.step === '' || incident.step === filter.step) &&
    (filter.state === '' || incident.open === (filter.state === 'open')) &&
    (filter.tile === '' || tiles[filter.tile](incident, now)) &&
    matchesText(incident, filter.text)
  );
}

function sortText(incident: ListedIncident, key: SortKey): string {
  return key === 'step' ? String(stepNumber(incident.step)) : (incident[key] ?? '');
}
