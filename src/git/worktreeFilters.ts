import { failure, success, type Result } from '../domain/result';
import type { GitFault } from './gitFault';
import { streamGit, type GitLimits } from './runGit';

/**
 * The bytes of a configuration that takes back every filter program the repository's own configuration sets up: what the person or the machine
 * has configured under the same name counts instead, or nothing. A checkout runs filters, and a repository that was unpacked brings its
 * configuration along. `limits.env` must be that of the checkout, because a setting can be made to count in one work tree, or on one branch, alone.
 */
export async function ownFiltersOnly(folder: string, limits: GitLimits): Promise<Result<Buffer, GitFault>> {
  const all = await filters(folder, [], limits);
  if (!all.ok) return all;
  const own = new Map<string, string>();
  for (const scope of ['--system', '--global']) {
    const listed = await filters(folder, [scope], limits);
    // Where there is no such file git fails.
    if (listed.ok) for (const [key, value] of listed.value) own.set(key, value);
    else if (listed.error.code !== 'failed') return listed;
  }
  const settings = [...all.value].flatMap(([key, value]) => (value === own.get(key) ? [] : [setting(key, own.get(key) ?? '')]));
  return success(Buffer.from(settings.join(''), 'latin1'));
}

const filterKey = /^filter\..*\.(clean|smudge|process|required)$/s;

/** The variables of filters, by their whole name, each byte a character: a name need not be text, and git's own search passes over what is none. */
async function filters(
  folder: string,
  scope: readonly string[],
  limits: GitLimits,
): Promise<Result<ReadonlyMap<string, string>, GitFault>> {
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer): void => {
    chunks.push(chunk);
  };
  const listed = await streamGit(folder, ['config', ...scope, '--includes', '--null', '--list'], collect, limits);
  if (!listed.ok) return failure(listed.error);
  const found = new Map<string, string>();
  for (const entry of Buffer.concat(chunks).toString('latin1').split('\0')) {
    const end = entry.indexOf('\n');
    // A variable without a value is true.
    const [key, value] = end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    if (filterKey.test(key)) found.set(key, value);
  }
  return success(found);
}

/** One variable as a configuration file holds it; the name of the driver may hold any character, dots too. */
function setting(key: string, value: string): string {
  const driver = key.slice(key.indexOf('.') + 1, key.lastIndexOf('.'));
  const variable = key.slice(key.lastIndexOf('.') + 1);
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
  return `[filter ${quoted(driver)}]\n\t${variable} = ${quoted(value)}\n`;
}
