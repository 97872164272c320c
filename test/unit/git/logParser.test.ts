import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChangedFile, Commit, Hunk } from '../../../src/git/commit';
import { longestLine } from '../../../src/git/logParser';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';

const folder = temporaryFolder();

interface Told {
  readonly commits: readonly Commit[];
  readonly lines: readonly string[];
  readonly hunks: readonly (readonly [string, Hunk])[];
}

async function read({ repository }: TestRepository, shas: readonly string[]): Promise<Told> {
  const commits: Commit[] = [];
  const lines: string[] = [];
  const hunks: [string, Hunk][] = [];
  let current: ChangedFile | undefined;
  const ended = await repository.readCommits(
    shas,
    {
      commit: commit => commits.push(commit),
      hunk: (hunk, file) => {
        current = file;
        hunks.push([file.path, hunk]);
      },
      line: (sign, text) => lines.push(`${current?.path ?? ''} ${sign}${text}`),
    },
    { patch: true },
  );
  assert.ok(ended.ok, JSON.stringify(ended));
  return { commits, lines, hunks };
}

describe('reading patches', () => {
  it('tells each commit with its files, places and changed lines, in the order asked for', async () => {
    const repo = await TestRepository.create(folder.path);
    const first = await repo.commit('First', { 'a.c': 'int f(void)\n{\n  one();\n}\n' });
    const second = await repo.commit('Second', { 'a.c': 'int f(void)\n{\n  two();\n}\n', 'b.txt': 'no end' });
    const { commits, lines, hunks } = await read(repo, [second, first]);
    assert.deepEqual(
      commits.map(({ subject }) => subject),
      ['Second', 'First'],
    );
    assert.deepEqual(lines.slice(0, 3), ['a.c -  one();', 'a.c +  two();', 'b.txt +no end']);
    assert.deepEqual(hunks[0], ['a.c', { oldStart: 3, oldLines: 1, newStart: 3, newLines: 1, context: 'int f(void)' }]);
    assert.equal(commits[0]?.committedAt, '2026-03-01T10:00:00.000Z');
  });

  it('lines that look like heads, hunks or the next commit are lines', async () => {
    const repo = await TestRepository.create(folder.path);
    const forged = [
      'diff --git a/x b/x',
      '@@ -1 +1 @@',
      `\x1e${'a'.repeat(40)}`,
      '--- a/x',
      '+++ b/x',
      '\\ No newline',
      ':100644 100644 1 2 M',
    ];
    const sha = await repo.commit('Forged', { 'a.txt': `${forged.join('\n')}\n` });
    const { commits, lines } = await read(repo, [sha]);
    assert.deepEqual(
      lines,
      forged.map(line => `a.txt +${line}`),
    );
    assert.equal(commits.length, 1);
  });

  it('renames, modes, types, submodules, binaries and odd names keep each patch with its file', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { 'old.c': 'a\nb\nc\nd\ne\nf\n', 'link.c': 'text\n', 'run.sh': 'echo\n' });
    await repo.git('mv', 'old.c', 'new.c');
    await repo.git('update-index', '--chmod=+x', 'run.sh');
    const blob = await repo.git('hash-object', '-w', 'run.sh');
    await repo.git('update-index', '--add', '--cacheinfo', `120000,${blob},link.c`);
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    await writeFile(path.join(repo.folder, 'new.c'), 'a\nb\nC\nd\ne\nf\n');
    await writeFile(path.join(repo.folder, '-q\n"odd".c'), 'odd\n');
    await writeFile(path.join(repo.folder, 'z.bin'), Buffer.of(0, 1, 2, 0));
    await writeFile(path.join(repo.folder, 'zz.c'), 'last\n');
    await repo.git('add', '--', 'new.c', '-q\n"odd".c', 'z.bin', 'zz.c');
    await repo.git('commit', '--quiet', '--message=Odd');
    const { commits, lines } = await read(repo, [await repo.git('rev-parse', 'HEAD')]);
    assert.deepEqual(
      commits[0]?.files.map(({ status, path: name }) => [status, name]),
      [
        ['added', '-q\n"odd".c'],
        ['other', 'link.c'],
        ['renamed', 'new.c'],
        ['modified', 'run.sh'],
        ['added', 'sub'],
        ['added', 'z.bin'],
        ['added', 'zz.c'],
      ],
    );
    assert.deepEqual(lines, [
      '-q\n"odd".c +odd',
      'link.c -text',
      'link.c +echo',
      'new.c -c',
      'new.c +C',
      `sub +Subproject commit ${'1'.repeat(40)}`,
      'zz.c +last',
    ]);
  });

  it('names and messages that are not UTF-8 are read as far as they can be', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { 'a.txt': 'a\n' });
    execFileSync('git', ['update-index', '--add', '--index-info'], {
      cwd: repo.folder,
      input: Buffer.concat([Buffer.from(`100644 ${await repo.git('rev-parse', 'HEAD:a.txt')}\tcaf`), Buffer.of(0xe9), Buffer.from('.c\n')]),
    });
    const tree = await repo.git('write-tree');
    const raw = Buffer.concat([
      Buffer.from(`tree ${tree}\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\nK`),
      Buffer.of(0xfc),
      Buffer.from('che\n'),
    ]);
    const sha = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], { cwd: repo.folder, input: raw }).toString().trim();
    const { commits } = await read(repo, [sha]);
    assert.equal(commits[0]?.subject, 'K\ufffdche');
    assert.ok(commits[0].files.some(({ path: name }) => name === 'caf\ufffd.c'));
  });

  it('a line without end is cut, and what follows is read', async () => {
    const repo = await TestRepository.create(folder.path);
    const sha = await repo.commit('Long', { 'a.min.js': `${'x'.repeat(1_000_000)}\n`, 'b.js': 'after\n' });
    const { lines } = await read(repo, [sha]);
    assert.equal(lines[0]?.length, 'a.min.js +'.length + longestLine);
    assert.deepEqual(lines.slice(1), ['b.js +after']);
  });

  it('colours, prefixes, external diffs and text conversions of the repository change nothing', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { '.gitattributes': '*.txt diff=evil\n', 'a.txt': '1\n' });
    const sha = await repo.commit('Second', { 'a.txt': '2\n' });
    const marker = path.join(folder.path, 'ran');
    for (const [key, value] of [
      ['color.ui', 'always'],
      ['diff.noprefix', 'true'],
      ['diff.submodule', 'log'],
      ['diff.interHunkContext', '5'],
      ['diff.evil.textconv', `touch ${marker}; cat`],
      ['diff.evil.command', `touch ${marker}`],
      ['diff.external', `touch ${marker}`],
      ['log.showSignature', 'true'],
      ['i18n.logOutputEncoding', 'latin1'],
    ] as const)
      await repo.git('config', key, value);
    const { lines } = await read(repo, [sha]);
    assert.deepEqual(lines, ['a.txt -1', 'a.txt +2']);
    assert.deepEqual(await repo.repository.lastChanged(sha, 'a.txt', { from: 1, to: 1 }, (await repo.git('rev-parse', 'HEAD^')).trim()), [
      sha,
    ]);
    const blamed = await repo.repository.blameAt(sha, 'a.txt');
    assert.match(blamed.ok ? blamed.value : '', /2$/m);
    await repo.repository.uncommitted();
    await repo.repository.changedSinceFork(sha);
    await assert.rejects(import('node:fs/promises').then(({ access }) => access(marker)));
  });
});
