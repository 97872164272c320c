import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChangedFile, Commit, Hunk } from '../../../src/git/commit';
import { LogParser, longestLine } from '../../../src/git/logParser';
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
    assert.deepEqual(await repo.repository.lastChanged(sha, 'a.txt', { from: 1, to: 1 }, (await repo.git('rev-parse', 'HEAD^')).trim()), {
      ok: true,
      value: [{ sha, path: 'a.txt', line: 1 }],
    });
    const blamed = await repo.repository.blameAt(sha, 'a.txt');
    assert.match(blamed.ok ? blamed.value : '', /2$/m);
    await repo.repository.uncommitted();
    await repo.repository.changedSinceFork(sha, 'HEAD');
    await assert.rejects(import('node:fs/promises').then(({ access }) => access(marker)));
  });
});

describe('reading what was made to hold one up', () => {
  /** What is told of some output of git, which comes in pieces of some bytes. */
  function parsed(output: string, size: number): Told {
    const commits: Commit[] = [];
    const lines: string[] = [];
    const hunks: [string, Hunk][] = [];
    const parser = new LogParser({
      commit: commit => commits.push(commit),
      hunk: (hunk, file) => hunks.push([file.path, hunk]),
      line: (sign, text) => lines.push(`${sign}${text}`),
    });
    const bytes = Buffer.from(output);
    for (let at = 0; at < bytes.length; at += size) parser.take(bytes.subarray(at, at + size));
    parser.end();
    return { commits, lines, hunks };
  }
  const sha = 'a'.repeat(40);
  const head = (subject: string, body: string): string => `\x1e${sha}\0\0A\0a@b\x001700000000\x001700000001\0${subject}\0${body}\0\0\n`;
  const file = ':100644 100644 1 2 M\0a.txt\0';
  const patch = '\0diff --git a/a.txt b/a.txt\n@@ -1 +1 @@ f\x1e\0g\n-one\n+two\n';

  it('a message, a line and a path of many megabytes are read in one go, and told as far as somebody may have written them', () => {
    const long = 'x'.repeat(16 * 1024 * 1024);
    const begun = performance.now();
    const { commits, lines } = parsed(
      `${head('subject', long)}${file}${patch}${head(long, 'body')}${file}\0diff --git a\n@@ -0,0 +1 @@\n+${long}\n`,
      65_536,
    );
    assert.ok(performance.now() - begun < 10_000, 'quadratic it would take minutes');
    assert.deepEqual(
      commits.map(({ subject, body }) => [subject.length, body.length]),
      [
        ['subject'.length, 100_001],
        [10_001, 'body'.length],
      ],
    );
    assert.ok(commits[0]?.body.endsWith('x…') === true);
    assert.deepEqual(
      lines.map(({ length }) => length),
      [4, 4, longestLine + 1],
    );
    const odd = parsed(`${head('s', 'b')}:1 1 1 2 A\0${long}\0${head('next', '')}`, 65_536);
    assert.deepEqual(
      odd.commits.map(({ subject }) => subject),
      ['s', 'next'],
    );
    assert.equal(odd.commits[0]?.files[0]?.path.length, 10_000);
  });

  it('tells the same in whatever pieces it comes', () => {
    const renamed = ':100644 100644 1 2 R090\0alt ü.txt\0neu 𝒳.txt\0:100644 120000 1 2 T\0t\0';
    const output = `${head('Ä subject', 'body\n\nof two')}${file}${patch}\0${head('second', '')}${renamed}\0diff --git x\n@@ -0,0 +1,2 @@\n+\0\x1e\n+${'l'.repeat(2 * longestLine)}\n\\ No newline\n\0${head('no files', '')}`;
    const whole = parsed(output, output.length * 4);
    assert.equal(whole.commits.length, 3);
    assert.equal(whole.commits[1]?.files[0]?.oldPath, 'alt ü.txt');
    assert.deepEqual(whole.lines.slice(0, 3), ['-one', '+two', '+\0\x1e']);
    for (const size of [1, 2, 3, 7, 64]) assert.deepEqual(parsed(output, size), whole);
  });

  it('is ended where a history is larger than any, and says so', async () => {
    const repo = await TestRepository.create(folder.path);
    const last = await repo.commit('Long', { 'a.txt': 'x\n'.repeat(10_000) });
    const ended = await repo.repository.readCommits([last], { commit: () => undefined }, { patch: true, maxOutput: 10_000 });
    assert.deepEqual(ended, { ok: false, error: { code: 'tooMuchOutput', limit: 10_000 } });
  });
});
