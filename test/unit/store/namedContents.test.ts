import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders';
import { act, attach, has, incidentOf, record } from '../../support/sharedActs';
import { sharersIn, type Sharer } from '../../support/sharers';

describe('content that a record names', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let anna: Sharer;
  const sharer = sharersIn(folder);
  beforeEach(() => {
    anna = sharer('anna', 'itManager');
  });

  it('stays when another entry of it is redacted, however the hash is written in the file that names it', async () => {
    const [one, two] = [await record(anna, 'One'), await record(anna, 'Two')];
    const hash = await attach(anna, one, 'relay log');
    await attach(anna, two, 'relay log');
    const file = path.join(anna.store.folder, 'incidents', `${two}.json`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(hash, `${hash.slice(0, 9)}\\u00${hash.charCodeAt(9).toString(16)}${hash.slice(10)}`));
    await anna.store.refresh();
    assert.equal(anna.store.entry(two)?.fault, undefined);
    const entry = (await incidentOf(anna, one)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
    await act(anna, one, { type: 'redact', entry, reason: 'wrong' });
    assert.equal(await has(anna, hash), 'done');
  });
});
