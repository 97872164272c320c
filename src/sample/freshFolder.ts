import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A fresh, empty folder at a place: what is chosen itself where it is empty, else one in it by this name, or the next free one (`name-2`). */
export async function freshFolder(chosen: string, name: string): Promise<string> {
  await mkdir(chosen, { recursive: true });
  if ((await readdir(chosen)).length === 0) return chosen;
  for (let number = 1; ; number++) {
    const folder = path.join(chosen, number === 1 ? name : `${name}-${number}`);
    if (await isMade(folder)) return folder;
  }
}

/** False where something of that name is there already. */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
