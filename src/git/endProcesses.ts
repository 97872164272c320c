import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { endGroup, endProcess } from './limitedProcess';
import { runningProcesses, type RunningProcess } from './processes';

/** By what the processes of a test are known. */
export interface TestProcesses {
  /** What every one of them has in its environment, unless it took it out. */
  readonly marker: string;
  /** The first of them: the leader of their group; what it has started is theirs too, as long as the line of parents is whole. */
  readonly leader?: number;
  /** Where they work: whoever was started since then (clock ticks of the machine) and is there is one of them. */
  readonly place?: { readonly folder: string; readonly since: number };
}

/** Milliseconds after which no more is looked for; what has not ended by then cannot be ended. */
const longestEnding = 3000;

/** Ends all processes of a test, at once and whatever they do about it, again and again until none is left. */
export async function endProcesses(test: TestProcesses): Promise<void> {
  const until = Date.now() + longestEnding;
  // What is looked at is looked at before anything is ended: the line of parents breaks with the first of them.
  let found = processesOf(test, await runningProcesses(test.marker).catch(() => []));
  if (test.leader !== undefined) endGroup(test.leader);
  while (found.length > 0 && Date.now() < until) {
    for (const { pid } of found) endProcess(pid);
    await after(10);
    found = processesOf(test, await runningProcesses(test.marker).catch(() => []));
  }
}

function processesOf({ leader, place }: TestProcesses, all: readonly RunningProcess[]): readonly RunningProcess[] {
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const comesFromLeader = (pid: number): boolean => {
    const seen = new Set<number>();
    for (let at: number | undefined = pid; at !== undefined && !seen.has(at); at = parents.get(at)) {
      if (at === leader) return true;
      seen.add(at);
    }
    return false;
  };
  const isThere = ({ folder, startedAt }: RunningProcess): boolean =>
    place !== undefined && startedAt >= place.since && (folder === place.folder || folder.startsWith(`${place.folder}${path.sep}`));
  return all.filter(found => found.pid !== process.pid && (found.isMarked || comesFromLeader(found.pid) || isThere(found)));
}
