import type { Asking } from '../record/decide';
import type { OwnDuty } from '../vocabulary/ownDuty';
import type { Priority, PriorityMatrix } from '../vocabulary/priority';
import type { IncidentValues } from './forms';
import type { GateContext } from './gateCondition';
import type { ReleaseRule } from './measure';

/** The settings that decisions depend on. */
export interface DecisionSettings {
  readonly priorityMatrix: PriorityMatrix;
  /** Days of observation after the service is restored, by priority (M 6.133). */
  readonly observationDays: Readonly<Record<Priority, number>>;
  readonly defaultTlp: NonNullable<IncidentValues['tlp']>;
  readonly releaseRule: ReleaseRule;
  /** Hours until the agreed service is to be restored, by priority (M 6.131). */
  readonly restoreHours: Readonly<Record<Priority, number>>;
  /** The organisation's own reporting duties. */
  readonly ownDuties: readonly OwnDuty[];
  /** Years after its completion for which an incident is kept; 0: for ever. */
  readonly retentionYears: number;
}

/** What a decision depends on besides the record: who asks, when, and the settings in force. */
export type DecisionContext = Asking &
  DecisionSettings &
  GateContext & {
    /** The name of the person who asks. */
    readonly person: string;
  };
