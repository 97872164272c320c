/** What differs from one occurrence of the same error to the next, and what stands for it. The order matters: the longest first. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>()]+/gi, '<url>'],
  [/[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}/g, '<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, '<address>'],
  [/\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi, '<address>'],
  [/\b[A-Z]:\\[^\s"'<>|:]+/g, '<path>'],
  [/(^|[\s"'(=,[])(?:~|\.{0,2})\/[^\s"'<>():,\]]+/g, '$1<path>'],
  [/\b0x[0-9a-f]+\b/gi, '<number>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/gi, '<id>'],
  [/\b[A-Za-z]+(?:[-_]?\d+)+\b/g, '<name>'],
  [/[+-]?\b\d+(?:[.,]\d+)*\b/g, '<number>'],
];

/** Longest part of a message that counts. */
const longestMessage = 300;

/** A message with everything masked that changes from time to time: numbers, addresses, ids, times, paths. */
export function maskMessage(message: string): string {
  const text = message.slice(0, longestMessage);
  return masks
    .reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text)
    .replace(/\s+/g, ' ')
    .trim();
}
