/** Longest beginning of a text that a summary keeps, in UTF-16 code units. */
const longestExcerpt = 400;

/** The beginning of a text; undefined when there is none. */
export function excerpt(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  return trimmed.length > longestExcerpt ? `${trimmed.slice(0, longestExcerpt - 1)}…` : trimmed;
}
