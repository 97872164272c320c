import type { SearchFault, SearchNote, SuspectSearch } from '../../app/suspects/suspectSearch';
import type { Instant } from '../../domain/foundation/time';
import type { WindowFault } from '../../review/suspects/window';
import { faultText, folderFaultText } from '../editor/faultText';
import { historyFaultText } from '../git/historyFaultText';
import { words } from '../editor/hostWords';
import { counted, fill } from '../../words/words';

/** Why a search could not begin. */
export function searchFaultText(fault: SearchFault): string {
  switch (fault.code) {
    case 'unreadable':
      return faultText(fault.id, fault.fault);
    case 'noWorkspace':
      return words.ui.noFolder;
    default:
      return folderFaultText(fault);
  }
}

/** What a search could not do, in words; empty when it did everything. */
export function notesText({ notes, firstSeen }: Pick<SuspectSearch, 'notes' | 'firstSeen'>): string {
  return notes.map(note => noteText(note, firstSeen)).join(' ');
}

function noteText(note: SearchNote, firstSeen: Instant): string {
  switch (note.code) {
    case 'shallow':
      return words.suspects.shallow;
    case 'withoutDiff':
    case 'withoutFolders':
    case 'lostDiff':
    case 'untold':
      return counted(words, words.suspects[note.code], { count: note.count });
    case 'window':
      return windowFaultText(note.fault, firstSeen);
    case 'search':
      return searchFaultText(note.fault);
    case 'stopped':
      return words.suspects.stopped;
  }
}

/** Why there is no window, in words. */
function windowFaultText(fault: WindowFault, firstSeen: Instant): string {
  switch (fault.code) {
    case 'noCommits':
      return words.ui.noCommits;
    case 'nothingBefore':
      return fill(words.suspects.nothingBefore, { day: firstSeen.slice(0, 10) });
    case 'timeout':
      return words.suspects.timeout;
    default:
      return historyFaultText(fault);
  }
}
