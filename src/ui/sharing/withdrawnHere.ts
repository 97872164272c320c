import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import type { RecordId } from '../../domain/records';
import type { SharingActions } from './sharingActions';

/** Which incidents others know to go no longer to all (`SharedStore.withdrawn`), and when that changes; where nothing is shared, none, and nothing is loaded. */
export class WithdrawnHere implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<void>());
  private followed: SharingActions | undefined;

  /** Fired when they are others. */
  readonly onDidChange = this.changed.event;

  /** `sharing` gives what shares the records; undefined where they are not shared. */
  constructor(private readonly sharing: () => Promise<SharingActions> | undefined) {}

  /** True where this is one of them, as far as it is known with whom the records are shared. */
  async has(id: RecordId): Promise<boolean> {
    return (await this.ids()).has(id);
  }

  /** All of them. */
  async ids(): Promise<ReadonlySet<RecordId>> {
    const actions = await this.sharing();
    if (actions) this.follow(actions);
    return new Set(await actions?.withdrawn());
  }

  dispose(): void {
    this.begun.dispose();
  }

  private follow(actions: SharingActions): void {
    if (this.followed === actions) return;
    this.followed = actions;
    this.begun.add(
      actions.onDidChangeWithdrawn(() => {
        this.changed.fire();
      }),
    );
  }
}
