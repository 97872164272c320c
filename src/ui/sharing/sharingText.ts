import { leftOutRecords } from '../../app/sharing/leftOut';
import { conditionOf, waitingIn } from '../../app/sharing/ways';
import type { RecordId } from '../../domain/records';
import type { SharedBranch, SharingState } from '../../app/sharing/sharedBranch';
import type { Actor } from '../../domain/vocabulary/actor';
import { placeOf } from '../../sync/address';
import { branchOfEpoch, endedEpoch } from '../../sync/epoch';
import { defaultBranches, type Sharing } from '../../sync/sharing';
import type { SyncFault, SyncStage } from '../../sync/syncFault';
import { counted, fill } from '../../words/words';
import { gitFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';

/** A remote and a branch, as they are shown. */
interface ShownPlace {
  readonly address: string;
  readonly branch: string;
}

/** How sharing stands, as a sentence; with fewer readers, that it is with them. What could not be taken or sent is counted beside it, and an old branch that still stands is named. */
export function sharingText(state: SharingState): string {
  const { size: count } = leftOutRecords(state.found?.leftOut ?? []);
  const text = [
    standingText(state),
    ...(count > 0 ? [counted(words, words.sharing.leftOutState, { count })] : []),
    ...(state.sharing?.endsLast === true ? [fill(words.sharing.oldBranchState, { branch: oldBranchOf(state.sharing) })] : []),
  ].join(' · ');
  return ofAudience(state.sharing, text);
}

/** A sentence about sharing; with fewer readers, that it is with them. */
export function ofAudience(sharing: Pick<Sharing, 'audience'> | undefined, text: string): string {
  return sharing?.audience === 'fewer' ? fill(words.sharing.restrictedState, { text }) : text;
}

/** Where a store is shared, as it is shown. */
export function placeOfSharing(sharing: Sharing): ShownPlace {
  return { address: placeOf(sharing.address), branch: branchOfEpoch(sharing) };
}

/** The branch of the epoch before, which is to be taken away. */
export function oldBranchOf(sharing: Sharing): string {
  return branchOfEpoch({ ...sharing, epoch: endedEpoch(sharing) });
}

/** Where records are shared, with the branch where it is not the one that carries them unless somebody says otherwise. */
function addressText(sharing: Sharing): string {
  const [address, branch] = [placeOf(sharing.address), branchOfEpoch(sharing)];
  return branch === defaultBranches[sharing.audience] ? address : fill(words.sharing.atBranch, { address, branch });
}

function standingText(state: SharingState): string {
  const { sharing, syncedAt, last } = state;
  if (!sharing) return words.sharing.state.notShared;
  const address = addressText(sharing);
  const condition = conditionOf(state);
  switch (condition) {
    case 'busy':
    case 'notYet':
      return fill(words.sharing.state[condition], { address });
    case 'shared':
      return fill(words.sharing.state.shared, { address, time: syncedAt === undefined ? '' : localTime(syncedAt) });
    case 'unsent':
      return counted(words, words.sharing.state.unsent, { address, count: waitingIn(state).length });
    default:
      return last && !last.ok ? syncFaultText(last.error, placeOfSharing(sharing)) : words.sharing.state.notShared;
  }
}

/** Who has joined is told how many records are shared with those there, and as whom they go on. */
export function joinedText(branch: Pick<SharedBranch, 'state' | 'outlook'>, { name, role }: Pick<Actor, 'name' | 'role'>): string {
  const { joined, joinedRestricted } = words.sharing;
  const told = branch.state.sharing?.audience === 'fewer' ? joinedRestricted : joined;
  return counted(words, told, { count: branch.outlook().shared, name, role: words.role[role] });
}

/** What stopping to share means: nothing is lost, and what others lack of what is here (`unsent`, where that is known) they go on lacking. */
export function stopText(unsent: readonly RecordId[] = []): string {
  const { stopDetail, stopUnsent } = words.sharing;
  return [stopDetail, ...(unsent.length > 0 ? [counted(words, stopUnsent, { count: unsent.length })] : [])].join('\n\n');
}

/** Why a sync over this place did not come to its end, and what to do. */
export function syncFaultText(fault: SyncFault, { address, branch }: ShownPlace): string {
  switch (fault.code) {
    case 'branchGone':
    case 'notOurs':
    case 'otherStore':
      return fill(words.sharing.fault[fault.code], { branch });
    case 'offline':
    case 'signIn':
    case 'noRemote':
    case 'noRight':
    case 'shallow':
      return fill(words.sharing.fault[fault.code], { address });
    case 'refused':
      return fill(words.sharing.fault.refused, { message: fault.message });
    case 'noGit':
    case 'oldGit':
    case 'noFolder':
    case 'bareRepository':
    case 'timeout':
    case 'cancelled':
    case 'tooMuchOutput':
    case 'failed':
      return gitFaultText(fault);
    default:
      return words.sharing.fault[fault.code];
  }
}

/** How far a sync is. */
export function stageText(stage: SyncStage): string {
  switch (stage.code) {
    case 'asking':
      return words.sharing.stage.asking;
    case 'taking':
      return fill(words.sharing.stage.taking, { done: stage.done, of: stage.of });
    case 'sending':
      return fill(words.sharing.stage.sending, { records: stage.records });
  }
}
