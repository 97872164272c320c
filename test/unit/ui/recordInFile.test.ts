import assert from 'node:assert/strict';
import { fileOf } from '../../../src/store/recordFile';
import { recordInFile } from '../../../src/ui/panel/recordInFile';

describe('the record in a file that is opened', () => {
  const id = 'INC-000001';
  const store = '/srv/shop/.faultline';
  const opened = (fsPath: string, scheme = 'file', of: string | undefined = store) => recordInFile(of, { scheme, fsPath });

  it('is that of the store at work', () => {
    assert.equal(opened(fileOf(store, id)), id);
    assert.equal(opened(fileOf(store, 'PRB-000001')), 'PRB-000001');
  });

  it('is none of another store, of a copy beside it or of a file that only bears its name', () => {
    for (const other of [
      fileOf('/srv/other/.faultline', id),
      `${store}/${id}.json`,
      `/srv/shop/${id}.json`,
      fileOf(store, id).replace('INC-', 'Inc-'),
    ])
      assert.equal(opened(other), undefined, other);
    assert.equal(opened(`${store}/incidents/notes.json`), undefined);
    assert.equal(recordInFile(undefined, { scheme: 'file', fsPath: fileOf(store, id) }), undefined);
  });

  it('is none of what is no file on this disk, whatever its path', () => {
    for (const scheme of ['git', 'untitled', 'vscode-remote', 'https', 'output'])
      assert.equal(opened(fileOf(store, id), scheme), undefined, scheme);
  });
});
