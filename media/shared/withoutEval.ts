import { config } from 'zod';

/**
 * The page's policy forbids code from strings. Without this zod would try it with the first schema, and the refusal costs what it takes to parse
 * the whole script twice more, to say where it happened. A page's script imports this first: schemas are made as soon as they are imported.
 */
config({ jitless: true });
