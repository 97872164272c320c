import { hash } from 'node:crypto';
import { success, type Result } from '../../domain/foundation/result';
import { locate } from '../../domain/record/locate';
import type { GitFault } from '../../git/gitFault';
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
 * the base has changed their file since; then at the base, where their text is found again. Where the base has given the file another name or
 * deleted it, it is asked as they were seen, too. Undefined where they are not found; a fault where git cannot say. Lines that do not say when
 * they were seen are those of the base.
 */
export async function standingLines(
  repository: Pick<Repository, 'changedSinceFork' | 'fileAt'>,
  base: string,
  { path, from, to, seenAt, textHash, fingerprint }: LinkedPlace,
  limits: GitLimits,
): Promise<Result<StandingLines | undefined, GitFault>> {
  const changed = seenAt === undefined ? undefined : await repository.changedSinceFork(base, seenAt, limits);
  const isAsSeen = changed?.ok === true && (!changed.value.includes(path) || (await isGone(repository, base, path, limits)));
  const at = isAsSeen ? (seenAt ?? base) : base;
  if (textHash === undefined) return changed?.ok === false ? changed : success(isAsSeen || !changed ? { at, from, to } : undefined);
  const text = await repository.fileAt(at, path, limits);
  if (!text.ok) return text;
  // An edit that was not committed yet may have moved them.
  const target = { type: 'file', path, lines: { from, to }, textHash, ...(fingerprint !== undefined && { fingerprint }) } as const;
  const placement = locate(target, text.value, content => hash('sha256', content, 'hex'));
  if (placement.state === 'moved') return success({ at, ...placement.lines });
  return success(placement.state === 'inPlace' ? { at, from, to } : undefined);
}

async function isGone(repository: Pick<Repository, 'fileAt'>, base: string, path: string, limits: GitLimits): Promise<boolean> {
  const text = await repository.fileAt(base, path, limits);
  return text.ok && text.value === '';
}
