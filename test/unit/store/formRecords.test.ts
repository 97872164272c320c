import { formKinds, definitions } from '../../../src/domain/records';
import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

describe('problems, known errors, changes, components and interfaces in the store', () => {
  let opened: Store[] = [];
  function open(options?: Parameters<typeof openStore>[1]): Store {
    const store = openStore(folder.path, options);
    opened.push(store);
    return store;
  }
  afterEach(() => {
    for (const store of opened) store.dispose();
    opened = [];
  });

  it('lie in a folder of their own each, and are listed and loaded again', async () => {
    const store = open();
    for (const kind of formKinds) {
      const created = await store.create(kind, { title: `A ${kind}` });
      assert.ok(created.ok);
      const loaded = await open().load(created.value);
      assert.ok(loaded.ok);
      assert.deepEqual([loaded.value.record.kind, loaded.value.record.values.title, loaded.value.faults], [kind, `A ${kind}`, []]);
    }
    const other = open();
    await other.refresh();
    const kinds = other.entries().map(entry => (entry.type === 'record' ? entry.kind : entry.type));
    assert.deepEqual([...kinds].sort(), [...formKinds].sort());
  });

  it('what is asked of a record that is not there, or captured twice, is refused', async () => {
    const store = open();
    const problem = await store.create('problem', { title: 'Problem' });
    assert.ok(problem.ok);
    const again = await store.execute(problem.value, { type: 'capture', record: problem.value, patch: { title: 'Again' } });
    assert.equal(!again.ok && again.error.code, 'exists');
    for (const outcome of [await store.load('PRB-000000'), await store.execute('INC-000000', { type: 'comment', text: 'x' })])
      assert.equal(!outcome.ok && outcome.error.code, 'notFound');
  });

  it('links are found from their other side, until they are removed or the record is gone', async () => {
    const store = open();
    const incident = await store.create('incident', { title: 'Incident' });
    const problem = await store.create('problem', { title: 'Problem' });
    assert.ok(incident.ok && problem.ok);
    const target = { type: 'record', id: problem.value } as const;
    await store.execute(incident.value, { type: 'link', link: { kind: 'causedBy', state: 'suspected', target } });
    assert.deepEqual(store.linkingTo(problem.value), [incident.value]);
    await store.execute(incident.value, { type: 'unlink', link: `causedBy-${problem.value}` });
    assert.deepEqual(store.linkingTo(problem.value), []);
    await store.execute(incident.value, { type: 'link', link: { kind: 'causedBy', state: 'suspected', target } });

    const remembering = open({ cacheFile: path.join(folder.path, 'cache.json') });
    await remembering.refresh();
    remembering.dispose();
    await remembering.refresh();
    const again = open({ cacheFile: path.join(folder.path, 'cache.json') });
    await again.open();
    assert.deepEqual(again.linkingTo(problem.value), [incident.value]);
    await rm(path.join(folder.path, 'incidents', `${incident.value}.json`));
    await again.refresh();
    assert.deepEqual(again.linkingTo(problem.value), []);
  });

  it('a broken file of any kind is an entry with its reason, and everything else goes on', async () => {
    const store = open();
    assert.ok((await store.create('problem', { title: 'Whole' })).ok);
    for (const kind of formKinds) {
      const { prefix, folder: name } = definitions[kind];
      await mkdir(path.join(folder.path, name), { recursive: true });
      await writeFile(path.join(folder.path, name, `${prefix}-22ZZ0A.json`), '{"format":"faultline/1",');
      // Of another kind than its folder: not taken for either.
      await writeFile(path.join(folder.path, name, 'INC-22ZZ0B.json'), '{');
    }
    await store.refresh();
    assert.deepEqual(
      store
        .entries()
        .map(({ type }) => type)
        .sort(),
      [...formKinds.map(() => 'broken'), 'record'],
    );
  });
});
