import { equal, ok } from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordId } from '../../../src/domain/records';
import { systemFiles } from '../../../src/store/filePort';
import { RecordReader } from '../../../src/store/recordReader';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { openStore } from '../../support/stores';

/** Milliseconds in which the disk tells of what was written, several times over. */
const told = 400;

describe('a file that is being written here', () => {
  const folder = temporaryFolder();
  let store: Store;
  let id: RecordId;
  let slow = 0;
  let asked = 0;
  const fileOf = (): string => path.join(folder.path, 'store', 'incidents', `${id}.json`);
  beforeEach(async () => {
    [slow, asked] = [0, 0];
    store = openStore(path.join(folder.path, 'store'), {
      files: {
        ...systemFiles,
        syncFolder: async place => {
          await pause(slow);
          await systemFiles.syncFolder(place);
        },
      },
      actor: async () => {
        asked++;
        await pause(slow);
        return person();
      },
    });
    const created = await store.create('incident', { title: 'Mail is not delivered' });
    ok(created.ok);
    id = created.value;
    await pause(told);
  });
  afterEach(() => {
    store.dispose();
    mock.restoreAll();
  });

  it('is not read again because the disk tells of it before it is done', async () => {
    const summary = mock.method(RecordReader.prototype, 'summary');
    slow = told;
    ok((await store.execute(id, { type: 'comment', text: 'Looked at it' })).ok);
    await pause(told);
    equal(summary.mock.callCount(), 0);
  });

  it('is looked at behind that: what somebody else has written meanwhile is seen', async () => {
    const entry = store.entry(id);
    const [text, asks] = [await readFile(fileOf(), 'utf8'), asked];
    slow = told;
    const refused = store.execute(id, { type: 'comment', text: '' });
    while (asked === asks) await pause(1);
    await writeFile(`${fileOf()}~`, `${text}\n`);
    await rename(`${fileOf()}~`, fileOf());
    equal((await refused).ok, false);
    await pause(told / 2);
    equal(store.entry(id)?.type === 'record' && store.entry(id) !== entry, true);
    ok(JSON.stringify(store.entry(id)).includes(`"size":${text.length + 1}`));
  });
});
