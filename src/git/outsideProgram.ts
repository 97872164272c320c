import { constants, realpath } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A path without symbolic links; rejects where there is none. Not the system's own function, which gives a mapped drive another name. */
export const realPath = promisify(realpath);

/** Where programs are looked for on behalf of `folder` (a real path): absolute folders of the search path outside it. What comes with a workspace must not be run. */
export async function searchPathOutside(folder: string): Promise<readonly string[]> {
  const outside: string[] = [];
  for (const entry of (process.env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(entry)) continue;
    const real = await realPath(entry).catch(() => undefined);
    if (real !== undefined && !isInside(real, folder)) outside.push(entry);
  }
  return outside;
}

/** The first program of this name (without `.exe`) on a search path that does not lead into `folder`. */
export async function firstProgram(name: string, searchPath: readonly string[], folder: string): Promise<string | undefined> {
  for (const entry of searchPath) {
    const file = path.join(entry, process.platform === 'win32' ? `${name}.exe` : name);
    const real = await realPath(file).catch(() => undefined);
    if (real !== undefined && !isInside(real, folder) && (await isProgram(file))) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}
