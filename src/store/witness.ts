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

/**
 * The local witness: the last seen heads of every record, kept outside the store, so that a cut-off tail, an older copy or a deleted
 * record is noticed on this machine, offline; and which evidence was attached here, or came with its record, and is not merely named in it. A text file to which a line is added whenever a record has grown; the last line of a record
 * counts. Whoever deletes it loses the memory, not the records. Without a file nothing is kept and nothing is missing.
 */
export class Witness {
  private readonly seen = new Map<RecordId, Remembered>();
  /** By the SHA-256 of evidence the incidents that it was attached to, and whether it still is. */
  private readonly attached = new Map<string, Map<RecordId, boolean>>();
  private registerBegan: string | undefined;
  /** False where there is a file that cannot be read: then nothing is noted, or it would stand in place of what is in there. */
  private isReadable = true;
  private loading: Promise<void> | undefined;
  private waiting = '';
  private writing = Promise.resolve();

  constructor(
    private readonly file: string | undefined,
    private readonly now: () => Instant,
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
    return this.seen.get(id);
  }

  /** Every record that has been seen and was not accepted as gone. */
  ids(): readonly RecordId[] {
    return [...this.seen.keys()];
  }

  /** The heads that have been seen and are not among these entries any more. */
  missing(id: RecordId, events: readonly RecordEvent[]): readonly string[] {
    return missingAmong(events, this.seen.get(id)?.heads ?? []);
  }

  /** Takes note of a record as it is, every entry of which was verified: grown, or accepted by the person without what is missing. */
  note(id: RecordId, seen: WitnessedLog): void {
    if (!this.isKept) return;
    const known = this.seen.get(id);
    if (known?.entries !== seen.entries || known.heads.join() !== seen.heads.join()) this.put(id, { ...seen, at: this.now() });
  }

  /** The entry with which the register of people began, as it was first seen here; what is dated back before it does not take its place. */
  get registerBeginning(): string | undefined {
    return this.registerBegan;
  }

  /** Takes note of the entry with which the register of people began. What was noted first counts, until `renew` says that another does. */
  async noteRegister(beginning: string | undefined, renew = false): Promise<void> {
    if (this.file === undefined || !this.isReadable || this.registerBegan === beginning) return;
    if (this.registerBegan !== undefined && !renew) return;
    this.registerBegan = beginning;
    if (renew) await this.compact(this.file);
    else if (beginning !== undefined) this.waiting += lineOfRegister(beginning);
  }

  /** Takes note of evidence, by its SHA-256, that was attached to an incident here, or came with it from where somebody had it. */
  noteAttached(id: RecordId, contents: readonly string[]): void {
    for (const content of contents) if (!this.hasAttached(id, content)) this.attach('attached', id, content);
  }

  /** Takes note of evidence that no entry of the incident names any more: who names it there from now on has not attached it here. */
  noteDetached(id: RecordId, contents: readonly string[]): void {
    for (const content of contents) if (this.hasAttached(id, content)) this.attach('detached', id, content);
  }

  /** True where it was noted that it was attached, as far as this window knows. */
  hasAttached(id: RecordId, content: string): boolean {
    return this.attached.get(content)?.get(id) === true;
  }

  /** Every incident of which that was ever noted: what was redacted there is none the less what it was. */
  everAttachedTo(content: string): readonly RecordId[] {
    return [...(this.attached.get(content)?.keys() ?? [])];
  }

  /** Looks at what other windows have noted of evidence. */
  async meetWindows(): Promise<void> {
    await this.save();
    if (this.file !== undefined) this.learnAttached((await readFile(this.file, 'utf8').catch(() => '')).split('\n'));
  }

  /** Forgets a record, on the person's word: it is gone and may be. */
  forget(id: RecordId): void {
    if (this.seen.has(id)) this.put(id, { entries: 0, heads: [] });
  }

  /** Resolves when everything noted so far is in the file, or could not be put there. */
  save(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private attach(how: 'attached' | 'detached', id: RecordId, content: string): void {
    this.learnAttached([`${how} ${id} ${content}`]);
    if (this.isKept) this.waiting += lineOfAttached(how, id, content);
  }

  private put(id: RecordId, seen: Remembered): void {
    if (seen.entries === 0) this.seen.delete(id);
    else this.seen.set(id, seen);
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
      this.waiting = text + this.waiting;
    }
  }

  private async read(): Promise<void> {
    if (this.file === undefined) return;
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') this.isReadable = false;
      return '';
    });
    const lines = text.split('\n');
    this.learnAttached(lines);
    for (const line of lines) {
      this.registerBegan ??= beginningPattern.exec(line)?.[1];
      const [, id = '', entries, heads = '', at] = linePattern.exec(line) ?? [];
      if (!isRecordId(id)) continue;
      if (Number(entries) === 0) this.seen.delete(id);
      else
        this.seen.set(id, {
          entries: Number(entries),
          heads: heads.split(' ').filter(Boolean),
          ...(at !== undefined && isInstant(at) && { at }),
        });
    }
    // What a process that died has left of a line must not spoil the next.
    if (text !== '' && !text.endsWith('\n')) this.waiting = `\n${this.waiting}`;
    if (lines.length > 1000 + 2 * (this.seen.size + sizeOf(this.attached))) await this.compact(this.file);
  }

  private async compact(file: string): Promise<void> {
    const register = this.registerBegan === undefined ? '' : lineOfRegister(this.registerBegan);
    const lines = [...[...this.seen].map(([id, seen]) => lineOf(id, seen)), ...this.ownEvidence()];
    await replacePrivately(file, register + lines.join('')).catch(() => undefined);
  }

  private learnAttached(lines: readonly string[]): void {
    for (const line of lines) {
      const [, how, id = '', content = ''] = attachedPattern.exec(line) ?? [];
      if (!isRecordId(id)) continue;
      const incidents = this.attached.get(content) ?? new Map<RecordId, boolean>();
      this.attached.set(content, incidents.set(id, how === 'attached'));
    }
  }

  /** What is noted of evidence, as lines. */
  private ownEvidence(): readonly string[] {
    return [...this.attached].flatMap(([content, incidents]) =>
      Array.from(incidents, ([id, isStill]) => lineOfAttached(isStill ? 'attached' : 'detached', id, content)),
    );
  }
}

/** How much is noted of evidence. */
function sizeOf(attached: ReadonlyMap<string, ReadonlyMap<RecordId, boolean>>): number {
  let size = 0;
  for (const incidents of attached.values()) size += incidents.size;
  return size;
}

function lineOfRegister(beginning: string): string {
  return `register ${beginning}\n`;
}

function lineOfAttached(how: 'attached' | 'detached', id: RecordId, content: string): string {
  return `${how} ${id} ${content}\n`;
}

function lineOf(id: RecordId, { entries, heads, at }: Remembered): string {
  return `${[id, entries, ...heads, ...(at === undefined ? [] : [at])].join(' ')}\n`;
}
