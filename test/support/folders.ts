import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** How the folders of tests are called. */
export const testFolderPrefix = 'faultline-test-';

/** A fresh folder for each test that asks for its path, removed after it. */
export function temporaryFolder(): { readonly path: string } {
  let made: string | undefined;
  afterEach(async () => {
    const folder = made;
    made = undefined;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return {
    get path(): string {
      return (made ??= mkdtempSync(path.join(os.tmpdir(), testFolderPrefix)));
    },
  };
}
