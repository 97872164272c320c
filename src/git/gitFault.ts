/** Why a git command gave nothing. */
export type GitFault =
  /** There is no git on the search path, or none outside the folder it would run in. */
  | { readonly code: 'noGit' }
  | { readonly code: 'oldGit'; readonly version: string; readonly minimum: string }
  /** The folder it should run in is not there or cannot be entered. */
  | { readonly code: 'noFolder'; readonly folder: string }
  /** The folder is, or lies in, a bare repository: its configuration may have come with somebody's commit. */
  | { readonly code: 'bareRepository' }
  | { readonly code: 'timeout' | 'cancelled' }
  /** Bytes after which it was ended. */
  | { readonly code: 'tooMuchOutput'; readonly limit: number }
  | { readonly code: 'failed'; readonly exitCode: number; readonly message: string };

/** Why there is no repository to ask. */
export type RepositoryFault = GitFault | { readonly code: 'noRepository' };

/** True when git lacks an object that it knows of, as in a partial clone: nothing is fetched for a question. */
export function isMissingObject(fault: GitFault): boolean {
  return (
    fault.code === 'failed' &&
    /could not fetch|unable to read|missing blob|transport '[^']*' not allowed|lazy fetching disabled|: bad file$/im.test(fault.message)
  );
}

/** True when git said that there is no repository, or none with a work tree. */
export function isNoRepository(fault: GitFault): boolean {
  return fault.code === 'failed' && /not a git repository|must be run in a work tree/.test(fault.message);
}

/** True when git blame said that there is no such file, or that it has no such lines. */
export function isNoPlace(fault: GitFault): boolean {
  return fault.code === 'failed' && /no such path|has only \d+ line|invalid line number/.test(fault.message);
}
