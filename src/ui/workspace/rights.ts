import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import { contextKeys } from '../editor/contributions';
import { setContext } from '../editor/setContext';
import { isChanged, roleSetting } from '../editor/settings';

/** What the person may do here: it follows from their role and from the trust in the workspace. */
export class Rights implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly changed = this.begun.add(new vscode.EventEmitter<void>());

  /** Fired when role or trust are others. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const announce = (): void => {
      void this.tell();
      this.changed.fire();
    };
    this.begun.add(vscode.workspace.onDidGrantWorkspaceTrust(announce));
    this.begun.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (isChanged(event, 'role')) announce();
      }),
    );
    announce();
  }

  /** False in an untrusted workspace. What each role may do is decided with each entry; the security officer's acts are few (`permissions`). */
  mayAct(): boolean {
    return vscode.workspace.isTrusted;
  }

  /** False for the security officer's role and in an untrusted workspace. */
  mayWrite(): boolean {
    return vscode.workspace.isTrusted && roleSetting() !== 'securityOfficer';
  }

  /** Tells the editor's window what the person may do; resolves when it has answered. While it stays open nothing changes by being told again. */
  async tell(): Promise<void> {
    await Promise.all([
      setContext(contextKeys.canWrite, this.mayWrite()),
      setContext(contextKeys.actsForSecurity, this.mayAct() && roleSetting() === 'securityOfficer'),
    ]);
  }

  dispose(): void {
    this.begun.dispose();
  }
}
