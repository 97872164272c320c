import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { catalogueKinds, recordKinds } from '../../../src/domain/record/ids';
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
    for (const kind of catalogueKinds) {
      const created = await store.createRecord(kind, { title: `A ${kind}` });
      assert.ok(created.ok);
      const loaded = await open().loadRecord(created.value);
      assert.ok(loaded.ok);
      assert.deepEqual([loaded.value.record.kind, loaded.value.record.values.title, loaded.value.faults], [kind, `A ${kind}`, []]);
    }
    const other = open();
    await other.refresh();
    const kinds = other.entries().map(entry => (entry.type === 'catalogue' ? entry.summary.kind : entry.type));
    assert.deepEqual([...kinds].sort(), [...catalogueKinds].sort());
  });

  it('an incident cannot be asked for as one of them, nor the other way round', async () => {
    const store = open();
    const incident = await store.create({ title: 'Incident' });
    const problem = await store.createRecord('problem', { title: 'Problem' });
    assert.ok(incident.ok && problem.ok);
    for (const outcome of [
      await store.load(problem.value),
      await store.loadRecord(incident.value),
      await store.execute(problem.value, { type: 'comment', text: 'x' }),
      await store.executeOn(incident.value, { type: 'comment', text: 'x' }),
      await store.execute(problem.value, { type: 'capture', record: problem.value, patch: {} }),
    ])
      assert.equal(!outcome.ok && outcome.error.code, 'notFound');
  });

  it('links are found from their other side, until they are removed or the record is gone', async () => {
    const store = open();
    const incident = await store.create({ title: 'Incident' });
    const problem = await store.createRecord('problem', { title: 'Problem' });
    assert.ok(incident.ok && problem.ok);
    const target = { type: 'record', id: problem.value } as const;
    await store.execute(incident.value, { type: 'link', link: { id: 'l', kind: 'causedBy', state: 'suspected', target } });
    assert.deepEqual(store.linkingTo(problem.value), [incident.value]);
    await store.execute(incident.value, { type: 'unlink', link: 'l' });
    assert.deepEqual(store.linkingTo(problem.value), []);
    await store.execute(incident.value, { type: 'link', link: { id: 'l', kind: 'causedBy', state: 'suspected', target } });

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
    assert.ok((await store.createRecord('problem', { title: 'Whole' })).ok);
    for (const kind of catalogueKinds) {
      const { prefix, folder: name } = recordKinds[kind];
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
      ['broken', 'broken', 'broken', 'broken', 'broken', 'catalogue'],
    );
  });
});
