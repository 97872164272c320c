import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runGit } from '../../../src/git/runGit';
import { Worktree, removeWorktree, worktreeFolder } from '../../../src/git/worktree';
import { beginBisect, faultyHistory, leavesNothing, toTheEnd } from '../../support/bisects';
import { temporaryFolder } from '../../support/folders';
import { pathWith, pretendGit } from '../../support/hostileGit';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

async function withVariable<T>(name: string, value: string, work: () => Promise<T>): Promise<T> {
  const before = process.env[name];
  process.env[name] = value;
  try {
    return await work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before;
  }
}

describe('the worktree of a bisect', () => {
  let repo: TestRepository;
  let shas: readonly string[];
  beforeEach(async () => {
    ({ repo, shas } = await faultyHistory(path.join(folder.path, 'repo')));
  });

  async function added(sha = shas[9] ?? ''): Promise<Worktree> {
    const worktree = await Worktree.add(repo.folder, await worktreeFolder(), sha, {});
    assert.ok(worktree.ok, JSON.stringify(worktree));
    return worktree.value;
  }

  it('is made at a commit, and a name that is an option is none', async () => {
    const place = await worktreeFolder();
    const made = await Worktree.add(repo.folder, place, '--lock', {});
    await rm(path.dirname(place), { recursive: true });
    assert.equal(!made.ok && made.error.code, 'noWorktree');
    assert.doesNotMatch(await repo.git('worktree', 'list'), /faultline-bisect/);
  });

  it('without its .git, inside another repository: nothing there is touched, and the search ends with a fault', async () => {
    const other = await TestRepository.create(path.join(folder.path, 'other'));
    await other.commit('Theirs', { 'state.txt': 'theirs\n' });
    await writeFile(path.join(other.folder, 'state.txt'), 'a day of work\n');
    const { bisect } = await withVariable('TMPDIR', other.folder, () => beginBisect(repo, shas[0], shas[9]));
    assert.ok(bisect.folder.startsWith(other.folder));
    await rm(path.join(bisect.folder, '.git'));
    const said = await bisect.say('good');
    assert.deepEqual(!said.ok && said.error, { code: 'lostWorktree', message: bisect.folder });
    const visited = await bisect.visit(shas[2] ?? '');
    assert.equal(!visited.ok && visited.error.code, 'lostWorktree');
    await bisect.dispose();
    assert.equal(await readFile(path.join(other.folder, 'state.txt'), 'utf8'), 'a day of work\n');
    assert.equal(await other.git('log', '--format=%s'), 'Theirs');
    await leavesNothing(repo, bisect.folder);
  });

  it('whose .git leads elsewhere is left alone, and so is where it leads', async () => {
    const other = await TestRepository.create(path.join(folder.path, 'other'));
    await other.commit('Theirs', { 'state.txt': 'theirs\n' });
    const worktree = await added();
    assert.ok((await worktree.checkout(shas[9] ?? '')).ok);
    await writeFile(path.join(worktree.folder, '.git'), `gitdir: ${path.join(other.folder, '.git')}\n`);
    const moved = await worktree.checkout(shas[1] ?? '');
    assert.equal(!moved.ok && moved.error.code, 'lostWorktree');
    assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'broken 9\n');
    assert.equal(await other.git('log', '--format=%s', 'HEAD'), 'Theirs');
    await removeWorktree(repo.folder, worktree.folder);
  });

  it('a commit that cannot be checked out whole is a fault, and is not tested', async () => {
    const blob = await repo.git('rev-parse', `${shas[4] ?? ''}:state.txt`);
    await rm(path.join(repo.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    const { bisect } = await beginBisect(repo, shas[0], shas[9]).catch(() => beginBisect(repo, shas[0], shas[7]));
    const visited = await bisect.visit(shas[4] ?? '');
    assert.ok(!visited.ok && visited.error.code === 'failed', JSON.stringify(visited));
    await bisect.dispose();
  });

  it('what lies there must be the asked commit: git takes a tag for the commit it names', async () => {
    await repo.git('tag', '--annotate', '--message=tag', 'tagged', shas[3] ?? '');
    const worktree = await added();
    const tag = await repo.git('rev-parse', 'refs/tags/tagged');
    const moved = await worktree.checkout(tag);
    assert.deepEqual(!moved.ok && moved.error, { code: 'notCheckedOut', message: tag });
    assert.ok((await worktree.checkout(shas[3] ?? '')).ok);
    await removeWorktree(repo.folder, worktree.folder);
  });

  it('takes away what a test has changed, and leaves what git does not know', async () => {
    const worktree = await added();
    assert.ok((await worktree.checkout(shas[9] ?? '')).ok);
    await writeFile(path.join(worktree.folder, 'state.txt'), 'changed\n');
    await writeFile(path.join(worktree.folder, 'built.txt'), 'built\n');
    assert.ok((await worktree.checkout(shas[1] ?? '')).ok);
    assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'fine 1\n');
    assert.equal(await readFile(path.join(worktree.folder, 'built.txt'), 'utf8'), 'built\n');
    await removeWorktree(repo.folder, worktree.folder);
    await leavesNothing(repo, worktree.folder);
  });

  it('is whole in a repository whose own work tree is sparse', async () => {
    await repo.commit('Two folders', { 'in/a.txt': 'a\n', 'out/b.txt': 'b\n' });
    for (const cone of ['--cone', '--no-cone']) {
      await repo.git('sparse-checkout', 'set', cone, 'in');
      const worktree = await added(await repo.git('rev-parse', 'HEAD'));
      assert.ok((await worktree.checkout(await repo.git('rev-parse', 'HEAD'))).ok);
      assert.equal(await readFile(path.join(worktree.folder, 'out/b.txt'), 'utf8'), 'b\n');
      assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'broken 9\n');
      await removeWorktree(repo.folder, worktree.folder);
      await repo.git('sparse-checkout', 'disable');
    }
  });

  it('has each file anew, also one that git was told to pass over', async () => {
    const worktree = await added();
    await repo.git('config', 'core.ignoreStat', 'true');
    assert.ok((await worktree.checkout(shas[9] ?? '')).ok);
    for (const flags of [['--skip-worktree'], ['--assume-unchanged'], ['--assume-unchanged', '--skip-worktree']]) {
      for (const flag of flags) assert.ok((await runGit(worktree.folder, ['update-index', flag, 'state.txt'])).ok);
      await rm(path.join(worktree.folder, 'state.txt'));
      assert.ok((await worktree.checkout(shas[9] ?? '')).ok);
      assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'broken 9\n');
    }
    await removeWorktree(repo.folder, worktree.folder);
  });

  it('the worktree of somebody else on an unplugged drive stays registered', async () => {
    const drive = path.join(folder.path, 'drive');
    await repo.git('worktree', 'add', '--quiet', drive, '-b', 'theirs');
    await rename(drive, path.join(folder.path, 'unplugged'));
    const begun = await beginBisect(repo, shas[0], shas[9]);
    await toTheEnd(begun, sha => (shas.indexOf(sha) >= 5 ? 'bad' : 'good'));
    await begun.bisect.dispose();
    await rename(path.join(folder.path, 'unplugged'), drive);
    assert.match(await repo.git('worktree', 'list', '--porcelain'), /^branch refs\/heads\/theirs$/m);
    assert.deepEqual(await readdir(path.join(repo.folder, '.git/worktrees')), ['drive']);
  });

  if (process.platform !== 'win32') {
    it('is not whole where a file is missing that git is told to pass over, however that came about', async () => {
      const worktree = await added();
      const real = execFileSync('which', ['git']).toString().trim();
      const hide = `case "$*" in *" checkout "*) '${real}' "$@"; '${real}' update-index --skip-worktree state.txt; rm state.txt; exit;; esac`;
      await pretendGit(path.join(folder.path, 'odd'), '2.39.5', '/dev/null', hide);
      await withVariable('PATH', pathWith(path.join(folder.path, 'odd')), async () => {
        const moved = await worktree.checkout(shas[1] ?? '');
        assert.deepEqual(!moved.ok && moved.error, { code: 'notCheckedOut', message: shas[1] });
      });
      await removeWorktree(repo.folder, worktree.folder);
    });

    it('runs no hook of the repository, from its making to its end', async () => {
      const names = ['post-checkout', 'reference-transaction', 'pre-commit', 'post-index-change', 'fsmonitor-watchman', 'post-rewrite'];
      const ran = path.join(folder.path, 'ran');
      for (const place of ['.git/hooks', 'more-hooks']) {
        await mkdir(path.join(repo.folder, place), { recursive: true });
        for (const name of names) {
          await writeFile(path.join(repo.folder, place, name), `#!/bin/sh\necho ${name} >> '${ran}'\n`);
          await chmod(path.join(repo.folder, place, name), 0o755);
        }
      }
      await writeFile(path.join(repo.folder, '.git/info/exclude'), 'more-hooks\n');
      for (const hooks of [undefined, path.join(repo.folder, 'more-hooks')]) {
        if (hooks !== undefined) await repo.git('config', 'core.hooksPath', hooks);
        const begun = await beginBisect(repo, shas[0], shas[9]);
        const { state } = await toTheEnd(begun, sha => (shas.indexOf(sha) >= 5 ? 'bad' : 'good'));
        assert.deepEqual(state, { type: 'found', sha: shas[5] });
        await begun.bisect.dispose();
      }
      assert.equal(await readFile(ran, 'utf8').catch(() => ''), '');
    }).timeout(60_000);

    describe('with a filter in a setting that counts for work trees alone', () => {
      const driver = '[filter "evil"]\n\tsmudge = "echo smudge >> \'RAN\'; cat"\n\tclean = "echo clean >> \'RAN\'; cat"\n';
      let ran: string;
      beforeEach(async () => {
        ran = path.join(folder.path, 'ran');
        await writeFile(path.join(repo.folder, '.git/evil'), driver.replaceAll('RAN', ran));
        await writeFile(path.join(repo.folder, '.git/info/attributes'), 'state.txt filter=evil\n');
      });

      async function append(file: string, text: string): Promise<void> {
        await writeFile(path.join(repo.folder, '.git', file), text, { flag: 'a' });
      }

      async function assertNothingRan(
        worktree: Worktree,
        act: (worktree: Worktree) => Promise<void> = () => Promise.resolve(),
      ): Promise<void> {
        assert.ok((await worktree.checkout(shas[1] ?? '')).ok);
        await act(worktree);
        assert.ok((await worktree.checkout(shas[2] ?? '')).ok);
        assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'fine 2\n');
        await removeWorktree(repo.folder, worktree.folder);
        assert.equal(await readFile(ran, 'utf8').catch(() => ''), '');
      }

      for (const condition of ['gitdir:**/worktrees/**', 'gitdir/i:**/WORKTREES/**', 'onbranch:evil'])
        it(`runs none that is included on ${condition}`, async () => {
          await append('config', `[includeIf "${condition}"]\n\tpath = evil\n`);
          await repo.git('branch', 'evil');
          // What is tested may itself be a script that works on a branch.
          await assertNothingRan(await added(), async worktree => {
            if (condition === 'onbranch:evil') await runGit(worktree.folder, ['symbolic-ref', 'HEAD', 'refs/heads/evil']);
          });
        });

      it('runs none that is included for the address of a remote', async () => {
        await append(
          'config',
          '[remote "origin"]\n\turl = https://example.org/x\n[includeIf "hasconfig:remote.*.url:https://**"]\n\tpath = evil\n',
        );
        await assertNothingRan(await added());
      });

      it('runs none of the settings of the one work tree', async () => {
        await append('config', '[extensions]\n\tworktreeConfig = true\n');
        const worktree = await added();
        const pointer = await readFile(path.join(worktree.folder, '.git'), 'utf8');
        await writeFile(path.join(pointer.slice('gitdir: '.length).trim(), 'config.worktree'), driver.replaceAll('RAN', ran));
        await assertNothingRan(worktree);
      });

      it('runs none that is set up while the search goes on', async () => {
        const worktree = await added();
        await assertNothingRan(worktree, () => append('config', driver.replaceAll('RAN', ran)));
      });

      it('runs none whose name is no text', async () => {
        const name = Buffer.of(0xff, 0xe9);
        const bytes = (text: string): Buffer =>
          Buffer.concat(text.split('evil').flatMap((part, at) => (at > 0 ? [name, Buffer.from(part)] : [Buffer.from(part)])));
        await writeFile(path.join(repo.folder, '.git/config'), bytes(driver.replaceAll('RAN', ran)), { flag: 'a' });
        await writeFile(path.join(repo.folder, '.git/info/attributes'), bytes('state.txt filter=evil\n'));
        await assertNothingRan(await added());
      });

      it('checks nothing out where it cannot be told which there are', async () => {
        const worktree = await added();
        await append('config', '[broken\n');
        const moved = await worktree.checkout(shas[1] ?? '');
        assert.equal(!moved.ok && moved.error.code, 'failed');
        await rm(path.dirname(worktree.folder), { recursive: true });
      });
    });

    it('runs no filter that the repository itself sets up, whatever its name, but those of the person', async () => {
      const ran = path.join(folder.path, 'ran');
      const home = path.join(folder.path, 'home');
      // A person's configuration may lie in both places.
      await mkdir(path.join(home, '.config/git'), { recursive: true });
      await writeFile(path.join(home, '.config/git/config'), `[filter "second"]\n\tsmudge = "sed s/fine/second/"\n\tclean = "cat"\n`);
      await writeFile(path.join(home, '.gitconfig'), `[filter "own"]\n\tsmudge = "sed s/fine/FINE/"\n\tclean = "sed s/FINE/fine/"\n`);
      const names = ['evil', 'e.v=i l', 'quo"ted\\', 'own', 'second'];
      await writeFile(
        path.join(repo.folder, '.git/config'),
        names
          .map(name => {
            const quoted = name.replace(/[\\"]/g, '\\$&');
            return `[filter "${quoted}"]\n\tsmudge = "echo smudge >> '${ran}'; cat"\n\tclean = "echo clean >> '${ran}'; cat"\n\trequired\n`;
          })
          .join(''),
        { flag: 'a' },
      );
      await writeFile(path.join(repo.folder, '.git/info/attributes'), 'state.txt filter=own\nevil.txt filter=evil\n');
      await withVariable('HOME', home, async () => {
        const worktree = await added();
        assert.ok((await worktree.checkout(shas[1] ?? '')).ok);
        assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'FINE 1\n');
        for (const name of names.slice(0, 1)) {
          await writeFile(path.join(repo.folder, '.git/info/attributes'), `state.txt filter=${name}\n`);
          assert.ok((await worktree.checkout(shas[2] ?? '')).ok);
          assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'fine 2\n');
        }
        await writeFile(path.join(repo.folder, '.git/info/attributes'), 'state.txt filter=second\n');
        assert.ok((await worktree.checkout(shas[1] ?? '')).ok);
        assert.equal(await readFile(path.join(worktree.folder, 'state.txt'), 'utf8'), 'second 1\n');
        const config = await readFile(path.join(path.dirname(worktree.folder), 'config'), 'utf8');
        for (const name of names) assert.ok(config.includes(`[filter "${name.replace(/[\\"]/g, '\\$&')}"]`), config);
        await removeWorktree(repo.folder, worktree.folder);
      });
      assert.equal(await readFile(ran, 'utf8').catch(() => ''), '');
    });
  }
});
