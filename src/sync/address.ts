/** Where a remote lies, as a person types it for git: an address or a path. */
export type RemoteAddress = string;

/** Longest address, in characters. */
const longest = 2000;

/**
 * True for an address that git reads as a place of one of the protocols we allow: https, http, ssh, git, a file, or an absolute path (git runs
 * elsewhere than the person is, and no shell stands between that knew `~`). Never an option, and
 * never a remote helper (`helper::address`), which is a program to run.
 */
export function isRemoteAddress(text: string): boolean {
  if (text === '' || text.length > longest || /^-|::|[\u0000-\u0020\u007f]/.test(text)) return false;
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text) ?? [];
  if (scheme !== undefined) return /^(?:https?|ssh|git|file)$/.test(scheme) && !/^ssh:\/\/(?:[^/]*@)?-/.test(text);
  // A path, or `person@machine:path`.
  return /^(?:[\\/]|[A-Za-z]:[\\/]|(?:[^-@:/\s][^@:/\s]*@)?[^-@:/\s][^@:/\s]*:)/.test(text);
}

/** True for a folder that this machine can see, where nobody signs in. */
export function isFolderAddress(address: RemoteAddress): boolean {
  return /^(?:file:|[\\/]|[A-Za-z]:[\\/])/i.test(address);
}

/** An address as it is shown and compared: without who signs in, which may hold a password. */
export function placeOf(address: RemoteAddress): string {
  return address.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/@]*@/, '$1');
}

/** Longest name of a branch, in characters. */
const longestBranch = 200;

/** True for a name that git takes for a branch (git-check-ref-format(1)), and that can be no pattern and no option. */
export function isBranchName(text: string): boolean {
  if (text === '' || text.length > longestBranch || text === '@' || text.startsWith('-') || text === 'HEAD') return false;
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\.$/.test(text)) return false;
  return text.split('/').every(part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
