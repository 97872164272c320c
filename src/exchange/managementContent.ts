import type { Instant } from '../domain/foundation/time';
import type { Comparison } from '../domain/incident/comparison';
import type { ProcessFigures } from '../domain/incident/figures';
import type { Finding } from '../domain/incident/finding';
import type { Acknowledgement } from '../domain/incident/handOver';
import type { PressingCode, PressingThings } from '../domain/incident/pressing';
import type { interfaceParties } from '../domain/vocabulary/parties';
import type { Priority } from '../domain/vocabulary/priority';

/** How an incident stands as a security incident; `none` where it was reported as one and found to be none. */
export const securityStandings = ['confirmed', 'suspected', 'unassessed', 'none'] as const;

/** How an incident stands as a security incident. */
export type SecurityStanding = (typeof securityStandings)[number];

type Party = (typeof interfaceParties)[number];

/** An incident that the report names: none that stays with those who have it (`isConfined`). */
export interface NamedIncident {
  readonly id: string;
  readonly title: string;
  readonly priority: Priority | undefined;
  /** Since when it is open, by when its service was to be restored, when it was recorded or handed over. */
  readonly at: Instant;
}

/** The first of some incidents with what is said of each, how many more could be named, and how many stay unnamed. */
export interface NamedIncidents<T extends object = object> {
  readonly named: readonly (NamedIncident & T)[];
  readonly more: number;
  readonly unnamed: number;
}

/** The hand-overs to one party that were made in the period: how many, and how each was acknowledged. */
export interface PartyHandOvers extends Readonly<Record<Acknowledgement, number>> {
  readonly party: Party;
  readonly made: number;
}

/** A hand-over that was not acknowledged in time: how long that took, or has taken up to now, in milliseconds. */
export interface LateHandOver {
  readonly party: Party;
  readonly took: number;
  readonly isAcknowledged: boolean;
}

/** Something of an incident that presses. */
export interface PressingThing<C extends PressingCode> {
  readonly thing: PressingThings[C];
}

/** What the management report of a period is made of. */
export interface ManagementReport {
  /** Whose it is: what the folder of the records is called. */
  readonly of: string;
  /** The same incidents, told apart by priority and by component. */
  readonly byPriority: ProcessFigures;
  readonly byComponent: ProcessFigures;
  readonly compared: Comparison;
  /** The priority that keeps its targets worst, by more than chance; undefined where there is none. */
  readonly weakest: { readonly name: string; readonly count: number; readonly of: number } | undefined;
  readonly security: {
    readonly counts: readonly { readonly standing: SecurityStanding; readonly count: number; readonly open: number }[];
    readonly named: NamedIncidents<{ readonly security: SecurityStanding }>;
  };
  /** What presses when the report is made, of all incidents. */
  readonly pressing: { readonly [C in PressingCode]: NamedIncidents<PressingThing<C>> };
  /** Those made in the period, and those of them that were not acknowledged in time, the worst first. */
  readonly handOvers: { readonly parties: readonly PartyHandOvers[]; readonly late: NamedIncidents<LateHandOver> };
  /** Findings to which an incident of the period belongs: those that are told, how many more could be, and how many stay untold. `titles` are those of the records that they speak of, by id. */
  readonly patterns: {
    readonly told: readonly Finding[];
    readonly more: number;
    readonly unnamed: number;
    readonly titles: Readonly<Record<string, string>>;
  };
  readonly oldest: NamedIncidents;
  readonly late: NamedIncidents;
  /** How many of the incidents of the period are confined. */
  readonly confined: number;
  /** How many others are confined and count elsewhere: they are open now, something of them presses, or they were handed over in the period. */
  readonly confinedElsewhere: number;
  /** How many incidents could not be read, and count nowhere. */
  readonly unread: number;
}
