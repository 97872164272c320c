import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import { similarDocument } from '../../../src/review/similar/similarDocument';
import { SimilarRecords } from '../../../src/review/similar/similarRecords';
import { LineFile } from '../../../src/store/lineFile';
import { Turns } from '../../../src/store/turns';
import type { Store } from '../../../src/store/store';
import { recordSource } from '../../../src/app/recordSource';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const cacheFile = (): string => path.join(folder.path, 'cache', 'similar.json');
const query = similarDocument('q', 'mail relay', []);

describe('the index over all records', () => {
  let store: Store;
  let read: string[];
  let listed: number;
  beforeEach(() => {
    store = openStore(path.join(folder.path, '.faultline'));
    read = [];
    listed = 0;
  });
  afterEach(() => {
    store.dispose();
  });

  /** An index over the store that notes which records it reads. */
  function index(): SimilarRecords {
    const source = recordSource(store);
    return new SimilarRecords(
      {
        list: () => {
          listed++;
          return source.list();
        },
        record: source.record,
        document: id => {
          read.push(id);
          return source.document(id);
        },
      },
      new LineFile(cacheFile(), { version: 1 }, new Turns()),
    );
  }

  async function incident(title: string): Promise<RecordId> {
    const created = await store.create('incident', { title });
    assert.ok(created.ok);
    return created.value;
  }

  function found(records: SimilarRecords): readonly string[] {
    return records.find(query, 10).map(({ id }) => id);
  }

  it('holds incidents, problems, known errors and changes, not components and interfaces', async () => {
    const expected = [await incident('Mail relay refuses')];
    for (const kind of ['problem', 'knownError', 'change', 'component', 'interface'] as const) {
      const created = await store.create(kind, { title: 'Mail relay' });
      assert.ok(created.ok);
      if (kind !== 'component' && kind !== 'interface') expected.push(created.value);
    }
    const records = index();
    await records.update();
    assert.deepEqual([...found(records)].sort(), expected.sort());
    await records.dispose();
  });

  it('is saved and loaded: what has not changed is not read again, what has is', async () => {
    const [same, changed, gone] = [await incident('Mail relay one'), await incident('Mail relay two'), await incident('Mail relay three')];
    await store.create('component', { title: 'Mail relay' });
    const first = index();
    await first.update();
    assert.equal(read.length, 4);
    await first.dispose();

    assert.ok((await store.execute(changed, { type: 'save', step: 'detect', patch: { title: 'Printer' } })).ok);
    await rm(path.join(store.folder, 'incidents', `${gone}.json`));
    await store.refresh();
    read = [];
    const second = index();
    await second.update();
    assert.deepEqual(read, [changed]);
    assert.deepEqual(found(second), [same]);
    await second.dispose();
  });

  it('follows each change', async () => {
    const records = index();
    await records.update();
    const id = await incident('Printer');
    await records.update();
    assert.deepEqual(found(records), []);
    await store.execute(id, { type: 'save', step: 'detect', patch: { symptoms: 'The mail relay refuses' } });
    await records.update();
    assert.deepEqual(found(records), [id]);
    assert.deepEqual(records.search('refu', 5), [id]);
    await records.dispose();
  });

  it('looks at what changed alone, and saves that alone', async () => {
    const ids = [await incident('Mail relay'), await incident('Printer'), await incident('Search')];
    await store.create('component', { title: 'Mail relay' });
    const first = index();
    await first.update();
    await first.dispose();
    const before = await readFile(cacheFile(), 'utf8');
    listed = 0;
    const second = index();
    await second.update();
    const [changed = '', gone = ''] = ids;
    await store.execute(changed as RecordId, { type: 'save', step: 'detect', patch: { title: 'Scanner' } });
    await rm(path.join(store.folder, 'incidents', `${gone}.json`));
    await store.refresh();
    await second.update([changed, gone]);
    assert.equal(listed, 1);
    assert.deepEqual(second.search('scanner', 5), [changed]);
    assert.deepEqual(second.search('printer', 5), []);
    await second.dispose();
    const after = await readFile(cacheFile(), 'utf8');
    assert.ok(after.startsWith(before));
    assert.deepEqual(
      after
        .slice(before.length + 1)
        .split('\n')
        .map(line => (JSON.parse(line) as readonly unknown[])[0])
        .sort(),
      [changed, gone].sort(),
    );
    read = [];
    const third = index();
    await third.update();
    assert.deepEqual([read, third.search('scanner', 5), third.search('printer', 5)], [[], [changed], []]);
    await third.dispose();
  });

  for (const [name, content] of [
    ['broken', '{'],
    ['of another version', '{"version":0}'],
    ['of another shape', '{"version":1}\n{"terms":"x"}\n[[1]]\n["INC-000000","v",0,["x"],[],[]]'],
    ['without some counts', null],
  ] as const) {
    it(`nothing is lost when the cache is ${name}`, async () => {
      const id = await incident('Mail relay');
      const first = index();
      await first.update();
      await first.dispose();
      const text = await readFile(cacheFile(), 'utf8');
      await writeFile(cacheFile(), content ?? text.replace(/\d+\]\]$/gm, ']]'));
      const second = index();
      await second.update();
      if (content !== null) assert.deepEqual(found(second), [id]);
      await second.dispose();
    });
  }
});
