import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { describeEvent } from '../../../src/words/describeEvent';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';
import { person, testNow } from '../../support/incidents';
import { openStore } from '../../support/stores';

describe('a store that a newer version has written', () => {
  const folder = temporaryFolder();

  it('has its entries read, kept byte for byte and shown as what they are; what is known of them counts', async () => {
    const store = openStore(folder.path);
    const created = await store.create('incident', { title: 'Mail' });
    assert.ok(created.ok);
    const loaded = await store.load(created.value);
    assert.ok(loaded.ok);
    const { timeline } = loaded.value.record;
    const told = seal({ type: 'incident.rehearsed', data: { script: ['x'] } }, headsOf(timeline), testNow, person());
    const data = { step: 'detect', patch: { location: 'Room 7', mood: 'calm' }, since: 'v9' };
    const saved = seal({ type: 'record.updated', data }, [told.id], testNow, person());
    const file = path.join(folder.path, 'incidents', `${created.value}.json`);
    await writeFile(file, formatLog({ record: created.value, events: [...timeline, told, saved] }));
    const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -2);
    await store.refresh();
    const read = await store.load(created.value);
    assert.ok(read.ok);
    const { record, faults } = read.value;
    assert.deepEqual([faults, record.values.location, record.disregarded], [[], 'Room 7', []]);
    assert.equal(
      describeEvent(english, { kind: 'incident', timeline: record.timeline }, told, at => at).title,
      'Entry of a newer version (incident.rehearsed)',
    );
    assert.ok((await store.execute(created.value, { type: 'comment', text: 'and on' })).ok);
    assert.deepEqual((await readFile(file, 'utf8')).split('\n').slice(0, lines.length), lines);
    store.dispose();
  });

  it('has records of kinds that are not known: they are counted, and left as they are', async () => {
    await mkdir(path.join(folder.path, 'risks'), { recursive: true });
    await writeFile(path.join(folder.path, 'risks', 'RSK-7K3QF2.json'), '{"format":"faultline/9"}');
    await writeFile(path.join(folder.path, 'risks', 'notes.json'), '{}');
    await writeFile(path.join(folder.path, 'risks', 'INC-7K3QF2.json'), '{}');
    const store = openStore(folder.path);
    await store.refresh();
    assert.deepEqual([store.newer(), store.entries()], [1, []]);
    assert.ok((await store.create('incident', { title: 'Mail' })).ok);
    assert.deepEqual((await readdir(path.join(folder.path, 'risks'))).sort(), ['INC-7K3QF2.json', 'RSK-7K3QF2.json', 'notes.json']);
    store.dispose();
  });
});
