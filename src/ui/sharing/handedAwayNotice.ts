import { commands } from 'vscode';
import { handedAway } from '../../app/sharing/handedAway';
import { Debounce } from '../../base/debounce';
import { Disposables, type Disposable } from '../../base/disposables';
import type { RecordId } from '../../domain/records';
import type { Store } from '../../store/store';
import { counted } from '../../words/words';
import { commandIds } from '../editor/contributions';
import { words } from '../editor/hostWords';
import { inform } from '../editor/notify';
import type { Workspace } from '../workspace/workspace';
import { listOf } from './sharingQuestions';
import type { WindowSharing } from './windowSharing';

/** What is handed over at once is told at once: when nothing more was for so long (milliseconds). */
const toldAfter = 400;

/** Tells who hands an incident to somebody that it does not go there, since it stays on this machine for its label. */
export class HandedAwayNotice implements Disposable {
  private readonly begun = new Disposables();
  private readonly waiting = new Map<RecordId, string>();
  private readonly telling: Debounce;

  constructor(
    workspace: Pick<Workspace, 'onDidAppend' | 'store'>,
    sharing: Pick<WindowSharing, 'shared'>,
    report: (error: unknown) => void,
  ) {
    this.telling = this.begun.add(
      new Debounce(() => {
        const { store } = workspace;
        if (store) this.tell(store, report);
      }, toldAfter),
    );
    this.begun.add(
      workspace.onDidAppend(({ folder, id, added }) => {
        const whom = sharing.shared && folder.store === workspace.store ? handedAway(sharing.shared, id, added) : undefined;
        if (whom === undefined) return;
        this.waiting.set(id, whom);
        this.telling.soon();
      }),
    );
  }

  dispose(): void {
    this.begun.dispose();
  }

  private tell(store: Store, report: (error: unknown) => void): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const person of new Set(waiting.map(([, whom]) => whom))) {
      const ids = waiting.filter(([, whom]) => whom === person).map(([id]) => id);
      tellHandedAway(store, ids, person).catch(report);
    }
  }
}

/** Says that these incidents do not go to whom they were handed, and offers the way there. */
export async function tellHandedAway(store: Pick<Store, 'entry'>, ids: readonly RecordId[], whom: string): Promise<void> {
  const { handedAway: told, ways } = words.sharing;
  const pressed = await inform(counted(words, told, { count: ids.length, list: listOf(store, ids), whom }), ways.shareRestricted);
  if (pressed === ways.shareRestricted) await commands.executeCommand(commandIds.shareRestricted);
}
