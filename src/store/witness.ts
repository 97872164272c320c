import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isTombstone } from '../domain/record/erasure';
import type { RecordEvent } from '../domain/record/event';
import { isInstant, type Instant } from '../domain/foundation/time';
import { isRecordId, type RecordId } from '../domain/records';
import { headsOf } from '../domain/record/log';
import { replacePrivately } from '../base/privateFile';
import { systemCode } from './fault';

/** What this machine has last seen of a record, every entry of it verified. */
export interface WitnessedLog {
  readonly entries: number;
  /** Ids of the last entries; where there are very many, some of them. */
  readonly heads: readonly string[];
}

/** What this machine remembers of a record. */
export interface Remembered extends WitnessedLog {
  /** When it was first seen so; absent where an earlier version has noted it. */
  readonly at?: Instant;
}

/** A record has one head, or a few after a merge; a crafted one must not fill the witness. */
const mostHeads = 64;

/** What is to be seen of a record. */
export function seenOf(events: readonly RecordEvent[]): WitnessedLog {
  return { entries: events.length, heads: headsOf(events).slice(-mostHeads) };
}

/** Which of these heads are not among the entries (any more); none where the record was erased, which says so itself. */
export function missingAmong(events: readonly RecordEvent[], heads: readonly string[]): readonly string[] {
  if (heads.length === 0 || isTombstone(events)) return [];
  const present = new Set(events.map(event => event.id));
  return heads.filter(head => !present.has(head));
}

/** With which entry the register of people began. */
const beginningPattern = /^register ([0-9a-f]{64})$/;
/** Evidence that is an incident's own, or not any more, by its SHA-256. */
const attachedPattern = /^(attached|detached) ([A-Z]{2,3}-[0-9A-Z]{6}) ([0-9a-f]{64})$/;
const linePattern = /^([A-Z]{2,3}-[0-9A-Z]{6}) (\d{1,6})((?: [0-9a-f]{64})*)(?: ([0-9TZ:.-]{24}))?$/;

/** By the SHA-256 of evidence the incidents that it was attached to, and whether it still is. */
type Attached = Map<string, Map<RecordId, boolean>>;

/** What the lines of a witness say. */
interface Noted {
  readonly seen: Map<RecordId, Remembered>;
  readonly attached: Attached;
  readonly register: string | undefined;
}

/**
 * The local witness: the last seen heads of every record, kept outside the store, so that a cut-off tail, an older copy or a deleted
 * record is noticed on this machine, offline; and which evidence was attached here, or came with its record,
 * and is not merely named in it. A text file to which a line is added whenever a record has grown; the last line of a record counts. Whoever deletes it
 * loses the memory, not the records. Without a file nothing is kept and nothing is missing.
 */
export class Witness {
  private noted = notedIn('');
  /** False where there is a file that cannot be read: then nothing is noted, or it would stand in place of what is in there. */
  private isReadable = true;
  private loading: Promise<void> | undefined;
  private waiting = '';
  private writing = Promise.resolve();

  constructor(
    private readonly file: string | undefined,
    private readonly now: () => Instant,
    /** Where an earlier version has kept it. */
    private readonly older?: string,
  ) {}

  /** True when anything is kept at all. */
  get isKept(): boolean {
    return this.file !== undefined && this.isReadable;
  }

  /** Reads what is remembered, once; before that nothing is missing. */
  load(): Promise<void> {
    this.loading ??= this.read();
    return this.loading;
  }

  /** What has been seen of a record; undefined when nothing has. */
  of(id: RecordId): Remembered | undefined {
    return this.noted.seen.get(id);
  }

  /** Every record that has been seen and was not accepted as gone. */
  ids(): readonly RecordId[] {
    return [...this.noted.seen.keys()];
  }

  /** The heads that have been seen and are not among these entries any more. */
  missing(id: RecordId, events: readonly RecordEvent[]): readonly string[] {
    return missingAmong(events, this.noted.seen.get(id)?.heads ?? []);
  }

  /** Takes note of a record as it is, every entry of which was verified: grown, or accepted by the person without what is missing. */
  note(id: RecordId, seen: WitnessedLog): void {
    if (!this.isKept) return;
    const known = this.noted.seen.get(id);
    if (known?.entries !== seen.entries || known.heads.join() !== seen.heads.join()) this.put(id, { ...seen, at: this.now() });
  }

  /** The entry with which the register of people began, as it was first seen here; what is dated back before it does not take its place. */
  get registerBeginning(): string | undefined {
    return this.noted.register;
  }

  /** Takes note of the entry with which the register of people began. What was noted first counts, until `renew` says that another does. */
  async noteRegister(beginning: string | undefined, renew = false): Promise<void> {
    if (!this.isKept || this.noted.register === beginning) return;
    if (this.noted.register !== undefined && !renew) return;
    this.noted = { ...this.noted, register: beginning };
    if (renew) await this.compact();
    else if (beginning !== undefined) this.waiting += lineOfRegister(beginning);
  }

  /** Takes note of evidence, by its SHA-256, that was attached to an incident here, or came with it from where somebody had it. */
  noteAttached(id: RecordId, contents: readonly string[]): void {
    for (const content of contents) if (!this.hasAttached(id, content)) this.attach(true, id, content);
  }

  /** Takes note of evidence that no entry of the incident names any more, whoever has attached it: who names it there from now on has not, here. */
  noteDetached(id: RecordId, contents: readonly string[]): void {
    for (const content of contents) this.attach(false, id, content);
  }

  /** Takes note that the incident, as it was accepted, names these alone. */
  async noteLeft(id: RecordId, contents: readonly string[]): Promise<void> {
    await this.meetWindows();
    const known = [...this.noted.attached.keys()].filter(content => this.hasAttached(id, content));
    this.noteDetached(
      id,
      known.filter(content => !contents.includes(content)),
    );
  }

  /** Takes note of what an incident names, whoever attached that: it is, or was, its evidence, but not known to have been attached to it here. */
  async noteNamed(id: RecordId, contents: readonly string[]): Promise<void> {
    const unknown = (): readonly string[] => contents.filter(content => !this.everAttachedTo(content).includes(id));
    if (unknown().length === 0) return;
    await this.meetWindows();
    this.noteDetached(id, unknown());
  }

  /** True where it was noted that it was attached, as far as this window knows. */
  hasAttached(id: RecordId, content: string): boolean {
    return this.noted.attached.get(content)?.get(id) === true;
  }

  /** Every incident of which that was ever noted: what was redacted there is none the less what it was. */
  everAttachedTo(content: string): readonly RecordId[] {
    return [...(this.noted.attached.get(content)?.keys() ?? [])];
  }

  /** Looks at what other windows have noted of evidence. What this one could not write yet is newer than all of it. */
  meetWindows(): Promise<void> {
    return this.whenWritten(async () => {
      await this.write();
      const text = await this.textOfFile().catch(() => '');
      const { attached } = notedIn(`${text}\n${this.waiting}`);
      for (const [content, incidents] of attached) for (const [id, isStill] of incidents) noteIn(this.noted.attached, content, id, isStill);
    });
  }

  /** Forgets a record, on the person's word: it is gone and may be. */
  forget(id: RecordId): void {
    if (this.noted.seen.has(id)) this.put(id, { entries: 0, heads: [] });
  }

  /** Resolves when everything noted so far is in the file, or could not be put there. */
  save(): Promise<void> {
    return this.whenWritten(() => this.write());
  }

  /** One after the other: nothing is written between a look at the file and what comes of it. */
  private whenWritten(work: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(work);
    return this.writing;
  }

  private attach(isStill: boolean, id: RecordId, content: string): void {
    noteIn(this.noted.attached, content, id, isStill);
    this.waiting += lineOfAttached(isStill, id, content);
  }

  private put(id: RecordId, seen: Remembered): void {
    if (seen.entries === 0) this.noted.seen.delete(id);
    else this.noted.seen.set(id, seen);
    this.waiting += lineOf(id, seen);
  }

  private async write(): Promise<void> {
    const text = this.waiting;
    if (this.file === undefined || text === '') return;
    this.waiting = '';
    try {
      const { file } = this;
      await appendFile(file, text, { mode: 0o600 }).catch(async (error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await appendFile(file, text, { mode: 0o600 });
      });
    } catch {
      // What a full disk has taken of a line must not spoil the next.
      this.waiting = `\n${text.trimStart()}${this.waiting}`;
    }
  }

  private async read(): Promise<void> {
    const text = await this.textOfFile().catch(() => {
      this.isReadable = false;
      return '';
    });
    if (text === '' && this.isKept && this.older !== undefined)
      this.waiting = `${await readFile(this.older, 'utf8').catch(() => '')}\n${this.waiting}`.trimStart();
    const noted = notedIn(`${text}\n${this.waiting}`);
    this.noted = { ...noted, register: this.noted.register ?? noted.register };
    // What a process that died has left of a line must not spoil the next.
    if (text !== '' && !text.endsWith('\n')) this.waiting = `\n${this.waiting}`;
    if (text.split('\n').length > 1000 + 2 * (noted.seen.size + sizeOf(noted.attached))) await this.compact();
  }

  /** Writes anew what counts, with what other windows have noted meanwhile. */
  private compact(): Promise<void> {
    return this.whenWritten(async () => {
      if (this.file === undefined) return;
      try {
        const text = await this.textOfFile();
        const { waiting } = this;
        await replacePrivately(this.file, textOf({ ...notedIn(`${text}\n${waiting}`), register: this.noted.register }));
        this.waiting = this.waiting.slice(waiting.length);
      } catch {
        // What is in there counts as it is.
      }
    });
  }

  /** Empty where there is no file; rejects where one cannot be read. */
  private async textOfFile(): Promise<string> {
    if (this.file === undefined) return '';
    return readFile(this.file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
      return '';
    });
  }
}

function notedIn(text: string): Noted {
  const [seen, attached] = [new Map<RecordId, Remembered>(), new Map<string, Map<RecordId, boolean>>()];
  let register: string | undefined;
  for (const line of text.split('\n')) {
    register ??= beginningPattern.exec(line)?.[1];
    const [, how, incident = '', content = ''] = attachedPattern.exec(line) ?? [];
    if (isRecordId(incident)) noteIn(attached, content, incident, how === 'attached');
    const [, id = '', entries, heads = '', at] = linePattern.exec(line) ?? [];
    if (!isRecordId(id)) continue;
    if (Number(entries) === 0) seen.delete(id);
    else
      seen.set(id, { entries: Number(entries), heads: heads.split(' ').filter(Boolean), ...(at !== undefined && isInstant(at) && { at }) });
  }
  return { seen, attached, register };
}

function noteIn(attached: Attached, content: string, id: RecordId, isStill: boolean): void {
  const incidents = attached.get(content) ?? new Map<RecordId, boolean>();
  attached.set(content, incidents.set(id, isStill));
}

function textOf({ seen, attached, register }: Noted): string {
  const ofEvidence = [...attached].flatMap(([content, incidents]) =>
    Array.from(incidents, ([id, isStill]) => lineOfAttached(isStill, id, content)),
  );
  const lines = [...Array.from(seen, ([id, one]) => lineOf(id, one)), ...ofEvidence];
  return (register === undefined ? '' : lineOfRegister(register)) + lines.join('');
}

/** How much is noted of evidence. */
function sizeOf(attached: Attached): number {
  let size = 0;
  for (const incidents of attached.values()) size += incidents.size;
  return size;
}

function lineOfRegister(beginning: string): string {
  return `register ${beginning}\n`;
}

function lineOfAttached(isStill: boolean, id: RecordId, content: string): string {
  return `${isStill ? 'attached' : 'detached'} ${id} ${content}\n`;
}

function lineOf(id: RecordId, { entries, heads, at }: Remembered): string {
  return `${[id, entries, ...heads, ...(at === undefined ? [] : [at])].join(' ')}\n`;
}
