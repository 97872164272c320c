import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from './gitFault';
import { streamGit, type GitLimits } from './runGit';

/**
 * The bytes of a configuration that takes back every filter program the repository's own configuration sets up: what the person or the machine
 * has configured under the same name counts instead, or nothing. A checkout runs filters, and a repository that was unpacked brings its
 * configuration along. `limits.env` must be that of the checkout, because a setting can be made to count in one work tree, or on one branch, alone.
 */
export async function ownFiltersOnly(folder: string, limits: GitLimits): Promise<Result<Buffer, GitFault>> {
  const listed = await filters(folder, limits);
  if (!listed.ok) return listed;
  const [all, own] = [new Map<string, string>(), new Map<string, string>()];
  for (const { scope, key, value } of listed.value) {
    all.set(key, value);
    if (scope === 'system' || scope === 'global') own.set(key, value);
  }
  const settings = [...all].flatMap(([key, value]) => (value === own.get(key) ? [] : [setting(key, own.get(key) ?? '')]));
  return success(Buffer.from(settings.join(''), 'latin1'));
}

const filterKey = /^filter\..*\.(clean|smudge|process|required)$/s;

/** A variable with the scope of the file it comes from, as git calls it (git-config: --show-scope). */
interface Variable {
  readonly scope: string;
  readonly key: string;
  readonly value: string;
}

/**
 * The variables of filters in the order in which the later counts, by their whole name, each byte a character: a name need not be text, and
 * git's own search passes over what is none.
 */
async function filters(folder: string, limits: GitLimits): Promise<Result<readonly Variable[], GitFault>> {
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer): void => {
    chunks.push(chunk);
  };
  const listed = await streamGit(folder, ['config', '--includes', '--show-scope', '--null', '--list'], collect, limits);
  if (!listed.ok) return failure(listed.error);
  const said = Buffer.concat(chunks).toString('latin1').split('\0');
  const found: Variable[] = [];
  for (let at = 0; at + 1 < said.length; at += 2) {
    const [scope = '', entry = ''] = said.slice(at, at + 2);
    const end = entry.indexOf('\n');
    // A variable without a value is true.
    const [key, value] = end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    if (filterKey.test(key)) found.push({ scope, key, value });
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
