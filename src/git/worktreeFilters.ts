import { runGit, type GitLimits } from './runGit';

/**
 * The text of a configuration that takes back every filter program the repository's own configuration sets up: what the person or the machine
 * has configured under the same name counts instead, or nothing. A checkout runs filters, and a repository that was unpacked brings its
 * configuration along.
 */
export async function ownFiltersOnly(root: string, limits: GitLimits): Promise<string> {
  const all = await filters(root, [], limits);
  const own = new Map([...(await filters(root, ['--system'], limits)), ...(await filters(root, ['--global'], limits))]);
  return [...all].flatMap(([key, value]) => (value === own.get(key) ? [] : [setting(key, own.get(key) ?? '')])).join('');
}

/** The variables of filters, by their whole name; none where there are none. */
async function filters(root: string, scope: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, string>> {
  const pattern = '^filter\\..*\\.(clean|smudge|process|required)$';
  const listed = await runGit(root, ['config', ...scope, '--includes', '--null', '--get-regexp', pattern], limits);
  const found = new Map<string, string>();
  for (const entry of listed.ok ? listed.value.split('\0').filter(Boolean) : []) {
    const end = entry.indexOf('\n');
    // A variable without a value is true.
    if (end < 0) found.set(entry, 'true');
    else found.set(entry.slice(0, end), entry.slice(end + 1));
  }
  return found;
}

/** One variable as a configuration file holds it; the name of the driver may hold any character, dots too. */
function setting(key: string, value: string): string {
  const driver = key.slice(key.indexOf('.') + 1, key.lastIndexOf('.'));
  const variable = key.slice(key.lastIndexOf('.') + 1);
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
  return `[filter ${quoted(driver)}]\n\t${variable} = ${quoted(value)}\n`;
}
