import type * as vscode from 'vscode';
import type { BisectNotes } from '../../git/bisectNotes';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { inform, warn } from '../editor/notify';
import type { Rights } from '../workspace/rights';

/** Offers to remove what searches have left that a reload or a crash cut off, once in a window, as soon as its person may write. */
export function offerLeftovers(rights: Rights, notes: BisectNotes, log: vscode.LogOutputChannel): vscode.Disposable {
  let offered = false;
  const offer = (): void => {
    if (offered || !rights.mayWrite()) return;
    offered = true;
    ask(rights, notes).catch((error: unknown) => {
      log.error(error instanceof Error ? error : String(error));
    });
  };
  offer();
  return rights.onDidChange(offer);
}

async function ask(rights: Rights, notes: BisectNotes): Promise<void> {
  const [remove, keep] = [words.bisect.leftover.remove, words.bisect.leftover.keep];
  for (const note of await notes.leftovers()) {
    const answer = await inform(fill(words.bisect.leftover.question, { repository: note.repository, folder: note.folder }), remove, keep);
    // A question that was only closed is asked again.
    if (answer === keep) await notes.forget(note.marker);
    if (answer === remove && rights.mayWrite() && !(await notes.clear(note)))
      await warn(fill(words.bisect.leftover.stays, { folder: note.folder }));
  }
}
