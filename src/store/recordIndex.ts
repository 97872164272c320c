import type { Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { once } from '../base/once';
import { sideBySide } from '../base/sideBySide';
import type { RecordEvent } from '../domain/record/event';
import { definitionOf, isIdOf, kinds, type Kind, type RecordId } from '../domain/records';
import type { FileFault } from './fault';
import type { IndexEntry, RecordEntry } from './indexEntry';
import { isOwnFile, isOwnFolder } from './folders';
import { IndexCache, isPassing, type Cached } from './indexCache';
import { removeLeftovers } from './leftovers';
import { countNewerKinds } from './newerKinds';
import { LinkSources } from './linkSources';
import { PeopleRegister } from './peopleRegister';
import { fileOf } from './recordFile';
import type { RecordReader } from './recordReader';
import { sumUp, type RecordSummary, type SummedUp } from './recordSummary';
import { isSameVersion, lookAt, lookAtAll, nowhere, textOfVersion, versionOf, type FileVersion, type FileLook } from './stats';
import type { Witness } from './witness';

/** Where an index lies, and what it works with. */
interface IndexPorts {
  readonly storeFolder: string;
  /** The folder that the store must not lead out of. */
  readonly root: string;
  readonly cacheFile: string | undefined;
  /** Whether abandoned locks may be removed on the way. */
  readonly mayTidy: () => boolean;
  readonly witness: Witness;
  readonly reader: RecordReader;
  /** Called when a large file has been read that no refresh waited for, and its entry is another. */
  readonly readLate: (id: RecordId) => void;
}

/**
 * What lists need to know of every record, without reading the records: (name, version) → summary, cached in
 * `cacheFile`. A cache only: delete it and nothing is lost. No list waits for a large file: it is read behind the others.
 */
export class RecordIndex {
  private readonly files = new Map<RecordId, Cached>();
  /** What the lists show of each, made once. */
  private readonly shown = new Map<RecordId, IndexEntry>();
  /** All of them, until one changes: tree, status bar, panels and diagnostics ask for them at each change. */
  private listed: readonly IndexEntry[] | undefined;
  private cacheRead: Promise<void> | undefined;
  /** What the cache does not know yet. */
  private readonly behind = new Set<RecordId>();
  private saving = Promise.resolve();
  private readonly sources = new LinkSources();
  /** How many records are of kinds that only a newer version knows. */
  newer = 0;
  private readonly large = new Map<RecordId, Promise<void>>();
  private readonly cache: IndexCache;
  private readonly storeFolder: string;
  private readonly witness: Witness;
  readonly people: PeopleRegister;

  constructor(private readonly ports: IndexPorts) {
    const { cacheFile, reader } = ports;
    ({ storeFolder: this.storeFolder, witness: this.witness } = ports);
    this.people = new PeopleRegister(this.storeFolder, reader, this.witness);
    this.cache = new IndexCache(cacheFile, this.storeFolder, reader.turns);
  }

  /** All entries, in no particular order. */
  entries(): readonly IndexEntry[] {
    return (this.listed ??= [...this.shown.values()]);
  }

  /** Reads the people, once: what is folded before that knows nobody. */
  readonly meetPeople = once(async () => {
    // A folder that cannot be read is told of by who lists it.
    await this.people.update(await this.listFolder('person').catch(() => []));
  });

  /** One entry; undefined when there is no such file. */
  entry(id: RecordId): IndexEntry | undefined {
    return this.shown.get(id);
  }

  /** The records that link to this one, whether it is there or not; those that do no longer (`LinkSources.of`). */
  linkingTo(id: string, formerly = false): readonly RecordId[] {
    return this.sources.of(id, formerly);
  }

  /** The large files that are still being read. */
  reading(): readonly RecordId[] {
    return [...this.large.keys()];
  }

  /** Resolves when no large file is being read any more. */
  async settled(): Promise<void> {
    while (this.large.size > 0) await Promise.all(this.large.values());
  }

  /** Reads the cache, once. Returns the ids it knows: what stood in the folder the last time. */
  async recall(): Promise<readonly RecordId[]> {
    await this.readCache();
    return [...this.files.keys()];
  }

  /** Compares the folder with what is known and reads what changed. Returns the ids whose entry is new, changed or gone. */
  async refresh(): Promise<readonly RecordId[]> {
    await Promise.all([this.readCache(), this.witness.load()]);
    if (this.ports.mayTidy()) await removeLeftovers(this.ports.root, this.storeFolder);
    const [listed, newer] = await Promise.all([Promise.all(kinds.map(kind => this.listFolder(kind))), countNewerKinds(this.storeFolder)]);
    const present = new Set(listed.flat());
    this.newer = newer;
    await this.ports.reader.turns.next();
    const missing = [...new Set([...this.files.keys(), ...this.witness.ids()])].filter(id => !present.has(id));
    // What has come since the folder was listed is not gone.
    const gone = missing.filter(id => !isOwnFile(this.ports.root, fileOf(this.storeFolder, id)) && this.gone(id));
    await this.people.update(present, true);
    await this.people.remember();
    const changed = [...gone, ...(await this.updateAll(present))];
    await Promise.all([this.save(), this.witness.save()]);
    return changed;
  }

  /** Reads these files again where they changed, and all of them where the register of people says something else. Returns the ids that did. */
  async updateAll(ids: Iterable<RecordId>): Promise<readonly RecordId[]> {
    const [changed, asked]: [RecordId[], readonly RecordId[]] = [[], [...ids]];
    const all = (await this.people.update(asked)) ? [...new Set([...asked, ...this.files.keys()])] : asked;
    // One of each kind: of ten thousand paths the folders alone would cost tens of milliseconds.
    const oneOfEach = new Map(all.map(id => [id.slice(0, 3), id])).values();
    for (const id of oneOfEach) isOwnFolder(this.ports.root, path.dirname(fileOf(this.storeFolder, id)));
    const files = all.map(id => fileOf(this.storeFolder, id));
    const looks = await lookAtAll(files, () => this.ports.reader.turns.next());
    const stale = [...all.entries()].filter(([at, id]) => !this.isAsBefore(id, looks[at]));
    await sideBySide(stale, async ([at, id]) => {
      if (await this.updateTo(id, looks[at])) changed.push(id);
    });
    return changed;
  }

  /** The register of people began with this entry (`PeopleRegister.beginWith`). Returns the ids of the records that say something else by that. */
  async beginRegister(beginning: string | undefined, awaited: boolean): Promise<readonly RecordId[]> {
    await Promise.all([this.witness.load(), this.meetPeople()]);
    return (await this.people.beginWith(beginning, awaited)) ? this.updateAll(this.files.keys()) : [];
  }

  /** Reads one file again if it changed. Returns whether it did. */
  private async update(id: RecordId): Promise<boolean> {
    const version = await lookAt(fileOf(this.storeFolder, id));
    return !this.isAsBefore(id, version) && this.updateTo(id, version);
  }

  /** True where what is known was made of the file as it was seen now. */
  private isAsBefore(id: RecordId, version: FileLook): boolean {
    const known = this.files.get(id);
    return (
      typeof version === 'object' &&
      known !== undefined &&
      !isPassing(known) &&
      this.isCurrent(known, version) &&
      !this.isUnwitnessed(id, known)
    );
  }

  /** Reads one file as it was seen now. Returns whether its entry is another. */
  private async updateTo(id: RecordId, version: FileLook): Promise<boolean> {
    const file = fileOf(this.storeFolder, id);
    if (version === undefined) return this.gone(id);
    if (typeof version === 'string') return this.take(id, { ...nowhere, fault: { code: 'unreadable', detail: version } });
    if (!this.ports.reader.isLarge(version)) return this.take(id, await this.read(file, id, version));
    if (this.large.has(id)) return false;
    this.large.set(id, this.updateLarge(id, file, version));
    return true;
  }

  /** Reads a large file until it is the one that lies there. */
  private async updateLarge(id: RecordId, file: string, version: FileVersion): Promise<void> {
    const read = await this.read(file, id, version);
    const now = await lookAt(file);
    this.large.delete(id);
    // At once: the next start must not meet it again.
    if (read.fault?.code === 'tooHeavy') setImmediate(() => void this.save());
    const isCurrent = typeof now === 'object' && this.isCurrent(read, now);
    if (isCurrent ? this.take(id, read) : await this.update(id)) this.ports.readLate(id);
  }

  private async read(file: string, id: RecordId, version: FileVersion): Promise<Cached> {
    const { register, fingerprint } = this.people.current();
    const read = await this.ports.reader.summary({ file, id, heads: this.headsOf(id), register }, version);
    return { ...version, ...this.noted(id, read), register: fingerprint };
  }

  /** True for what was made of this version of a file, by the register of people that is in force. */
  private isCurrent(known: Cached, version: FileVersion): boolean {
    return isSameVersion(known, version) && known.register === this.people.current().fingerprint;
  }

  private headsOf(id: RecordId): readonly string[] {
    return this.witness.of(id)?.heads ?? [];
  }

  /** Takes note of a verified record of which nothing is missing. */
  private noted(id: RecordId, { summary, seen }: SummedUp): RecordSummary {
    if (seen) this.witness.note(id, seen);
    return summary;
  }

  /** A witness that was deleted is made anew from the records, not only from those that change. */
  private isUnwitnessed(id: RecordId, { fault }: Cached): boolean {
    return this.witness.isKept && !this.witness.of(id) && (fault === undefined || fault.code === 'rolledBack');
  }

  /** A record that has been seen does not just disappear. */
  private gone(id: RecordId): boolean {
    const seen = this.witness.of(id);
    return seen ? this.take(id, { ...nowhere, fault: { code: 'recordGone', detail: String(seen.entries) } }) : this.forget(id);
  }

  /** Reads a record again, whatever its version: what the witness says of it is another. */
  async again(id: RecordId): Promise<void> {
    this.forget(id);
    await this.update(id);
    await Promise.all([this.save(), this.witness.save()]);
  }

  /** What cannot be read is tried again each time, and is no change while it stays so. */
  private take(id: RecordId, cached: Cached): boolean {
    const known = this.files.get(id);
    if (known && isPassing(known) && known.fault?.code === cached.fault?.code && known.fault?.detail === cached.fault?.detail) return false;
    this.put(id, cached);
    return true;
  }

  /** Takes over what has just been written, without reading it again. To sum it up takes its time: whoever hears of it has another turn. */
  async written(id: RecordId, stats: Stats, events: readonly RecordEvent[]): Promise<void> {
    const { register, fingerprint } = this.people.current();
    const read = await sumUp({ id, heads: this.headsOf(id), register }, events);
    this.put(id, { ...versionOf(stats), ...this.noted(id, read), register: fingerprint });
    void this.witness.save();
    await this.ports.reader.turns.next();
  }

  /** Writes the cache if it is behind; resolves when no write is under way any more. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => (this.behind.size > 0 ? this.writeCache() : undefined));
    return this.saving;
  }

  private put(id: RecordId, cached: Cached): void {
    this.remember(id, cached);
    this.behind.add(id);
  }

  private remember(id: RecordId, cached: Cached): void {
    this.sources.note(id, this.files.get(id), cached);
    this.files.set(id, cached);
    this.shown.set(id, this.entryOf(id, cached));
    this.listed = undefined;
  }

  private forget(id: RecordId): boolean {
    const known = this.files.get(id);
    if (!known) return false;
    this.sources.note(id, known, undefined);
    this.files.delete(id);
    this.shown.delete(id);
    this.listed = undefined;
    this.behind.add(id);
    return true;
  }

  private entryOf(id: RecordId, cached: Cached): IndexEntry {
    const { size, facts, traits, fault } = cached;
    const known = fault as FileFault | undefined;
    if (!facts) return { type: 'broken', id, file: fileOf(this.storeFolder, id), fault: known ?? { code: 'unreadable', detail: '' } };
    const entry = { type: 'record', kind: facts.kind, facts, id, size, version: textOfVersion(cached) };
    return (traits || known ? { ...entry, ...(traits && { traits }), ...(known && { fault: known }) } : entry) as RecordEntry;
  }

  private async listFolder(kind: Kind): Promise<readonly RecordId[]> {
    const folder = path.join(this.storeFolder, definitionOf(kind).folder);
    const found = isOwnFolder(this.ports.root, folder) ? await readdir(folder) : [];
    const ids = found.filter(file => file.endsWith('.json')).map(file => file.slice(0, -'.json'.length));
    return ids.filter(id => isIdOf(kind, id));
  }

  private async writeCache(): Promise<void> {
    const changed = [...this.behind];
    this.behind.clear();
    await this.cache.write(this.files, changed);
  }

  private readCache(): Promise<void> {
    return (this.cacheRead ??= this.cache.read().then(files => {
      for (const [id, cached] of files) {
        if (this.files.has(id)) continue;
        this.remember(id, cached);
        if (cached.fault?.code === 'tooHeavy') this.ports.reader.remember(id, cached);
      }
    }));
  }
}
