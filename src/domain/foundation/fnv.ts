/** FNV-1a over the UTF-16 code units of a text (Fowler, Noll and Vo), as a signed number of 32 bits: all of them have to do with it, and it with nothing else. */
export function fnv1a(text: string): number {
  let sum = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum;
}
