import type { Result } from '../domain/foundation/result';
import type { GitFault } from '../git/gitFault';
import type { Engine } from './engine';
import { oidOf } from './oid';

/** One path of the branch as it is to be: with a content, made when it is told, or gone. */
export type Change =
  { readonly path: string; readonly content: () => Promise<Uint8Array | string> } | { readonly path: string; readonly gone: true };

/** Who is named in a commit: git's own record of who sent it, no proof. */
export interface Sender {
  readonly name: string;
  readonly email: string;
}

/** Where the commit stands until it is pushed. */
const outgoing = 'refs/faultline/outgoing';
/** Contents of many gigabytes take their time. */
const commitMilliseconds = 600_000;

/**
 * Makes one commit on top of `parent` (the first one of a branch without) and gives its name. `written` hears git's name of each content that is told, by
 * its path, and undefined for what is gone. Told to `git fast-import` as one stream: killed at
 * any moment, it has changed nothing; no index and no work tree take part.
 */
export async function commitChanges(
  engine: Engine,
  parent: string | undefined,
  changes: readonly Change[],
  {
    by,
    message,
    signal,
    written,
  }: {
    readonly by: Sender;
    readonly message: string;
    readonly signal?: AbortSignal;
    readonly written: (path: string, oid: string | undefined) => void;
  },
): Promise<Result<string, GitFault>> {
  const limits = { timeout: commitMilliseconds, ...(signal && { signal }) };
  const imported = await engine.git(['fast-import', '--quiet', '--done', '--force', '--date-format=raw'], {
    ...limits,
    input: stream(parent, changes, { by, message, written }),
  });
  if (!imported.ok) return imported;
  return engine.commitAt(outgoing);
}

async function* stream(
  parent: string | undefined,
  changes: readonly Change[],
  { by, message, written }: Pick<Parameters<typeof commitChanges>[3], 'by' | 'message' | 'written'>,
): AsyncGenerator<Uint8Array | string> {
  const who = `${plain(by.name) || 'Faultline'} <${plain(by.email)}> ${Math.floor(Date.now() / 1000)} +0000`;
  yield `commit ${outgoing}\nauthor ${who}\ncommitter ${who}\n${data(message)}`;
  if (parent !== undefined) yield `from ${parent}\n`;
  for (const change of changes) {
    if ('gone' in change) {
      written(change.path, undefined);
      yield `D ${quoted(change.path)}\n`;
      continue;
    }
    const content = await change.content();
    written(change.path, oidOf(content));
    const head = `M 100644 inline ${quoted(change.path)}\ndata ${Buffer.byteLength(content)}\n`;
    // A record goes in one piece: each is told by itself.
    if (typeof content === 'string') yield `${head}${content}\n`;
    else yield* [head, content, '\n'];
  }
  yield '\ndone\n';
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** A name as git allows it in a commit: no angle brackets, no line breaks. */
function plain(text: string): string {
  return text.replace(/[<>\u0000-\u001f\u007f]/g, '').trim();
}

/** A path as `git fast-import` reads one that holds anything. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
