import { english } from '../../src/words/english';
import type { Words } from '../../src/words/words';

/** What becomes of a table of texts when each of them is put through a translator; its shape stays. */
function translated<T>(table: T, translate: (english: string) => string): T {
  if (typeof table === 'string') return translate(table) as T & string;
  return Object.fromEntries(Object.entries(table as object).map(([key, text]) => [key, translated(text as unknown, translate)])) as T;
}

/**
 * A language that is not there: of each English text only its holes stay, in brackets. What is shown in it has letters of records alone;
 * any other was not looked up.
 */
export const secondLanguage: Words = {
  ...translated<Words>(english, text => `⟦${[...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).join(' ')}⟧`),
  language: 'en',
};

/** What of a text is neither in brackets as a word of the language nor one of these values: English that nobody can translate. */
export function untranslated(text: string, values: readonly string[]): readonly string[] {
  const known = [...values].sort((a, b) => b.length - a.length);
  const rest = known.reduce((left, value) => (value === '' ? left : left.replaceAll(value, ' ')), text);
  return rest.match(/\p{L}{2,}/gu) ?? [];
}
