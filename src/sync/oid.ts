import { createHash } from 'node:crypto';

/** Git's name for a file with this content: SHA-1 of a header and the content (git-hash-object(1)). */
export function oidOf(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
