import { success, type Result } from '../domain/foundation/result';
import type { Instant } from '../domain/foundation/time';
import type { GitFault } from '../git/gitFault';
import { recordFolders } from '../store/newerKinds';
import type { Engine } from './engine';
import { inAgreement } from './inAgreement';

/** How the line of an entry begins that a commit has added to a record's file; longer than that no beginning need be kept. */
const addedEntry = /^\+,?\{"id":"([0-9a-f]{64})"/;
const longestBeginning = 100;
/** What a commit says of itself before its changes: a line that no change can make. */
const commitLine = /^\0(\d+) ?(.*)$/;
/** Bytes of a whole history as changes: more is not read. */
const mostOutput = 2 * 1024 * 1024 * 1024;

/**
 * When each entry first came to the branch: the time of the commit that brought it, or the latest before, since nobody sends before what is there
 * already. What a commit says of its time is the word of who made it: one that lies ahead of the clock here, or contradicts most of the others, says
 * nothing. Those of the first commit are left out, which holds whatever was recorded before anything was shared.
 */
export async function arrivalsOn(
  engine: Engine,
  commit: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, Instant>, GitFault>> {
  const times: number[] = [];
  const broughtBy = new Map<string, number>();
  let [isFirst, beginning] = [true, ''];
  const read = (line: string): void => {
    const [, seconds, parents = ''] = commitLine.exec(line) ?? [];
    if (seconds !== undefined) {
      times.push(Number(seconds) * 1000);
      isFirst = parents === '';
    }
    const entry = isFirst ? undefined : addedEntry.exec(line)?.[1];
    if (entry !== undefined && !broughtBy.has(entry)) broughtBy.set(entry, times.length - 1);
  };
  const done = await engine.stream(
    [
      ...['log', '--reverse', '--first-parent', '-m', '--patch', '--unified=0', '--format=%x00%ct %P'],
      ...['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--end-of-options', commit, '--', ...recordFolders],
    ],
    chunk => {
      const [first = '', ...others] = chunk.toString('latin1').split('\n');
      beginning += first.slice(0, longestBeginning);
      for (const next of others) {
        read(beginning);
        beginning = next.slice(0, longestBeginning);
      }
    },
    { timeout: 600_000, maxOutput: mostOutput, ...(signal && { signal }) },
  );
  if (!done.ok) return done;
  const agreed = inAgreement(times, Date.now());
  return success(
    new Map(
      [...broughtBy].flatMap(([entry, at]) => {
        const time = agreed[at];
        return time === undefined ? [] : [[entry, new Date(time).toISOString()] as const];
      }),
    ),
  );
}
