import type { GateCondition } from '../../src/domain/incident/gate';
import type { Incident } from '../../src/domain/incident/incident';
import type { ReviewSource } from '../../src/domain/incident/review';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { RecordContext } from '../record/context';

/** What the parts of an incident's page read and call. */
export interface PageContext extends RecordContext<Incident, IncidentRequest> {
  readonly step: StepId;
  /** What the host found out about what stands in the form; undefined until it has. */
  readonly insight: Insight | undefined;
  /** The gate of the step was refused. */
  readonly refused: boolean;
  readonly showStep: (step: StepId) => void;
  readonly save: (thenGoOn: boolean) => void;
  readonly focusField: (condition: GateCondition) => void;
  /** Puts the solution of a similar record among the measures, unsaved. */
  readonly takeOver: (record: SimilarRecord) => void;
  /** Takes the outcome of a review back. */
  readonly retract: (source: ReviewSource) => void;
}
