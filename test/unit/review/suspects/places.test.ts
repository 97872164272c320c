import assert from 'node:assert/strict';
import path from 'node:path';
import type { Repository } from '../../../../src/git/repository';
import { blame, framePlaces } from '../../../../src/review/suspects/places';
import { windowOf } from '../../../../src/review/suspects/window';
import { temporaryFolder } from '../../../support/folders';
import { plainGit } from '../../../support/hostileGit';
import { openRepository, TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

describe('who changed lines last within a window', () => {
  /** Three commits, each with a line of its own. */
  async function three(): Promise<{ readonly repo: TestRepository; readonly shas: readonly string[] }> {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    const shas: string[] = [];
    for (const lines of ['one\n', 'one\ntwo\n', 'one\ntwo\nthree\n']) shas.push(await repo.commit(lines, { 'lib/a.js': lines }));
    return { repo, shas };
  }

  /** How many of the three lines each of the commits of a window of so many changed last. */
  async function linesIn(repository: Repository, at: string, commits: number): Promise<ReadonlyMap<string, number>> {
    const window = await windowOf(repository, at, { days: 0, commits });
    assert.ok(window.ok && window.value.window.length === commits);
    const told = await blame(repository, window.value, [{ path: 'lib/a.js', from: 1, to: 3 }]);
    assert.deepEqual([told.lines, told.untold], [3, 0]);
    return told.byCommit;
  }

  it('is told of the oldest commit of the window, too, be it the first of all or not, and of none before', async () => {
    const { repo, shas } = await three();
    const [first = '', second = '', third = ''] = shas;
    const all = [third, second, first].map(sha => [sha, 1] as const);
    for (const commits of [1, 2, 3])
      assert.deepEqual([...(await linesIn(repo.repository, repo.now, commits))].sort(), all.slice(0, commits).sort(), String(commits));
  });

  it('is told with the path that the file has, whatever is in it', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'names'));
    const names = ['lib/größe.js', 'lib/say "no".js'];
    await repo.commit('first', Object.fromEntries(names.map(name => [name, 'one\n'])));
    const window = await windowOf(repo.repository, repo.now, { days: 0, commits: 1 });
    assert.ok(window.ok);
    const found = names.map(async name => {
      const { firstPlace } = await blame(repo.repository, window.value, [{ path: name, from: 1, to: 1 }]);
      return [...firstPlace.values()];
    });
    const expected = names.map(name => [{ place: 0, path: name, line: 1 }]);
    assert.deepEqual(await Promise.all(found), expected);
  });

  it('is not told of lines that git could not be asked about, and that is counted', async () => {
    const { repo, shas } = await three();
    const window = await windowOf(repo.repository, repo.now, { days: 0, commits: 3 });
    assert.ok(window.ok);
    const [seenAt = ''] = shas;
    const linked = { path: 'lib/a.js', from: 1, to: 1, seenAt, textHash: 'a'.repeat(64) };
    assert.equal((await blame(repo.repository, window.value, [linked], AbortSignal.abort())).untold, 1);
    assert.equal((await blame(repo.repository, window.value, [linked])).untold, 0);
  });

  it('is told of no commit at which a shallow clone is cut off: it seems to have brought every line', async () => {
    const { repo, shas } = await three();
    const clone = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--depth=2', `file://${repo.folder}`, clone]);
    plainGit(clone, ['config', 'blame.showRoot', 'true']);
    assert.deepEqual([...(await linesIn(await openRepository(clone), repo.now, 2))], [[shas[2], 1]]);
  });
});

describe('the places that traces name', () => {
  const files = ['packages/a/src/index.js', 'packages/b/src/index.js', 'lib/relay.js', 'java/main/shop/Cart.java', 'java/test/Cart.java'];
  const places = (frames: readonly string[], prefix = ''): ReturnType<typeof framePlaces> =>
    framePlaces(
      { filesAt: () => Promise.resolve(files) },
      { base: '' },
      { text: ['Error: no', ...frames.map(at => `    at ${at}`)].join('\n'), prefix },
    );
  const library = 'route (/srv/node_modules/express/lib/relay.js:9:1)';

  it('are those of libraries only where no other frame names one', async () => {
    assert.deepEqual(await places([library, 'dial (/srv/b/src/index.js:3:1)', 'main (/srv/main.js:1:1)']), [
      { path: 'packages/b/src/index.js', from: 3, to: 3, frame: 1, isLibrary: false, method: 'dial' },
    ]);
    assert.deepEqual(await places([library]), [{ path: 'lib/relay.js', from: 9, to: 9, frame: 0, isLibrary: true, method: 'route' }]);
  });

  it('lie in the workspace folder where the path is its own, and nowhere where it is that of several', async () => {
    const within = async (prefix: string): Promise<readonly string[]> =>
      (await places(['dial (src/index.js:3:1)'], prefix)).map(({ path: file }) => file);
    assert.deepEqual([await within('packages/a/'), await within('')], [['packages/a/src/index.js'], []]);
  });

  it('are told once where a function calls itself, and by the package where the file has no folder', async () => {
    const [cart] = await places(['shop.Cart.add(Cart.java:3)', 'shop.Cart.add(Cart.java:3)']);
    assert.deepEqual(cart, { path: 'java/main/shop/Cart.java', from: 3, to: 3, frame: 0, isLibrary: false, method: 'add', owner: 'Cart' });
    assert.equal((await places(['dial (lib/relay.js:3:1)', 'dial (lib/relay.js:3:1)', 'main (lib/relay.js:4:1)'])).length, 2);
  });

  it('are the own ones of a library in its repository, where the trace says that it is that one', async () => {
    const own = async (file: string, frames: string): Promise<readonly (readonly [path: string, isLibrary: boolean])[]> => {
      const repository = { filesAt: () => Promise.resolve([file]) };
      const found = await framePlaces(repository, { base: '' }, { text: frames, prefix: '' });
      return found.map(({ path: where, isLibrary }) => [where, isLibrary] as const);
    };
    const ruby = (at: string): string => `/usr/lib/ruby/gems/3.3.0/gems/${at}:9:in 'add': no (Error)`;
    const jvm = (called: string): string => `java.lang.Error: no\n\tat ${called}:9)`;
    const go = (file: string): string => `panic: no\n\ngoroutine 1 [running]:\nx.Add(0x1)\n\t${file}:9 +0x1d`;
    const python = (file: string): string => `Traceback (most recent call last):\n  File "${file}", line 9, in add\nError: no`;
    const buffer = 'buffer/src/main/java/io/netty/buffer/Pool.java';
    for (const [file, frames, isLibrary] of [
      ['lib/rubocop/cop/lint.rb', ruby('rubocop-1.88.0/lib/rubocop/cop/lint.rb'), false],
      ['lib/cop/lint.rb', ruby('rubocop-1.88.0/lib/cop/lint.rb'), true],
      [buffer, jvm('io.netty.buffer.Pool$Chunk.add(Pool.java'), false],
      ['src/buffer/Pool.java', jvm('io.netty.buffer.Pool.add(Pool.java'), true],
      ['promql/engine.go', go('/go/src/github.com/prometheus/prometheus/promql/engine.go'), false],
      ['promql/engine.go', go('/go/pkg/mod/github.com/prometheus/prometheus@v0.300.0/promql/engine.go'), true],
      ['runtime/panic.go', go('/usr/local/go/src/runtime/panic.go'), true],
      ['mypy/build.py', python('/usr/lib/python3/site-packages/mypy/build.py'), false],
      ['lib/util.py', python('/usr/lib/python3/site-packages/other/lib/util.py'), true],
      ['lib/a.js', 'Error: no\n    at add (/srv/node_modules/express/lib/a.js:9:1)', true],
    ] as const)
      assert.deepEqual(await own(file, frames), [[file, isLibrary]], frames);
  });

  it('stand in the order of the trace, those of a library of this repository among the others', async () => {
    const repository = { filesAt: () => Promise.resolve(['lib/shop/cart.rb', 'bin/shop.rb']) };
    const text = "/gems/shop-1.0/lib/shop/cart.rb:9:in 'add': no (Error)\n\tfrom /srv/bin/shop.rb:3:in 'main'";
    const found = await framePlaces(repository, { base: '' }, { text, prefix: '' });
    assert.deepEqual(
      found.map(({ path: file, frame }) => [file, frame]),
      [
        ['lib/shop/cart.rb', 0],
        ['bin/shop.rb', 1],
      ],
    );
  });
});
