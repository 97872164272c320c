import { insideWorkspace } from './paths';

/**
 * What finds, among these files, the one that a written path names: the one with which it shares the longest ending, since a trace names files
 * where the program ran, which is seldom where the source lies. Of several that are equally good the one in `folder` (empty, or ending with
 * `/`), else the one whose whole path is that ending, where it is more than a name or all that was written; where that leaves several, or none,
 * nothing is named.
 */
export function namedFileIn(files: Iterable<string>, folder = ''): (written: string) => string | undefined {
  const byName = new Map<string, string[]>();
  for (const path of files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = byName.get(name);
    if (known) known.push(path);
    else byName.set(name, [path]);
  }
  return written => {
    const [ending = ''] = insideWorkspace(written);
    const parts = ending.split('/').toReversed();
    let most = 0;
    let best: string[] = [];
    for (const path of byName.get(parts[0] ?? '') ?? []) {
      const shared = sharedBeginning(path.split('/').toReversed(), parts);
      if (shared > most) [most, best] = [shared, []];
      if (shared === most) best.push(path);
    }
    const within = folder === '' ? [] : best.filter(path => path.startsWith(folder));
    const whole = best.filter(path => path.split('/').length === most && (most > 1 || parts.length === 1));
    return [best, within, whole].find(paths => paths.length === 1)?.[0];
  };
}

function sharedBeginning(some: readonly string[], others: readonly string[]): number {
  const end = some.findIndex((part, at) => part !== others[at]);
  return end < 0 ? some.length : end;
}
