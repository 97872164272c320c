import type { Kind, StateOf } from '../../src/domain/records';
import type { Over } from '../../src/domain/record/over';
import type { RecordMessage } from '../../src/protocol/recordPage';
import type { CommonRequest } from '../../src/protocol/requests';
import type { DescribedConflict, DescribedSide } from '../../src/words/describeConflict';
import type { Words } from '../../src/words/words';
import type { AskingDialog } from '../form/pageDialog';
import type { MeanwhileContext } from '../form/meanwhileField';
import type { Edited } from '../form/model';

/** A record as its log gives it, and what only the host knows: what stands around it, and what the person may do. */
export interface Shown<S extends StateOf<Kind>> extends Pick<RecordMessage, 'around' | 'may' | 'userName' | 'rules'> {
  readonly record: S;
}

/** What the parts of a record's page read and call; `R` are the requests that only this kind of page makes. */
export interface RecordContext<S extends StateOf<Kind> = StateOf<Kind>, R = never> {
  readonly words: Words;
  readonly shown: Shown<S>;
  readonly edited: Edited<S['values']>;
  /** What the form shows: the saved values with the draft on top. */
  readonly values: S['values'];
  readonly openRows: ReadonlySet<string>;
  readonly meanwhile: MeanwhileContext<S['values']> | undefined;
  readonly change: (update: (edited: Edited<S['values']>) => Edited<S['values']>) => void;
  readonly setRowOpen: (path: string, open: boolean) => void;
  /** Leads to a field or row, wherever it stands. */
  readonly goTo: (path: string) => void;
  readonly ask: (request: R | CommonRequest) => void;
  readonly openDialog: (asking: AskingDialog<R | CommonRequest>) => void;
  /** What the form shows at these paths, as a request says what it was made over. */
  readonly over: (paths: readonly string[]) => Over;
  readonly discard: () => void;
  readonly settle: (conflict: DescribedConflict, wanted: DescribedSide) => void;
}
