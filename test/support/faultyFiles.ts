import { readFileSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { systemFiles, type FilePort, type WritableFile } from '../../src/store/filePort';

/** A step of a durable replace. */
export type Step = 'open' | 'write' | 'takeRights' | 'sync' | 'size' | 'close' | 'compare' | 'rename' | 'place' | 'syncFolder';

/** How a disk does not play along. */
interface Faults {
  /** Most bytes that it takes in one write. */
  readonly atOnce?: number;
  /** Bytes until it is full. */
  readonly room?: number;
  /** Says that it took everything, and drops what comes after so many bytes. */
  readonly keeps?: number;
  /** The step that fails, and how. */
  readonly fails?: readonly [Step, string];
  /** Called right before each step; what happens at 'compare', 'rename' and 'place' must happen at once. */
  readonly before?: (step: Step, file: string) => void;
  /** What the file system says of a file, as far as it differs from what is so. */
  readonly says?: Partial<BigIntStats>;
}

/** The system's files with faults, and with the memory of what a power cut would leave: what was not synced is gone. */
export class FaultyFiles implements FilePort {
  private readonly contents = new Map<string, string>();
  private readonly renamed = new Map<string, string>();
  private readonly survivors = new Map<string, string>();
  readonly syncedFolders = new Set<string>();
  private writtenOut = false;

  constructor(public faults: Faults = {}) {}

  /** What a power cut right now would leave of a file that was replaced. */
  afterPowerCut(file: string): string | undefined {
    return this.survivors.get(file);
  }

  async open(file: string): Promise<WritableFile> {
    this.step('open', file);
    return this.writable(file, await systemFiles.open(file));
  }

  async create(file: string): Promise<WritableFile> {
    this.step('open', file);
    return this.writable(file, await systemFiles.create(file));
  }

  private writable(file: string, real: WritableFile): WritableFile {
    let taken = 0;
    return {
      write: async (bytes, from) => {
        this.step('write', file);
        const { atOnce = Infinity, room = Infinity, keeps = Infinity } = this.faults;
        const count = Math.min(bytes.length - from, atOnce, room - taken);
        if (count === 0) throw systemError('ENOSPC');
        const kept = Math.max(0, Math.min(from + count, keeps) - from);
        for (let done = 0; done < kept;) done += await real.write(bytes.subarray(0, from + kept), from + done);
        taken += count;
        return count;
      },
      takeRights: async of => {
        this.step('takeRights', file);
        await real.takeRights(of);
      },
      sync: async () => {
        this.step('sync', file);
        await real.sync();
        this.contents.set(file, readFileSync(file, 'utf8'));
      },
      stat: () => {
        this.step('size', file);
        return real.stat();
      },
      close: async () => {
        await real.close();
        this.writtenOut = true;
        this.step('close', file);
      },
    };
  }

  /** The first look after the new text is written is the comparison. */
  stat(file: string): BigIntStats | undefined {
    if (this.writtenOut) {
      this.writtenOut = false;
      this.step('compare', file);
    }
    const stats = systemFiles.stat(file);
    return stats && Object.assign(stats, this.faults.says);
  }

  rename(from: string, to: string): void {
    this.step('rename', from);
    systemFiles.rename(from, to);
    this.renamed.set(to, this.contents.get(from) ?? '');
  }

  place(from: string, to: string): void {
    this.step('place', from);
    systemFiles.place(from, to);
    this.renamed.set(to, this.contents.get(from) ?? '');
  }

  async syncFolder(folder: string): Promise<void> {
    this.step('syncFolder', folder);
    await systemFiles.syncFolder(folder);
    this.syncedFolders.add(folder);
    for (const [file, text] of this.renamed) if (path.dirname(file) === folder) this.survivors.set(file, text);
  }

  private step(step: Step, file: string): void {
    this.faults.before?.(step, file);
    const [failing, code] = this.faults.fails ?? [];
    if (failing === step) throw systemError(code ?? '');
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
