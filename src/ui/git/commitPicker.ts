import * as vscode from 'vscode';
import type { Commit } from '../../git/commit';
import type { Repository } from '../../git/repository';
import { describeAge } from '../../words/describe';
import { historyFaultText } from './historyFaultText';
import { words } from '../editor/hostWords';
import { plainLabel } from '../../words/plain';
import { UserError } from '../editor/userError';
import { staying } from '../editor/staying';

interface CommitItem extends vscode.QuickPickItem {
  readonly commit: Commit;
}

const pageSize = 250;
const mostCommits = 5_000;
const filesShown = 6;

/**
 * Lets the person pick a commit from the real history, by message, author, hash or file. Commits appear as git lists them;
 * closing the picker ends git. Undefined when nothing was picked.
 */
export async function pickCommit(repository: Repository, file?: string): Promise<Commit | undefined> {
  const picker = vscode.window.createQuickPick<CommitItem>();
  const cancel = new AbortController();
  Object.assign(picker, staying);
  picker.placeholder = words.ui.pickCommit;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.busy = true;
  picker.show();
  const picked = new Promise<Commit | undefined>(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.commit);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
  const loading = load(picker, repository, file, cancel.signal);
  try {
    const failed = loading.then(
      () =>
        new Promise<never>(() => {
          /* the pick decides */
        }),
    );
    return await Promise.race([picked, failed]);
  } finally {
    cancel.abort();
    picker.dispose();
    await loading.catch(() => undefined);
  }
}

async function load(
  picker: vscode.QuickPick<CommitItem>,
  repository: Repository,
  file: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const items: CommitItem[] = [];
  for (let skip = 0; skip < mostCommits; skip += pageSize) {
    const page = await repository.history({ limit: pageSize, skip, ...(file !== undefined && { path: file }) }, { signal });
    if (!page.ok) {
      if (page.error.code === 'cancelled') return;
      throw new UserError(historyFaultText(page.error));
    }
    items.push(...page.value.map(commitItem));
    if (items.length === 0) throw new UserError(words.ui.noCommits);
    const { activeItems } = picker;
    picker.keepScrollPosition = true;
    picker.items = [...items];
    // Told that none is active, the list would not choose the first one by itself, and Enter would do nothing.
    if (activeItems.length > 0) picker.activeItems = activeItems;
    if (page.value.length < pageSize) break;
  }
  picker.busy = false;
}

function commitItem(commit: Commit): CommitItem {
  const files = commit.files
    .slice(0, filesShown)
    .map(({ path }) => path)
    .join(', ');
  const more = commit.files.length > filesShown ? ` +${commit.files.length - filesShown}` : '';
  return {
    commit,
    label: plainLabel(commit.subject),
    description: plainLabel(`${commit.sha.slice(0, 8)} · ${commit.author} · ${describeAge(words, commit.at, new Date().toISOString())}`),
    detail: plainLabel(`${files}${more}`),
  };
}
