import { sameText } from '../foundation/sameText';

/** Most resources that are told apart in one field, and the longest name of one in UTF-16 code units. */
const [mostResources, longestResource] = [50, 200];

/**
 * The resources that a free text names (M 6.124): one a line, or several parted by commas or semicolons. What stands in brackets belongs to
 * the name before it, commas and all; a dash, a bullet or a number with its dot at the beginning of a line, and a full stop at the end, do not.
 */
export function resourcesIn(text = ''): string[] {
  const resources = text
    .split('\n')
    .flatMap(line => partsOf(line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/u, '')))
    .map(part => part.trim().replace(/\.$/, '').slice(0, longestResource))
    .filter(Boolean);
  const bySame = new Map<string, string>();
  for (const resource of resources) {
    const same = sameText(resource);
    if (!bySame.has(same)) bySame.set(same, resource);
  }
  return [...bySame.values()].slice(0, mostResources);
}

/** A line at its commas and semicolons, but for those in brackets. */
function partsOf(line: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of line) {
    if (letter === '(') depth++;
    if (letter === ')') depth = Math.max(0, depth - 1);
    if (depth === 0 && (letter === ',' || letter === ';')) parts.push('');
    else parts.push((parts.pop() ?? '') + letter);
  }
  return parts;
}
