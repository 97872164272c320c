import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { excludeFolder, exposureOf, ignoreFromWithin, untrackFolder, type Exposure } from '../../../src/git/exclusion';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();
const probes = ['incidents/INC-000000.json', 'problems/PRB-000000.json'];

async function make(name = 'code'): Promise<{ readonly repo: TestRepository; readonly store: string }> {
  const repo = await TestRepository.create(path.join(folder.path, name));
  await repo.commit('First', { 'tracked/a.txt': '1' });
  const store = path.join(repo.folder, '.faultline');
  await mkdir(path.join(store, 'incidents'), { recursive: true });
  await writeFile(path.join(store, 'incidents/INC-7K3QF2.json'), '{}');
  return { repo, store };
}

async function state(repo: TestRepository, store: string): Promise<Exposure['state'] | undefined> {
  return (await exposureOf(repo.repository.root, store, probes))?.state;
}

describe('a folder that must stay out of git', () => {
  it('is kept out once; a tracked one and one outside are left alone', async () => {
    const { repo, store } = await make();
    const { root } = repo.repository;
    assert.equal(await state(repo, store), 'unignored');
    assert.equal(await excludeFolder(root, store), true);
    assert.equal(await excludeFolder(root, store), false);
    assert.equal(await excludeFolder(root, path.join(root, 'tracked')), false);
    assert.equal(await excludeFolder(root, path.join(root, '..', 'outside')), false);
    assert.equal(await excludeFolder(root, root), false);
    assert.equal(await state(repo, store), 'kept');
    assert.equal(await repo.git('status', '--porcelain'), '');
    assert.equal(await exposureOf(root, path.join(root, '..', 'outside'), probes), undefined);
  });

  it('is kept out before there is anything in it, too', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'empty'));
    const store = path.join(repo.folder, '.faultline');
    assert.equal(await state(repo, store), 'unignored');
    await excludeFolder(repo.repository.root, store);
    assert.equal(await state(repo, store), 'kept');
  });

  it('is kept out of a work tree that was opened through a symbolic link', async () => {
    const { repo } = await make();
    const opened = path.join(folder.path, 'opened');
    await symlink(repo.folder, opened, 'junction');
    assert.equal(await excludeFolder(repo.repository.root, path.join(opened, '.faultline')), true);
    assert.equal(await repo.git('status', '--porcelain'), '');
  });

  it('that a committed rule lets in again is noticed, and kept out from within', async () => {
    const { repo, store } = await make();
    await excludeFolder(repo.repository.root, store);
    await repo.commit('Rules', { '.gitignore': '!.faultline/\n' });
    await writeFile(path.join(store, 'incidents/INC-9PX2M0.json'), '{}');
    assert.notEqual(await state(repo, store), 'kept');
    await untrackFolder(repo.repository.root, store);
    await ignoreFromWithin(store);
    await ignoreFromWithin(store);
    assert.equal(await state(repo, store), 'kept');
    await repo.git('add', '--all');
    assert.equal(await repo.git('ls-files', '.faultline'), '');
  });

  it('of which a rule lets in a part is noticed', async () => {
    const { repo, store } = await make();
    await writeFile(path.join(repo.folder, '.gitignore'), '/.faultline/*\n!/.faultline/problems/\n');
    assert.equal(await state(repo, store), 'unignored');
  });

  it('that is tracked is noticed with the number of its files, whatever is ignored; taken out of the index it stays on disk', async () => {
    const { repo, store } = await make();
    await repo.git('add', '--force', '.faultline');
    await excludeFolder(repo.repository.root, store);
    await repo.git('commit', '--quiet', '--message=Oops');
    assert.deepEqual(await exposureOf(repo.repository.root, store, probes), { state: 'tracked', files: 1 });
    assert.equal(await untrackFolder(repo.repository.root, store), true);
    await excludeFolder(repo.repository.root, store);
    assert.equal(await state(repo, store), 'kept');
    assert.equal(await readFile(path.join(store, 'incidents/INC-7K3QF2.json'), 'utf8'), '{}');
  });

  it('is kept out of a further work tree of the same repository', async () => {
    const { repo } = await make();
    const place = path.join(folder.path, 'further');
    await repo.git('worktree', 'add', '--quiet', place);
    const store = path.join(place, '.faultline');
    assert.equal(await exposureOf(place, store, probes).then(found => found?.state), 'unignored');
    assert.equal(await excludeFolder(place, store), true);
    assert.equal(await exposureOf(place, store, probes).then(found => found?.state), 'kept');
  });

  it('is kept out of a submodule, and by the person’s own rules', async () => {
    const { repo } = await make('outer');
    const inner = await make('inner');
    const add = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.repo.folder, 'sub'];
    execFileSync('git', add, { cwd: repo.folder, stdio: 'ignore' });
    const place = path.join(repo.folder, 'sub');
    const store = path.join(place, '.faultline');
    assert.equal(await exposureOf(place, store, probes).then(found => found?.state), 'unignored');
    await excludeFolder(place, store);
    assert.equal(await exposureOf(place, store, probes).then(found => found?.state), 'kept');
    const rules = path.join(folder.path, 'rules');
    await writeFile(rules, '.faultline/\n');
    await repo.git('config', 'core.excludesFile', rules);
    assert.equal(await exposureOf(repo.repository.root, path.join(repo.folder, '.faultline'), probes).then(found => found?.state), 'kept');
  });

  it('bears a name that rules read as a pattern', async () => {
    const { repo } = await make();
    const store = path.join(repo.folder, '!in [x] #1');
    await excludeFolder(repo.repository.root, store);
    assert.equal(await state(repo, store), 'kept');
  });
});
