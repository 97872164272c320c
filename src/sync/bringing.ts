import { failure, success, type Result } from '../domain/foundation/result';
import type { RecordId } from '../domain/records';
import type { GitFault } from '../git/gitFault';
import { sha256 } from '../store/hash';
import { maxAttachmentSize } from '../store/limits';
import { readBlobs } from './blobs';
import type { StoreBranch } from './branch';
import type { Change } from './commit';
import type { Engine } from './engine';
import { contentPath } from './layout';
import type { LocalRecords } from './localRecords';
import { contentsNamedBy } from './withdrawing';

/** The evidence that one branch has as it should be, another lacks or has as something else, and one of these records names; for the other. */
export async function toBring(
  engine: Engine,
  { from, to }: { readonly from: StoreBranch; readonly to: StoreBranch },
  shared: readonly RecordId[],
  records: LocalRecords,
  signal: AbortSignal | undefined,
): Promise<Result<readonly Change[], GitFault>> {
  const known = records.contents;
  const unlike = [...from.contents].filter(([name, oid]) => to.contents.get(name) !== oid && (known.hashOf(oid) ?? name) === name);
  const named = unlike.length > 0 ? await contentsNamedBy(shared, records) : new Map<string, RecordId>();
  const read = async (oid: string): Promise<Result<Buffer | undefined, GitFault>> => {
    let found: Buffer | undefined;
    const ended = await readBlobs(
      engine,
      [oid],
      maxAttachmentSize,
      (_, bytes) => {
        found = bytes;
      },
      signal,
    );
    return ended.ok ? success(found) : ended;
  };
  const changes: Change[] = [];
  for (const [name, oid] of unlike) {
    if (!named.has(name)) continue;
    const bytes = await read(oid);
    if (!bytes.ok) return failure(bytes.error);
    // What nobody can take, nobody can lose.
    if (!bytes.value) continue;
    const hash = sha256(bytes.value);
    known.noteHash(oid, hash);
    if (hash !== name) continue;
    changes.push({
      path: contentPath(name),
      // One at a time is held: all together may be much.
      content: async () => {
        const again = await read(oid);
        if (!again.ok || !again.value) throw new Error(`${name} is gone`);
        return again.value;
      },
    });
  }
  return success(changes);
}
