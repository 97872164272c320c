import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import type { Repository } from '../../src/git/repository';
import { runGit, streamGit } from '../../src/git/runGit';
import { SuspectFinder, type SuspectRequest } from '../../src/review/suspects/finder';
import { mostInPast, windowOf } from '../../src/review/suspects/window';
import { queryOf } from '../../src/review/suspects/query';
import { openRepository } from '../eval/suspects/cases';
import { type Failed, measure, type Measurement } from './measure';
import { randomFrom } from '../support/random';

/** A program's worth of files and a history over them, as `git fast-import` reads it. */
function* madeUpHistory(commits: number): Generator<string> {
  const random = randomFrom(11);
  const spelt = (n: number): string => Array.from(String(n), digit => 'bdfghklmnp'.charAt(Number(digit))).join('a');
  const word = (): string => spelt(Math.floor(20 * 1_500 ** random()));
  const words = (count: number): string => Array.from({ length: count }, word).join(' ');
  const line = (): string => `  ${word()}_${word()} = ${word()}(${word()}, "${words(2)}"); // ${words(3)}`;
  const files = Array.from({ length: 400 }, () => ['int start(void)', '{', ...Array.from({ length: 40 }, line), '}']);
  for (let number = 0; number < commits; number++) {
    const message = `${word()}: ${words(6)}\n\n${words(30)}\n`;
    yield `commit refs/heads/main\ncommitter A <a@example.org> ${1_600_000_000 + number * 1_800} +0000\ndata ${message.length}\n${message}\n`;
    for (let touched = 0; touched < 1 + Math.floor(random() * 3); touched++) {
      const at = Math.floor(400 * random() ** 2);
      const lines = files[at] ?? [];
      for (let changed = 0; changed < 8; changed++) lines[2 + Math.floor(40 * random())] = line();
      const text = `${lines.join('\n')}\n`;
      yield `M 100644 inline src/${spelt(at % 20)}/${spelt(at)}.c\ndata ${text.length}\n${text}\n`;
    }
  }
}

async function make(folder: string, commits: number): Promise<void> {
  await runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main']);
  const child = spawn('git', ['fast-import', '--quiet'], { cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('close', code => {
      if (code === 0) resolve();
      else reject(new Error(`git fast-import ended with ${String(code)}`));
    });
  });
  for (const part of madeUpHistory(commits)) {
    if (!child.stdin.write(part)) await new Promise(resolve => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await ended;
}

/** What is asked of a repository in the bench: its newest thousand commits. */
export async function benchRequest(repository: Repository): Promise<SuspectRequest> {
  const [head] = await repository.revisions({ limit: 1 }).then(found => (found.ok ? found.value : []));
  const firstSeen = new Date((head?.committedAt ?? 0) + 60_000).toISOString();
  const window = await windowOf(repository, firstSeen, { days: 1, commits: 1_000 });
  if (!window.ok) throw new Error(JSON.stringify(window.error));
  const query = queryOf(
    'Crash when the table is freed twice',
    'The daemon stops after a new configuration was sent.\n#0 0x1 in free_table lib/table.c:12\n#1 0x2 in main main.c:3',
  );
  return { query, firstSeen: Date.parse(firstSeen), window: window.value.window, past: window.value.past.slice(0, mostInPast) };
}

/** Ranking a thousand commits: by messages, with diffs, again when they are known; each beside the bare git command that reads as much. */
export async function* suspectMeasurements(repo: string | undefined): AsyncGenerator<Measurement | Failed | string> {
  const folder = repo ?? (await mkdtemp(path.join(os.tmpdir(), 'faultline-bench-')));
  try {
    if (repo === undefined) await make(folder, 100_000);
    const repository = await openRepository(folder);
    const request = await benchRequest(repository);
    const shas = `${request.window.join('\n')}\n`;
    const bare = (...shape: readonly string[]) =>
      streamGit(folder, ['log', ...shape, '--no-walk=unsorted', '--stdin'], () => undefined, { input: shas, maxOutput: Infinity });
    const withoutPast = { ...request, past: [] };
    yield await measure({
      name: 'suspects-messages-1k',
      rounds: 7,
      wanted: { ratio: 1.5 },
      // The first ranking that is shown; then the search is ended.
      ours: () => {
        const cancel = new AbortController();
        return new SuspectFinder(repository).rank(
          withoutPast,
          {
            ranking: () => {
              cancel.abort();
            },
          },
          cancel.signal,
        );
      },
      floor: () => bare('--raw', '--numstat'),
    });
    yield await measure({
      name: 'suspects-diffs-1k',
      rounds: 7,
      wanted: { ratio: 1.3 },
      ours: () => new SuspectFinder(repository).rank(withoutPast),
      floor: () => bare('-p', '-U0'),
    });
    const warm = new SuspectFinder(repository);
    await warm.rank(request);
    const documents = warm.shelf.known([...request.window, ...request.past]).map(({ document }) => document);
    yield await measure({
      name: 'suspects-warm-1k',
      rounds: 15,
      wanted: { ours: 100 },
      ours: () => warm.rank(request),
      // Touching each word of each commit once.
      floor: () => Promise.resolve(documents.reduce((sum, { entries }) => entries.reduce((all, entry) => all ^ entry, sum), 0)),
    });
    yield await memory(folder);
  } finally {
    if (repo === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** The most memory a search takes in a process of its own, beside a process that does nothing. */
async function memory(folder: string): Promise<string> {
  const peak = async (what: string): Promise<number> => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/suspectsMemory.ts', what], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    for await (const chunk of child.stdout) text += String(chunk);
    return Number(text);
  };
  const [idle, search] = [await peak(''), await peak(folder)];
  return `suspects: peak memory ${search} MB for the whole search (1,000 diffs, 5,000 messages) in this repository; a process that does nothing has ${idle} MB`;
}
