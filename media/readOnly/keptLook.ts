import * as z from 'zod';
import { figureGroupings } from '../../src/domain/incident/figures';
import { namedPeriods } from '../../src/domain/incident/period';
import { kinds } from '../../src/domain/records';
import { listViewSchema } from '../../src/protocol/savedView';
import { otherTabs } from './context';

/** What is looked at, also when the window has shown something else meanwhile, or was loaded anew. */
export const keptLookSchema = z.object({
  shown: z.string().optional(),
  listed: z.enum([...kinds, ...otherTabs]).optional(),
  view: listViewSchema.optional(),
  only: z.object({ name: z.string(), ids: z.array(z.string()).readonly(), finding: z.string().optional() }).optional(),
  /** How many rows were drawn, and how far down one had scrolled, in px. */
  portion: z.int().min(1).optional(),
  top: z.number().min(0).optional(),
  figures: z.object({ by: z.enum(figureGroupings), period: z.enum(namedPeriods) }).optional(),
});

/** What is looked at. */
export type KeptLook = Readonly<z.infer<typeof keptLookSchema>>;
