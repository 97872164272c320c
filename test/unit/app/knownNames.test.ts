import assert from 'node:assert/strict';
import { knownNames } from '../../../src/app/knownNames';
import { assignEach } from '../../../src/app/toEach';
import { temporaryFolder } from '../../support/folders';
import { inRoles } from '../../support/people';
import { openStore } from '../../support/stores';

describe('names that can be chosen', () => {
  const folder = temporaryFolder();

  it('are those of the register who take part, with their roles, then those who have an incident; each once', async () => {
    const store = openStore(folder.path);
    assert.deepEqual(knownNames(store), []);
    for (const person of ['zoe', 'ADA', 'Ben', 'Ben']) {
      const created = await store.create('incident', { title: 'Mail' });
      assert.ok(created.ok);
      assert.deepEqual(await assignEach(store, [created.value], person, 'first'), []);
    }
    assert.ok((await store.create('incident', { title: 'Nobody has it' })).ok);
    for (const patch of [
      inRoles('Mia', 'developer'),
      inRoles('Ada', 'administrator', 'developer'),
      { title: 'Gone', participation: 'left' },
    ])
      assert.ok((await store.create('person', patch)).ok);
    assert.deepEqual(knownNames(store), [
      { name: 'Ada', roles: ['administrator', 'developer'] },
      { name: 'Mia', roles: ['developer'] },
      { name: 'Ben', roles: [] },
      { name: 'zoe', roles: [] },
    ]);
    store.dispose();
  });
});
