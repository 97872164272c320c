/**
 * True when a `/`-separated path matches a glob of a component: `*` and `?` stay within one part, `**` stands for any number of parts, a
 * glob that ends with `/` means everything below. Written by hand because a glob comes from a record, and records are hostile: no
 * regular expression is made of it, and the cost is the product of the lengths at most.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const parts = (glob.endsWith('/') ? `${glob}**` : glob).replace(/^\.?\//, '').split('/');
  return matches(parts, path.split('/'), matchesPart, '**');
}

function matchesPart(part: string, name: string): boolean {
  return matches(Array.from(part), Array.from(name), (pattern, character) => pattern === '?' || pattern === character, '*');
}

/** The classic match with one place to go back to: behind the last wildcard that takes any number of items; `fits` is asked of all others. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  fits: (pattern: string, item: string) => boolean,
  anyNumber: string,
): boolean {
  let [at, item, star, resume] = [0, 0, -1, 0];
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted === anyNumber) {
      [star, resume] = [at, item];
      at += 1;
    } else if (wanted !== undefined && fits(wanted, items[item] ?? '')) {
      at += 1;
      item += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      item = resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(left => left === anyNumber);
}
