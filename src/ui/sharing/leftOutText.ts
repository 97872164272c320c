import type { RecordId } from '../../domain/records';
import type { LeftOut } from '../../sync/syncFault';
import { fill } from '../../words/words';
import { attachmentFaultText, faultText, fileFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';

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
    case 'unheard':
      return words.sharing.unheard;
    case 'sourceUnreadable':
      return words.sharing.sourceUnreadable;
    default:
      return 'detail' in why ? fileFaultText(why) : faultText(id, why);
  }
}
