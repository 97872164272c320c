import type { Stats } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import { DataFile } from 'lowdb/node';
import * as z from 'zod';
import type { RecordEvent } from '../domain/event';
import { isIncidentId, isRecordId, recordKinds, type RecordId } from '../domain/ids';
import { foldIncident } from '../domain/incident/fold';
import { incidentSummarySchema, summarise, type IncidentSummary } from '../domain/incident/summary';
import { integrityFault, type FileFault } from './fault';
import { isOwnFolder } from './folders';
import { removeLeftovers } from './leftovers';
import { fileOf, readRecordFile } from './recordFile';
import { statsOf } from './stats';

/** What the index knows of one file: an incident (with the first integrity fault, if any), or why it is none. */
export type IndexEntry =
  | { readonly type: 'incident'; readonly id: RecordId; readonly summary: IncidentSummary; readonly fault?: FileFault }
  | { readonly type: 'problem'; readonly id: RecordId; readonly file: string; readonly fault: FileFault };

const faultSchema = z.object({ code: z.string(), line: z.number().optional(), detail: z.string() });
const cachedSchema = z.object({
  mtime: z.number(),
  size: z.number(),
  summary: incidentSummarySchema.optional(),
  fault: faultSchema.optional(),
});
type Cached = z.infer<typeof cachedSchema>;

/** Grows with the meaning of the summary, so that an index of an older version is built again. */
const indexVersion = 1;
const indexSchema = z.object({ version: z.literal(indexVersion), folder: z.string(), files: z.record(z.string(), cachedSchema) });
type IndexFile = z.infer<typeof indexSchema>;

const parallelReads = 16;
/** Without the blanks that would double what a start must read. */
const compact = { parse: (text: string): never => JSON.parse(text) as never, stringify: (data: unknown): string => JSON.stringify(data) };

/**
 * What lists need to know of every incident, without reading the records: (name, mtime, size) → summary, cached in
 * `cacheFile`. A cache only: delete it and nothing is lost.
 */
export class IncidentIndex {
  private files = new Map<RecordId, Cached>();
  /** All entries, until one changes: tree, status bar, panels and diagnostics ask for them at each change. */
  private listed: readonly IndexEntry[] | undefined;
  private cacheRead = false;
  private cacheIsBehind = false;
  private saving = Promise.resolve();
  private readonly folder: string;

  /** `mayTidy` says whether abandoned temporary files may be removed on the way. */
  constructor(
    private readonly storeFolder: string,
    private readonly cacheFile: string | undefined,
    private readonly mayTidy: () => boolean,
  ) {
    this.folder = path.join(storeFolder, recordKinds.incident.folder);
  }

  /** All entries, in no particular order. */
  entries(): readonly IndexEntry[] {
    this.listed ??= [...this.files].map(([id, cached]) => this.entryOf(id, cached));
    return this.listed;
  }

  /** One entry; undefined when there is no such file. */
  entry(id: RecordId): IndexEntry | undefined {
    const cached = this.files.get(id);
    return cached && this.entryOf(id, cached);
  }

  /** Reads the cache, once. Returns the ids it knows: what stood in the folder the last time. */
  async recall(): Promise<readonly RecordId[]> {
    await this.readCache();
    return [...this.files.keys()];
  }

  /** Compares the folder with what is known and reads what changed. Returns the ids whose entry is new, changed or gone. */
  async refresh(): Promise<readonly RecordId[]> {
    await this.readCache();
    const present = await this.list();
    const gone = [...this.files.keys()].filter(id => !present.has(id));
    for (const id of gone) this.forget(id);
    const changed = [...gone, ...(await this.updateAll(present))];
    await this.save();
    return changed;
  }

  /** Reads these files again where they changed. Returns the ids that did. */
  async updateAll(ids: Iterable<RecordId>): Promise<readonly RecordId[]> {
    const changed: RecordId[] = [];
    await inParallel([...ids], async id => {
      if (await this.update(id)) changed.push(id);
    });
    return changed;
  }

  /** Reads one file again if it changed. Returns whether it did. */
  async update(id: RecordId): Promise<boolean> {
    const file = fileOf(this.storeFolder, id);
    const stats = await statsOf(file);
    if (!stats) return this.forget(id);
    const known = this.files.get(id);
    if (known?.mtime === stats.mtimeMs && known.size === stats.size) return false;
    const entry = await readEntry(file, id);
    this.put(id, { mtime: stats.mtimeMs, size: stats.size, ...entry });
    return true;
  }

  /** Takes over what has just been written, without reading it again. */
  written(id: RecordId, { mtimeMs, size }: Pick<Stats, 'mtimeMs' | 'size'>, events: readonly RecordEvent[]): void {
    this.put(id, { mtime: mtimeMs, size, summary: summarise(foldIncident(id, events)) });
  }

  /** Writes the cache if it is behind; resolves when no write is under way any more. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => (this.cacheIsBehind ? this.writeCache() : undefined));
    return this.saving;
  }

  private put(id: RecordId, cached: Cached): void {
    this.files.set(id, cached);
    this.listed = undefined;
    this.cacheIsBehind = true;
  }

  private forget(id: RecordId): boolean {
    if (!this.files.delete(id)) return false;
    this.listed = undefined;
    this.cacheIsBehind = true;
    return true;
  }

  private entryOf(id: RecordId, { summary, fault }: Cached): IndexEntry {
    const known = fault as FileFault | undefined;
    if (summary) return { type: 'incident', id, summary, ...(known && { fault: known }) };
    return { type: 'problem', id, file: fileOf(this.storeFolder, id), fault: known ?? { code: 'unreadable', detail: '' } };
  }

  private async list(): Promise<ReadonlySet<RecordId>> {
    const found = (await isOwnFolder(this.storeFolder, this.folder)) ? await readdir(this.folder) : [];
    if (this.mayTidy()) await removeLeftovers(this.folder, found);
    return new Set(
      found.flatMap(name => {
        const id = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
        return isIncidentId(id) ? [id] : [];
      }),
    );
  }

  private async writeCache(): Promise<void> {
    if (!this.cacheFile) return;
    this.cacheIsBehind = false;
    try {
      await mkdir(path.dirname(this.cacheFile), { recursive: true });
      const data: IndexFile = { version: indexVersion, folder: this.storeFolder, files: Object.fromEntries(this.files) };
      await new Low(new DataFile<IndexFile>(this.cacheFile, compact), data).write();
    } catch {
      // The next start reads the records instead.
    }
  }

  private async readCache(): Promise<void> {
    if (this.cacheRead) return;
    this.cacheRead = true;
    if (!this.cacheFile) return;
    const document = new Low<unknown>(new DataFile<unknown>(this.cacheFile, compact), {});
    // An unreadable cache is no cache: everything is read from the records.
    await document.read().catch(() => undefined);
    const parsed = indexSchema.safeParse(document.data);
    if (!parsed.success || parsed.data.folder !== this.storeFolder) return;
    this.listed = undefined;
    this.files = new Map(Object.entries(parsed.data.files).filter((pair): pair is [RecordId, Cached] => isRecordId(pair[0])));
  }
}

async function readEntry(file: string, id: RecordId): Promise<Pick<Cached, 'summary' | 'fault'>> {
  const read = await readRecordFile(file, id);
  if (!read.ok) return { fault: read.error };
  if (!read.value) return { fault: { code: 'unreadable', detail: 'ENOENT' } };
  const { events, faults } = read.value;
  const [fault] = faults;
  const summary = summarise(foldIncident(id, events));
  return fault ? { summary, fault: integrityFault(fault) } : { summary };
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallelReads, items.length) }, worker));
}
