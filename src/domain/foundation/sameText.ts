import { ByName } from './byName';

/** What is not seen in a text (Unicode): soft hyphens, characters of no width, marks of direction. */
export const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;

/** What two texts are compared by that people type: the same letters, whatever their case, width or spaces (Unicode NFKC), and what cannot be seen. */
export function sameText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(ignorable, '').replace(/\s+/gu, ' ').trim();
}

/** Gives names that are the same (`sameText`) one spelling each, that which came first; `known` came before all. */
export function firstSpelling(known: Iterable<string> = []): (name: string) => string {
  const spellings = new ByName<string>();
  const spell = (name: string): string => {
    const found = spellings.get(name);
    if (found !== undefined) return found;
    const same = sameText(name);
    const spelling = spellings.get(same) ?? name;
    spellings.set(same, spelling).set(name, spelling);
    return spelling;
  };
  for (const name of known) spell(name);
  return spell;
}
