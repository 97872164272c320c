import type { Instant } from '../../src/domain/foundation/time';
import { dueOf, waitingOf } from '../../src/domain/incident/due';
import { isAssessedOtherwise, standsForSecurity } from '../../src/domain/incident/facts';
import { pressing, type PressingCode } from '../../src/domain/incident/pressing';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';

/** The overview tiles: each a number and a filter. */
export const tiles = {
  security: incident => incident.open && standsForSecurity(incident),
  unknown: incident =>
    incident.open && incident.couldBeSecurity !== 'no' && incident.assessment === undefined && !standsForSecurity(incident),
  otherwise: incident => isAssessedOtherwise(incident),
  gaps: presses('gaps'),
  accepted: presses('accepted'),
  untold: presses('untold'),
  lateHandOvers: presses('lateHandOvers'),
  handOvers: (incident, now) => waitingOf(incident, now).some(({ what, isOver }) => what.code === 'handOver' && !isOver),
  duties: presses('duties'),
  target: presses('target'),
  reviews: presses('reviews'),
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

function presses(code: PressingCode): (incident: ListedIncident, now: Instant) => boolean {
  return (incident, now) => pressing[code](incident, now).length > 0;
}
