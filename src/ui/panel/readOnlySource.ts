import type * as vscode from 'vscode';
import type { PatternSource } from '../../app/patterns';
import type { ProofSource } from '../../app/proofs';
import type { ProcessFigures } from '../../domain/incident/figures';
import type { IncidentId } from '../../domain/incident/incident';
import type { FiguresWanted } from '../../protocol/readOnlyPage';
import type { Store } from '../../store/store';
import type { ShownPicture } from '../records/evidenceActions';
import type { WithdrawnHere } from '../sharing/withdrawnHere';
import type { AsideNotes } from './asideNotes';
import type { ReaderMemory } from './keptList';

/** What the read-only panel may use of the store: reading. It cannot even name a way to write. */
type ReadOnlyStore = Pick<Store, 'folder' | 'entries' | 'load' | 'entry' | 'linkingTo'>;

/** The source of what the panel shows. */
export interface ReadOnlySource {
  /** Opens the record of breaches of personal data (GDPR Art. 33(5)). */
  readonly showBreaches: () => Promise<void>;
  /** Asks for a period and a form, and opens or saves the management report. */
  readonly makeReport: () => Promise<void>;
  /** The figures of the process as they are now; undefined where there is no store, or they are not wanted any more. */
  readonly figuresOf: (asked: FiguresWanted, signal: AbortSignal) => Promise<ProcessFigures | undefined>;
  readonly store: ReadOnlyStore | undefined;
  readonly proofs: ProofSource;
  readonly withdrawn: Pick<WithdrawnHere, 'has' | 'ids' | 'onDidChange'>;
  /** What the reader keeps of their own: nothing of it is in the store. */
  readonly memory: ReaderMemory;
  readonly onDidChange: vscode.Event<readonly string[]>;
  /** Where patterns are looked for, besides the store. */
  readonly repository: () => Promise<PatternSource['repository']>;
  /** What this reader has put aside. */
  readonly aside: AsideNotes;
  /** What the folder is called, where it is one of several. */
  readonly folderName: string | undefined;
  /** Shows what is kept of a row of evidence, checked as it is read: a picture is given back. */
  readonly showKept: (incident: IncidentId, row: string) => Promise<ShownPicture | undefined>;
}
