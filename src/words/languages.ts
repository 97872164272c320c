import { english } from './english';
import type { Words } from './words';

/** The languages there are, by their BCP 47 tags. */
const languages: Readonly<Record<string, Words>> = { [english.language]: english };

/** The words of a language; of English, where there is none of it. */
export function wordsIn(language: string): Words {
  const [base = ''] = language.split('-');
  return (Object.hasOwn(languages, base) ? languages[base] : undefined) ?? english;
}
