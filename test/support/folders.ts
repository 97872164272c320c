import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A fresh folder for each test, removed after it. */
export function temporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await mkdtemp(path.join(os.tmpdir(), 'faultline-'));
  });
  afterEach(async () => {
    await rm(folder.path, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
