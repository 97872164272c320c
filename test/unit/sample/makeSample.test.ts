import { isEntryOf } from '../../../src/store/indexEntry';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { runGit } from '../../../src/git/runGit';
import { makeSample } from '../../../src/sample/makeSample';
import { temporaryFolder } from '../../support/folders';
import { openRepository } from '../../support/repositories';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

async function checkPasses(revision: string): Promise<boolean> {
  await runGit(folder.path, ['checkout', '--quiet', revision]);
  return promisify(execFile)(process.execPath, ['check.js'], { cwd: folder.path }).then(
    () => true,
    () => false,
  );
}

describe('the sample workspace', () => {
  it('has a dozen commits by three authors, one of which really breaks its program, components, interfaces, what is known, and incidents at different steps', async () => {
    const beginning = await makeSample(folder.path, new Date());
    const history = await (await openRepository(folder.path)).history({ limit: 100 });
    assert.ok(history.ok);
    assert.deepEqual([history.value.length, new Set(history.value.map(({ author }) => author)).size], [12, 3]);
    const status = await runGit(folder.path, ['status', '--porcelain']);
    assert.deepEqual(status, { ok: true, value: '' });

    const store = openStore(path.join(folder.path, '.faultline'));
    await store.refresh();
    const incidents = store.entries().flatMap(entry => (isEntryOf('incident', entry) && !entry.fault ? [entry] : []));
    assert.deepEqual(incidents.map(({ facts }) => facts.step).sort(), ['analyse', 'complete', 'detect', 'detect', 'monitor', 'qualify']);
    assert.equal(incidents.find(({ id }) => id === beginning)?.facts.title, 'Order confirmations do not arrive');
    const mail = incidents.find(({ facts }) => facts.title === 'Mail is not delivered');
    assert.ok(mail);
    const loaded = await store.load(mail.id);
    store.dispose();
    assert.ok(loaded.ok);
    const cause = loaded.value.record.links.find(({ kind }) => kind === 'causedBy')?.target;
    assert.ok(cause?.type === 'commit');
    assert.deepEqual([await checkPasses(`${cause.sha}^`), await checkPasses(cause.sha), await checkPasses('main')], [true, false, false]);
  });
});
