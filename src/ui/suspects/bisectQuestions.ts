import * as vscode from 'vscode';
import type { SuspectSearch } from '../../app/suspects/suspectSearch';
import type { Repository } from '../../git/repository';
import { plainLabel } from '../../words/plain';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { staying } from '../editor/staying';
import { UserError } from '../editor/userError';

/** How each commit is tested: by a command line in a shell, or by the person. */
export type BisectTest = { readonly type: 'command'; readonly command: string } | { readonly type: 'hand' };

interface Proposal extends vscode.QuickPickItem {
  readonly sha: string | undefined;
}

/** Asks for a commit that works and one that does not; proposes them from the ranking and the dates. Undefined when given up. */
export async function askEnds(
  repository: Repository,
  search: SuspectSearch | undefined,
  from: string | undefined,
): Promise<{ readonly good: string; readonly bad: string } | undefined> {
  const head = await repository.head();
  if (head === undefined) throw new UserError(words.ui.noCommits);
  const likely = search?.suspects.filter(({ confidence }) => confidence !== 'weak') ?? [];
  const window = search?.window?.window ?? [];
  const oldestLikely = window.findLast(sha => likely.some(suspect => suspect.sha === sha));
  const parentOf = async (sha: string | undefined): Promise<string | undefined> =>
    sha === undefined ? undefined : repository.resolve(`${sha}^`);
  const good = await pick(repository, words.bisect.pickGood, [
    [await parentOf(from), words.bisect.beforeThis],
    [await parentOf(oldestLikely), words.bisect.beforeLikely],
    [window.at(-1), words.bisect.beginOfWindow],
  ]);
  if (good === undefined) return undefined;
  const bad = await pick(repository, words.bisect.pickBad, [
    [search?.window?.base, words.bisect.inForce],
    [head, words.bisect.now],
  ]);
  return bad === undefined ? undefined : { good, bad };
}

async function pick(
  repository: Repository,
  title: string,
  proposals: readonly (readonly [sha: string | undefined, why: string])[],
): Promise<string | undefined> {
  const items: Proposal[] = [];
  for (const [sha, why] of proposals) {
    if (sha === undefined || items.some(item => item.sha === sha)) continue;
    const commit = await repository.commit(sha);
    items.push({ sha, label: why, description: plainLabel(`${sha.slice(0, 8)} ${commit.ok ? commit.value.subject : ''}`) });
  }
  const picked = await vscode.window.showQuickPick([...items, { sha: undefined, label: words.bisect.another }], { title, ...staying });
  if (!picked || picked.sha !== undefined) return picked?.sha;
  const name = await vscode.window.showInputBox({ title, prompt: words.bisect.anotherPrompt, ...staying });
  if (name === undefined) return undefined;
  const sha = await repository.resolve(name.trim());
  if (sha === undefined) throw new UserError(fill(words.bisect.noSuch, { name }));
  return sha;
}

/** Asks how to test: a command, one of the workspace's tasks, or by hand. */
export async function askTest(): Promise<BisectTest | undefined> {
  const kinds = (['command', 'task', 'hand'] as const).map(way => ({
    label: words.bisect.test[way].label,
    detail: words.bisect.test[way].help,
    way,
  }));
  const picked = await vscode.window.showQuickPick(kinds, { title: words.bisect.pickTest, ...staying });
  switch (picked?.way) {
    case 'command': {
      const command = await vscode.window.showInputBox({
        title: words.bisect.test.command.label,
        prompt: words.bisect.test.command.help,
        placeHolder: 'npm test',
        ...staying,
      });
      return command === undefined || command.trim() === '' ? undefined : { type: 'command', command: command.trim() };
    }
    case 'task':
      return askTask();
    case 'hand':
      return { type: 'hand' };
    case undefined:
      return undefined;
  }
}

async function askTask(): Promise<BisectTest | undefined> {
  const tasks = (await vscode.tasks.fetchTasks()).flatMap(task => {
    const command = commandLine(task.execution);
    return command === undefined ? [] : [{ label: plainLabel(task.name), description: plainLabel(command), command }];
  });
  if (tasks.length === 0) throw new UserError(words.bisect.noTasks);
  const picked = await vscode.window.showQuickPick(tasks, { title: words.bisect.test.task.label, ...staying });
  return picked && { type: 'command', command: picked.command };
}

/** The command line of a task; undefined for one that is no command. */
function commandLine(execution: vscode.Task['execution']): string | undefined {
  if (execution instanceof vscode.ShellExecution) {
    if (execution.commandLine !== undefined) return execution.commandLine;
    const { command, args = [] } = execution;
    return command === undefined ? undefined : [command, ...args].map(textOf).join(' ');
  }
  return execution instanceof vscode.ProcessExecution ? [execution.process, ...execution.args].map(quoted).join(' ') : undefined;
}

function textOf(part: string | vscode.ShellQuotedString): string {
  return typeof part === 'string' ? quoted(part) : quoted(part.value);
}

/** A word of a command line: in quotes where it has anything a shell could read otherwise. */
function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return process.platform === 'win32' ? `"${word.replaceAll('"', '""')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}
