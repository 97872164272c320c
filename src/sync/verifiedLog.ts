import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordEvent } from '../domain/record/event';
import type { RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import { integrityFault, type FileFault } from '../store/fault';
import { readLog } from '../store/readLog';
import type { Store } from '../store/store';

/** The entries of a record as a branch has it, every one verified; a large one, given as bytes, lies in `folder` while it is read. */
export async function verifiedLog(
  store: Pick<Store, 'register' | 'readCopy'>,
  folder: string,
  id: RecordId,
  content: string | Buffer,
): Promise<Result<readonly RecordEvent[], FileFault>> {
  const read =
    typeof content === 'string' ? readLog(content, id, { register: store.register() }) : await readApart(store, folder, id, content);
  if (!read.ok) return read;
  const [fault] = read.value?.faults ?? [];
  if (fault) return failure(integrityFault(fault));
  return read.value ? success(read.value.events) : failure({ code: 'unreadable', detail: 'ENOENT' });
}

/** A large one is read as a large file is: in a thread of its own. */
async function readApart(store: Pick<Store, 'readCopy'>, folder: string, id: RecordId, content: Buffer): ReturnType<Store['readCopy']> {
  const file = path.join(folder, `${id}-${randomBytes(6).toString('hex')}.json`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, content, { mode: 0o600 });
  try {
    return await store.readCopy(file, id);
  } finally {
    await rm(file, { force: true });
  }
}
