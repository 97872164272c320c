/** The oldest git that is worked with: the first that knows `--diff-merges` (and, since 2.30, `rev-parse --end-of-options`). */
export const minimumVersion = '2.31';

/** True when a version (`2.39.5`) is not older than another (`2.38`), by its first two numbers. */
export function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
