import type { RecordEvent } from '../record/event';
import type { Patch } from '../forms/field';
import type { Written } from '../record/over';
import { readCatalogueEvent } from './event';
import { catalogueFields } from './forms';
import type { CatalogueRecord } from './record';

/** What an entry writes into the form; undefined for one that writes nothing into it. */
export function patchOfCatalogueEvent(event: RecordEvent): Patch | undefined {
  const known = readCatalogueEvent(event);
  return known?.type === 'record.captured' || known?.type === 'record.updated' ? known.data.patch : undefined;
}

/** What stands in a catalogue record's form, and which entry wrote it. */
export function writtenInRecord({ kind, values, timeline }: Pick<CatalogueRecord, 'kind' | 'values' | 'timeline'>): Written {
  return { fields: catalogueFields[kind], values, timeline, patchOf: patchOfCatalogueEvent };
}
