import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { headLength, tailLength } from '../../../src/git/testOutput';
import { runTest, verdictOf, type TestLimits } from '../../../src/git/testRun';
import { temporaryFolder } from '../../support/folders';
import { ended, pidIn, runs } from '../../support/processes';

const folder = temporaryFolder();
const never = new AbortController().signal;
const quiet: TestLimits = { timeout: 10_000, signal: never, onOutput: () => undefined };

async function milliseconds<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const begun = performance.now();
  const value = await work();
  return [value, performance.now() - begun];
}

describe('a test of one commit', () => {
  let place: string;
  beforeEach(async () => {
    place = path.join(folder.path, 'parent', 'worktree');
    await mkdir(place, { recursive: true });
  });

  it('its exit code is read as git bisect run does', () => {
    assert.deepEqual([0, 1, 124, 125, 126, 127, 128, 255, -1].map(verdictOf), [
      'good',
      'bad',
      'bad',
      'skip',
      'bad',
      'bad',
      'stopped',
      'stopped',
      'stopped',
    ]);
  });

  it('that hangs, or is cancelled, is ended with all it has started', async () => {
    const slow = await runTest('echo $$ > pid; sleep 600 & echo $! > child; sleep 600', place, { ...quiet, timeout: 300 });
    assert.deepEqual(slow, { verdict: 'stopped', exitCode: undefined });
    for (const name of ['pid', 'child']) await ended(await pidIn(path.join(place, name)));
    const cancel = new AbortController();
    const cancelled = runTest('echo $$ > cancelled; sleep 600', place, { ...quiet, signal: cancel.signal });
    const pid = await pidIn(path.join(place, 'cancelled'));
    cancel.abort();
    assert.equal((await cancelled).verdict, 'stopped');
    await ended(pid);
  });

  const stubborn: Readonly<Record<string, string>> = {
    'ignores every polite signal': `trap '' TERM HUP INT; echo $$ > pid; while :; do sleep 600; done`,
    'goes into a session of its own': `setsid sh -c 'echo $$ > pid; exec sleep 600'; sleep 600`,
    'leaves a daemon behind that holds its output': `setsid sh -c 'echo $$ > pid; exec sleep 600' & while [ ! -s pid ]; do :; done; sleep 600`,
    'takes its mark out of the environment': `env -i /bin/sh -c 'echo $$ > pid; exec sleep 600' & sleep 600`,
    'hides in a session of its own, without the mark': `env -i setsid /bin/sh -c 'echo $$ > pid; exec sleep 600' & sleep 600`,
    'hides elsewhere, as a child in a session of its own without the mark': `env -i setsid /bin/sh -c 'echo $$ > pid; cd /; exec sleep 600' & sleep 600`,
  };
  if (process.platform === 'linux') {
    for (const [what, command] of Object.entries(stubborn)) {
      it(`that ${what} does not go on past its limit`, async () => {
        const [{ verdict }, took] = await milliseconds(() => runTest(command, place, { ...quiet, timeout: 1500 }));
        assert.equal(verdict, 'stopped');
        assert.ok(took < 1500 + 3500, `${took} ms`);
        await ended(await pidIn(path.join(place, 'pid')));
      });
    }

    const left: Readonly<Record<string, string>> = {
      'in the background, with its output open': `sleep 600 & echo $! > pid; exit 0`,
      'as a daemon': `setsid sh -c 'echo $$ > pid; exec sleep 600' & while [ ! -s pid ]; do :; done; exit 0`,
      'as a daemon elsewhere, with all output closed': `here=$PWD; (cd /; setsid sh -c "echo \\$\\$ > '$here/pid'; exec sleep 600" >/dev/null 2>&1 &) ; while [ ! -s pid ]; do :; done; exit 0`,
      'in its group, elsewhere and without the mark': `here=$PWD; (cd /; env -i /bin/sh -c "echo \\$\\$ > '$here/pid'; exec sleep 600" &) ; while [ ! -s pid ]; do :; done; exit 0`,
      'as a daemon without the mark': `env -i setsid /bin/sh -c 'echo $$ > pid; exec sleep 600' & while [ ! -s pid ]; do :; done; exit 0`,
    };
    for (const [what, command] of Object.entries(left)) {
      it(`what a test that passed has left ${what} is ended, and the answer comes at once`, async () => {
        const [run, took] = await milliseconds(() => runTest(command, place, quiet));
        assert.deepEqual(run, { verdict: 'good', exitCode: 0 });
        assert.ok(took < 5000, `${took} ms`);
        await ended(await pidIn(path.join(place, 'pid')));
      });
    }

    it('ends nobody else: neither who worked in the folder before, nor what another test has started', async () => {
      const cancel = new AbortController();
      const other = runTest('echo $$ > other; exec sleep 600', folder.path, { ...quiet, signal: cancel.signal });
      const pid = await pidIn(path.join(folder.path, 'other'));
      await runTest('exit 0', place, quiet);
      assert.ok(await runs(pid));
      cancel.abort();
      await other;
    });
  }

  it('its output is cut to beginning and end, and what is left out is counted, however much it is', async function () {
    this.timeout(60_000);
    let text = '';
    let pieces = 0;
    let omitted = 0;
    const before = process.memoryUsage.rss();
    const { exitCode } = await runTest(`printf begin; head -c 200000000 /dev/zero | tr '\\0' x; printf end`, place, {
      ...quiet,
      timeout: 60_000,
      onOutput: (piece, left) => {
        text += piece;
        pieces += 1;
        omitted += left;
      },
    });
    assert.equal(exitCode, 0);
    assert.equal(text.length, headLength + tailLength);
    assert.equal(text.length + omitted, 200_000_000 + 'begin'.length + 'end'.length);
    assert.match(text, /^beginx.*xend$/s);
    assert.ok(pieces < 1000, `${pieces} pieces`);
    assert.ok(process.memoryUsage.rss() - before < 150_000_000, `${process.memoryUsage.rss() - before} bytes more`);
  });

  it('what prints without end is ended at the limit', async () => {
    let length = 0;
    const [run, took] = await milliseconds(() =>
      runTest('yes', place, {
        ...quiet,
        timeout: 1000,
        onOutput: text => {
          length += text.length;
        },
      }),
    );
    assert.equal(run.verdict, 'stopped');
    assert.ok(took < 5000, `${took} ms`);
    assert.ok(length <= headLength + tailLength);
  });

  it('a letter of several bytes comes whole', async () => {
    let text = '';
    const onOutput = (piece: string): void => void (text += piece);
    await runTest(`printf '\\303'; sleep 0.2; printf '\\274'`, place, { ...quiet, onOutput });
    assert.equal(text, 'ü');
  });

  it('git in it takes no other repository for its own: neither one that is named in the environment, nor one above', async () => {
    process.env['GIT_DIR'] = path.join(folder.path, 'elsewhere');
    try {
      await runTest('git init -q ..; git -C .. config user.name Above; git config user.name; env > environment; exit 0', place, quiet);
      const environment = await readFile(path.join(place, 'environment'), 'utf8');
      assert.doesNotMatch(environment, /^GIT_DIR=/m);
      const above = await runTest('git init -q .. && git rev-parse --git-dir', place, quiet);
      assert.notEqual(above.exitCode, 0);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});
