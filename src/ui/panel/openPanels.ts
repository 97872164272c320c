import type { Disposable } from '../../base/disposables';

/** A window of the editor, as far as it matters which ones are open. */
export interface OpenWindow extends Disposable {
  onDidDispose(listener: () => void): unknown;
}

/** The panels that are open, one for each key: the editor may restore a window where one was opened meanwhile. */
export class OpenPanels<K, P extends Disposable & { reveal(): void }> {
  private readonly open = new Map<K, P>();

  /** The panel of `key`; undefined while there is none. */
  of(key: K): P | undefined {
    return this.open.get(key);
  }

  /** Puts a panel into a window. Where one is open already it comes to the front and the window goes. */
  add(key: K, window: OpenWindow, make: () => P): void {
    const known = this.open.get(key);
    if (known) {
      window.dispose();
      return known.reveal();
    }
    const panel = make();
    this.open.set(key, panel);
    window.onDidDispose(() => {
      this.open.delete(key);
      panel.dispose();
    });
  }

  /** Ends what stands behind the windows; they go by themselves. */
  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
    this.open.clear();
  }
}
