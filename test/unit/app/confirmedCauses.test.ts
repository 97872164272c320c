import assert from 'node:assert/strict';
import { confirmedCauses } from '../../../src/app/suspects/searched';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

describe('confirmed causes', () => {
  it('are those of completed incidents, whose cause stands', async () => {
    const store = openStore(folder.path);
    store.dispose();
    const cause = 'c'.repeat(40);
    const made = async (title: string) => {
      const created = await store.create('incident', { title, kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'Known' });
      assert.ok(created.ok);
      for (const [state, sha] of [
        ['confirmed', cause],
        ['suspected', 'a'.repeat(40)],
      ] as const) {
        const link = { kind: 'causedBy', state, target: { type: 'commit', sha, subject: '' } } as const;
        assert.ok((await store.execute(created.value, { type: 'link', link })).ok);
      }
      return created.value;
    };
    await made('Open');
    const completed = await made('Completed');
    assert.deepEqual(await confirmedCauses(store), []);
    const done = await store.execute(completed, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'x' } });
    assert.ok(done.ok, JSON.stringify(done));
    assert.deepEqual(await confirmedCauses(store), [cause]);
  });
});
