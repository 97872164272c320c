import type { Disposable } from '../../base/disposables';

/** A panel of the editor: a `vscode.WebviewPanel`. */
export interface EditorPanel {
  title: string;
  readonly webview: {
    postMessage(message: unknown): PromiseLike<boolean>;
    onDidReceiveMessage(listener: (message: unknown) => void): Disposable;
  };
  reveal(): void;
  onDidDispose(listener: () => void): unknown;
}

/**
 * The window of one page. It may be closed while something is under way for it, and then VS Code throws at every touch (“Webview is
 * disposed”): from then on there is nobody to tell, and nothing is done.
 */
export class PageWindow {
  private isClosed = false;
  private title = '';
  private holdsUnsaved = false;

  constructor(private readonly panel: EditorPanel) {
    panel.onDidDispose(() => {
      this.isClosed = true;
    });
  }

  /** Calls `listener` with whatever the page sends. */
  listen(listener: (message: unknown) => void): Disposable {
    return this.panel.webview.onDidReceiveMessage(listener);
  }

  /** Sends the page a message of the protocol. */
  post(message: unknown): void {
    if (!this.isClosed) void this.panel.webview.postMessage(message);
  }

  /** Names the window's tab. */
  name(title: string): void {
    this.title = title;
    this.showTitle();
  }

  /** Marks the window's tab, as editors with unsaved input are. */
  mark(holdsUnsaved: boolean): void {
    this.holdsUnsaved = holdsUnsaved;
    this.showTitle();
  }

  /** Brings the window to the front. */
  reveal(): void {
    if (!this.isClosed) this.panel.reveal();
  }

  private showTitle(): void {
    if (!this.isClosed) this.panel.title = this.holdsUnsaved ? `● ${this.title}` : this.title;
  }
}
