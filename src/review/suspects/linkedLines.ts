import { hash } from 'node:crypto';
import { locate } from '../../domain/record/locate';
import type { Repository } from '../../git/repository';
import type { GitLimits } from '../../git/runGit';
import type { LinkedPlace } from './place';

/** Lines of a file at a commit (a full hash). */
interface StandingLines {
  readonly at: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Where git can be asked about linked lines, of which it is to tell who changed them by `base`: at the commit at which they were seen, unless
 * the base has changed their file since; then at the base, where their text is found again. Undefined where it is not. Lines that do not say
 * when they were seen are those of the base.
 */
export async function standingLines(
  repository: Pick<Repository, 'changedSinceFork' | 'fileAt'>,
  base: string,
  { path, from, to, seenAt, textHash, fingerprint }: LinkedPlace,
  limits: GitLimits,
): Promise<StandingLines | undefined> {
  const changed = seenAt === undefined ? undefined : await repository.changedSinceFork(base, seenAt, limits);
  const isAsSeen = changed?.ok === true && !changed.value.includes(path);
  const at = isAsSeen ? (seenAt ?? base) : base;
  if (textHash === undefined) return isAsSeen || seenAt === undefined ? { at, from, to } : undefined;
  const text = await repository.fileAt(at, path);
  // An edit that was not committed yet may have moved them.
  const target = { type: 'file', path, lines: { from, to }, textHash, ...(fingerprint !== undefined && { fingerprint }) } as const;
  const placement = text.ok ? locate(target, text.value, content => hash('sha256', content, 'hex')) : undefined;
  if (placement?.state === 'moved') return { at, ...placement.lines };
  return placement?.state === 'inPlace' ? { at, from, to } : undefined;
}
