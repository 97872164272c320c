import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { isRecordId, type RecordId } from '../../src/domain/records';

const root = path.resolve(import.meta.dirname, '../..');
const programOf = (name: string): string => path.join(root, `out/test/stress/${name}.cjs`);

/** What a writer printed until it ended. */
export interface Written {
  readonly record: RecordId | undefined;
  /** Ids of the entries that it was told are on disk. */
  readonly acknowledged: readonly string[];
  readonly errors: string;
}

/** A process that writes. */
export interface Writer {
  readonly child: ChildProcess;
  readonly ended: Promise<Written>;
  /** Resolves when it has printed this; rejects when it ends without. */
  readonly printed: (text: string) => Promise<void>;
}

/** Builds the program of the writers (or of those who share); once before the tests that start some. */
export async function buildWriter(name: 'writer' | 'sharer' = 'writer'): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [`test/stress/${name}.ts`],
    outfile: programOf(name),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
}

/** Starts a writer (writer.ts and sharer.ts say with which arguments). */
export function startWriter(args: readonly string[], name: 'writer' | 'sharer' = 'writer'): Writer {
  const child = spawn(process.execPath, [programOf(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<Written>(resolve => {
    child.on('close', () => {
      const record = /^record (\S+)$/m.exec(output)?.[1];
      // A line that was cut off was not acknowledged.
      const acknowledged = [...output.matchAll(/^ack ([0-9a-f]{64})\n/gm)].map(([, id]) => id ?? '');
      resolve({ record: record !== undefined && isRecordId(record) ? record : undefined, acknowledged, errors });
    });
  });
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.on('close', () => {
        reject(new Error(`ended without “${text}”: ${output}${errors}`));
      });
      look();
    });
  return { child, ended, printed };
}
