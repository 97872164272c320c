import assert from 'node:assert/strict';
import { ownSetting } from '../../../src/ui/editor/ownSetting';

const elsewhere = { workspaceValue: 'workspace', workspaceFolderValue: 'folder', defaultValue: 'default', globalValue: undefined };

describe('a setting that decides about gates', () => {
  it('is what the person set, and nothing where they set nothing, whatever a workspace says', () => {
    assert.equal(ownSetting({ ...elsewhere, globalValue: 'own', globalLocalValue: 'own' }), 'own');
    assert.equal(ownSetting({ ...elsewhere, globalValue: 'own' }), 'own');
    assert.equal(ownSetting(elsewhere), undefined);
    assert.equal(ownSetting(undefined), undefined);
  });

  it('is never what a container or a remote machine set', () => {
    assert.equal(ownSetting({ ...elsewhere, globalValue: 'remote', globalRemoteValue: 'remote' }), undefined);
    assert.equal(ownSetting({ ...elsewhere, globalValue: 'remote', globalLocalValue: 'own', globalRemoteValue: 'remote' }), 'own');
  });
});
