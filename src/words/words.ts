/** Texts by key; the English table, or its translation. */
export type Words = Readonly<Record<string, string>>;

/** The text of `key` with `{0}`, `{1}` … replaced. An unknown key shows itself, so that a missing word is seen. */
export function word(words: Words, key: string, ...values: readonly (string | number)[]): string {
  const text = Object.hasOwn(words, key) ? (words[key] ?? key) : key;
  return text.replace(/\{(\d)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}

/** True when there is a text for `key`. */
export function hasWord(words: Words, key: string): boolean {
  return Object.hasOwn(words, key);
}
