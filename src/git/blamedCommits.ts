/** A line with the commit that changed it last, and where that commit has it. */
export interface BlamedLine {
  readonly sha: string;
  readonly path: string;
  readonly line: number;
}

/**
 * The lines that `git blame --line-porcelain` tells; undefined for one that is older than what it was asked for (a boundary), or that stood at
 * one of these commits, where a history is `cut` off, already.
 */
export function blamedCommits(output: string, cut: ReadonlySet<string>): readonly (BlamedLine | undefined)[] {
  const found: (BlamedLine | undefined)[] = [];
  for (const text of output.split('\n')) {
    const [, sha, line] = /^([0-9a-f]{40,64}) (\d+) \d+/.exec(text) ?? [];
    const last = found.at(-1);
    if (sha !== undefined) found.push(cut.has(sha) ? undefined : { sha, path: '', line: Number(line) });
    else if (text === 'boundary') found[found.length - 1] = undefined;
    else if (last && text.startsWith('filename ')) found[found.length - 1] = { ...last, path: unquoted(text.slice('filename '.length)) };
  }
  return found;
}

/** A path as git writes it: between quotes where it holds one, a backslash or a control character (with `core.quotePath=false`). */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const escapes: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };
  return path
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter = '') =>
      octal === undefined ? (escapes[letter as string] ?? (letter as string)) : String.fromCharCode(parseInt(octal, 8)),
    );
}
