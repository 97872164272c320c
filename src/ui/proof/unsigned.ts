import type { UnsignedFault } from '../../app/signing';
import type { RecordId } from '../../domain/records';
import { fill } from '../../words/words';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { warn } from '../editor/notify';

/** Says that what was decided is stored and could not be signed, why, and what to do. */
export async function tellUnsigned(record: RecordId, fault: UnsignedFault): Promise<void> {
  await warn(fill(words.signing.unsigned, { record, why: whyText(record, fault) }));
}

function whyText(record: RecordId, fault: UnsignedFault): string {
  const { signing } = words;
  switch (fault.code) {
    case 'noProgram':
    case 'oldProgram':
    case 'unsuitedKey':
    case 'timeout':
      return signing[fault.code];
    case 'noKeyFile':
      return fill(signing.noKeyFile, { path: fault.path });
    case 'refused':
      return fill(signing.refused, { message: fault.message });
    default:
      return faultText(record, fault);
  }
}
