import assert from 'node:assert/strict';
import { FaultyFiles } from '../../support/faultyFiles';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

describe('evidence whose entry is written, and not confirmed by the disk', () => {
  const folder = temporaryFolder();

  it('stays: the entry names it', async () => {
    const files = new FaultyFiles();
    const store = openStore(folder.path, { files });
    store.dispose();
    const made = await store.create('incident', { title: 'Mail is slow' });
    assert.ok(made.ok);
    const attachments = await store.attachments();
    const done = await attachments.keeping(Buffer.from('log'), sha256 => {
      files.faults = { fails: ['syncFolder', 'EIO'] };
      return store.execute(made.value, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256 } });
    });
    files.faults = {};
    assert.equal(!done.ok && done.error.code, 'unconfirmed');
    const loaded = await store.load(made.value);
    const named = loaded.ok ? loaded.value.record.values.evidence?.[0]?.sha256 : undefined;
    assert.deepEqual(await attachments.read(named ?? ''), { ok: true, value: Buffer.from('log') });
  });
});
