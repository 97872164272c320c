/** What is said about one commit: it works, it does not, or it cannot be told. */
export type Verdict = 'good' | 'bad' | 'skip';

/** A commit by its full hash and the first line of its message. */
export interface NamedCommit {
  readonly sha: string;
  readonly subject: string;
}

/** How a search went, step by step. */
export interface BisectCourse {
  readonly bad: NamedCommit;
  readonly good: NamedCommit;
  readonly said: readonly (NamedCommit & { readonly verdict: Verdict })[];
  /** What is left at the end: the first bad commit, or all that may be it where only skipped ones are left; none before. */
  readonly left: readonly NamedCommit[];
}

/** A text in one line: whatever some reader may take for the end of a line, or for no character at all, becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** The course of a search as `git bisect log` writes it and `git bisect replay` reads it. Subjects stand in comments alone. */
export function bisectLog({ bad, good, said, left }: BisectCourse): string {
  const comment = (what: string, { sha, subject }: NamedCommit): string => `# ${what}: [${sha}] ${oneLine(subject)}`;
  const [first, ...others] = left;
  const end =
    others.length === 0
      ? first && [comment('first bad commit', first)]
      : ['# only skipped commits left to test', ...left.map(commit => comment('possible first bad commit', commit))];
  const steps = [{ ...bad, verdict: 'bad' }, { ...good, verdict: 'good' }, ...said] as const;
  // The ends are said after the start: given with it, a git stops reading (2.39) where a fork is to be tested first.
  const lines = [
    'git bisect start',
    ...steps.flatMap(step => [comment(step.verdict, step), `git bisect ${step.verdict} ${step.sha}`]),
    ...(end ?? []),
  ];
  return `${lines.join('\n')}\n`;
}
