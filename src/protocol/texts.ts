import * as z from 'zod';
import { isWords, type Words } from '../words/words';

/** Every text of a page, in the language of the editor. */
export const wordsSchema = z.custom<Words>(isWords, 'not a table of texts');
