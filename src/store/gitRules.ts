import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './fault';

/** What a store folder says to a git that versions it. */
const rules = {
  /** Git's union merge joins two people's appends; line ends must not change, the hashes are over the text's values. */
  '.gitattributes': '*.json text eol=lf merge=union\nattachments/** -text -diff -merge\n',
  /** Temporary files lie in the locks. */
  '.gitignore': '.lock/\n',
};

/** Writes the rules into a store folder, each where there is none yet. Rejects with the system's error. */
export async function writeGitRules(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(rules))
    await writeFile(path.join(folder, name), text, { flag: 'wx' }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
}
