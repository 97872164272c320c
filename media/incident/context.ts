import type { IncidentValues } from '../../src/domain/incident/forms';
import type { GateCondition } from '../../src/domain/incident/gate';
import type { ReviewSource } from '../../src/domain/incident/review';
import type { Over } from '../../src/domain/record/over';
import type { StepId } from '../../src/domain/vocabulary/steps';
import type { IncidentRequest } from '../../src/protocol/incidentPanel';
import type { Insight, SimilarRecord } from '../../src/protocol/insight';
import type { IncidentHostMessage } from '../../src/protocol/view';
import type { Words } from '../../src/words/words';
import type { AskingDialog, Notice } from '../form/formPage';
import type { MeanwhileContext } from '../form/meanwhileField';
import type { Edited } from '../form/model';
import type { Timeline } from '../shared/timeline';

/** What the host says about the incident and what the person may do. */
export type State = Extract<IncidentHostMessage, { type: 'state' }>;

/** What the parts of the page read and call. */
export interface PageContext {
  readonly words: Words;
  readonly state: State;
  readonly step: StepId;
  readonly edited: Edited<IncidentValues>;
  /** What the form shows: the saved values with the draft on top. */
  readonly values: IncidentValues;
  /** What the host found out about what stands in the form; undefined until it has. */
  readonly insight: Insight | undefined;
  readonly openRows: ReadonlySet<string>;
  readonly timeline: Timeline;
  readonly refused: boolean;
  readonly notice: Notice | undefined;
  readonly showStep: (step: StepId) => void;
  readonly change: (update: (edited: Edited<IncidentValues>) => Edited<IncidentValues>) => void;
  readonly setRowOpen: (path: string, open: boolean) => void;
  readonly ask: (request: IncidentRequest) => void;
  readonly openDialog: (asking: AskingDialog<IncidentRequest>) => void;
  /** What the form shows at these paths, as a request says what it was made over. */
  readonly over: (paths: readonly string[]) => Over;
  readonly meanwhile: MeanwhileContext<IncidentValues> | undefined;
  readonly save: (thenGoOn: boolean) => void;
  readonly discard: () => void;
  readonly focusField: (condition: GateCondition) => void;
  /** Puts the solution of a similar record among the measures, unsaved. */
  readonly takeOver: (record: SimilarRecord) => void;
  /** Takes the outcome of a review back. */
  readonly retract: (source: ReviewSource) => void;
}
