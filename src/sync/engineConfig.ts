import type { GitSetting } from '../git/remotes';

/** Settings of an engine: git does nothing by itself, and trusts nothing that comes. */
const configuration = `[core]
	repositoryformatversion = 0
	bare = true
	filemode = false
	logAllRefUpdates = false
	attributesFile =
	excludesFile =
[init]
	templateDir =
[gc]
	auto = 0
[maintenance]
	auto = false
[fetch]
	fsckObjects = true
	prune = false
	recurseSubmodules = false
	writeCommitGraph = false
[push]
	recurseSubmodules = no
	gpgSign = false
	followTags = false
	pushOption =
[repack]
	writeBitmaps = false
[pack]
	writeBitmaps = false
[http]
	lowSpeedLimit = 1000
	lowSpeedTime = 60
`;

/** The text of an engine's `config`: its own settings, and behind them what the person's repository says of reaching a remote. */
export function engineConfig(settings: readonly GitSetting[]): string {
  return [configuration, ...settings.map(settingText)].join('');
}

/** A setting as git writes it (git-config(1), *Syntax*): a section, perhaps with a name of its own, a key, a value in quotes. */
function settingText({ key, value }: GitSetting): string {
  const [section = '', ...rest] = key.split('.');
  const name = rest.slice(0, -1).join('.');
  const head = rest.length > 1 ? `${section} "${name.replace(/["\\]/g, '\\$&')}"` : section;
  const quoted = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `[${head}]\n\t${rest.at(-1) ?? ''} = "${quoted}"\n`;
}
