import assert from 'node:assert/strict';
import { temporaryFolder } from '../../support/folders';
import { act, attach, record, told } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, type Sharer } from '../../support/sharers';

describe('evidence that cannot go', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharers: Sharer[] = [];
  afterEach(() => {
    for (const { store } of sharers.splice(0)) store.dispose();
  });

  it('is told at every sync as long as that is so', async () => {
    const remote = await makeRemote(folder.path);
    const [anna, ben] = [makeSharer(folder.path, 'anna', 'itManager'), makeSharer(folder.path, 'ben')];
    sharers.push(anna, ben);
    const id = await record(anna, 'Printer');
    const hash = await attach(anna, await record(anna, 'Vault', { tlp: 'RED' }), 'vault log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    for (const each of [ben, anna]) done(await each.sync.sync());
    await act(anna, id, { type: 'comment', text: 'Looking' });
    for (let sync = 0; sync < 3; sync++) assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
  });
});
