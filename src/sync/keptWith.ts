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
  /** What is kept no longer since the file was read last, whatever it still says. */
  private readonly ended = new Set<RecordId>();
  private isSaved = true;

  constructor(file: string) {
    this.file = new PrivateFile(file, keptSchema, largest);
  }

  /** Reads what is remembered: other windows note it, too. Rejects where it cannot be read just now: nobody would know what stays here. */
  async load(): Promise<void> {
    // What was found to be for all then may have been raised again since, by another window.
    this.ended.clear();
    await this.readAlong();
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

  /** What is kept still: not with incidents alone that go to all by now. */
  of(isForAll: (source: RecordId) => boolean): readonly RecordId[] {
    return [...this.sources].filter(([, sources]) => ![...sources].every(isForAll)).map(([id]) => id);
  }

  /** Forgets what is kept no longer: what has come to others (`isWithAll`), and what was kept with incidents alone that go to all by now. */
  end(isWithAll: (id: RecordId) => boolean, isForAll: (source: RecordId) => boolean): void {
    for (const [id, sources] of this.sources) {
      if (!isWithAll(id) && ![...sources].every(isForAll)) continue;
      this.sources.delete(id);
      this.ended.add(id);
      this.isSaved = false;
    }
  }

  /** Keeps it for the next start. */
  async save(): Promise<void> {
    if (this.isSaved) return;
    await this.readAlong();
    this.isSaved = true;
    try {
      await this.file.write(Object.fromEntries([...this.sources].map(([id, sources]) => [id, [...sources]])), { flush: true });
      this.ended.clear();
    } catch (error) {
      this.isSaved = false;
      throw error;
    }
  }

  /** Takes along what stands in the file, but for what has ended since it was read last. */
  private async readAlong(): Promise<void> {
    const { isSaved } = this;
    for (const [id, sources] of Object.entries((await this.file.readSurely()) ?? {}))
      for (const source of sources) if (isRecordId(id) && isRecordId(source) && !this.ended.has(id)) this.note(id, source);
    this.isSaved = isSaved;
  }
}
