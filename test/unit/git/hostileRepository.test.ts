import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissingObject } from '../../../src/git/gitFault';
import { Repository } from '../../../src/git/repository';
import { runGit } from '../../../src/git/runGit';
import { temporaryFolder } from '../../support/folders';
import { pathWith, plainGit, pretendGit, Trap, withEnvironment } from '../../support/hostileGit';
import { openRepository, TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** Two commits of one file, and a program that must not run. */
async function hostile(): Promise<{ readonly repo: TestRepository; readonly trap: Trap; readonly shas: readonly [string, string] }> {
  const repo = await TestRepository.create(path.join(folder.path, 'repo'));
  const first = await repo.commit('First', { 'a.txt': 'one\n' });
  const second = await repo.commit('Second', { 'a.txt': 'two\n' });
  return { repo, trap: await Trap.set(path.join(folder.path, 'trap')), shas: [first, second] };
}

/** What git prints, and what it said where it failed. */
async function run(where: string, ...args: readonly string[]): Promise<string> {
  const output = await runGit(where, args);
  return output.ok ? output.value : JSON.stringify(output.error);
}

/** A commit object as it is given, so that it may say what it likes. */
function rawCommit(repo: TestRepository, header: string, message: string): string {
  const tree = plainGit(repo.folder, ['rev-parse', 'HEAD^{tree}']);
  const person = 'Tess Ter <t@example.org> 1700000000 +0000';
  const text = `tree ${tree}\nparent ${plainGit(repo.folder, ['rev-parse', 'HEAD'])}\nauthor ${person}\ncommitter ${person}\n${header}\n${message}\n`;
  return plainGit(repo.folder, ['hash-object', '-t', 'commit', '-w', '--stdin'], text);
}

/** Asks all that is asked of a repository. */
async function askEverything(repository: Repository, sha: string, since: string): Promise<void> {
  await repository.history({ limit: 10 });
  await repository.history({ limit: 10, path: 'a.txt' });
  await repository.commit(sha);
  await repository.readCommits([sha, since], { commit: () => undefined }, { patch: true });
  await repository.fileAt(sha, 'a.txt');
  await repository.filesAt(sha);
  await repository.lastChanged(sha, 'a.txt', { from: 1, to: 1 }, since);
  await repository.blameAt(sha, 'a.txt');
  await repository.unmergedBranches(10);
  await repository.changedSinceFork(sha, 'HEAD');
  await repository.uncommitted();
  await repository.isShallow();
  await repository.identity();
}

describe('a hostile repository', () => {
  it('runs no hook, wherever its configuration keeps them', async () => {
    const { repo, trap } = await hostile();
    plainGit(repo.folder, ['config', 'core.hooksPath', path.join(folder.path, 'hooks')]);
    await mkdir(path.join(folder.path, 'hooks'));
    for (const hook of ['pre-commit', 'reference-transaction', 'post-checkout', 'post-index-change'])
      await cp(trap.program, path.join(folder.path, 'hooks', hook));
    await repo.commit('Third', { 'a.txt': 'three\n' });
    await run(repo.folder, 'checkout', '--quiet', 'HEAD^');
    await trap.assertNotSprung();
  });

  it('runs no program that watches files', async () => {
    const { repo, trap } = await hostile();
    plainGit(repo.folder, ['config', 'core.fsmonitor', trap.program]);
    assert.deepEqual(await repo.repository.uncommitted(), []);
    await trap.assertNotSprung();
  });

  it('changes no output and runs no program for a signature of any kind', async () => {
    const { repo, trap } = await hostile();
    plainGit(repo.folder, ['config', 'log.showSignature', 'true']);
    plainGit(repo.folder, ['config', 'gpg.ssh.allowedSignersFile', trap.program]);
    for (const name of ['gpg.program', 'gpg.x509.program', 'gpg.ssh.program']) plainGit(repo.folder, ['config', name, trap.program]);
    for (const kind of ['PGP SIGNATURE', 'SIGNED MESSAGE', 'SSH SIGNATURE']) {
      const sha = rawCommit(repo, `gpgsig -----BEGIN ${kind}-----\n \n AAAA\n -----END ${kind}-----\n`, kind);
      plainGit(repo.folder, ['update-ref', 'HEAD', sha]);
      assert.equal(await run(repo.folder, 'log', '--max-count=1', '--format=%s'), `${kind}\n`);
      const trace = path.join(folder.path, 'trace');
      await runGit(repo.folder, ['log', '--max-count=1'], { env: { GIT_TRACE: trace } });
      assert.doesNotMatch(await readFile(trace, 'utf8'), /run_command/, 'nor is one tried');
      await rm(trace);
      await run(repo.folder, 'log', '--max-count=1', '--format=%G?');
      await trap.assertNotSprung();
    }
  });

  it('converts no text for a patch, a diff or a blame, and runs no other diff', async () => {
    const { repo, trap, shas } = await hostile();
    await appendFile(path.join(repo.folder, '.git/info/attributes'), '*.txt diff=trap\n');
    plainGit(repo.folder, ['config', 'diff.trap.textconv', trap.program]);
    await run(repo.folder, 'log', '--patch');
    await trap.assertNotSprung();
    await run(repo.folder, 'diff', ...shas);
    await trap.assertNotSprung();
    await run(repo.folder, 'blame', shas[1], '--', 'a.txt');
    await trap.assertNotSprung();
    plainGit(repo.folder, ['config', 'diff.external', trap.program]);
    plainGit(repo.folder, ['config', 'diff.trap.command', trap.program]);
    assert.match(await run(repo.folder, 'diff', ...shas), /^\+two$/m);
    await run(repo.folder, 'log', '--patch');
    await trap.assertNotSprung();
  });

  it('no git is started in a submodule, whose settings are its own, and none is touched', async () => {
    const { repo, trap } = await hostile();
    const other = await TestRepository.create(path.join(folder.path, 'other'));
    await other.commit('Other', { 'b.txt': 'old\n' });
    plainGit(repo.folder, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.folder, 'sub']);
    await repo.commit('With a submodule', {});
    const sub = path.join(repo.folder, 'sub');
    plainGit(sub, ['config', 'core.fsmonitor', trap.program]);
    await writeFile(path.join(sub, 'b.txt'), 'mine\n');
    assert.deepEqual(await repo.repository.uncommitted(), []);
    await trap.assertNotSprung();
    plainGit(repo.folder, ['config', 'submodule.recurse', 'true']);
    await run(repo.folder, 'reset', '--quiet', '--hard');
    assert.equal(await readFile(path.join(sub, 'b.txt'), 'utf8'), 'mine\n');
  });

  it('a replaced commit and a grafted one are shown as they were made', async () => {
    const { repo, shas } = await hostile();
    const evil = rawCommit(repo, '', 'Somebody else did it');
    plainGit(repo.folder, ['replace', shas[1], evil]);
    const shown = await repo.repository.history({ limit: 1 });
    assert.equal(shown.ok && shown.value[0]?.subject, 'Second');
    plainGit(repo.folder, ['replace', '--delete', shas[1]]);
    await writeFile(path.join(repo.folder, '.git/info/grafts'), `${shas[1]}\n`);
    const whole = await repo.repository.history({ limit: 10 });
    assert.deepEqual(whole.ok && whole.value.map(({ sha }) => sha), [shas[1], shas[0]]);
    assert.doesNotMatch(await run(repo.folder, 'log', '--no-such-option'), /hint|grafts/);
  });

  it('nothing is fetched for a question, so no program of a remote runs, whatever the repository allows', async () => {
    const { repo, shas } = await hostile();
    const trap = await Trap.set(path.join(folder.path, 'remote'), 'exit 1');
    plainGit(repo.folder, ['config', 'uploadpack.allowFilter', 'true']);
    const clone = path.join(folder.path, 'partial');
    plainGit(folder.path, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${repo.folder}`, clone]);
    plainGit(clone, ['config', 'protocol.allow', 'always']);
    plainGit(clone, ['config', 'protocol.ext.allow', 'always']);
    plainGit(clone, ['config', 'remote.origin.uploadpack', trap.program]);
    plainGit(clone, ['config', 'core.sshCommand', trap.program]);
    const partial = await openRepository(clone);
    const ask = async (): Promise<void> => {
      const missing = await partial.fileAt(shas[1], 'a.txt');
      assert.ok(!missing.ok && isMissingObject(missing.error), JSON.stringify(missing));
      await partial.readCommits(shas, { commit: () => undefined }, { patch: true });
      await partial.blameAt(shas[1], 'a.txt');
      await trap.assertNotSprung();
    };
    // One that knows how not to fetch, and one that does not, as git before 2.39.4 and 2.45.
    const old = path.join(folder.path, 'old');
    await pretendGit(old, '2.34.1', '/dev/null', 'unset GIT_NO_LAZY_FETCH');
    await ask();
    await withEnvironment({ PATH: pathWith(old) }, async () => {
      for (const url of [`ext::${trap.program} %S`, `file://${repo.folder}`, 'ssh://nobody@127.0.0.1:1/x']) {
        plainGit(clone, ['config', 'remote.origin.url', url]);
        await ask();
      }
      await askEverything(partial, shas[1], shas[0]);
      await trap.assertNotSprung();
    });
  });

  it('nobody is asked for a name or a password', async () => {
    const { repo, trap } = await hostile();
    plainGit(repo.folder, ['config', 'core.askPass', trap.program]);
    const asked = await runGit(repo.folder, ['credential', 'fill'], { input: 'protocol=https\nhost=127.0.0.1\n\n' });
    assert.match(!asked.ok && asked.error.code === 'failed' ? asked.error.message : '', /terminal prompts disabled/);
    await trap.assertNotSprung();
  });

  it('a question leaves the index as it is', async () => {
    const { repo } = await hostile();
    await utimes(path.join(repo.folder, 'a.txt'), 1, 1);
    const index = path.join(repo.folder, '.git/index');
    const [before, { ino }] = [await readFile(index), await stat(index)];
    assert.equal(await run(repo.folder, 'status', '--porcelain'), '');
    assert.deepEqual(await repo.repository.uncommitted(), []);
    assert.ok((await readFile(index)).equals(before));
    assert.equal((await stat(index)).ino, ino);
  });

  it('a path is a path, and no pattern', async () => {
    const { repo } = await hostile();
    await repo.commit('Odd name', { '*.txt': 'three\n' });
    const history = await repo.repository.revisions({ limit: 10 });
    assert.equal(history.ok && history.value.length, 3);
    assert.equal(await run(repo.folder, 'log', '--format=%s', '--', '*.txt'), 'Odd name\n');
  });

  it('aliases, pagers and included settings change nothing and run nothing', async () => {
    const { repo, trap, shas } = await hostile();
    const included = path.join(folder.path, 'included');
    await writeFile(
      included,
      `[core]\n\tpager = ${trap.program}\n\tfsmonitor = ${trap.program}\n\teditor = ${trap.program}\n\tsshCommand = ${trap.program}\n` +
        `[alias]\n\tlog = !${trap.program}\n\tblame = !${trap.program}\n[pager]\n\tlog = ${trap.program}\n[interactive]\n\tdiffFilter = ${trap.program}\n` +
        `[diff]\n\texternal = ${trap.program}\n[log]\n\tshowSignature = true\n[gpg]\n\tprogram = ${trap.program}\n`,
    );
    plainGit(repo.folder, ['config', 'include.path', included]);
    await askEverything(repo.repository, shas[1], shas[0]);
    await trap.assertNotSprung();
    const history = await repo.repository.history({ limit: 10 });
    assert.deepEqual(history.ok && history.value.map(({ subject }) => subject), ['Second', 'First']);
  });

  it('messages and names are read in UTF-8, whatever they were written in and whatever the repository wants', async () => {
    const { repo } = await hostile();
    plainGit(repo.folder, ['config', 'i18n.logOutputEncoding', 'ISO-8859-1']);
    const tree = plainGit(repo.folder, ['rev-parse', 'HEAD^{tree}']);
    const person = 'Jörg Größe <j@example.org> 1700000000 +0000';
    const head = `tree ${tree}\nparent ${await repo.git('rev-parse', 'HEAD~')}\nauthor ${person}\ncommitter ${person}\nencoding ISO-8859-1\n\nÄrger\n\nübel\n`;
    const made = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
      cwd: repo.folder,
      input: Buffer.from(head, 'latin1'),
    });
    const sha = made.toString().trim();
    plainGit(repo.folder, ['update-ref', 'refs/heads/side', sha]);
    const commit = await repo.repository.commit(sha);
    assert.deepEqual(commit.ok && [commit.value.subject, commit.value.body, commit.value.author], ['Ärger', 'übel', 'Jörg Größe']);
    assert.deepEqual(
      (await repo.repository.unmergedBranches(5)).map(({ subject }) => subject),
      ['Ärger'],
    );
    const blame = await repo.repository.blameAt(sha, 'a.txt');
    assert.match(blame.ok ? blame.value : '', /Jörg Größe/);
    assert.equal(await run(repo.folder, 'show', '--no-patch', '--format=%s', sha), 'Ärger\n');
  });

  it('a branch that is called like an option is a branch, and a name that is one is none', async () => {
    const { repo, shas } = await hostile();
    const evil = path.join(folder.path, 'evil');
    const { repository } = repo;
    for (const name of ['--all', '-d', `--output=${evil}`]) {
      plainGit(repo.folder, ['update-ref', `refs/heads/${name}`, shas[0]]);
      assert.equal(await repository.resolve(name), shas[0], name);
      const commit = await repository.commit(name);
      assert.equal(commit.ok && commit.value.sha, shas[0], name);
      const revisions = await repository.revisions({ from: name, limit: 10 });
      assert.deepEqual(revisions.ok && revisions.value.map(({ sha }) => sha), [shas[0]], name);
      assert.deepEqual(await repository.filesAt(name), ['a.txt'], name);
      assert.deepEqual(await repository.fileAt(name, 'a.txt'), { ok: true, value: 'one\n' }, name);
      assert.deepEqual(await repository.changedSinceFork(name, 'HEAD'), { ok: true, value: [] }, name);
    }
    await writeFile(path.join(folder.path, 'secret'), 'secret\n');
    const contents = `--contents=${path.join(folder.path, 'secret')}`;
    assert.equal((await repository.blameAt(contents, 'a.txt')).ok, false);
    await writeFile(path.join(folder.path, `secret..${shas[1]}`), 'secret\n');
    assert.deepEqual(await repository.lastChanged(shas[1], 'a.txt', { from: 1, to: 1 }, contents), { ok: true, value: [] });
    await assert.rejects(readFile(evil));
  });

  it('the environment of another repository is none of ours', async () => {
    const { repo, trap, shas } = await hostile();
    const other = await TestRepository.create(path.join(folder.path, 'other'));
    await other.commit('Other', { 'b.txt': 'b\n' });
    const git = path.join(other.folder, '.git');
    const trace = path.join(folder.path, 'trace');
    const hostileEnvironment = {
      GIT_DIR: git,
      GIT_WORK_TREE: other.folder,
      GIT_INDEX_FILE: path.join(git, 'index'),
      GIT_OBJECT_DIRECTORY: path.join(git, 'objects'),
      GIT_COMMON_DIR: git,
      GIT_NAMESPACE: 'other',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: trap.program,
      GIT_CONFIG_PARAMETERS: `'core.hooksPath=${folder.path}'`,
      GIT_EXTERNAL_DIFF: trap.program,
      GIT_SSH_COMMAND: trap.program,
      GIT_ASKPASS: trap.program,
      GIT_PAGER: trap.program,
      GIT_TRACE: trace,
      GIT_TRACE2: trace,
      GIT_EXEC_PATH: path.dirname(trap.program),
    };
    await withEnvironment(hostileEnvironment, async () => {
      const found = await openRepository(repo.folder);
      assert.equal(path.basename(found.root), 'repo');
      const history = await found.history({ limit: 10 });
      assert.deepEqual(history.ok && history.value.map(({ sha }) => sha), [shas[1], shas[0]]);
      await askEverything(found, shas[1], shas[0]);
      assert.deepEqual(await found.uncommitted(), []);
      assert.match(await run(repo.folder, 'diff', ...shas), /^\+two$/m);
    });
    await trap.assertNotSprung();
    await assert.rejects(readFile(trace));
  });

  it('a repository whose .git is gone is not taken for the one above it', async () => {
    const { repo, shas } = await hostile();
    const inner = await TestRepository.create(path.join(repo.folder, 'inner'));
    await inner.commit('Inner', { 'b.txt': 'b\n' });
    await rm(path.join(inner.folder, '.git'), { recursive: true });
    assert.equal(await inner.repository.head(), undefined);
    const history = await inner.repository.history({ limit: 1 });
    assert.equal(!history.ok && history.error.code, 'failed');
    await writeFile(path.join(repo.folder, 'a.txt'), 'not committed\n');
    await run(inner.folder, 'reset', '--hard', shas[0]);
    assert.equal(await readFile(path.join(repo.folder, 'a.txt'), 'utf8'), 'not committed\n');
  });

  it('a bare repository that came with a commit is not used: neither its filters nor anything else of it runs', async () => {
    const { trap } = await hostile();
    const outer = await TestRepository.create(path.join(folder.path, 'outer'));
    const bare = path.join(outer.folder, 'docs');
    plainGit(outer.folder, ['init', '--quiet', '--bare', '--initial-branch=main', 'docs']);
    await writeFile(path.join(bare, 'readme.txt'), 'one\n');
    await writeFile(path.join(bare, 'info/attributes'), '*.txt filter=trap\n');
    await appendFile(
      path.join(bare, 'config'),
      `[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${trap.program}\n[filter "trap"]\n\tclean = ${trap.program}\n`,
    );
    plainGit(outer.folder, [
      `--git-dir=${bare}`,
      `--work-tree=${bare}`,
      '-c',
      'core.fsmonitor=',
      '-c',
      'filter.trap.clean=',
      'add',
      '--force',
      'readme.txt',
    ]);
    plainGit(outer.folder, [`--git-dir=${bare}`, `--work-tree=${bare}`, '-c', 'core.fsmonitor=', 'commit', '--quiet', '--message=x']);
    await rm(path.join(folder.path, 'trap/sprung'), { force: true });
    await writeFile(path.join(bare, 'readme.txt'), 'two\n');
    const expected = { ok: false, error: { code: 'bareRepository' } };
    const below = path.join(bare, 'refs');
    for (const where of [bare, below]) {
      assert.deepEqual(await Repository.find(where), expected);
      await run(where, 'diff', '--name-only', 'HEAD');
      await trap.assertNotSprung();
    }
    // A git from before 2.38 does not refuse it itself.
    const old = path.join(folder.path, 'old');
    await pretendGit(old, '2.34.1');
    await withEnvironment({ PATH: pathWith(old) }, async () => {
      for (const where of [bare, below]) {
        assert.deepEqual(await Repository.find(where), expected);
        await run(where, 'diff', '--name-only', 'HEAD');
        await trap.assertNotSprung();
      }
      assert.equal((await Repository.find(outer.folder)).ok, true);
    });
    const asked = await Repository.bare(bare);
    assert.equal(asked.ok || asked.error.code, 'noRepository', 'and where it is named, it is no bare one by its own word');
  });
});
