import * as z from 'zod';
import { PrivateFile } from '../base/privateFile';
import { isRecordId, type RecordId } from '../domain/records';

const keptSchema = z.record(z.string(), z.array(z.string()));
const largest = 16 * 1024 * 1024;

/**
 * What was kept from all for an incident of which it was made, and that incident: remembered, since the link between the two, or the incident itself, may
 * be gone long before the label is lowered. Only that it is ends it.
 */
export class KeptWith {
  private readonly file: PrivateFile<z.infer<typeof keptSchema>>;
  private readonly sources = new Map<RecordId, Set<RecordId>>();
  /** What is kept no longer, whatever the file still says. */
  private readonly ended = new Set<RecordId>();
  private isSaved = true;

  constructor(file: string) {
    this.file = new PrivateFile(file, keptSchema, largest);
  }

  /** Reads what is remembered: other windows note it, too. Rejects where it cannot be read just now: nobody would know what stays here. */
  async load(): Promise<void> {
    const { isSaved } = this;
    for (const [id, sources] of Object.entries((await this.file.readSurely()) ?? {}))
      for (const source of sources) if (isRecordId(id) && isRecordId(source) && !this.ended.has(id)) this.note(id, source);
    this.isSaved = isSaved;
  }

  /** A record is kept with an incident. */
  note(id: RecordId, source: RecordId): void {
    const known = this.sources.get(id) ?? new Set();
    if (known.has(source)) return;
    this.ended.delete(id);
    this.sources.set(id, known.add(source));
    this.isSaved = false;
  }

  /** True for what was noted, and not found to be for all since. */
  has(id: RecordId): boolean {
    return this.sources.has(id);
  }

  /** What is kept still, but for what was kept only with incidents that go to all by now: that is forgotten. */
  of(isForAll: (source: RecordId) => boolean): readonly RecordId[] {
    for (const [id, sources] of this.sources) if ([...sources].every(isForAll)) this.end(id);
    return [...this.sources.keys()];
  }

  /** These are kept no longer. */
  endAll(isEnded: (id: RecordId) => boolean): void {
    for (const id of this.sources.keys()) if (isEnded(id)) this.end(id);
  }

  private end(id: RecordId): void {
    this.sources.delete(id);
    this.ended.add(id);
    this.isSaved = false;
  }

  /** Keeps it for the next start. */
  async save(): Promise<void> {
    if (this.isSaved) return;
    await this.load();
    this.isSaved = true;
    try {
      await this.file.write(Object.fromEntries([...this.sources].map(([id, sources]) => [id, [...sources]])), { flush: true });
    } catch (error) {
      this.isSaved = false;
      throw error;
    }
  }
}
