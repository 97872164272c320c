/** The oldest git that is worked with; CONTRIBUTING has the reason. */
export const minimumVersion = '2.25';

/** True when a version (`2.39.5`) is not older than another (`2.38`), by its first two numbers. */
export function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
