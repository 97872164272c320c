import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { printedObjects } from './printedObjects';
import { streamGit, type GitLimits } from './runGit';

/**
 * The texts that files have at commits, by their names (`SHA:PATH`, `SHA^:PATH`), by one git; nothing for what is not there, or is no file. A
 * name with a line break in it cannot be asked for.
 */
export async function fileVersions(
  root: string,
  names: readonly string[],
  limits: GitLimits = {},
): Promise<Result<ReadonlyMap<string, string>, GitFault>> {
  const asked = names.filter(name => !name.includes('\n'));
  if (asked.length === 0) return success(new Map());
  const chunks: Buffer[] = [];
  const ended = await streamGit(root, ['cat-file', '--batch'], chunk => void chunks.push(chunk), {
    ...limits,
    input: `${asked.join('\n')}\n`,
  });
  if (!ended.ok) return ended;
  const texts = new Map<string, string>();
  let at = 0;
  for (const { type, bytes } of printedObjects(Buffer.concat(chunks))) {
    const name = asked[at++];
    if (type === 'blob' && name !== undefined) texts.set(name, bytes.toString('utf8'));
  }
  return success(texts);
}
