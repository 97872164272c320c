import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { findGit } from '../../git/gitProgram';
import { realPath } from '../../git/outsideProgram';
import type { RemoteAddress } from '../../sync/address';
import { gitFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { inform } from '../editor/notify';
import { UserError } from '../editor/userError';

/**
 * Opens a terminal in which git itself asks who one is, once: no shell stands between, so that nothing in an address is a word of one. `root` is
 * the repository whose settings count, if there is one. `push` tries to send (`StoreSync.tryToSend`), where reading needs nobody: git asks for what is wanted
 * alone. Resolves when it is closed.
 */
export async function signInFor(address: RemoteAddress, root: string | undefined, push?: readonly string[]): Promise<void> {
  const folder = await realPath(root ?? homedir());
  const git = await findGit(folder);
  if (!git.ok) throw new UserError(gitFaultText(git.error));
  const terminal = vscode.window.createTerminal({
    name: words.sharing.signInTerminal,
    cwd: folder,
    shellPath: git.value.path,
    shellArgs: [...(push ?? ['ls-remote', '--heads', '--', address])],
    isTransient: true,
  });
  terminal.show();
  void inform(words.sharing.signInHint);
  await new Promise<void>(resolve => {
    const listening = vscode.window.onDidCloseTerminal(closed => {
      if (closed !== terminal) return;
      listening.dispose();
      resolve();
    });
  });
}
