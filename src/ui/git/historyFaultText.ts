import { isMissingObject, type GitFault } from '../../git/gitFault';
import { gitFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';

/** Why the history could not be read, in words; where the clone lacks what git needs for that also how to bring it. */
export function historyFaultText(fault: GitFault): string {
  return isMissingObject(fault) ? words.git.missing : gitFaultText(fault);
}
