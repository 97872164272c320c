import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Repository } from '../../../src/git/repository';
import { HistoryIndex } from '../../../src/review/cases/historyIndex';
import { requestOf, type SuspectCase, type TextKind } from '../../../src/review/cases/suspectCase';
import type { SuspectRequest } from '../../../src/review/suspects/finder';

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
// What would tell the answer (files of the fix, authors, gaps) is not even read.
const caseSchema = z.object({
  fix_sha: sha,
  reported_at: z.string(),
  symptom_text: z.string(),
  report_text: z.string(),
  title: z.string(),
  inducing_all: z.array(sha).min(1),
  core: z.boolean(),
  commits_in_window: z.number(),
});
const windowSchema = z.object({ fix_sha: sha, candidates: z.array(sha) });

async function lines<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  return (await readFile(file, 'utf8')).split('\n').flatMap((line, number) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}, line ${number + 1}: ${parsed.error.issues[0]?.message ?? ''}`);
    return [parsed.data];
  });
}

/** The cases of a set that are scored: core ones with at least 50 commits in their window. */
export async function readCases(data: string, windows: string): Promise<readonly SuspectCase[]> {
  const candidates = new Map((await lines(windows, windowSchema)).map(window => [window.fix_sha, window.candidates]));
  return (await lines(data, caseSchema))
    .filter(({ core, commits_in_window: size }) => core && size >= 50)
    .map(({ fix_sha: fix, reported_at: reportedAt, inducing_all: culprits, symptom_text, report_text, title }) => ({
      fix,
      base: `${fix}^`,
      firstSeen: Date.parse(reportedAt),
      texts: { symptom_text, report_text, title },
      window: candidates.get(fix) ?? [],
      culprits: new Set(culprits),
    }));
}

/** The repository in a folder: a work tree, or a bare clone. */
export async function openRepository(folder: string): Promise<Repository> {
  const workTree = await Repository.find(folder);
  const found = workTree.ok ? workTree : await Repository.bare(folder);
  if (!found.ok) throw new Error(`no git repository in ${folder}: ${found.error.code}`);
  return found.value;
}

/** What the product would be asked for a case. */
export async function mustRequest(repository: Repository, single: SuspectCase, text: TextKind): Promise<SuspectRequest> {
  const request = await requestOf(repository, single, text);
  if (!request.ok) throw new Error(`${repository.root}: ${single.fix}: ${JSON.stringify(request.error)}`);
  return request.value;
}

/** The index of a history, for making cases of it. */
export async function indexOf(repository: Repository): Promise<HistoryIndex> {
  const index = await HistoryIndex.read(repository);
  if (!index.ok) throw new Error(`${repository.root}: ${JSON.stringify(index.error)}`);
  return index.value;
}
