import type * as vscode from 'vscode';
import { say } from './hostWords';
import { inform } from './notify';
import type { Session } from './session';

const saidKey = 'exclusion.said';

/** Keeps the store out of git on this machine and says so once: incidents are confidential. */
export async function keepStoreOutOfGit(session: Session, memory: vscode.Memento): Promise<void> {
  const repository = await session.repository();
  const store = session.store?.folder;
  if (!repository || store === undefined || !(await repository.exclude(store)) || memory.get(saidKey)) return;
  await memory.update(saidKey, true);
  void inform(say('ui.excluded', store));
}
