import type { GitFault } from '../git/gitFault';

/** Why a remote did not do what it was asked. */
export type RemoteFault =
  | GitFault
  /** It cannot be reached: no network, no such machine, or it does not answer. */
  | { readonly code: 'offline'; readonly message: string }
  /** It wants to know who asks, and neither agent nor credential helper could say. */
  | { readonly code: 'signIn'; readonly message: string }
  /** There is no repository at the address, or none that this person may see. */
  | { readonly code: 'noRemote'; readonly message: string }
  /** It may be read and not written. */
  | { readonly code: 'noRight'; readonly message: string }
  /** It takes nothing of this: its own words. */
  | { readonly code: 'refused'; readonly message: string }
  /** It is a shallow clone, whose history is cut off: what others have redacted or erased before cannot be heard from it. */
  | { readonly code: 'shallow' }
  /** Somebody else was faster. */
  | { readonly code: 'overtaken' };

/** What git says on standard error, in English (`LC_ALL`), and what it means; the first that fits counts. */
const meanings: readonly (readonly ['signIn' | 'noRight' | 'noRemote' | 'offline', RegExp])[] = [
  [
    'signIn',
    /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \((?:publickey|password|keyboard)|Host key verification failed|HTTP 401|error: 401|Invalid username or (?:password|token)/i,
  ],
  [
    'noRight',
    /error: 403|HTTP 403|Write access to repository not granted|not allowed to push|insufficient permission|unable to create temporary object directory|protected branch|read.only|access denied or repository not exported/i,
  ],
  [
    'noRemote',
    /does not appear to be a git repository|repository '[^']*' not found|Repository not found|project you were looking for could not be found|error: 404|No such file or directory/i,
  ],
  [
    'offline',
    /Could not resolve (?:host|proxy)|unable to look up|Failed to connect|Connection (?:refused|timed out|reset|closed)|Network is unreachable|No route to host|Operation timed out|Couldn't connect|unable to access|Could not read from remote repository|early EOF|the remote end hung up|Operation too slow/i,
  ],
];

/** True where git takes from nobody what is there. */
export function isNotTaken(fault: RemoteFault): boolean {
  return fault.code === 'failed' && fault.message.includes('fsck error');
}

/** What a failed command that spoke with a remote means. */
export function meaningOf(fault: GitFault): RemoteFault {
  if (fault.code === 'timeout') return { code: 'offline', message: '' };
  // What git says of what it does not take quotes that: whoever made it could have it say anything.
  if (fault.code !== 'failed' || isNotTaken(fault)) return fault;
  const { message } = fault;
  const found = meanings.find(([, pattern]) => pattern.test(message));
  return found ? { code: found[0], message } : fault;
}
