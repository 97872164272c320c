import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { definitionOf, isRecordId, kindOfId, type RecordId } from '../domain/records';
import type { Register } from '../domain/vocabulary/register';
import { failure, success, type Result } from '../domain/foundation/result';
import { formatLog, type RecordLog } from './codec';
import { systemCode, type FileFault } from './fault';
import { maxFileSize } from './limits';
import { mendLog } from './mend';
import { readLog, type StoredLog } from './readLog';
import { statsIfThere } from './stats';

/** The place of a record's file below the store folder. */
export function fileOf(storeFolder: string, id: RecordId): string {
  const kind = kindOfId(id);
  if (!kind) throw new RangeError(`not a record id: ${id}`);
  return path.join(storeFolder, definitionOf(kind).folder, `${id}.json`);
}

/** The records whose files (or temporary files) bear these names. */
export function recordsOfFiles(names: ReadonlySet<string>): readonly RecordId[] {
  return [...names].map(name => name.split('.json')[0] ?? '').filter(isRecordId);
}

/** Waits until what was read from the disk may be worked on (`Turns`). */
export type WaitForTurn = () => Promise<void>;

/** For a thread that has nothing else to do. */
const atOnce: WaitForTurn = () => Promise.resolve();

/** What stands in for the log of a file that does not exist yet. */
function emptyLog(record: RecordId): StoredLog {
  return { record, events: [], faults: [] };
}

/** A store file as a lowdb document: the codec on one side, the disk on the other. */
class LogAdapter implements Adapter<StoredLog> {
  constructor(
    private readonly file: string,
    private readonly record: RecordId,
    private readonly turn: WaitForTurn,
    private readonly register: Register | undefined,
    private readonly replace?: (text: string) => Promise<void>,
  ) {}

  async read(): Promise<StoredLog | null> {
    const text = await readText(this.file);
    if (text === undefined) return null;
    await this.turn();
    const log = readLog(text, this.record, { register: this.register });
    if (!log.ok) throw new FileFaultError(log.error);
    return log.value;
  }

  async write(log: RecordLog): Promise<void> {
    await this.replace?.(formatLog(log));
  }
}

class FileFaultError extends Error {
  constructor(readonly fault: FileFault) {
    super(fault.code);
  }
}

async function readText(file: string): Promise<string | undefined> {
  const unreadable = (error: unknown): never => {
    throw new FileFaultError({ code: 'unreadable', detail: systemCode(error) });
  };
  const stats = await statsIfThere(file).catch(unreadable);
  if (!stats) return undefined;
  if (stats.isSymbolicLink()) throw new FileFaultError({ code: 'symbolicLink', detail: '' });
  if (!stats.isFile()) throw new FileFaultError({ code: 'notAFile', detail: '' });
  if (stats.size > maxFileSize) throw new FileFaultError({ code: 'tooLarge', detail: String(stats.size) });
  return readFile(file, 'utf8').catch(unreadable);
}

/** What `work` gives, or the fault of the file it met. */
async function orFault<T>(work: () => Promise<T>): Promise<Result<T, FileFault>> {
  try {
    return success(await work());
  } catch (error) {
    if (error instanceof FileFaultError) return failure(error.fault);
    throw error;
  }
}

/** A record's file that is to be read; `register` is that of people. */
export interface FileAsked {
  readonly file: string;
  readonly id: RecordId;
  readonly register?: Register | undefined;
}

/** Reads and verifies a record's file; undefined when there is none. What is costly about it is done in one go behind `turn`. */
export async function readRecordFile({ file, id, register }: FileAsked, turn = atOnce): Promise<Result<StoredLog | undefined, FileFault>> {
  const document = new Low(new LogAdapter(file, id, turn, register), emptyLog(id));
  const read = await orFault(() => document.read());
  if (!read.ok) return read;
  return success(document.data.events.length > 0 ? document.data : undefined);
}

/** Makes a log of what a merge has left of a record's file (`mendLog`); undefined when there is no file. */
export async function mendRecordFile(
  { file, id, register }: FileAsked,
  copies: readonly string[],
  turn = atOnce,
): Promise<Result<StoredLog | undefined, FileFault>> {
  const read = await orFault(() => readText(file));
  if (!read.ok || read.value === undefined) return read.ok ? success(undefined) : read;
  await turn();
  const mended = mendLog(read.value, id, { copies, register });
  return mended.ok ? success({ ...mended.value, faults: [] }) : mended;
}

/** Puts a record's log into its file by way of `replace`, which gets the text. Rejects as `replace` does. */
export async function writeRecordFile(file: string, log: RecordLog, replace: (text: string) => Promise<void>): Promise<void> {
  await new Low<RecordLog>(new LogAdapter(file, log.record, atOnce, undefined, replace), log).write();
}
