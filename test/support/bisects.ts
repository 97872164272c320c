import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Bisect, type BisectOptions, type BisectState } from '../../src/git/bisect';
import type { Verdict } from '../../src/git/bisectLog';
import { runGit } from '../../src/git/runGit';
import { TestRepository } from './repositories';

/** A repository with one commit after the other, each with one file; messages are taken as they are. */
export async function importedHistory(
  folder: string,
  commits: readonly { readonly message: string; readonly content: string }[],
): Promise<{ readonly repo: TestRepository; readonly shas: readonly string[] }> {
  const repo = await TestRepository.create(folder);
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(
    ({ message, content }, number) =>
      `commit refs/heads/main\ncommitter Tess Ter <t@example.org> ${1_772_352_000 + number * 3600} +0000\n${data(message)}` +
      `M 100644 inline state.txt\n${data(content)}`,
  );
  const imported = await runGit(folder, ['fast-import', '--quiet'], { input: stream.join('') });
  assert.ok(imported.ok, JSON.stringify(imported));
  await repo.git('reset', '--quiet', '--hard');
  return { repo, shas: (await repo.git('rev-list', '--reverse', 'HEAD')).split('\n') };
}

/** Commits 0 to 9; from the fifth on the file says that it is broken. */
export function faultyHistory(folder: string): ReturnType<typeof importedHistory> {
  const state = (number: number): string => (number >= 5 ? 'broken' : 'fine');
  return importedHistory(
    folder,
    Array.from({ length: 10 }, (_, number) => ({ message: `Commit ${number}`, content: `${state(number)} ${number}\n` })),
  );
}

/** Begins a search that must begin. */
export async function beginBisect(
  repo: TestRepository,
  good = '',
  bad = '',
  options: BisectOptions = {},
): Promise<{ readonly bisect: Bisect; readonly state: BisectState }> {
  const begun = await Bisect.start(repo.repository, good, bad, options);
  assert.ok(begun.ok, JSON.stringify(begun));
  return begun.value;
}

/** Goes on to the end by what `judge` says of each commit; gives the end, and the commits in their order. */
export async function toTheEnd(
  { bisect, state: begin }: { readonly bisect: Bisect; readonly state: BisectState },
  judge: (sha: string) => Verdict | Promise<Verdict>,
): Promise<{ readonly state: BisectState; readonly tested: readonly string[] }> {
  let state = begin;
  const tested: string[] = [];
  while (state.type === 'testing') {
    assert.ok(!tested.includes(state.sha), 'no commit is tested twice');
    tested.push(state.sha);
    const next = await bisect.say(await judge(state.sha));
    assert.ok(next.ok, JSON.stringify(next));
    state = next.value;
  }
  return { state, tested };
}

/** Neither worktree nor registration, neither a ref nor a changed file is left. */
export async function leavesNothing(repo: TestRepository, folder: string): Promise<void> {
  await assert.rejects(access(path.dirname(folder)));
  assert.equal((await repo.git('worktree', 'list')).split('\n').length, 1);
  assert.equal(await repo.git('for-each-ref', 'refs/bisect', 'refs/worktree'), '');
  assert.equal(await repo.git('status', '--porcelain'), '');
}
