import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { systemCode } from './fault';

/** How many copies of one file are kept before one must be taken away by hand. */
const mostCopies = 100;

/** Keeps a file as it is, durably, beside itself under a name that no record has; never over another. Resolves to the copy; rejects with the system's error. */
export async function keepBeside(file: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${file}.broken${number === 1 ? '' : `-${number}`}`;
    try {
      await copyFile(file, copy, constants.COPYFILE_EXCL);
    } catch (error) {
      if (systemCode(error) === 'EEXIST' && number < mostCopies) continue;
      throw error;
    }
    const handle = await open(copy, 'r+');
    await handle.sync().finally(() => handle.close());
    return copy;
  }
}
