import { english } from './english';
import type { Words } from './words';

/** The languages there are, by their BCP 47 tags. */
export const languages: Readonly<Record<string, Words>> = { [english.language]: english };

/** The words of a language: of just this one (`pt-BR`), or of what it is a variety of (`pt`); of English, where there is neither. */
export function wordsIn(language: string, among = languages): Words {
  const tag = language.toLowerCase();
  const [base = ''] = tag.split('-');
  const known = new Map(Object.entries(among).map(([name, words]) => [name.toLowerCase(), words]));
  return known.get(tag) ?? known.get(base) ?? english;
}
