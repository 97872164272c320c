import { sideBySide } from '../base/sideBySide';
import { failure, success, type Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import { printedObjects } from '../git/printedObjects';
import type { GitLimits } from '../git/runGit';
import type { Engine } from './engine';

/** Bytes of the contents that are asked for at a time. */
const atOnce = 8 * 1024 * 1024;
/** So few are not asked for their sizes first: what is too much of them ends the reading. */
const fewAtOnce = 20;
/** Milliseconds for what is asked of git at a time. */
const longest = 300_000;

/**
 * Hands the contents of git's objects to `take`, some side by side. What is no file, or larger than `largest` bytes, is not taken, and is named
 * in the result: where they are many, or together are much, their sizes are asked for first. Fails, as damage, where git has one no more.
 */
export async function readBlobs(
  engine: Engine,
  oids: readonly string[],
  largest: number,
  take: (oid: string, bytes: Buffer) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<Result<readonly string[], GitFault>> {
  if (oids.length === 0) return success([]);
  const limits = { timeout: longest, ...(signal && { signal }) };
  if (oids.length <= fewAtOnce) {
    const found = await contentsOf(engine, oids, Math.min(atOnce, largest), limits);
    if (found) {
      await sideBySide([...found], async ([oid, bytes]) => take(oid, bytes));
      return success([]);
    }
  }
  const found = await sizesOf(engine, oids, signal);
  if (!found.ok) return found;
  const sizes = [...found.value].filter(([, size]) => size <= largest);
  for (const part of partsOf(sizes)) {
    const output = await objectsAsPrinted(engine, part, { ...limits, maxOutput: atOnce + largest + part.length * 100 });
    if (!output.ok) return output;
    await sideBySide(filesIn(output.value), async ([oid, bytes]) => take(oid, bytes));
  }
  const read = new Set(sizes.map(([oid]) => oid));
  return success(oids.filter(oid => !read.has(oid)));
}

/** The sizes of git's objects, in bytes, as far as they are files. Fails, as damage, where git has one no more. */
export async function sizesOf(
  engine: Engine,
  oids: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, number>, GitFault>> {
  if (oids.length === 0) return success(new Map());
  const input = `${oids.join('\n')}\n`;
  const checked = await engine.git(['cat-file', '--batch-check'], { timeout: longest, input, ...(signal && { signal }) });
  if (!checked.ok) return checked;
  const lines = checked.value.split('\n');
  // Git has fetched it, so it was there.
  const gone = lines.find(line => line.endsWith(' missing'));
  if (gone !== undefined) return failure({ code: 'failed', exitCode: 0, message: `missing blob ${gone}` });
  return success(
    new Map(
      lines.flatMap(line => {
        const [oid = '', type, size] = line.split(' ');
        return type === 'blob' ? [[oid, Number(size)]] : [];
      }),
    ),
  );
}

/** The contents of a few files; undefined where all together are more than so many bytes, or one cannot be had or is none. */
async function contentsOf(
  engine: Engine,
  oids: readonly string[],
  most: number,
  limits: GitLimits,
): Promise<ReadonlyMap<string, Buffer> | undefined> {
  const output = await objectsAsPrinted(engine, oids, { ...limits, maxOutput: most });
  const found = new Map(output.ok ? filesIn(output.value) : []);
  return oids.every(oid => found.has(oid)) ? found : undefined;
}

/** What git says of these objects, with their contents (`printedObjects`). */
export async function objectsAsPrinted(engine: Engine, oids: readonly string[], limits: GitLimits): Promise<Result<Buffer, GitFault>> {
  const chunks: Buffer[] = [];
  const output = await engine.stream(
    ['cat-file', '--batch'],
    chunk => {
      chunks.push(chunk);
    },
    { ...limits, input: `${oids.join('\n')}\n` },
  );
  return output.ok ? success(Buffer.concat(chunks)) : output;
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

/** The files among what git has printed, by its names of them. */
function filesIn(output: Buffer): readonly (readonly [string, Buffer])[] {
  return [...printedObjects(output)].flatMap(({ oid, type, bytes }) => (type === 'blob' ? [[oid, bytes] as const] : []));
}
