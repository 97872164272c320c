import * as z from 'zod';

const pattern = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** True for the whole hash of a commit, SHA-1 or SHA-256, in lower-case hexadecimal. */
export function isCommitHash(text: string): boolean {
  return pattern.test(text);
}

/** Schema of the whole hash of a commit. */
export const commitHashSchema = z.string().regex(pattern);
