import type * as z from 'zod';
import type { Disposable } from '../../base/disposables';
import type { KindOf, RecordId, StateOf } from '../../domain/records';
import type { Draft } from '../../protocol/draft';
import type { PagePlace, RecordHostMessage } from '../../protocol/recordPage';
import type { EvidenceActions } from '../records/evidenceActions';
import type { LinkActions } from '../records/linkActions';
import type { RecordActions } from '../records/recordActions';
import type { Reports } from '../records/reports';
import type { Rights } from '../workspace/rights';
import type { Workspace } from '../workspace/workspace';
import type { ProofSource } from '../../app/proofs';
import type { WithdrawnHere } from '../sharing/withdrawnHere';
import type { SuspectSearches } from '../../app/suspects/searches';
import type { SuspectActions } from '../suspects/suspectActions';
import type { Answer, FormPorts } from './formHost';
import type { PageRequest } from './pageRequests';
import type { PanelFolder } from './panelFolder';

/** What a panel needs from the rest of the extension. */
export interface PanelPorts extends FormPorts {
  readonly workspace: Workspace;
  readonly rights: Rights;
  readonly links: LinkActions;
  readonly evidence: EvidenceActions;
  readonly records: RecordActions;
  readonly reports: Reports;
  readonly proofs: ProofSource;
  readonly withdrawn: Pick<WithdrawnHere, 'has' | 'onDidChange'>;
  readonly suspects: SuspectSearches;
  readonly suspectActions: SuspectActions;
  readonly openRecord: (id: RecordId) => void;
  /** The folder that the record lies in. */
  readonly folder: PanelFolder;
}

/** What a part has of its panel. */
export interface PanelSide {
  readonly ports: PanelPorts;
  readonly post: (message: RecordHostMessage) => void;
  /** Sends the page what has become of the record. */
  readonly sendState: () => Promise<void>;
  /** Resolves when everything that was to be sent is on its way. */
  readonly sent: () => Promise<void>;
  /** Takes note of an error that nobody waits for. */
  readonly mistake: (error: unknown) => unknown;
}

/** What a kind of record adds to the host of its page; `R` are the requests that only its page makes. */
export interface PanelPart<I extends RecordId, R> extends Disposable {
  readonly requests: z.ZodType<R | PageRequest>;
  /** Answers what is not the same for all kinds. */
  answer(request: R): Promise<Answer>;
  /** The page gets the record as it is now. */
  shows?(record: StateOf<KindOf<I>>): void;
  /** Something else is typed on top of it; undefined where nothing is. */
  typed?(draft: Draft | undefined): void;
  /** Some records have changed, perhaps this one. */
  changed?(): void;
  /** Shows a place of the page, and there the field or row at `path`; also when the page has been loaded anew. */
  showPlace?(place: PagePlace, path?: string): void;
}
