import type { RecordId } from '../domain/records';
import type { FileFault, StoreFault } from '../store/fault';
import type { AttachmentFault } from '../store/attachmentFault';
import type { RemoteFault } from './remoteFault';
import type { Sharing } from './sharing';

/** Why a sync did not come to its end; what it had taken until then is on disk. */
export type SyncFault =
  | Exclude<RemoteFault, { readonly code: 'overtaken' }>
  /** What is named is no address that git may be given. */
  | { readonly code: 'noAddress' }
  /** Others were faster, again and again. */
  | { readonly code: 'busyRemote' }
  /** Another window is at it. */
  | { readonly code: 'busyHere' }
  /** The branch that was there is gone. It is never made again unasked: that would bring back what was erased. */
  | { readonly code: 'branchGone' }
  /** There is a branch of this name already. */
  | { readonly code: 'branchExists' }
  /** There is no branch of this name to join. */
  | { readonly code: 'noBranch' }
  /** The branch is not one of Faultline's, or carries another store's records, or more than a store ever has. */
  | { readonly code: 'notOurs' | 'otherStore' | 'tooMuch' }
  /** A newer version has begun the branch; or it holds records of kinds that are not known here, or that could not be taken, which a branch without history would lose. */
  | { readonly code: 'newerStore' | 'newerKinds' | 'notAll' }
  /** The branch is for fewer readers, or for all, and not for those it was to be shared with. */
  | { readonly code: 'forFewer' | 'forAll' }
  /** The branch carries the same store for the others already: nobody could tell what may be read by whom. */
  | { readonly code: 'samePlace' }
  /** A new epoch has no branch: its number, and those after it, are taken by others. The one before goes on. */
  | { readonly code: 'noEpoch' }
  /** The branch of an epoch before this one stays, since the remote does not let it be taken away, or it cannot be read here: another epoch would drop nothing. */
  | { readonly code: 'historyStays' }
  /** The branch is of an earlier epoch than was seen here. */
  | { readonly code: 'oldEpoch' };

/** Why a round did not come to its end: what the person is told, or a reason to begin another one. */
export type RoundFault =
  | SyncFault
  | RemoteFault
  /** The store has begun a new epoch, which is on another branch. `unheard`: of which not all was heard on the one before. */
  | { readonly code: 'moved'; readonly epoch: number; readonly unheard?: Sharing['unheard'] };

/** An incident that goes to nobody else would go to all by what the branch for all says of it: who is not told of its label cannot take it back there. */
interface LabelLowered {
  readonly code: 'labelLowered';
}

/** Not all that stood on the branch before in the place of a record could be read: it may say that others have taken something of it away. */
interface Unheard {
  readonly code: 'unheard';
}

/** An incident cannot be read of which it may have been made: it stays until that can be. */
export interface SourceUnreadable {
  readonly code: 'sourceUnreadable';
}

/** A record, or content of one, that could not be taken or sent: it stays as it is, here and there. */
export interface LeftOut {
  readonly id: RecordId;
  readonly where: 'here' | 'there';
  readonly why: FileFault | StoreFault | AttachmentFault | LabelLowered | Unheard | SourceUnreadable;
  /** It is content that the record names; the record itself was taken. */
  readonly isContent?: true;
}

/** What a sync has found of what goes and what does not, whatever comes of sending. */
export interface RoundFound {
  /** What is marked RED or AMBER+STRICT and stays on this machine. */
  readonly kept: readonly RecordId[];
  readonly leftOut: readonly LeftOut[];
}

/** What a sync did. */
export interface Synced extends RoundFound {
  readonly taken: readonly RecordId[];
  readonly sent: readonly RecordId[];
  /** What was taken from the branch for all, since its label was raised: the branch's history still holds it. */
  readonly withdrew: readonly RecordId[];
  /**
   * The branch of an ended epoch still holds what was: the remote does not let it be taken away, it cannot be read here, or not all of it could be taken
   * along, which the next sync tries again.
   */
  readonly keepsHistory?: 'refused' | 'unreadable' | 'notAll' | undefined;
  /** The remote has gone back behind what was seen of it; what it lacked has been sent again. */
  readonly wentBack: boolean;
  /** True where the branch names another beginning of the register of people than is known here. */
  readonly otherRegister: boolean;
}

/** How far a sync is: it asks the remote, takes its records, sends its own. */
export type SyncStage =
  | { readonly code: 'asking' }
  | { readonly code: 'taking'; readonly done: number; readonly of: number }
  | { readonly code: 'sending'; readonly records: number };

/** Who waits for a sync: can end it, and is told how far it is. */
export interface SyncWaiter {
  readonly signal?: AbortSignal | undefined;
  readonly told?: ((stage: SyncStage) => void) | undefined;
}
