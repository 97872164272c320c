import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * Replaces a file so that after a crash it holds either the old or the new text, and after this resolves the new one:
 * temporary file, fsync, rename (all `write-file-atomic`), then fsync of the folder, which makes the rename itself durable.
 * A new file is its owner's alone; one that exists keeps the rights somebody gave it.
 */
export async function replaceDurably(file: string, text: string): Promise<void> {
  const isNew = !existsSync(file);
  await writeFileAtomic(file, text, { encoding: 'utf8', ...(isNew && { mode: 0o600 }) });
  await syncFolder(path.dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for fsync; there the rename is journalled by the file system.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
