import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { Repository } from '../../../src/git/repository';
import { firstSentence, queryOf } from '../../../src/review/suspects/query';
import { landings } from '../../../src/review/suspects/landing';
import type { SuspectRequest } from '../../../src/review/suspects/finder';

/** Kinds of report text in the data. */
export const textKinds = ['symptom_text', 'report_text', 'title'] as const;
/** A kind of report text. */
export type TextKind = (typeof textKinds)[number];

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

/** A report whose culprit is known. */
export interface SuspectCase {
  readonly fix: string;
  /** Where its history is seen from. */
  readonly base: string;
  readonly firstSeen: number;
  readonly texts: Readonly<Record<TextKind, string>>;
  readonly window: readonly string[];
  readonly culprits: ReadonlySet<string>;
}

/** Commits before the window whose messages are read. */
const pastCommits = 5_000;

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
export async function requestOf(repository: Repository, single: SuspectCase, text: TextKind): Promise<SuspectRequest> {
  const { firstSeen, window, base } = single;
  const report = single.texts[text];
  const title = text === 'title' ? report : firstSentence(report);
  const oldest = await repository.revisions({ from: window.at(-1) ?? base, limit: 1 });
  const until = oldest.ok ? (oldest.value[0]?.committedAt ?? firstSeen) : firstSeen;
  const inside = new Set(window);
  const around = await repository.revisions({ from: base, limit: 2 * window.length + 100 });
  const past = await repository.revisions({
    from: base,
    limit: pastCommits + window.length,
    until: new Date(until).toISOString(),
    withoutMerges: true,
  });
  if (!past.ok) throw new Error(`${path.basename(repository.root)}: ${single.fix}: ${JSON.stringify(past.error)}`);
  return {
    query: queryOf(title, report),
    firstSeen,
    window,
    landed: around.ok ? landings(around.value, around.value[0]?.sha ?? '') : new Map(),
    past: past.value.flatMap(revision => (inside.has(revision.sha) ? [] : [revision.sha])).slice(0, pastCommits),
  };
}
