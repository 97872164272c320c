import { fnv1a } from './fnv';

const base = 0x01000193;

/** 32 bits that two texts of the same lines share and others hardly ever do, as hexadecimal. It can be rolled along a file line by line. */
export function fingerprintOf(lines: readonly string[]): string {
  return asHex(lines.reduce((sum, line) => (Math.imul(sum, base) + fnv1a(line)) | 0, 0));
}

/** The first lines, counted from 1, of all texts of `length` lines in a file that have this fingerprint. */
export function windowsAlike(lines: readonly string[], length: number, fingerprint: string): readonly number[] {
  if (length > lines.length) return [];
  const sums = lines.map(fnv1a);
  let leading = 1;
  for (let n = 1; n < length; n++) leading = Math.imul(leading, base);
  let sum = 0;
  return sums.flatMap((added, index) => {
    const dropped = sums[index - length];
    sum = (Math.imul(dropped === undefined ? sum : (sum - Math.imul(dropped, leading)) | 0, base) + added) | 0;
    return index >= length - 1 && asHex(sum) === fingerprint ? [index - length + 2] : [];
  });
}

function asHex(sum: number): string {
  return (sum >>> 0).toString(16).padStart(8, '0');
}
