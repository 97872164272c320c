/** A node where it stands in its tree; `path` is its id there. */
export type Placed<N> = N & { readonly path: string };

/**
 * Puts nodes below `parent` (empty for the roots). A path is made of the keys that lead to a node, escaped as in a JSON pointer (RFC 6901),
 * and of its turn where a key stands there again: so no two nodes of a tree have one id, whatever stands in it twice.
 */
export function placed<N extends object>(parent: string, nodes: readonly N[], keyOf: (node: N) => string): readonly Placed<N>[] {
  const turns = new Map<string, number>();
  return nodes.map(node => {
    const key = keyOf(node).replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('#', '~2');
    const turn = (turns.get(key) ?? 0) + 1;
    turns.set(key, turn);
    return { ...node, path: `${parent}/${key}${turn === 1 ? '' : `#${turn}`}` };
  });
}
