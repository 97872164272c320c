import { sideBySide } from '../base/sideBySide';
import { isTombstone } from '../domain/record/erasure';
import { isConfined } from '../domain/incident/confined';
import { contentsOf } from '../domain/incident/keptEvidence';
import type { RecordEvent } from '../domain/record/event';
import { isIncidentId, type RecordId } from '../domain/records';
import { failure, success, type Result } from '../domain/foundation/result';
import { entriesIn, formatLog } from '../store/codec';
import { integrityFault, type FileFault, type StoreFault } from '../store/fault';
import { isEntryOf, isErased, type IndexEntry } from '../store/indexEntry';
import type { Merged } from '../store/loaded';
import type { Store } from '../store/store';
import { beginningNamed } from './beginning';
import type { Audience } from './layout';
import { KeptWith } from './keptWith';
import { KnownContents } from './knownContents';
import { madeOf, sourcesOf } from './madeOf';
import { oidOf } from './oid';
import { OidNames } from './oidNames';
import type { SourceUnreadable } from './syncFault';
import { WithdrawalWords } from './withdrawalWords';
import { isMadeOfIncidents, type Withdrawn } from './withdrawn';

/** What a record's entries are on the branch: the text, and git's name for it. */
interface Copy {
  readonly text: string;
  readonly oid: string;
  readonly events: readonly RecordEvent[];
  /** It does not go to all, for its label. */
  readonly isKept: boolean;
}

/** The records of a store by whether they go to others. */
interface SortedRecords {
  readonly shared: readonly RecordId[];
  readonly kept: readonly RecordId[];
  /** Those that can be neither, and why. */
  readonly broken: ReadonlyMap<RecordId, FileFault | SourceUnreadable>;
}

/** Records that others have withdrawn, of which nothing here says so. */
interface Withheld {
  readonly ids: ReadonlySet<RecordId>;
  /** Those of them that could not be read just then, so that nobody knows what they lack: they neither go nor are taken away. */
  readonly unread: ReadonlySet<RecordId>;
}

/** Characters of the texts that are kept while a round goes on. */
const mostKept = 16 * 1024 * 1024;

/**
 * The records of this machine, as they would stand on the branch for all, or on that for fewer readers. Names of what has not changed since it was
 * read are remembered; a cache only.
 */
export class LocalRecords {
  private readonly names: OidNames;
  /** What was made for the round that goes on, so that a record is read once for it. */
  private readonly copies = new Map<RecordId, { readonly version: string; readonly copy: Copy }>();
  /** The versions of incidents that are kept of which it was noted what they name. */
  private readonly noted = new Map<RecordId, string>();
  /** What was found of the contents that the branch has. */
  readonly contents: KnownContents;
  private room = mostKept;
  /** What words of withdrawal tell of these records. */
  readonly words: WithdrawalWords;
  private readonly keptWith: KeptWith;
  /** What others had as it should be, when the records were sorted for the round that goes on. */
  private isWithAll: (id: RecordId) => boolean = () => false;

  constructor(
    private readonly store: Store,
    readonly audience: Audience,
    files: { readonly names: string; readonly keptWith: string; readonly contents: string },
  ) {
    this.contents = new KnownContents(files.contents);
    this.words = new WithdrawalWords(
      store,
      id => this.copyOf(id),
      id => this.names.versionOf(id),
    );
    this.names = new OidNames(store, files.names);
    this.keptWith = new KeptWith(files.keptWith);
  }

  /** True for an incident that does not go to this branch, for its label. */
  isKeptFromAll(id: RecordId): boolean {
    const entry = this.store.entry(id);
    return this.audience === 'all' && entry !== undefined && isKept(entry);
  }

  /** Reads what is remembered. */
  async load(): Promise<void> {
    await this.keptWith.load();
    await this.contents.load();
  }

  /** Looks at the files, for another round. */
  async refresh(): Promise<void> {
    this.copies.clear();
    this.room = mostKept;
    await this.load();
    await this.store.refresh();
    await this.store.settled();
  }

  /**
   * Those that can be shared, those that are kept here, and those that are broken. For its label an incident is kept, and with it what was made of
   * it, a problem, say, that bears its title: unless others have that already (`sent`). What is kept goes to fewer readers, and nothing else, but
   * what they have already: or they would never hear that a label was lowered. `withheld`: others say that they do not go to all any more. `unverified`: of
   * those in `sent` what could not be taken as it stands there; absent where nobody has looked.
   */
  sorted(
    sent: Pick<ReadonlyMap<RecordId, unknown>, 'has'> = new Set<RecordId>(),
    withheld: ReadonlySet<RecordId> = new Set<RecordId>(),
    unverified?: ReadonlySet<RecordId>,
  ): SortedRecords {
    const [shared, kept]: [RecordId[], RecordId[]] = [[], []];
    const broken = new Map<RecordId, FileFault | SourceUnreadable>();
    const entries = this.store.entries();
    const isForFewer = this.audience === 'fewer';
    const isSent = (id: RecordId): boolean => sent.has(id) && !(unverified?.has(id) === true && this.keptWith.has(id));
    // What the fewer readers say of records for all takes none of those there.
    const raised = isForFewer ? [] : withheld;
    const isWithAll = (id: RecordId): boolean => !isForFewer && isSent(id);
    if (unverified) {
      this.isWithAll = isWithAll;
      // What others have as it should be is not kept any more, though somebody had taken it from there for a moment.
      this.keptWith.end(isWithAll, source => this.goesToAll(source));
    }
    const unreadable = isForFewer ? [] : entries.filter(isUnreadable);
    const confined = [...entries.filter(isKept), ...unreadable].map(({ id }) => id);
    const stays = this.staying([...confined, ...raised], isWithAll);
    for (const { id, fault } of entries) {
      if (fault) broken.set(id, fault);
      else if (isForFewer ? stays.has(id) || sent.has(id) : !stays.has(id)) {
        // What an incident that cannot be read says of links, nobody knows.
        if (unreadable.length > 0 && isMadeOfIncidents(id) && !isSent(id)) broken.set(id, { code: 'sourceUnreadable' });
        else shared.push(id);
      } else if (!isForFewer) kept.push(id);
    }
    return { shared, kept, broken };
  }

  /**
   * Those of the records that are not, as they are here, what has the name that git has for them in `oids`: also those that are not here, or cannot be
   * read. In their order.
   */
  async unlike(ids: Iterable<RecordId>, oids: ReadonlyMap<RecordId, string> | undefined): Promise<readonly RecordId[]> {
    await this.names.load();
    const unlike = new Set<RecordId>();
    const unknown: RecordId[] = [];
    // Nearly all of ten thousand are known: what waits for nothing is not waited for.
    for (const id of ids) {
      const oid = this.names.of(id);
      if (oid !== undefined && oid === oids?.get(id)) continue;
      unlike.add(id);
      if (oid === undefined && this.names.versionOf(id) !== undefined) unknown.push(id);
    }
    await sideBySide(unknown, async id => {
      const copy = await this.copyOf(id);
      if (copy.ok && copy.value.oid === oids?.get(id)) unlike.delete(id);
    });
    return [...unlike];
  }

  /** The record as it would be on the branch: its entries in causal order, in canonical form, whoever wrote the file. */
  async copyOf(id: RecordId): Promise<Result<Copy, StoreFault>> {
    const version = this.names.versionOf(id);
    const kept = this.copies.get(id);
    if (kept && kept.version === version) return success(kept.copy);
    const loaded = await this.store.load(id);
    if (!loaded.ok) return loaded;
    const { record, faults } = loaded.value;
    const [fault] = faults;
    if (fault) return failure({ code: 'broken', path: id, fault: integrityFault(fault) });
    const text = formatLog({ record: id, events: record.timeline });
    const isKept = record.kind === 'incident' && isConfined(record);
    const copy = { text, oid: oidOf(text), events: record.timeline, isKept };
    // Of the version that was there before and after: else it is read again the next time.
    if (version !== undefined && version === this.names.versionOf(id)) await this.keep(id, version, copy);
    return success(copy);
  }

  /**
   * True where the record is what the branch has under this name of git's, with more entries behind it: then nothing is to be taken. One that names
   * content is looked at anew, since that may be missing.
   */
  async goesOn(id: RecordId, oid: string): Promise<boolean> {
    const copy = await this.copyOf(id);
    if (!copy.ok || copy.value.events.some(event => contentsOf(event).length > 0)) return false;
    return beginningNamed(oid, copy.value.text) !== undefined;
  }

  /** The version of the record's file whose entries are the beginning of what another copy says, in which all is read already; undefined where that is not so. */
  beginningOf(id: RecordId, text: string, entries: readonly RecordEvent[]): string | undefined {
    const [oid, entry] = [this.names.of(id), this.store.entry(id)];
    if (oid === undefined || entry?.type !== 'record') return undefined;
    const beginning = beginningNamed(oid, text);
    // An entry that stands twice is none more.
    return beginning !== undefined && entries.length > entriesIn(beginning) ? entry.version : undefined;
  }

  /** Those that others know to go no longer to all, and of which this machine has not heard it: it lacks the entries by which they know. */
  async withheld(withdrawn: Withdrawn): Promise<Withheld> {
    const [ids, unread] = [new Set<RecordId>(), new Set<RecordId>()];
    for (const [id, heads] of withdrawn) {
      if (!this.store.entry(id)) continue;
      const copy = await this.copyOf(id);
      // That it was erased goes wherever it went.
      if (copy.ok && (copy.value.isKept || isTombstone(copy.value.events))) continue;
      const known = new Set(copy.ok ? copy.value.events.map(event => event.id) : []);
      if (!heads.every(head => known.has(head))) ids.add(id);
      if (!copy.ok) unread.add(id);
    }
    return { ids, unread };
  }

  /**
   * Takes note of what the incidents name that are kept for their label, whoever attached it: it is theirs also once it is redacted there. Each is read when
   * it has changed. False where one cannot be read just now.
   */
  async noteKept(ids: readonly RecordId[]): Promise<boolean> {
    let isAll = true;
    for (const id of ids) {
      const version = this.names.versionOf(id);
      if (!isIncidentId(id) || (version !== undefined && this.noted.get(id) === version)) continue;
      const copy = await this.copyOf(id);
      if (copy.ok) await this.store.witness.noteNamed(id, copy.value.events.flatMap(contentsOf));
      if (copy.ok && version !== undefined && version === this.names.versionOf(id)) this.noted.set(id, version);
      isAll &&= copy.ok;
    }
    return isAll;
  }

  /** The text of a record that is about to go, as it is now; undefined for one that must not any more, for its label. */
  async textToGive(id: RecordId): Promise<string | undefined> {
    const isMade = isMadeOfIncidents(id) && !this.isWithAll(id);
    const sources = isMade ? sourcesOf(this.store, id, other => !this.isWithAll(other)) : [];
    // Another window, or another account of the folder, may have raised it just now, or what it was made of.
    if (isIncidentId(id) || isMade) await this.store.refresh([id, ...sources]);
    const copy = await this.copyOf(id);
    const entry = this.store.entry(id);
    if (!copy.ok || !entry) return undefined;
    const confined = [entry, ...sources.flatMap(source => this.store.entry(source) ?? [])];
    const stays = copy.value.isKept || confined.some(each => isKept(each) || isUnreadable(each));
    return this.audience === 'all' && stays ? undefined : copy.value.text;
  }

  /** The record was written with this text, which is what it is on the branch; somebody may have written on since. */
  learn(id: RecordId, { text, version }: Merged): void {
    if (text !== undefined && version !== undefined) this.names.noteWritten(id, version, oidOf(text));
  }

  /** Keeps what is remembered for the next start. */
  async save(): Promise<void> {
    await this.keptWith.save();
    await this.names.save();
    await this.contents.save();
  }

  /**
   * The incidents that are kept, and what was made of them, or of what was made of them, as far as others do not have it: also where the link is gone
   * since, or the incident is erased, damaged or gone.
   */
  private staying(ids: readonly RecordId[], isWithAll: (id: RecordId) => boolean): ReadonlySet<RecordId> {
    const stays = new Set(ids);
    for (const [made, of] of madeOf(this.store, ids, id => !isWithAll(id))) {
      this.keptWith.note(made, of);
      stays.add(made);
    }
    for (const id of this.keptWith.of(source => this.goesToAll(source))) if (!isWithAll(id)) stays.add(id);
    return stays;
  }

  /** True for an incident that can be read and says that it goes to all. */
  private goesToAll(id: RecordId): boolean {
    const entry = this.store.entry(id);
    return isEntryOf('incident', entry) && !entry.fault && !isKept(entry) && !isErased(entry);
  }

  private async keep(id: RecordId, version: string, copy: Copy): Promise<void> {
    await this.names.load();
    this.names.note(id, version, copy.oid);
    if (copy.text.length > this.room) return;
    this.room -= copy.text.length;
    this.copies.set(id, { version, copy });
  }
}

/** True for an incident that goes to fewer readers alone, for its label. */
function isKept(entry: IndexEntry): boolean {
  return isEntryOf('incident', entry) && entry.facts.confined === true;
}

/** True for an incident of which nobody knows what it says: it may be one that goes to fewer readers alone. */
function isUnreadable({ id, fault }: IndexEntry): boolean {
  return fault !== undefined && isIncidentId(id);
}
