import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { excludeFolder, exposureOf, ignoreFromWithin, includeFolder, untrackFolder, type Exposure } from '../../../src/git/exclusion';
import { addRules } from '../../../src/git/ruleFile';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';
import { asOrdinaryUser } from '../../support/rights';

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
    assert.deepEqual(await excludeFolder(root, store), { ok: true, value: true });
    assert.deepEqual(await excludeFolder(root, store), { ok: true, value: false });
    assert.deepEqual(await excludeFolder(root, path.join(root, 'tracked')), { ok: true, value: false });
    assert.deepEqual(await excludeFolder(root, path.join(root, '..', 'outside')), { ok: true, value: false });
    assert.deepEqual(await excludeFolder(root, root), { ok: true, value: false });
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
    assert.deepEqual(await excludeFolder(repo.repository.root, path.join(opened, '.faultline')), { ok: true, value: true });
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
    assert.deepEqual(await excludeFolder(place, store), { ok: true, value: true });
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

describe('a folder that is versioned with the code', () => {
  const rulesOf = (repo: TestRepository): Promise<string> => readFile(path.join(repo.folder, '.git/info/exclude'), 'latin1');

  it('goes into git when our own rules are taken away, and no other rule is touched, whatever its bytes', async () => {
    const { repo, store } = await make();
    const { root } = repo.repository;
    const theirs = '/caf\xe9/\r\n# Faultline: incidents are confidential\n/other/\n/.faultline/tmp/\n';
    await writeFile(path.join(root, '.git/info/exclude'), theirs, 'latin1');
    await excludeFolder(root, store);
    await writeFile(path.join(root, '.git/info/exclude'), `${await rulesOf(repo)}/later/`, 'latin1');
    assert.deepEqual(await includeFolder(root, store), { ok: true, value: true });
    assert.equal(await rulesOf(repo), `${theirs}/later/`);
    assert.deepEqual(await includeFolder(root, store), { ok: true, value: false });
    assert.equal(await state(repo, store), 'unignored');
    await repo.git('add', '--all');
    assert.match(await repo.git('ls-files', '.faultline'), /INC-7K3QF2\.json/);
  });

  it('leaves a rule of the person’s own alone, and one from within goes, too; locks stay out', async () => {
    const { repo, store } = await make();
    const { root } = repo.repository;
    await writeFile(path.join(store, '.gitignore'), '.lock/\n');
    await ignoreFromWithin(store);
    await mkdir(path.join(store, '.lock'));
    await writeFile(path.join(store, '.lock/INC-7K3QF2'), '');
    assert.deepEqual(await includeFolder(root, store), { ok: true, value: true });
    assert.equal(await readFile(path.join(store, '.gitignore'), 'utf8'), '.lock/\n');
    await repo.git('add', '--all');
    assert.deepEqual((await repo.git('ls-files', '.faultline')).split('\n'), [
      '.faultline/.gitignore',
      '.faultline/incidents/INC-7K3QF2.json',
    ]);
    await writeFile(path.join(root, '.git/info/exclude'), '/.faultline/\n');
    assert.deepEqual(await includeFolder(root, store), { ok: true, value: false });
    assert.equal(await rulesOf(repo), '/.faultline/\n');
  });

  it('is kept out again for what is new, also where git tracks a part of it', async () => {
    const { repo, store } = await make();
    const { root } = repo.repository;
    await repo.commit('Records', { '.faultline/incidents/INC-7K3QF2.json': '{}' });
    assert.deepEqual(await excludeFolder(root, store), { ok: true, value: false });
    assert.deepEqual(await excludeFolder(root, store, { evenTracked: true }), { ok: true, value: true });
    await writeFile(path.join(store, 'incidents/INC-9PX2M0.json'), '{}');
    assert.equal(await repo.git('status', '--porcelain'), '');
    assert.deepEqual(await exposureOf(root, store, probes), { state: 'tracked', files: 1 });
  });
});

describe('a file of ignore rules that is none', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** A repository with its two files of rules, and somebody's file outside. */
  async function places(): Promise<Awaited<ReturnType<typeof make>> & Readonly<Record<'exclude' | 'own' | 'outside', string>>> {
    const made = await make();
    const outside = path.join(folder.path, 'precious');
    await writeFile(outside, 'precious\n');
    return { ...made, exclude: path.join(made.repo.folder, '.git/info/exclude'), own: path.join(made.store, '.gitignore'), outside };
  }

  it('a link out of the repository is neither followed nor replaced, and named; the other file still keeps the folder out', async () => {
    const { repo, store, exclude, own, outside } = await places();
    const { root } = repo.repository;
    for (const file of [exclude, own]) {
      await rm(file, { force: true });
      await symlink(outside, file);
    }
    assert.deepEqual(await excludeFolder(root, store), { ok: false, error: { code: 'notAFile', file: exclude } });
    assert.deepEqual(await ignoreFromWithin(store), { ok: false, error: { code: 'notAFile', file: own } });
    assert.deepEqual(await includeFolder(root, store), { ok: false, error: { code: 'notAFile', file: exclude } });
    assert.equal(await readFile(outside, 'utf8'), 'precious\n');
    for (const file of [exclude, own]) assert.equal(await readlink(file), outside);
    assert.equal(await state(repo, store), 'unignored');
    await rm(own);
    assert.ok((await ignoreFromWithin(store)).ok);
    assert.equal(await state(repo, store), 'kept');
  });

  for (const dangling of [false, true])
    it(`a link in place of .git/info ${dangling ? 'that leads nowhere ' : ''}is not followed`, async () => {
      const { repo, store, exclude } = await places();
      const elsewhere = path.join(folder.path, 'elsewhere');
      if (dangling) await rm(path.dirname(exclude), { recursive: true });
      else await rename(path.dirname(exclude), elsewhere);
      await symlink(elsewhere, path.dirname(exclude));
      const before = await readFile(path.join(elsewhere, 'exclude'), 'utf8').catch(() => undefined);
      assert.deepEqual(await excludeFolder(repo.repository.root, store), { ok: false, error: { code: 'notAFile', file: exclude } });
      assert.equal(await readFile(path.join(elsewhere, 'exclude'), 'utf8').catch(() => undefined), before);
    });

  for (const which of ['exclude', 'own'] as const)
    it(`a FIFO is not waited for, not by git either, and named (${which})`, async () => {
      const found = await places();
      const file = found[which];
      await rm(file, { force: true });
      execFileSync('mkfifo', [file]);
      const work = which === 'exclude' ? excludeFolder(found.repo.repository.root, found.store) : ignoreFromWithin(found.store);
      assert.deepEqual(await work, { ok: false, error: { code: 'notAFile', file } });
      assert.deepEqual(await exposureOf(found.repo.repository.root, found.store, probes), { state: 'notKnown', file });
    });

  it('a folder, and a file too large for rules, are named', async () => {
    const { repo, store, exclude, own } = await places();
    await rm(exclude);
    await mkdir(exclude);
    assert.deepEqual(await excludeFolder(repo.repository.root, store), { ok: false, error: { code: 'notAFile', file: exclude } });
    await writeFile(own, '#'.repeat(1024 * 1024 + 1));
    assert.deepEqual(await ignoreFromWithin(store), { ok: false, error: { code: 'notAFile', file: own } });
  });

  it('one that nobody may write is named, and one that stands nowhere is made', async () => {
    const { repo, store, exclude } = await places();
    const { root } = repo.repository;
    await rm(path.dirname(exclude), { recursive: true });
    assert.deepEqual(await excludeFolder(root, store), { ok: true, value: true });
    await chmod(exclude, 0o444);
    await chmod(path.join(store, '..'), 0o755);
    const refused = await asOrdinaryUser(() => addRules(exclude, '', 'x\n'));
    assert.deepEqual(refused, { ok: false, error: { code: 'unwritable', file: exclude } });
  });

  it('what was written by hand without a line end is kept apart', async () => {
    const { repo, store, exclude } = await places();
    await writeFile(exclude, 'mine');
    await excludeFolder(repo.repository.root, store);
    assert.match(await readFile(exclude, 'utf8'), /^mine\n#[^\n]*\n\/\.faultline\/\n$/);
  });
});
