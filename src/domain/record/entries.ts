import * as z from 'zod';
import { erasedSchema } from './erasure';
import { hashSchema, type EventOf } from './event';
import { anyIdSchema } from './ids';
import { linkSchema, linkStates } from './link';
import { onBehalfSchema } from './release';
import { redactedSchema } from './redaction';
import { signedSchema } from './signature';

const patch = z.record(z.string(), z.unknown());

/** Id of a row, a gap, a link or another part of a record. */
export const partId = z.string().min(1).max(64);

/** Entries whose values were replaced knowingly, by path: others had changed what was typed over, and the person kept their own. */
export const replacedSchema = z.record(z.string(), hashSchema).optional();

/** What the entries that every kind of record has hold. */
export const commonSchemas = {
  'record.captured': z.object({ record: anyIdSchema, patch }),
  'record.updated': z.object({ patch, over: replacedSchema }),
  'record.commented': z.object({ text: z.string().min(1).max(200_000) }),
  'record.linked': z.object({ link: linkSchema }),
  'record.linkJudged': z.object({ link: partId, state: z.enum(linkStates) }),
  'record.unlinked': z.object({ link: partId }),
  /** The IT manager's release of the record, or of one part of it: a measure (DER.2.1.A5); `onBehalf` where it was given elsewhere. */
  'record.released': z.object({ part: partId.optional(), onBehalf: onBehalfSchema.optional() }),
  /** Takes the content of another entry away; who, when and why stay. */
  'record.redacted': redactedSchema,
  /** All that is left of a record that was erased. */
  'record.erased': erasedSchema,
  /** Proves who made other entries; it changes nothing of what they say. */
  'record.signed': signedSchema,
} as const;

/** What a release says of itself. */
export type ReleasedData = Readonly<z.infer<(typeof commonSchemas)['record.released']>>;

/** An entry that every kind of record has, its data checked. */
export type CommonEvent = EventOf<typeof commonSchemas>;
