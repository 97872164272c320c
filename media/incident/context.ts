import type { Patch } from '../../src/domain/forms/field';
import type { Incident } from '../../src/domain/incident/incident';
import type { ReviewSource } from '../../src/domain/incident/review';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import type { IncidentRequest } from '../../src/protocol/requests';
import type { RecordContext } from '../record/context';
import type { Pictures } from '../shared/pictures';

/** What the parts of an incident's page read and call. */
export interface PageContext extends RecordContext<Incident, IncidentRequest> {
  readonly step: StepId;
  /** What the host found out about what stands in the form; undefined until it has. */
  readonly insight: Insight | undefined;
  /** The gate of the step was refused. */
  readonly refused: boolean;
  /** Pictures of evidence that are shown, by row. */
  readonly pictures: Pick<Pictures, 'get'>;
  /** Shows what is kept of a row of evidence, or hides it again. */
  readonly showContent: (row: string) => void;
  readonly showStep: (step: StepId) => void;
  /** The step is behind the incident, and the person has chosen to edit it. */
  readonly isEditing: boolean;
  readonly editStep: () => void;
  /** Fields that were answered when the form was shown or saved last, and that nobody has opened since. */
  readonly atRest: ReadonlySet<string>;
  readonly save: (thenGoOn: boolean) => void;
  /** Puts the solution of a similar record among the measures, unsaved. */
  readonly takeOver: (record: SimilarRecord) => void;
  /** What is typed and not saved, whatever step it belongs to. */
  readonly unsaved: () => Patch;
  /** Takes the outcome of a review back. */
  readonly retract: (source: ReviewSource) => void;
}
