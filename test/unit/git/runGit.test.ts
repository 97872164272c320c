import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Repository } from '../../../src/git/repository';
import { runGit, streamGit } from '../../../src/git/runGit';
import { temporaryFolder } from '../../support/folders';
import { pathWith, pretendGit, Trap, withEnvironment } from '../../support/hostileGit';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

/** Gives git a command that runs a shell script. */
function shell(script: string): readonly string[] {
  return ['-c', `alias.faultline-test=!${script}`, 'faultline-test'];
}

/** True when a process is no more, or only waits for somebody to ask how it ended. */
async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  return (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(' Z ');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 20));
}

describe('git as a program', () => {
  it('gets an environment of its own: what it needs of ours, and what keeps it quiet', async () => {
    const where = await realpath(folder.path);
    const bin = path.join(where, 'bin');
    const work = path.join(where, 'work');
    await mkdir(work);
    await pretendGit(bin, '2.31.0');
    await writeFile(path.join(bin, 'git'), `#!/bin/sh\n[ "$1" = --version ] && echo git version 2.31.0 || env\n`);
    const inherited = {
      HOME: '/home/x',
      XDG_CONFIG_HOME: '/home/x/c',
      TMPDIR: '/tmp',
      TEMP: '/tmp',
      TMP: '/tmp',
      USER: 'x',
      LOGNAME: 'x',
      GIT_DIR: '/y',
      LD_PRELOAD_X: '1',
    };
    await withEnvironment({ ...inherited, PATH: `${bin}:.:work:::/usr/bin:/bin` }, async () => {
      const said = await runGit(work, ['log']);
      const lines = said.ok ? said.value.split('\n').filter(line => !/^(?:PWD|OLDPWD|SHLVL|_|)=|^$/.test(line)) : [];
      assert.deepEqual(lines.sort(), [
        'GIT_ALLOW_PROTOCOL=none',
        'GIT_ASKPASS=',
        `GIT_CEILING_DIRECTORIES=${where}`,
        'GIT_GRAFT_FILE=/dev/null/none',
        'GIT_NO_LAZY_FETCH=1',
        'GIT_NO_REPLACE_OBJECTS=1',
        'GIT_OPTIONAL_LOCKS=0',
        'GIT_TERMINAL_PROMPT=0',
        'HOME=/home/x',
        'LC_ALL=C.UTF-8',
        'LOGNAME=x',
        `PATH=${bin}:/usr/bin:/bin`,
        'TEMP=/tmp',
        'TMP=/tmp',
        'TMPDIR=/tmp',
        'USER=x',
        'XDG_CONFIG_HOME=/home/x/c',
      ]);
      const more = await runGit(work, ['log'], { env: { GIT_AUTHOR_NAME: 'A' } });
      assert.match(more.ok ? more.value : '', /^GIT_AUTHOR_NAME=A$/m);
    });
  });

  it('has twenty seconds where nobody gives it another time', async () => {
    const original = globalThis.setTimeout;
    const times: (number | undefined)[] = [];
    const noting = (work: () => void, milliseconds?: number): unknown => {
      times.push(milliseconds);
      return original(work, milliseconds);
    };
    globalThis.setTimeout = Object.assign(noting, original) as typeof setTimeout;
    try {
      await runGit(folder.path, ['version']);
      await runGit(folder.path, ['version'], { timeout: 30_000 });
    } finally {
      globalThis.setTimeout = original;
    }
    assert.deepEqual(times.slice(-2), [20_000, 30_000]);
  });

  it('too old, missing, and run in a folder that is missing: each is told from the others and from a folder without a repository', async () => {
    const bin = path.join(folder.path, 'bin');
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('First', { 'a.txt': 'a' });
    for (const version of ['2.11.0', '1.8.3.1', '2.30.9']) {
      await pretendGit(bin, version);
      const old = { ok: false, error: { code: 'oldGit', version: version.split('.').slice(0, 3).join('.'), minimum: '2.31' } };
      await withEnvironment({ PATH: pathWith(bin) }, async () => {
        assert.deepEqual(await Repository.find(repo.folder), old);
        assert.deepEqual(await repo.repository.history({ limit: 1 }), old);
        assert.deepEqual(await repo.repository.revisions({ limit: 1 }), old);
      });
    }
    await pretendGit(bin, '2.31.0.windows.1');
    await withEnvironment({ PATH: pathWith(bin) }, async () => {
      assert.equal((await Repository.find(repo.folder)).ok, true, 'made new meanwhile');
    });
    await writeFile(path.join(bin, 'git'), '#!/bin/sh\necho "no developer tools" >&2\nexit 1\n');
    await withEnvironment({ PATH: pathWith(bin) + path.delimiter }, async () => {
      const failed = { code: 'failed', exitCode: 1, message: 'no developer tools' };
      assert.deepEqual(await repo.repository.history({ limit: 1 }), { ok: false, error: failed });
    });
    await withEnvironment({ PATH: path.join(folder.path, 'nowhere') }, async () => {
      assert.deepEqual(await Repository.find(repo.folder), { ok: false, error: { code: 'noGit' } });
      assert.deepEqual(await repo.repository.history({ limit: 1 }), { ok: false, error: { code: 'noGit' } });
    });
    const nowhere = path.join(folder.path, 'nowhere');
    assert.deepEqual(await Repository.find(nowhere), { ok: false, error: { code: 'noFolder', folder: nowhere } });
    const file = path.join(repo.folder, 'a.txt');
    assert.deepEqual(await Repository.find(file), { ok: false, error: { code: 'noFolder', folder: file } });
    assert.deepEqual(await Repository.find(folder.path), { ok: false, error: { code: 'noRepository' } });
  });

  it('a folder that goes away before git is started in it is missing, not git', async () => {
    const [bin, work] = [path.join(folder.path, 'bin'), path.join(folder.path, 'work')];
    await mkdir(work);
    const git = await pretendGit(bin, '2.39.0');
    const answer = await readFile(git, 'utf8');
    await writeFile(git, answer.replace('echo', `rmdir '${work}'; echo`));
    await withEnvironment({ PATH: pathWith(bin) }, async () => {
      assert.deepEqual(await runGit(work, ['log']), { ok: false, error: { code: 'noFolder', folder: work } });
    });
  });

  it('is asked for its version once', async () => {
    const [bin, log] = [path.join(folder.path, 'bin'), path.join(folder.path, 'log')];
    await pretendGit(bin, '2.39.0', log);
    const [one, two] = [path.join(folder.path, 'one'), path.join(folder.path, 'two')];
    await mkdir(one);
    await mkdir(two);
    await withEnvironment({ PATH: pathWith(bin) }, async () => {
      await Promise.all([one, one, two].map(where => runGit(where, ['version'])));
      await runGit(two, ['version']);
    });
    assert.deepEqual((await readFile(log, 'utf8')).split('\n').sort(), [
      '',
      ...Array.from({ length: 4 }, () => '--literal-pathspecs'),
      '--version',
    ]);
  });

  it('of the workspace is never started, however the search path leads to it', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const tools = path.join(repo.folder, 'tools');
    const trap = await Trap.set(path.join(folder.path, 'trap'));
    for (const where of [tools, repo.folder]) {
      await mkdir(where, { recursive: true });
      await writeFile(path.join(where, 'git'), `#!/bin/sh\nexec '${trap.program}'\n`);
      await chmod(path.join(where, 'git'), 0o755);
    }
    const link = path.join(folder.path, 'link');
    const programLink = path.join(folder.path, 'links');
    await mkdir(programLink);
    await symlink(tools, link);
    await symlink(path.join(tools, 'git'), path.join(programLink, 'git'));
    const before = process.cwd();
    process.chdir(repo.folder);
    try {
      await withEnvironment({ PATH: `.:tools::${tools}:${link}:${programLink}:${process.env['PATH'] ?? ''}` }, async () => {
        assert.equal((await runGit(repo.folder, ['rev-parse', '--is-inside-work-tree'])).ok, true);
        const seen = await runGit(repo.folder, shell('echo "$PATH"'));
        assert.ok(seen.ok && !seen.value.includes(tools) && !seen.value.split(':').includes('.'));
      });
      await withEnvironment({ PATH: `.:${tools}` }, async () => {
        assert.deepEqual(await runGit(repo.folder, ['version']), { ok: false, error: { code: 'noGit' } });
      });
    } finally {
      process.chdir(before);
    }
    await trap.assertNotSprung();
  });

  it('answers at its limit, whoever holds the pipes, and is ended with all it started', async () => {
    const pids = path.join(folder.path, 'pids');
    const script = `trap "" TERM; (trap "" TERM; sleep 60) & echo $! > '${pids}'; echo $$ >> '${pids}'; wait`;
    const begun = Date.now();
    const ended = await runGit(folder.path, shell(script), { timeout: 500 });
    assert.deepEqual(ended, { ok: false, error: { code: 'timeout' } });
    assert.ok(Date.now() - begun < 5_000);
    for (const pid of (await readFile(pids, 'utf8')).trim().split('\n')) await until(() => isGone(Number(pid)));
    // What left the group is not ended, and does not hold up the answer.
    const escaped = await runGit(folder.path, shell(`setsid sleep 30 & echo $! > '${pids}'`), { timeout: 500 });
    assert.deepEqual(escaped, { ok: false, error: { code: 'timeout' } });
    assert.ok(Date.now() - begun < 10_000);
    process.kill(Number(await readFile(pids, 'utf8')), 'SIGKILL');
  });

  it('is ended at once when it is cancelled, and not started when it was before', async () => {
    const cancel = new AbortController();
    const pids = path.join(folder.path, 'pids');
    let heard = 0;
    const ended = await streamGit(
      folder.path,
      shell(`echo $$ > '${pids}'; echo begun; sleep 60 & wait`),
      () => {
        heard += 1;
        cancel.abort();
      },
      { signal: cancel.signal },
    );
    assert.deepEqual(ended, { ok: false, error: { code: 'cancelled' } });
    assert.equal(heard, 1);
    await until(async () => isGone(Number(await readFile(pids, 'utf8'))));
    const trap = await Trap.set(path.join(folder.path, 'trap'));
    const never = await runGit(folder.path, shell(trap.program), { signal: AbortSignal.abort() });
    assert.deepEqual(never, { ok: false, error: { code: 'cancelled' } });
    await trap.assertNotSprung();
  });

  it('is ended by one signal with as many others as run, and nobody is warned that they listen to it', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', hear);
    const stop = new AbortController();
    const running = Array.from({ length: 16 }, () => runGit(folder.path, shell('sleep 60'), { signal: stop.signal, timeout: 60_000 }));
    await new Promise(resolve => setTimeout(resolve, 300));
    stop.abort();
    for (const ended of await Promise.all(running)) assert.deepEqual(ended, { ok: false, error: { code: 'cancelled' } });
    process.off('warning', hear);
    assert.deepEqual(warnings, []);
  });

  it('prints so much and no more', async () => {
    const endless = shell('yes');
    let size = 0;
    const count = (chunk: Buffer): void => {
      size += chunk.length;
    };
    const ended = await streamGit(folder.path, endless, count, { maxOutput: 100_000 });
    assert.deepEqual(ended, { ok: false, error: { code: 'tooMuchOutput', limit: 100_000 } });
    assert.ok(size <= 100_000);
    const exact = await runGit(folder.path, shell('printf 12345'), { maxOutput: 5 });
    assert.deepEqual(exact, { ok: true, value: '12345' });
    const byDefault = await runGit(folder.path, endless);
    assert.deepEqual(byDefault, { ok: false, error: { code: 'tooMuchOutput', limit: 64 * 1024 ** 2 } });
  });

  it('reads what it is given, and nothing where it is given nothing', async () => {
    assert.deepEqual(await runGit(folder.path, shell('cat'), { input: 'one\ntwo\n' }), { ok: true, value: 'one\ntwo\n' });
    assert.deepEqual(await runGit(folder.path, shell('cat')), { ok: true, value: '' });
    const pieces = async function* (): AsyncGenerator<string> {
      for (let n = 0; n < 1000; n++) yield await Promise.resolve('x'.repeat(10_000));
    };
    const endless = await runGit(folder.path, shell('exit 3'), { input: pieces() });
    assert.equal(endless.ok || endless.error.code, 'failed', 'who reads no more has not been cancelled');
    const early = await runGit(folder.path, shell('exit 3'), { input: 'x'.repeat(10_000_000) });
    assert.equal(!early.ok && early.error.code === 'failed' && early.error.exitCode, 3);
  });

  it('says why it failed, in English and no longer than can be read', async () => {
    const failed = await runGit(folder.path, shell('yes no | head -c 1000000 >&2; exit 4'));
    assert.ok(!failed.ok && failed.error.code === 'failed' && failed.error.exitCode === 4);
    assert.ok(failed.error.message.startsWith('no\nno') && failed.error.message.length <= 10_000);
    const none = await runGit(os.tmpdir(), ['no-such-command']);
    assert.match(!none.ok && none.error.code === 'failed' ? none.error.message : '', /not a git command/);
  });
});
