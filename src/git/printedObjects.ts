/** An object as `git cat-file --batch` prints it; without a type where git has none of the name. */
interface PrintedObject {
  /** Git's name of it; empty where there is none. */
  readonly oid: string;
  readonly type?: string;
  readonly bytes: Buffer;
}

const none: PrintedObject = { oid: '', bytes: Buffer.alloc(0) };

/**
 * What `git cat-file --batch` has printed, one for each name that was asked for, in their order: a line with git's name, type and size, the contents, a line
 * break; or the name and that it is missing.
 */
export function* printedObjects(output: Buffer): Generator<PrintedObject> {
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    if (end < 0) return;
    const [, oid = '', type, size = ''] = /^(\S+) (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (type === undefined) yield none;
    else {
      yield { oid, type, bytes: output.subarray(at, at + Number(size)) };
      at += Number(size) + 1;
    }
  }
}
