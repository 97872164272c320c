import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Commit } from '../../../src/git/commit';
import { isMissingObject } from '../../../src/git/gitFault';
import { LogParser } from '../../../src/git/logParser';
import { Repository } from '../../../src/git/repository';
import { runGit } from '../../../src/git/runGit';
import { openRepository } from '../../support/repositories';
import { temporaryFolder } from '../../support/folders';
import { plainGit } from '../../support/hostileGit';

const folder = temporaryFolder();

async function git(...args: string[]): Promise<string> {
  const output = await runGit(folder.path, ['-c', 'user.name=Tess Ter', '-c', 'user.email=t@example.org', ...args]);
  assert.ok(output.ok, JSON.stringify(output));
  return output.value;
}

async function commit(file: string, text: string, message: string): Promise<string> {
  await mkdir(path.dirname(path.join(folder.path, file)), { recursive: true });
  await writeFile(path.join(folder.path, file), text);
  await git('add', '--all');
  await git('commit', '--quiet', `--message=${message}`);
  return (await git('rev-parse', 'HEAD')).trim();
}

async function repository(): Promise<Repository> {
  await git('init', '--quiet', '--initial-branch=main');
  return openRepository(folder.path);
}

describe('a git repository', () => {
  it('is not found where there is none', async () => {
    assert.deepEqual(await Repository.find(folder.path), { ok: false, error: { code: 'noRepository' } });
  });

  it('is found from a folder inside it', async () => {
    const { root } = await repository();
    const inside = path.join(folder.path, 'a/b');
    await mkdir(inside, { recursive: true });
    assert.equal((await openRepository(inside)).root, root);
  });

  it('reads a file whole as of a commit, and blames the lines of one that is named by its full hash alone', async () => {
    const repo = await repository();
    const text = `${'x'.repeat(99)}\n`.repeat(500);
    const sha = await commit('a.txt', text, 'First');
    await commit('a.txt', 'other', 'Second');
    assert.deepEqual(await repo.fileAt(sha, 'a.txt'), { ok: true, value: text });
    assert.equal((await repo.blameAt(sha, 'a.txt')).ok, true);
    assert.equal((await repo.blameAt(`${sha}^0`, 'a.txt')).ok, false);
  });

  it('lists commits with author, message and files, newest first', async () => {
    const repo = await repository();
    await commit('a.txt', '1', 'First\n\nWith a body,\nof two lines.');
    await commit('b/ü ñ.txt', '2', 'Second');
    await git('mv', 'a.txt', 'c.txt');
    await git('commit', '--quiet', '--message=Third');
    const history = await repo.history({ limit: 10 });
    assert.ok(history.ok);
    assert.deepEqual(
      history.value.map(({ subject, body, author, email, files }) => [subject, body, author, email, files]),
      [
        ['Third', '', 'Tess Ter', 't@example.org', [{ status: 'renamed', path: 'c.txt', oldPath: 'a.txt', isOnlyMoved: true }]],
        ['Second', '', 'Tess Ter', 't@example.org', [{ status: 'added', path: 'b/ü ñ.txt' }]],
        ['First', 'With a body,\nof two lines.', 'Tess Ter', 't@example.org', [{ status: 'added', path: 'a.txt' }]],
      ],
    );
    const page = await repo.history({ limit: 1, skip: 1 });
    assert.equal(page.ok && page.value[0]?.subject, 'Second');
    const followed = await repo.history({ limit: 10, path: 'c.txt' });
    assert.deepEqual(followed.ok && followed.value.map(({ subject }) => subject), ['Third', 'First']);
  });

  it('has no commits before the first one', async () => {
    const history = await (await repository()).history({ limit: 10 });
    assert.deepEqual(history, { ok: true, value: [] });
  });

  it('has commits after it: what git cannot tell of them is a fault, and not none', async () => {
    const repo = await repository();
    await commit('a.txt', 'first', 'First');
    assert.equal((await repo.history({ limit: 10, without: 'a'.repeat(40) })).ok, false);
  });

  it('says where its history was cut off by a shallow clone', async () => {
    const repo = await repository();
    await commit('a.txt', 'first', 'First');
    await commit('a.txt', 'second', 'Second');
    const clone = path.join(folder.path, 'shallow');
    plainGit(folder.path, ['clone', '--quiet', '--depth=1', `file://${folder.path}`, clone]);
    assert.deepEqual([await repo.isShallow(), await (await openRepository(clone)).isShallow()], [false, true]);
  });

  it('gives one commit whole, a merge with its files against the first parent', async () => {
    const repo = await repository();
    await commit('a.txt', '1', 'First');
    await git('switch', '--quiet', '--create', 'side');
    await commit('b.txt', '2', 'Side');
    await git('switch', '--quiet', 'main');
    await commit('c.txt', '3', 'Main');
    await git('merge', '--quiet', '--no-edit', 'side');
    const merge = await repo.commit((await repo.head()) ?? '');
    assert.deepEqual(merge.ok && [merge.value.parents.length, merge.value.files.map(({ path: file }) => file)], [2, ['b.txt']]);
  });

  it('a commit that it does not have is a fault, and changed files that were renamed are still found', async () => {
    const repo = await repository();
    const text = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
    await commit('a.txt', text, 'First');
    assert.equal((await repo.commit('0'.repeat(39) + '1')).ok, false);
    await git('mv', 'a.txt', 'b.txt');
    const moved = await repo.commit(await commit('b.txt', `${text}\nmore`, 'Moved'));
    assert.deepEqual(moved.ok && moved.value.files, [{ status: 'renamed', path: 'b.txt', oldPath: 'a.txt' }]);
  });

  it('reads a file at a commit; empty where it was not there', async () => {
    const repo = await repository();
    const sha = await commit('a.txt', 'old\n', 'First');
    await commit('a.txt', 'new\n', 'Second');
    assert.deepEqual(await repo.fileAt(sha, 'a.txt'), { ok: true, value: 'old\n' });
    assert.deepEqual(await repo.fileAt(sha, 'no.txt'), { ok: true, value: '' });
  });

  it('names that look like options or revisions elsewhere are nothing', async () => {
    const repo = await repository();
    await commit('a.txt', '1', 'First');
    for (const name of ['--upload-pack=touch x', '--all', '-1', '--output=evil', 'HEAD:a.txt', ''])
      assert.equal(await repo.resolve(name), undefined, name);
    assert.equal((await repo.commit('--output=evil')).ok, false);
    await assert.rejects(readFile(path.join(folder.path, 'evil')));
    assert.equal(await repo.resolve('main'), await repo.head());
  });

  it('messages with separators and control characters stay one message', () => {
    const sha = 'a'.repeat(40);
    const commits: Commit[] = [];
    const parser = new LogParser({
      commit: commit => {
        commits.push(commit);
      },
    });
    const output = `\x1e${sha}\0\0A\x1eB\0e\x1e\x001700000000\x001700000001\0sub\x1eject\0bo\x1edy\0\0\n:100644 100644 1 2 M\0a\x1e.txt\0`;
    // Byte by byte, as a slow disk might hand it over.
    for (const byte of Buffer.from(output)) parser.take(Buffer.of(byte));
    parser.end();
    const [only, ...more] = commits;
    assert.deepEqual(
      [only?.author, only?.subject, only?.body, only?.files[0]?.path, more.length],
      ['A\x1eB', 'sub\x1eject', 'bo\x1edy', 'a\x1e.txt', 0],
    );
  });

  it('a message that ends like the beginning of a commit, and odd file names, deceive nobody', async () => {
    const repo = await repository();
    await commit('a.txt', '1', 'First');
    await writeFile(path.join(folder.path, '\n\x1e.txt'), '1');
    await writeFile(path.join(folder.path, 'M'), '1');
    await git('add', '--all');
    const forged = `Odd\n\nbody\n\x1e${'a'.repeat(40)}`;
    const tree = (await git('write-tree')).trim();
    const sha = (await git('commit-tree', tree, '-p', 'HEAD', '-m', 'x')).trim();
    const raw = (await git('cat-file', 'commit', sha)).replace(/x\n$/, forged);
    await writeFile(`${folder.path}.commit`, raw);
    const odd = (await git('hash-object', '-t', 'commit', '-w', `${folder.path}.commit`)).trim();
    await git('reset', '--quiet', '--hard', odd);
    const history = await repo.history({ limit: 10 });
    assert.deepEqual(history.ok && history.value.map(({ sha: found, subject, files }) => [found, subject, files.map(file => file.path)]), [
      [odd, 'Odd', ['\n\x1e.txt', 'M']],
      [(await git('rev-parse', 'HEAD^')).trim(), 'First', ['a.txt']],
    ]);
    await rm(`${folder.path}.commit`);
  });

  it('tells what a remote has promised from what is lost', async () => {
    const repo = await repository();
    const sha = await commit('a.txt', 'first', 'First');
    const blob = (await git('rev-parse', `${sha}:a.txt`)).trim();
    await git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(folder.path, 'partial');
    plainGit(folder.path, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${folder.path}`, clone]);
    await rm(path.join(folder.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const partial = await openRepository(clone);
    for (const [of, isPartial] of [
      [partial, true],
      [repo, false],
    ] as const) {
      const missing = await of.fileAt(sha, 'a.txt');
      assert.ok(!missing.ok && isMissingObject(missing.error), JSON.stringify(missing));
      assert.equal(await of.isPartialClone(), isPartial);
    }
    plainGit(clone, ['config', 'remote.origin.promisor', 'false']);
    assert.equal(await partial.isPartialClone(), false);
  });

  it('tells the commits of a partial clone with their files, though the contents that renames are found by are missing', async () => {
    await repository();
    const lines = Array.from({ length: 40 }, (_, n) => `line ${n}\n`).join('');
    await commit('a.txt', lines, 'First');
    await git('mv', 'a.txt', 'b.txt');
    const sha = await commit('b.txt', `${lines}one more`, 'Second');
    await git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(folder.path, 'partial');
    plainGit(folder.path, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${folder.path}`, clone]);
    const partial = await openRepository(clone);
    const told = new Map<string, readonly string[]>();
    const visitor = {
      commit: ({ subject, files }: Commit) =>
        void told.set(
          subject,
          files.map(file => file.path),
        ),
    };
    assert.deepEqual(await partial.readCommits([sha], visitor, { patch: false }), { ok: true, value: undefined });
    assert.deepEqual(
      [...told.values()].map(paths => [...paths].sort()),
      [['a.txt', 'b.txt']],
    );
  });

  it('hooks and external diffs of the repository never run', async () => {
    const repo = await repository();
    await commit('a.txt', '1', 'First');
    await commit('a.txt', '2', 'Second');
    const marker = path.join(folder.path, 'ran');
    await git('config', 'diff.external', `touch ${marker}`);
    await git('config', 'core.fsmonitor', `touch ${marker}`);
    await git('config', 'core.pager', `touch ${marker}`);
    await repo.history({ limit: 10 });
    await repo.commit((await repo.head()) ?? '');
    await repo.identity();
    await assert.rejects(readFile(marker));
  });

  it('ends git when it is cancelled or takes too long', async () => {
    await repository();
    const cancelled = await runGit(folder.path, ['log'], { signal: AbortSignal.abort() });
    assert.equal(!cancelled.ok && cancelled.error.code, 'cancelled');
    const slow = await runGit(folder.path, ['cat-file', '--batch'], { timeout: 1 });
    assert.equal((!slow.ok && ['timeout', 'failed'].includes(slow.error.code)) || slow.ok, true);
    const missing = await runGit(path.join(folder.path, 'no/such/folder'), ['log']);
    assert.equal(!missing.ok && missing.error.code, 'noFolder');
  });
});
