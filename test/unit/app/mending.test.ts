import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unmergedCopies } from '../../../src/app/mending';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { Repository } from '../../../src/git/repository';
import { runGit } from '../../../src/git/runGit';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

/** Whoever runs the tests need not have told git who they are. */
const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgSign=false'];

async function git(...args: string[]): Promise<boolean> {
  const output = await runGit(folder.path, [...identity, ...args]);
  return output.ok;
}

/** A store that is tracked with code, without the union merge, in which two branches have said something of one incident; `left` is checked out. */
async function twoBranches(): Promise<{ readonly id: IncidentId; readonly store: Store; readonly file: string }> {
  const store = openStore(path.join(folder.path, 'code/.faultline'), { root: path.join(folder.path, 'code') });
  store.dispose();
  const created = await store.create('incident', { title: 'A' });
  assert.ok(created.ok);
  const id = created.value;
  const file = path.join(store.folder, 'incidents', `${id}.json`);
  await rm(path.join(store.folder, '.gitattributes'));
  for (const command of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['commit', '--quiet', '--message=base'],
  ])
    assert.ok(await git(...command));
  for (const branch of ['right', 'left']) {
    assert.ok(await git('switch', '--quiet', '--create', branch, 'main'));
    for (const n of [1, 2]) assert.ok((await store.execute(id, { type: 'comment', text: `${branch} ${n}` })).ok);
    assert.ok(await git('commit', '--quiet', '--all', `--message=${branch}`));
  }
  return { id, store, file };
}

/** What git keeps of the record, asked as the workspace asks. */
function copiesOf(store: Store, id: IncidentId): Promise<readonly string[]> {
  return unmergedCopies({ store, repository: () => Repository.find(folder.path) }, id);
}

async function comments(store: Store, id: IncidentId): Promise<readonly string[]> {
  const loaded = await store.load(id);
  assert.ok(loaded.ok && loaded.value.faults.length === 0, JSON.stringify(loaded));
  return loaded.value.record.timeline
    .flatMap(({ type, data }) => (type === 'record.commented' ? [(data as { text: string }).text] : []))
    .sort();
}

const all = ['left 1', 'left 2', 'right 1', 'right 2'];

describe('a record in a repository that is in the middle of a merge', () => {
  for (const way of ['merge', 'rebase'] as const)
    it(`${way}: what a person made of both sides is mended from git's own copies, and the work of neither is lost`, async () => {
      const { id, store, file } = await twoBranches();
      assert.equal(await git(way, '--quiet', 'right'), false);
      const conflicted = await readFile(file, 'utf8');
      assert.match(conflicted, /<<<<<<</);
      const copies = await copiesOf(store, id);
      assert.equal(copies.length, 3);
      // A rebase brings one commit at a time: here both comments of a branch are one.
      for (const broken of [
        conflicted.replace(/=======\n/, ''),
        conflicted
          .replace(/<<<<<<<[^]*=======\n/, '')
          .replace(/,(?=\{"id")/g, '')
          .slice(0, -40),
        'resolved, I think\n',
      ]) {
        await writeFile(file, broken);
        const mended = await store.mend(id, copies);
        assert.ok(mended.ok, JSON.stringify(mended));
        assert.deepEqual(await comments(store, id), all);
      }
      assert.ok(await git('add', '--', 'code/.faultline/incidents'));
      assert.deepEqual(await copiesOf(store, id), []);
    });

  it('nothing is offered where the file is not in conflict, is not tracked, or there is no repository', async () => {
    const { id, store } = await twoBranches();
    assert.deepEqual(await copiesOf(store, id), []);
    const none = { store, repository: () => Promise.resolve({ ok: false, error: { code: 'untrusted' } } as const) };
    assert.deepEqual(await unmergedCopies(none, id), []);
  });

  it('one side that took the file away leaves what the other had', async () => {
    const { id, store, file } = await twoBranches();
    assert.ok(await git('switch', '--quiet', 'right'));
    await rm(file);
    assert.ok(await git('commit', '--quiet', '--all', '--message=gone'));
    assert.ok(await git('switch', '--quiet', 'left'));
    assert.equal(await git('merge', '--quiet', 'right'), false);
    const copies = await copiesOf(store, id);
    assert.equal(copies.length, 2);
    await writeFile(file, '{');
    assert.ok((await store.mend(id, copies)).ok);
    assert.deepEqual(await comments(store, id), ['left 1', 'left 2']);
  });
});
