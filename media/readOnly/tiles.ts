import { isOverdue } from '../../src/domain/incident/clock';
import { dueOf, waitingOf } from '../../src/domain/incident/due';
import { isAssessedOtherwise, openGaps, standsForSecurity, type IncidentFacts } from '../../src/domain/incident/facts';
import { workaroundsPastReview } from '../../src/domain/incident/patterns';
import { isEarlierInstant, type Instant } from '../../src/domain/foundation/time';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';

/** The overview tiles: each a number and a filter. */
export const tiles = {
  security: incident => incident.open && standsForSecurity(incident),
  unknown: incident =>
    incident.open && incident.couldBeSecurity !== 'no' && incident.assessment === undefined && !standsForSecurity(incident),
  otherwise: incident => isAssessedOtherwise(incident),
  gaps: (incident, now) => openGaps(incident, now).length > 0,
  accepted: (incident, now) => acceptedGaps(incident, now).length > 0,
  untold: ({ untold }) => untold !== undefined,
  lateHandOvers: (incident, now) => waitingOf(incident, now).some(({ what, isOver }) => what.code === 'handOver' && isOver),
  handOvers: (incident, now) => waitingOf(incident, now).some(({ what, isOver }) => what.code === 'handOver' && !isOver),
  duties: ({ clocks }, now) => clocks.some(clock => isOverdue(clock, now) || clock.halt === 'stopped'),
  target: ({ target }, now) => target !== undefined && isEarlierInstant(target.due, now),
  reviews: (incident, now) => workaroundsPastReview([incident], now).length > 0,
  due: (incident, now) => dueOf(incident, now).some(({ what }) => what.code === 'followUp'),
  faulty: incident => incident.faulty,
} as const satisfies Record<string, (incident: ListedIncident, now: Instant) => boolean>;

/** Id of a tile. */
export type TileId = keyof typeof tiles;

/** True for the id of a tile, wherever it comes from. */
export function isTileId(id: string): id is TileId {
  return Object.hasOwn(tiles, id);
}

/** The tiles by what they are about: security, what runs out, the records themselves. */
export const tileGroups = {
  security: ['security', 'unknown', 'otherwise', 'gaps', 'accepted'],
  handOvers: ['untold', 'lateHandOvers', 'handOvers'],
  dates: ['duties', 'target', 'reviews', 'due', 'faulty'],
} as const satisfies Readonly<Record<string, readonly TileId[]>>;

/** The safeguard gaps whose risk is accepted, until a date that is still to come. */
export function acceptedGaps(facts: IncidentFacts, now: Instant): IncidentFacts['gaps'] {
  const open = openGaps(facts, now);
  return facts.gaps.filter(gap => !gap.restored && !open.includes(gap));
}
