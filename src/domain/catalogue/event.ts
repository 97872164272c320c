import * as z from 'zod';
import { hashSchema, readEvent, type EventDraft, type EventOf } from '../record/event';
import { recordIdSchema } from '../record/ids';
import { linkSchema, linkStates } from '../record/link';
import { redactedSchema } from '../record/redaction';

const patch = z.record(z.string(), z.unknown());
const linkId = z.string().min(1).max(64);

/** What each kind of entry in a catalogue record's log holds. */
export const catalogueEventSchemas = {
  'record.captured': z.object({ record: recordIdSchema, patch }),
  /** `over`: entries whose values were replaced knowingly, by path. */
  'record.updated': z.object({ patch, over: z.record(z.string(), hashSchema).optional() }),
  'record.commented': z.object({ text: z.string().min(1).max(200_000) }),
  'record.linked': z.object({ link: linkSchema }),
  'record.linkJudged': z.object({ link: linkId, state: z.enum(linkStates) }),
  'record.unlinked': z.object({ link: linkId }),
  'record.released': z.object({}),
  'record.redacted': redactedSchema,
} as const;

/** The kinds of entry a catalogue record's log can hold. */
export type CatalogueEventType = keyof typeof catalogueEventSchemas;

/** The data of one kind of entry. */
export type CatalogueEventData<T extends CatalogueEventType> = z.infer<(typeof catalogueEventSchemas)[T]>;

/** An entry whose data has been checked, as a union over its type. */
export type CatalogueEvent = EventOf<typeof catalogueEventSchemas>;

/** Reads an entry; undefined for a type this version does not know, for wrong data and for redacted data. */
export function readCatalogueEvent(event: EventDraft): CatalogueEvent | undefined {
  return readEvent(catalogueEventSchemas, event);
}

/** Makes an entry, typed by its kind. */
export function catalogueEvent<T extends CatalogueEventType>(type: T, data: CatalogueEventData<T>): EventDraft {
  return { type, data };
}
