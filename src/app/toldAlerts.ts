import { lstat, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { PrivateFile } from '../base/privateFile';
import type { Alert, AlertKind } from '../domain/incident/alerts';
import { withLock } from '../store/lock';

/** Enough for years of work, and small on the disk. */
const mostRemembered = 5_000;

/** Largest file that is read, in bytes: far more than so many need. */
const largestFile = 8 * 1024 * 1024;

/**
 * Which alerts a person was told of, for all windows on a folder and for later ones: they share a file, and who takes an alert from it tells
 * of it. VS Code's own memory is no place for that: two windows that look at the same moment would both find nothing there.
 */
export class ToldAlerts {
  private readonly file: PrivateFile<string[]>;
  /** What the file was seen to hold: a look that finds nothing new, and most do, leaves file and lock alone. */
  private seen: ReadonlySet<string> | undefined;

  constructor(private readonly folder: string) {
    this.file = new PrivateFile(path.join(folder, 'told.json'), z.array(z.string()), largestFile);
  }

  /**
   * Of these alerts those that nobody has told of yet and that are of the `kinds`; from now on all of them count as told, also of kinds that
   * are turned off. Where nothing is remembered yet, what was there before is news to nobody, but for what is due. Rejects with the system's
   * error where it cannot be remembered.
   */
  async take(alerts: readonly Alert[], kinds: readonly AlertKind[]): Promise<readonly Alert[]> {
    if (this.seen && alerts.every(({ key }) => this.seen?.has(key))) return [];
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return withLock(this.folder, 'told', async () => {
      const known = await this.file.read();
      const told = new Set(known);
      const fresh = alerts.filter(({ key }) => !told.has(key));
      // What is current is never forgotten, or it would be told again.
      const current = new Set(alerts.map(({ key }) => key));
      const earlier = [...told].filter(key => !current.has(key));
      const now = [...earlier.slice(Math.max(0, earlier.length + current.size - mostRemembered)), ...current];
      if (!known) await this.makeWay();
      if (!known || fresh.length > 0) await this.file.write(now);
      this.seen = new Set(now);
      return fresh.filter(({ kind, due }) => kinds.includes(kind) && (known !== undefined || due !== undefined));
    });
  }

  /** Takes away a folder in the place of the file, which no file could replace. */
  private async makeWay(): Promise<void> {
    const place = path.join(this.folder, 'told.json');
    const stats = await lstat(place).catch(() => undefined);
    if (stats?.isDirectory()) await rm(place, { recursive: true });
  }
}
