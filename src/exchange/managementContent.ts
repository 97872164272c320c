import type { Instant } from '../domain/foundation/time';
import type { Comparison } from '../domain/incident/comparison';
import type { ProcessFigures } from '../domain/incident/figures';
import type { Finding } from '../domain/incident/finding';
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
  readonly party?: Party;
  readonly security?: SecurityStanding;
}

/** The first of some incidents, how many more could be named, and how many stay unnamed. */
export interface NamedIncidents {
  readonly named: readonly NamedIncident[];
  readonly more: number;
  readonly unnamed: number;
}

/** The hand-overs to one party: made in the period; missing, not acknowledged, and late among these, as it stands now. */
export interface PartyHandOvers {
  readonly party: Party;
  readonly made: number;
  readonly untold: number;
  readonly waiting: number;
  readonly late: number;
}

/** What the management report of a period is made of. */
export interface ManagementReport {
  /** Whose it is: what the folder of the records is called. */
  readonly of: string;
  /** The same incidents, told apart by priority and by component. */
  readonly byPriority: ProcessFigures;
  readonly byComponent: ProcessFigures;
  readonly compared: Comparison;
  readonly security: {
    readonly counts: readonly { readonly standing: SecurityStanding; readonly count: number; readonly open: number }[];
    readonly named: NamedIncidents;
  };
  readonly handOvers: { readonly parties: readonly PartyHandOvers[]; readonly untold: NamedIncidents; readonly late: NamedIncidents };
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
  /** How many others are confined and open now. */
  readonly confinedNow: number;
  /** How many incidents could not be read, and count nowhere. */
  readonly unread: number;
}
