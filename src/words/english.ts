import { fieldWords } from './fields';
import { pageWords } from './pages';
import { processWords } from './process';

/** Every text of the product outside package.json, in English. */
export const englishWords = { ...fieldWords, ...processWords, ...pageWords } as const;
