import * as z from 'zod';

/** Texts by key. */
export const wordsSchema = z.record(z.string(), z.string());
