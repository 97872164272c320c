const naming =
  /^[ \t]*(?:fixes:?|this reverts commit|this fixes commit|regression (?:in|from)|introduced (?:in|by)|follow-?up (?:to|for))[ \t:]+(?:commit[ \t]+)?([0-9a-f]{7,64})\b/gim;
/** More than this in one message is no witness. */
export const mostNamed = 8;

/** The hashes, maybe shortened, of commits that a message names as faulty: `Fixes: 1a2b3c4`, `This reverts commit 1a2b3c4`. */
export function blamesOf(message: string): readonly string[] {
  return [...new Set([...message.matchAll(naming)].map(([, sha = '']) => sha.toLowerCase()))].slice(0, mostNamed);
}
