import assert from 'node:assert/strict';
import path from 'node:path';
import { english } from '../../../src/words/english';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';
import { withoutEditor } from '../../support/withoutEditor';

describe('how good the suspects are', () => {
  withoutEditor(english);
  const folder = temporaryFolder();

  it('is not asked in a repository without commits, and that is said as the suspects say it', async () => {
    const { workspace: editor } = await import('vscode');
    Object.assign(editor, { registerTextDocumentContentProvider: () => ({ dispose: () => undefined }) });
    const { Trials } = await import('../../../src/ui/suspects/trials');
    const { repository } = await TestRepository.create(path.join(folder.path, 'repo'));
    const workspace = { requireRepository: () => Promise.resolve(repository) };
    const trials = new Trials(workspace, { tryOut: () => Promise.reject(new Error('asked')) });
    await assert.rejects(trials.run(), { message: english.ui.noCommits });
    trials.dispose();
  });
});
