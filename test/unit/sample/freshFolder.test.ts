import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freshFolder } from '../../../src/sample/freshFolder';
import { temporaryFolder } from '../../support/folders';

describe('a fresh folder for the sample', () => {
  const place = temporaryFolder();

  it('is the chosen one where it is empty or not there yet', async () => {
    assert.equal(await freshFolder(place.path, 'sample'), place.path);
    const deeper = path.join(place.path, 'a', 'b');
    assert.equal(await freshFolder(deeper, 'sample'), deeper);
    assert.deepEqual(await readdir(deeper), []);
  });

  it('is made in the chosen one where something is in it, beside what is there', async () => {
    await writeFile(path.join(place.path, 'sample-2'), 'mine');
    await mkdir(path.join(place.path, 'sample'));
    const fresh = await freshFolder(place.path, 'sample');
    assert.equal(fresh, path.join(place.path, 'sample-3'));
    assert.deepEqual(await readdir(fresh), []);
    assert.equal(await freshFolder(place.path, 'other'), path.join(place.path, 'other'));
  });

  it('is refused by the system where nothing can be made', async () => {
    await writeFile(path.join(place.path, 'file'), '');
    await assert.rejects(freshFolder(path.join(place.path, 'file'), 'sample'));
  });
});
