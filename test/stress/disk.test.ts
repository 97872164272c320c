import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../support/folders';
import { openStore } from '../support/stores';

const pages = 4096;

describe('a disk that is nearly full (a tmpfs; skipped where only root may mount one)', () => {
  // Before the folder is removed that it lies in.
  afterEach(() => {
    try {
      execFileSync('umount', ['-l', disk()], { stdio: 'ignore' });
    } catch {
      // Not mounted: skipped.
    }
  });
  const folder = temporaryFolder();
  const disk = (): string => path.join(folder.path, 'disk');

  before(function () {
    if (process.platform !== 'linux' || process.geteuid?.() !== 0) this.skip();
  });
  beforeEach(async function () {
    await mkdir(disk());
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk()], { stdio: 'ignore' });
    } catch {
      this.skip();
    }
  });

  it('with room for a part of a write, however much: nothing acknowledged is lost, the record stays readable, no rest remains', async () => {
    const place = path.join(disk(), '.faultline');
    const store = openStore(place);
    const created = await store.create('incident', { title: 'On a full disk' });
    assert.ok(created.ok);
    const id = created.value;
    const acknowledged: string[] = [];
    let refused = 0;
    for (let round = 0; round < 30; round++) {
      const { bavail, bsize } = await statfs(disk());
      const filler = path.join(disk(), 'filler');
      // Room for a file of that many pages, which is more or less than the record.
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - (round % 10) * pages)));
      for (let n = 0; n < 4; n++) {
        const outcome = await store.execute(id, { type: 'comment', text: 'x'.repeat(100 + ((round * 37 + n * 211) % 900)) });
        if (outcome.ok) acknowledged.push(outcome.value[0]?.id ?? '');
        else {
          refused += 1;
          assert.ok(outcome.error.code === 'writeFailed' && outcome.error.reason === 'ENOSPC', JSON.stringify(outcome.error));
        }
        const loaded = await store.load(id);
        assert.ok(loaded.ok && loaded.value.faults.length === 0, `round ${round}: ${JSON.stringify(loaded)}`);
        const stored = new Set(loaded.value.record.timeline.map(entry => entry.id));
        assert.deepEqual(
          acknowledged.filter(entry => !stored.has(entry)),
          [],
        );
      }
      assert.deepEqual(await readdir(path.join(place, 'incidents')), [`${id}.json`]);
      assert.deepEqual(await readdir(path.join(place, '.lock')), []);
      await rm(filler);
    }
    store.dispose();
    assert.ok(refused > 10 && acknowledged.length > 10, `${acknowledged.length} acknowledged, ${refused} refused`);
  });
});
