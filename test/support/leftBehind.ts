// Loaded by mocha before the unit tests (.mocharc.json): what they put into the system's temporary folder goes into one of this run's own, and none of it may be left.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testFolderPrefix } from './folders';

const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'faultline-run-'));
// Some tests act as somebody else (`asOrdinaryUser`).
chmodSync(folder, 0o755);
for (const name of process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR']) process.env[name] = folder;
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Mocha's root hooks: the run fails where a test, or the product in it, left something of Faultline's behind. */
export const mochaHooks = {
  afterAll(): void {
    // A store that is disposed of saves its caches once more, on a busy machine after its test is over and its folder gone.
    const left = readdirSync(folder).filter(name => name.startsWith('faultline-') && !name.startsWith(testFolderPrefix));
    assert.deepEqual(left, [], 'left in the temporary folder');
  },
};
