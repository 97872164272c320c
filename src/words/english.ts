import { catalogueWords } from './catalogue';
import { exposureWords } from './exposure';
import { fieldWords } from './fields';
import { meanwhileWords } from './meanwhile';
import { pageWords } from './pages';
import { processWords } from './process';
import { suspectWords } from './suspects';
import type { Words } from './words';

/** Every text of the product outside package.json, in English. */
export const englishWords = {
  ...fieldWords,
  ...catalogueWords,
  ...processWords,
  ...pageWords,
  ...suspectWords,
  ...meanwhileWords,
  ...exposureWords,
} as const;

/** Puts every text through a translator, for example `vscode.l10n.t`. */
export function translate(translator: (english: string) => string): Words {
  return Object.fromEntries(Object.entries<string>(englishWords).map(([key, english]) => [key, translator(english)]));
}
