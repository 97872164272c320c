import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Debounce } from '../base/debounce';
import { Disposables, type Disposable } from '../base/disposables';
import { once } from '../base/once';
import type { Actor } from '../domain/vocabulary/actor';
import { isTombstone } from '../domain/record/erasure';
import type { EventDraft, RecordEvent } from '../domain/record/event';
import { contentsOf } from '../domain/incident/keptEvidence';
import { randomBytesOfId } from '../domain/record/ids';
import type { NewLink } from '../domain/record/link';
import { signed } from '../domain/record/signature';
import type { Patch } from '../domain/forms/field';
import type { CommandOf } from '../domain/deciding';
import { fold, isIdOf, isRecordId, newRecordId, type FactsOf, type IdOf, type Kind, type KindOf, type RecordId } from '../domain/records';
import type { DecisionContext } from '../domain/incident/decisionContext';
import type { GateContext } from '../domain/incident/gateCondition';
import { failure, success, type Result } from '../domain/foundation/result';
import { holdOf, type Register } from '../domain/vocabulary/register';
import type { Attachments } from './attachments';
import { integrityFault, rolledBackFault, type CommandFault, type StoreFault } from './fault';
import { systemFiles } from './filePort';
import { knownToGates } from './knownToGates';
import { mergedBy, type Loaded, type Merged } from './loaded';
import { RecordIndex } from './recordIndex';
import { entriesOf, type IndexEntry, type RecordEntry } from './indexEntry';
import { fileOf } from './recordFile';
import { RecordReader } from './recordReader';
import { RecordStore, type Appended } from './recordStore';
import { Refreshes } from './refreshes';
import { Signal, type Subscribe } from './signal';
import type { StorePort } from './storePort';
import { watchStore } from './watcher';
import { seenOf, Witness } from './witness';

/** The records of a store folder: the index for lists, the log for one, `execute` for every change. */
export class Store implements Disposable {
  private readonly changes: Signal<readonly RecordId[]>;
  private readonly failures: Signal<string>;
  private readonly index: RecordIndex;
  private readonly records: RecordStore;
  /** What is kept as evidence: no list needs it, and it is loaded when it is asked for. */
  readonly attachments: () => Promise<Attachments>;
  /** What this machine remembers of the records. */
  readonly witness: Witness;
  /** Resolves when the register of people is known. */
  readonly meetPeople = (): Promise<void> => this.index.meetPeople();
  private readonly reader: RecordReader;
  private readonly begun = new Disposables();
  private readonly refreshes: Refreshes;
  private readonly save = (): void => {
    void this.index.save();
    void this.witness.save();
  };
  /** The cache need not follow each entry: a file that is newer than the cache is simply read again. */
  private readonly saving = new Debounce(this.save, 2000);

  /** Fired with the system's code when the store folder cannot be listed, once until it can be again; what is known stays as it is. */
  readonly onDidFail: Subscribe<string>;
  /** Fired with the ids that changed, whoever changed them. */
  readonly onDidChange: Subscribe<readonly RecordId[]>;

  constructor(
    readonly folder: string,
    cacheFile: string | undefined,
    private readonly port: StorePort,
    files = systemFiles,
  ) {
    this.changes = new Signal(port.report);
    this.failures = new Signal(port.report);
    this.onDidChange = this.changes.subscribe;
    this.onDidFail = this.failures.subscribe;
    this.witness = new Witness(port.witnessFile, port.now, port.olderWitnessFile);
    const root = port.root ?? path.dirname(folder);
    const reader = (this.reader = new RecordReader(port.startReader));
    this.index = new RecordIndex({
      storeFolder: folder,
      root,
      cacheFile,
      mayTidy: port.mayMend,
      witness: this.witness,
      reader,
      readLate: id => {
        this.saving.soon();
        this.changes.fire([id]);
      },
    });
    this.records = new RecordStore(folder, { ...port, register: () => this.register() }, files, reader);
    this.attachments = once(async () => new (await import('./attachments')).Attachments({ ...port, storeFolder: folder, root, files }));
    this.refreshes = new Refreshes(this.index, this.records.queues, this.changes, this.failures);
    this.begun.defer(this.save);
    this.begun.add(reader);
    this.begun.add(this.saving);
    this.begun.add(
      watchStore(folder, root, what => {
        this.refreshes.written(what);
      }),
    );
  }

  /** Makes the lists ready: at once from what the cache remembers, and compared with the disk right behind that. Resolves when they can be shown. */
  async open(): Promise<void> {
    const remembered = await this.index.recall();
    if (remembered.length > 0) this.changes.fire(remembered);
    const checked = this.refresh();
    if (remembered.length === 0) await checked;
  }

  /** What the lists show; `open` or `refresh` once first. */
  entries(): readonly IndexEntry[] {
    return this.index.entries();
  }

  /** The records of a kind, as the lists show them. */
  entriesOf<K extends Kind>(kind: K): readonly RecordEntry<K>[] {
    return entriesOf(this.entries(), kind);
  }

  /** What lists know of the records of a kind. */
  facts<K extends Kind>(kind: K): readonly FactsOf<K>[] {
    return this.entriesOf(kind).map(({ facts }) => facts as FactsOf<K>);
  }

  /** One entry of the lists. */
  entry(id: RecordId): IndexEntry | undefined {
    return this.index.entry(id);
  }

  /** The records that link to this one. */
  linkingTo(id: string, formerly = false): readonly RecordId[] {
    return this.index.linkingTo(id, formerly);
  }

  /** The large files that no list waits for and that are still being read. */
  reading(): readonly RecordId[] {
    return this.index.reading();
  }

  /** How many records are of kinds that only a newer version knows: they stay as they are. */
  newer(): number {
    return this.index.newer;
  }

  /** Resolves when no large file is being read any more. */
  settled(): Promise<void> {
    return this.index.settled();
  }

  /** Looks for changes on disk, everywhere or among `ids`, and fires `onDidChange` for them. Calls that come together share the work. */
  refresh(ids?: Iterable<RecordId>): Promise<void> {
    return this.refreshes.refresh(ids);
  }

  /** Reads and folds one record. */
  async load<I extends RecordId>(id: I): Promise<Result<Loaded<KindOf<I>>, StoreFault>> {
    if (!isRecordId(id)) return failure({ code: 'notFound', id });
    await Promise.all([this.witness.load(), this.index.meetPeople()]);
    const read = await this.records.read(id);
    if (!read.ok) return read;
    const { events, faults } = read.value;
    const register = this.register();
    const rolledBack = rolledBackFault(this.witness.missing(id, events));
    return success({ record: fold(id, events, register), register, faults, ...(rolledBack && { rolledBack }) });
  }

  /** On the person's word: a record that is shorter than it was seen here, or gone, may be so, and takes entries again. `broken` when it does not verify. */
  async accept(id: RecordId): Promise<Result<undefined, StoreFault>> {
    if (!this.port.mayMend()) return failure({ code: 'readOnly' });
    await this.witness.load();
    const read = await this.records.read(id);
    if (!read.ok && read.error.code !== 'notFound') return read;
    if (read.ok) {
      const [fault] = read.value.faults;
      if (fault) return failure({ code: 'broken', path: fileOf(this.folder, id), fault: integrityFault(fault) });
      this.witness.note(id, seenOf(read.value.events));
    } else this.witness.forget(id);
    await this.witness.noteLeft(id, read.ok ? read.value.events.flatMap(contentsOf) : []);
    if (!read.ok && isIdOf('person', id)) await this.beginRegister(undefined);
    await this.readAgain(id);
    return success(undefined);
  }

  /** On the person's word: reads a file that ended the thread that read it (`tooHeavy`) once more. */
  async tryAgain(id: RecordId): Promise<void> {
    this.reader.tryAgain(id);
    await this.readAgain(id);
  }

  /** Records a new record of a kind under a fresh id, with what it is linked to, in one write. */
  async create<K extends Kind>(kind: K, patch: Patch, links: readonly NewLink[] = []): Promise<Result<IdOf<K>, CommandFault>> {
    for (;;) {
      const id = newRecordId(kind, randomBytes(randomBytesOfId));
      const outcome = await this.execute<RecordId>(id, { type: 'capture', record: id, patch, links });
      if (outcome.ok) return success(id);
      if (outcome.error.code !== 'exists') return outcome;
    }
  }

  /** Decides the command on the record as it is on disk and appends what follows. A redaction takes content along that no other entry names. */
  async execute<I extends RecordId>(id: I, command: CommandOf<KindOf<I>>): Promise<Result<readonly RecordEvent[], CommandFault>> {
    // Lists and pages need none of the rules by which is decided.
    const { decide } = await import('../domain/deciding');
    return this.appendTo(id, (events, by) => {
      if (!isRecordId(id) || (events.length === 0 && command.type !== 'capture')) return failure({ code: 'notFound', id });
      return decide(fold<RecordId>(id, events, this.register()), command, this.decisionContext(by));
    });
  }

  /** Adds a signature over entries of a record: an entry that changes nothing of what they say. */
  sign(id: RecordId, entries: readonly string[], signature: string): Promise<Result<readonly RecordEvent[], CommandFault>> {
    return this.appendTo(id, events => signed(events, entries, signature));
  }

  /** The register of people; undefined while nobody is entered. */
  register(): Register | undefined {
    return this.index.people.current().register;
  }

  /** The register of people began with this entry (`PeopleRegister.beginWith`). */
  async beginRegister(beginning: string | undefined, awaited = false): Promise<void> {
    const changed = await this.index.beginRegister(beginning, awaited);
    if (changed.length > 0) this.changes.fire(changed);
  }

  /** What decisions depend on that somebody asks for, now and in this store. */
  decisionContext(by: Actor): DecisionContext {
    const { now, ...gate } = this.gateContext();
    const register = this.register();
    return { ...this.port.settings(), ...gate, now, role: by.role, person: by.name, hold: holdOf(register, by, now), register };
  }

  /** What the gates of incidents depend on, now and in this store. */
  gateContext(): GateContext {
    return { ...this.port.settings(), now: this.port.now(), ...knownToGates(id => this.entry(id)) };
  }

  /** Makes a record of what a merge has left of its file, on the person's word (`RecordStore.mend`). The name under which the file as it was is kept. */
  async mend(id: RecordId, copies: readonly string[] = []): Promise<Result<string, StoreFault>> {
    await this.index.meetPeople();
    const outcome = await this.records.mend(id, copies);
    if (!outcome.ok) return outcome;
    await this.takeOver(id, outcome.value);
    return success(outcome.value.kept);
  }

  /**
   * Takes the entries that another copy of the record has (`RecordStore.merge`). What they redact goes here, too, with the content that it
   * named. `goesOn`: the version (`IndexEntry`) that they are known to go on from. Gives what was written; undefined when nothing was.
   */
  async merge(id: RecordId, theirs: readonly RecordEvent[], goesOn?: string): Promise<Result<Merged | undefined, StoreFault>> {
    await Promise.all([this.witness.load(), this.index.meetPeople()]);
    const outcome = await this.records.merge(id, theirs, goesOn);
    if (!outcome.ok) return outcome;
    await this.takeOver(id, outcome.value);
    return success(outcome.value.written && mergedBy(outcome.value.written));
  }

  /** Reads a copy of a record in another file as one of its own. */
  readCopy(file: string, id: RecordId): ReturnType<RecordReader['log']> {
    return this.reader.log({ file, id, register: this.register() });
  }

  dispose(): void {
    this.begun.dispose();
  }

  private async readAgain(id: RecordId): Promise<void> {
    await this.index.again(id);
    this.changes.fire([id]);
  }

  private async appendTo(
    id: RecordId,
    decision: (events: readonly RecordEvent[], by: Actor) => Result<readonly EventDraft[], CommandFault>,
  ): Promise<Result<readonly RecordEvent[], CommandFault>> {
    await Promise.all([this.witness.load(), this.index.meetPeople()]);
    const outcome = await this.records.append<CommandFault>(id, (events, by) => {
      const fault = rolledBackFault(this.witness.missing(id, events));
      return fault && events.length > 0 ? failure({ code: 'rolledBack', fault }) : decision(events, by);
    });
    if (!outcome.ok) return outcome;
    this.witness.noteAttached(id, outcome.value.added.flatMap(contentsOf));
    await this.takeOver(id, outcome.value);
    this.port.appended?.(id, outcome.value.added);
    return success(outcome.value.added);
  }

  private async takeOver(id: RecordId, { before, written }: Appended): Promise<void> {
    if (!written) return;
    if (written.stats) {
      await this.index.written(id, written.stats, written.events);
      this.saving.soon();
      this.changes.fire([id]);
    } else void this.refresh([id]);
    // From now on it decides in every record.
    if (isIdOf('person', id)) await this.refresh([id]);
    if (isTombstone(written.events) || written.events.some(({ data }) => data === null))
      this.witness.noteDetached(id, await (await this.attachments()).removeUnnamed(before, written.events, this.records));
  }
}
