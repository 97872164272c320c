import os from 'node:os';

/** The name of the account, as the system knows it; its number where it knows no name for it, as in a container that runs under a bare number. */
export function accountName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return `uid ${process.geteuid?.() ?? ''}`;
  }
}
