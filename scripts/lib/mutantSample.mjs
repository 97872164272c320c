import { createHash } from 'node:crypto';

/**
 * Whether a mutant belongs to the sample: the same seed always chooses the same mutants, whatever else was mutated.
 * @param {{ fileName: string, location: { start: { line: number, column: number } }, mutatorName: string, replacement?: string }} mutant
 * @param {{ seed: string, share: number }} sample share: 0 to 1 of all
 */
export function inSample({ fileName, location, mutatorName, replacement }, { seed, share }) {
  if (share >= 1) return true;
  const file = fileName.replaceAll('\\', '/').replace(/^.*\/src\//, '');
  const key = [seed, file, location.start.line, location.start.column, mutatorName, replacement].join('\0');
  return createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32 < share;
}
