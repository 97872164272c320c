import * as z from 'zod';
import { inPlace } from '../base/inPlace';
import { compareIncidents, type IncidentFacts } from '../domain/incident/facts';
import { isRecordId, type RecordId } from '../domain/records';
import { LineFile } from './lineFile';
import { recordSummarySchema } from './recordSummary';
import type { Turns } from './turns';

const cachedSchema = recordSummarySchema.extend({
  size: z.number(),
  mtime: z.number(),
  ctime: z.number(),
  inode: z.number(),
  /** Of the register of people that it was summed up by. */
  register: z.string().optional(),
});

/** What the index knows of one file, and of which version of it. */
export type Cached = z.infer<typeof cachedSchema>;

/** Grows with the meaning of the summaries, so that an index of an older version is built again. */
const cacheVersion = 27;
const isLine = inPlace(z.tuple([z.custom<RecordId>(id => typeof id === 'string' && isRecordId(id)), cachedSchema.nullable()]));

/**
 * The index as it is kept from one start to the next: a line for each record that changed, of which the last counts (`null`: nothing is
 * known any more). A cache only: each line says of which version of a file it was made, so that a line too many or too few, whoever
 * wrote or lost it, costs reading that record again.
 */
export class IndexCache {
  private readonly lines: LineFile;

  constructor(file: string | undefined, storeFolder: string, turns: Turns) {
    this.lines = new LineFile(file, { version: cacheVersion, folder: storeFolder }, turns);
  }

  /** What was kept of this store folder; nothing where there is no cache, or it is of another folder or version. */
  async read(): Promise<ReadonlyMap<RecordId, Cached>> {
    const files = new Map<RecordId, Cached>();
    await this.lines.read(line => {
      if (!isLine(line)) return;
      const [id, cached] = line as readonly [RecordId, Cached | null];
      if (cached) files.set(id, cached);
      else files.delete(id);
    });
    return files;
  }

  /** Takes what is now known of the records that `changed`; `files` is everything. */
  async write(files: ReadonlyMap<RecordId, Cached>, changed: Iterable<RecordId>): Promise<void> {
    await this.lines.save(linesOf(changed, files), linesOf(asListed(files), files), files.size);
  }
}

/** As the tree will have them: to sort what is in order already costs a tenth of sorting it. Asked for where all of them are written anew. */
function* asListed(files: ReadonlyMap<RecordId, Cached>): Generator<RecordId> {
  const [incidents, others]: [[IncidentFacts, RecordId][], RecordId[]] = [[], []];
  for (const [id, { facts }] of files)
    if (facts?.kind === 'incident') incidents.push([facts, id]);
    else others.push(id);
  yield* incidents.sort(([a], [b]) => compareIncidents(a, b)).map(([, id]) => id);
  yield* others;
}

/** Lines for what is known at the moment they are written. */
function* linesOf(ids: Iterable<RecordId>, files: ReadonlyMap<RecordId, Cached>): Generator<readonly [RecordId, Cached | null]> {
  for (const id of ids) {
    const cached = files.get(id);
    yield [id, cached && !isPassing(cached) ? withoutEmptyLists(cached) : null];
  }
}

/** Two of five bytes less to read at each start (`factList` puts them back). */
function withoutEmptyLists(cached: Cached): Cached {
  const told = Object.entries(cached.facts ?? {}).filter(([, value]: [string, unknown]) => !Array.isArray(value) || value.length > 0);
  return { ...cached, ...(cached.facts && { facts: Object.fromEntries(told) as Cached['facts'] }) };
}

/** What is tried again each time and never remembered for good: rights come back, on some systems without a trace, and so do files. */
export function isPassing({ fault }: Cached): boolean {
  return fault?.code === 'unreadable' || fault?.code === 'recordGone';
}
