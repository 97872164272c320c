import { isOverdue } from '../../src/domain/incident/clock';
import { dueOf } from '../../src/domain/incident/due';
import { concernsSecurity, matchesText, openGaps, type IncidentFacts } from '../../src/domain/incident/facts';
import { contactLine } from '../../src/domain/interface/definition';
import { stepNumber } from '../../src/domain/vocabulary/steps';
import { isEarlierInstant, type Instant } from '../../src/domain/foundation/time';
import type { FormFacts } from '../../src/domain/records';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';
import { describeDuty } from '../../src/words/describeDuty';
import type { Words } from '../../src/words/words';

/** Whether an incident is open, completed, in the archive, or erased. */
type State = 'open' | 'closed' | 'archived' | 'erased';

/** What the list is filtered by; an empty string is no filter. */
export interface Filter {
  readonly text: string;
  readonly kind: string;
  readonly priority: string;
  readonly step: string;
  readonly state: '' | State;
  readonly tile: '' | TileId;
  /** Those that a pattern is made of. */
  readonly only?: Only | undefined;
}

/** Some incidents, and what they have in common. */
export interface Only {
  readonly name: string;
  readonly ids: readonly string[];
}

/** Nothing is filtered. */
export const noFilter: Filter = { text: '', kind: '', priority: '', step: '', state: '', tile: '' };

/** Columns the list can be sorted by. */
export type SortKey = 'id' | 'title' | 'reported' | 'priority' | 'step' | 'recordedAt';
/** A column and a direction. */
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** When one looks, and in which language: texts are searched as they are read. */
export interface Look {
  readonly now: Instant;
  readonly words: Words;
}

/** The overview tiles: each a number and a filter. */
export const tiles = {
  open: incident => incident.open,
  security: concernsSecurity,
  unknown: ({ open, couldBeSecurity, assessment }) => open && couldBeSecurity === 'unknown' && assessment === undefined,
  gaps: (incident, now) => openGaps(incident, now).length > 0,
  accepted: (incident, now) => acceptedGaps(incident, now).length > 0,
  handOvers: ({ handOvers }) => handOvers.length > 0,
  duties: ({ clocks }, now) => clocks.some(clock => isOverdue(clock, now) || clock.halt === 'stopped'),
  target: ({ target }, now) => target !== undefined && isEarlierInstant(target.due, now),
  due: (incident, now) => dueOf(incident, now).some(({ what: { code } }) => code === 'review' || code === 'followUp'),
  faulty: incident => incident.faulty,
} as const satisfies Record<string, (incident: ListedIncident, now: Instant) => boolean>;

/** Id of a tile. */
export type TileId = keyof typeof tiles;

/** The safeguard gaps whose risk is accepted, until a date that is still to come. */
export function acceptedGaps(facts: IncidentFacts, now: Instant): IncidentFacts['gaps'] {
  const open = openGaps(facts, now);
  return facts.gaps.filter(gap => !gap.restored && !open.includes(gap));
}

/** What one looks at: the filter, and the incident that is open beside the list. */
export interface ListLook {
  readonly filter: Filter;
  readonly shown: string | undefined;
}

/** The same with another filter. An incident that the list no longer holds does not stay open beside it. */
export function filtered(look: ListLook, change: Partial<Filter>, incidents: readonly ListedIncident[], at: Look): ListLook {
  const filter = { ...look.filter, ...change };
  const isHidden = incidents.some(incident => incident.id === look.shown && !passes(incident, filter, at));
  return { filter, shown: isHidden ? undefined : look.shown };
}

/** The incidents that pass the filter, sorted. */
export function filterAndSort(incidents: readonly ListedIncident[], filter: Filter, sort: Sort, at: Look): readonly ListedIncident[] {
  const direction = sort.descending ? -1 : 1;
  return incidents
    .filter(incident => passes(incident, filter, at))
    .sort((a, b) => direction * sortText(a, sort.key).localeCompare(sortText(b, sort.key)) || a.id.localeCompare(b.id));
}

function passes(incident: ListedIncident, filter: Filter, at: Look): boolean {
  return (
    (filter.kind === '' || incident.reported === filter.kind) &&
    (filter.priority === '' || incident.priority === filter.priority) &&
    (filter.step === '' || incident.step === filter.step) &&
    (filter.state === '' || stateOf(incident) === filter.state) &&
    (filter.tile === '' || tiles[filter.tile](incident, at.now)) &&
    (filter.only === undefined || filter.only.ids.includes(incident.id)) &&
    matchesIncident(incident, filter.text, at.words)
  );
}

/** What the list is filtered by as its state. */
export function stateOf({ open, archived, erased }: ListedIncident): State {
  if (open) return 'open';
  if (erased) return 'erased';
  return archived ? 'archived' : 'closed';
}

/** True when every word stands in what is listed of the incident: who and what it is about, its gaps, duties, hand-overs and follow-ups. */
function matchesIncident(incident: ListedIncident, text: string, words: Words): boolean {
  if (text === '') return true;
  const { components, gaps, clocks, handOvers, followUps, waitsFor = '', solution = '', instructions = '' } = incident;
  const parties = words.kinds.incident.fields.handOvers.columns.interface.options;
  const more = [
    ...gaps.flatMap(({ safeguard, component }) => [safeguard, component]),
    ...clocks.map(clock => describeDuty(words, clock)),
    ...handOvers.map(({ party }) => parties[party]),
    ...followUps.flatMap(({ what, person = '' }) => [what, person]),
  ];
  return matchesText({ ...incident, components: [...components, ...more, waitsFor, solution, instructions] }, text);
}

/** The same of a record that is one form. */
export function matchesOther(other: FormFacts, text: string): boolean {
  const { components, workaround = '', solution = '' } = other;
  const contact = other.kind === 'interface' ? contactLine(other) : '';
  return matchesText({ ...other, components: [...components, workaround, solution, contact] }, text);
}

function sortText(incident: ListedIncident, key: SortKey): string {
  return key === 'step' ? String(stepNumber(incident.step)) : (incident[key] ?? '');
}
