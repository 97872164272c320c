import os from 'node:os';
import path from 'node:path';
import { isAtLeast } from './gitVersion';

/** What a program gets of the environment it is started from: where it finds the person's own settings, and what the system needs. No `GIT_*`. */
const inherited = [
  'HOME',
  'XDG_CONFIG_HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'USERNAME',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SystemDrive',
  'SystemRoot',
  'TEMP',
  'TMP',
] as const;

/**
 * The whole environment of git in `folder` (a real path): it looks for a repository nowhere above, fetches nothing, asks nobody, writes nothing
 * for a question, and takes no commit for another (`refs/replace`, `info/grafts`).
 */
export function gitEnvironment(folder: string, searchPath: readonly string[]): Readonly<Record<string, string>> {
  return {
    ...inheritedEnvironment(),
    PATH: searchPath.join(path.delimiter),
    // Messages are read by what they say, so they are asked for in English.
    LC_ALL: 'C.UTF-8',
    // A list of the protocols a remote may have. It is stronger than any setting; older git (before 2.39.4, 2.45) knows no other way not to fetch.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: path.join(os.devNull, 'none'),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_CEILING_DIRECTORIES: path.dirname(folder),
  };
}

/** Of the environment this process was started with, what has one of these names; without names what every program gets. */
export function inheritedEnvironment(names: readonly string[] = inherited): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** Settings that are stronger than those of a repository, none of which may run a program: each has its test in `hostileRepository.test.ts`. */
const settings = [
  `core.hooksPath=${os.devNull}`,
  // Empty, because git before 2.36 takes any other value for the name of a program.
  'core.fsmonitor=',
  'gpg.program=',
  'gpg.x509.program=',
  'gpg.ssh.program=',
  'log.showSignature=false',
  'submodule.recurse=false',
  'i18n.logOutputEncoding=UTF-8',
];

/**
 * Settings that are stronger than those of a repository and of the person, so that none hides a commit, a file or a line from who looks for a
 * cause, or shows it as another's: what git does by itself. Each has its test in `hiddenSuspects.test.ts`.
 */
const plain = [
  'log.showRoot=true',
  'log.follow=false',
  `diff.orderFile=${os.devNull}`,
  'diff.renameLimit=1000',
  'diff.algorithm=default',
  'diff.indentHeuristic=true',
  'core.bigFileThreshold=512m',
  'core.abbrev=auto',
  'core.quotePath=false',
  'log.diffMerges=separate',
  'blame.coloring=none',
  'blame.blankBoundary=false',
  'blame.showEmail=false',
  'blame.showRoot=false',
  'mailmap.file=',
  'mailmap.blob=',
];

/** Options of single commands: no external diff, no text conversion, no git in submodules, whose settings are their own; nothing left out. */
const commandOptions: Readonly<Record<string, readonly string[]>> = {
  // Without a name: the lists of commits that the configuration names are empty.
  blame: ['--no-textconv', '--ignore-revs-file='],
  diff: ['--no-ext-diff', '--no-textconv', '--ignore-submodules=none'],
  log: ['--no-textconv', '--ignore-submodules=none'],
  status: ['--ignore-submodules=dirty'],
};

/** The whole command line of a git command: `args` begins with the command's name; `own` are settings (`name=value`) of this command alone. */
export function gitArguments(version: string, args: readonly string[], own: readonly string[] = []): readonly string[] {
  const [command = '', ...rest] = args;
  const all = [...settings, ...plain, ...own, ...(refusesBare(version) ? ['safe.bareRepository=explicit'] : [])];
  // The one command that refuses it; what it is asked begins with `./`, so that nothing in it is magic.
  const literally = command === 'check-ignore' ? [] : ['--literal-pathspecs'];
  return [...literally, ...all.flatMap(setting => ['-c', setting]), command, ...(commandOptions[command] ?? []), ...rest];
}

/** True for a git that can be told itself not to use a bare repository it happens to be in. */
export function refusesBare(version: string): boolean {
  return isAtLeast(version, '2.38');
}
