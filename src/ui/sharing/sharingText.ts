import { conditionOf } from '../../app/sharing/ways';
import type { RecordId } from '../../domain/records';
import type { SharedBranch, SharingState } from '../../app/sharing/sharedBranch';
import type { Actor } from '../../domain/vocabulary/actor';
import { placeOf } from '../../sync/address';
import type { LeftOut, SyncFault, SyncStage } from '../../sync/syncFault';
import { counted, fill } from '../../words/words';
import { attachmentFaultText, faultText, fileFaultText, gitFaultText } from '../editor/faultText';
import { localTime, words } from '../editor/hostWords';

/** How sharing stands, as a sentence; with fewer readers, that it is with them. */
export function sharingText(state: SharingState): string {
  const text = standingText(state);
  return state.sharing?.audience === 'fewer' ? fill(words.sharing.restrictedState, { text }) : text;
}

function standingText(state: SharingState): string {
  const { sharing, syncedAt, unsent = [], last } = state;
  if (!sharing) return words.sharing.state.notShared;
  const address = placeOf(sharing.address);
  const condition = conditionOf(state);
  switch (condition) {
    case 'busy':
    case 'notYet':
      return fill(words.sharing.state[condition], { address });
    case 'shared':
      return fill(words.sharing.state.shared, { address, time: syncedAt === undefined ? '' : localTime(syncedAt) });
    case 'unsent':
      return counted(words, words.sharing.state.unsent, { address, count: unsent.length });
    default:
      return last && !last.ok ? syncFaultText(last.error) : words.sharing.state.notShared;
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

/** Why a sync did not come to its end, and what to do. */
export function syncFaultText(fault: SyncFault): string {
  switch (fault.code) {
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

/** Why a record was not taken or sent, and where. */
export function leftOutText({ id, where, why }: LeftOut): string {
  const text = whyText(id, why);
  return fill(where === 'here' ? words.sharing.leftOutHere : words.sharing.leftOutThere, { why: text });
}

function whyText(id: RecordId, why: LeftOut['why']): string {
  switch (why.code) {
    case 'contentTooLarge':
    case 'contentsFull':
    case 'contentNotKept':
    case 'contentChanged':
    case 'contentGone':
    case 'contentUnreadable':
    case 'noContent':
    case 'contentConfined':
      return attachmentFaultText(why);
    case 'labelLowered':
      return words.sharing.labelLowered;
    default:
      return 'detail' in why ? fileFaultText(why) : faultText(id, why);
  }
}
