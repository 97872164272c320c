import assert from 'node:assert/strict';
import { success } from '../../../src/domain/foundation/result';
import { FaultyFiles } from '../../support/faultyFiles';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

/** What is thrown where it was not reckoned with. */
class Mistake extends TypeError {}

function slip(): never {
  throw new Mistake('Cannot read properties of undefined');
}

describe('a mistake of ours', () => {
  const folder = temporaryFolder();

  it('while a command is decided is not told as a disk that refuses to be written', async () => {
    const store = openStore(folder.path);
    store.dispose();
    const made = await store.create('problem', { title: 'Mail is slow' });
    assert.ok(made.ok);
    await assert.rejects(store.execute(made.value, { type: 'save' } as never), TypeError);
    assert.ok((await store.execute(made.value, { type: 'comment', text: 'It goes on' })).ok);
  });

  it('while a record is written is none of the disk’s either, and leaves the record as it was', async () => {
    const files = new FaultyFiles();
    const store = openStore(folder.path, { files });
    store.dispose();
    const made = await store.create('problem', { title: 'Mail is slow' });
    assert.ok(made.ok);
    files.faults = { before: step => step === 'rename' && slip() };
    await assert.rejects(store.execute(made.value, { type: 'comment', text: 'Lost' }), Mistake);
    files.faults = {};
    assert.ok((await store.execute(made.value, { type: 'comment', text: 'Kept' })).ok);
    const loaded = await store.load(made.value);
    assert.ok(loaded.ok);
    const said = loaded.value.record.timeline.filter(({ type }) => type === 'record.commented');
    assert.deepEqual(
      said.map(({ data }) => data),
      [{ text: 'Kept' }],
    );
  });

  it('while evidence is kept is not told as content that cannot be kept', async () => {
    const files = new FaultyFiles();
    const store = openStore(folder.path, { files });
    store.dispose();
    assert.ok((await store.create('problem', { title: 'Mail is slow' })).ok);
    const attachments = await store.attachments();
    files.faults = { before: step => step === 'open' && slip() };
    await assert.rejects(
      attachments.keeping(Buffer.from('log'), () => Promise.resolve(success(undefined))),
      Mistake,
    );
  });
});
