import { readFile } from 'node:fs/promises';

/** The commits (full hashes) that git's file about a shallow clone names; none where it is not there. */
export async function cutOffIn(file: string | undefined): Promise<ReadonlySet<string>> {
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  return new Set(text.match(/^[0-9a-f]{40,64}$/gm));
}
