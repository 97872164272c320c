import { sideBySide } from '../base/sideBySide';
import { success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';

/** Bytes of the contents that are asked for at a time. */
const atOnce = 8 * 1024 * 1024;

/**
 * Hands the contents of git's objects to `take`, some side by side. Their sizes are asked for first: what is no file, is missing, or larger than
 * `largest` bytes is not read, and is named in the result.
 */
export async function readBlobs(
  engine: Engine,
  oids: readonly string[],
  largest: number,
  take: (oid: string, bytes: Buffer) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<Result<readonly string[], GitFault>> {
  if (oids.length === 0) return success([]);
  const limits = { timeout: 300_000, ...(signal && { signal }) };
  const checked = await engine.git(['cat-file', '--batch-check'], { ...limits, input: `${oids.join('\n')}\n` });
  if (!checked.ok) return checked;
  const sizes = checked.value.split('\n').flatMap(line => {
    const [oid = '', type, size] = line.split(' ');
    return type === 'blob' && Number(size) <= largest ? [[oid, Number(size)] as const] : [];
  });
  for (const part of partsOf(sizes)) {
    const chunks: Buffer[] = [];
    const output = await engine.stream(
      ['cat-file', '--batch'],
      chunk => {
        chunks.push(chunk);
      },
      { ...limits, maxOutput: atOnce + largest + part.length * 100, input: `${part.join('\n')}\n` },
    );
    if (!output.ok) return output;
    await sideBySide([...contentsIn(Buffer.concat(chunks))], async ([oid, bytes]) => take(oid, bytes));
  }
  const read = new Set(sizes.map(([oid]) => oid));
  return success(oids.filter(oid => !read.has(oid)));
}

/** Objects whose contents together are not much more than fits into memory lightly. */
function* partsOf(sizes: readonly (readonly [string, number])[]): Generator<readonly string[]> {
  let [part, bytes]: [string[], number] = [[], 0];
  for (const [oid, size] of sizes) {
    if (part.length > 0 && bytes + size > atOnce) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(oid);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

/** What `git cat-file --batch` prints: a line with name, type and size, the content, a line break. */
function* contentsIn(output: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const [oid = '', , size = ''] = output.toString('latin1', at, end).split(' ');
    const from = end + 1;
    const to = from + Number(size);
    yield [oid, output.subarray(from, to)];
    at = to + 1;
  }
}
