import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { blame } from '../../../src/review/suspects/places';
import { plainGit } from '../../support/hostileGit';
import { TestRepository } from '../../support/repositories';

/**
 * Settings of a repository, or of the person, that hide a commit, a file or a line from whoever looks for the cause of a fault, or show it as
 * another's; each is a line of a configuration file. The first of them each hide something from a git that is started plainly.
 */
const settings = [
  ['log.showRoot', 'false'],
  ['diff.orderFile', 'nowhere'],
  ['diff.renameLimit', '1'],
  ['diff.renames', 'false'],
  ['diff.renames', 'copies'],
  ['diff.ignoreSubmodules', 'all'],
  ['submodule.sub.ignore', 'all'],
  ['diff.algorithm', 'patience'],
  ['diff.indentHeuristic', 'false'],
  ['diff.context', '9'],
  ['diff.interHunkContext', '99'],
  ['diff.noprefix', 'true'],
  ['diff.mnemonicPrefix', 'true'],
  ['diff.relative', 'true'],
  ['diff.submodule', 'log'],
  ['diff.colorMoved', 'zebra'],
  ['diff.wsErrorHighlight', 'all'],
  ['diff.suppressBlankEmpty', 'true'],
  ['diff.dirstat', 'lines'],
  ['color.ui', 'always'],
  ['core.bigFileThreshold', '1'],
  ['core.quotePath', 'false'],
  ['core.abbrev', '4'],
  ['core.fileMode', 'false'],
  ['blame.ignoreRevsFile', 'IGNORED'],
  ['blame.coloring', 'repeatedLines'],
  ['blame.blankBoundary', 'true'],
  ['blame.showEmail', 'true'],
  ['blame.showRoot', 'true'],
  ['blame.date', 'raw'],
  ['blame.markIgnoredLines', 'true'],
  ['blame.markUnblamableLines', 'true'],
  ['mailmap.file', 'MAILMAP'],
  ['mailmap.blob', 'BLOB'],
  ['log.mailmap', 'true'],
  ['log.follow', 'true'],
  ['log.date', 'raw'],
  ['log.decorate', 'full'],
  ['log.diffMerges', 'off'],
  ['log.abbrevCommit', 'true'],
  ['format.pretty', 'fuller'],
  ['notes.displayRef', '*'],
  ['status.renames', 'copies'],
  ['status.showUntrackedFiles', 'no'],
  ['status.relativePaths', 'true'],
  ['status.branch', 'true'],
  ['status.short', 'true'],
  ['column.ui', 'always'],
  ['grep.patternType', 'perl'],
  ['core.commentChar', 'x'],
  ['i18n.commitEncoding', 'UTF-16'],
] as const;

describe('what a setting must not hide from who looks for a cause', () => {
  let base: string;
  let repo: TestRepository;
  let shas: readonly string[];
  let clean: string;
  let expected: unknown;

  before(async () => {
    base = await realpath(await mkdtemp(path.join(os.tmpdir(), 'faultline-hidden-')));
    repo = await TestRepository.create(path.join(base, 'repo'));
    const code = (name: string): string => Array.from({ length: 20 }, (_, line) => `${name} ${line}\n\n`).join('');
    const root = await repo.commit('Root', {
      'a.js': code('a'),
      'b.js': code('b'),
      'in/c.js': code('c'),
      'copied.js': code('d'),
      'slide.js': '/**\n * A\n */\nfa\n/**\n * B\n */\nfb\n',
      'braces.js': 'int f() {\n  a\n}\n\nint g() {\n  b\n}\n\n',
    });
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    await writeFile(path.join(repo.folder, '.gitmodules'), '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n');
    await repo.git('add', '.gitmodules');
    await repo.git('commit', '--quiet', '--message=With a submodule');
    await repo.git('mv', 'a.js', 'new-a.js');
    await repo.git('mv', 'b.js', 'new-b.js');
    const moved = await repo.commit('Moved', {
      'new-a.js': `${code('a')}a\n`,
      'new-b.js': `${code('b')}b\n`,
      'in/c.js': code('c').replace('c 7', 'c seven').replace('c 9', 'c nine'),
      'slide.js': '/**\n * A\n */\nfa\n/**\n * C\n */\nfc\n/**\n * B\n */\nfb\n',
      'braces.js': 'int g() {\n  b\n}\n\nint f() {\n  a\n}\n\nint h() {\n  c\n}\n',
      'copy.js': `${code('d')}d\n`,
      'copied.js': `${code('d')}e\n`,
    });
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${'2'.repeat(40)},sub`);
    await repo.git('commit', '--quiet', '--message=Submodule');
    const submodule = await repo.git('rev-parse', 'HEAD');
    await repo.git('checkout', '--quiet', '-b', 'side', root);
    const side = await repo.commit('Side', { 'side.js': 'side\n' });
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${'3'.repeat(40)},sub`);
    await repo.git('commit', '--quiet', '--message=Side submodule');
    await repo.git('checkout', '--quiet', '--force', 'main');
    shas = [root, moved, submodule, side, await repo.git('rev-parse', 'side')];
    await writeFile(path.join(repo.folder, 'untracked.js'), 'x\n');
    await writeFile(path.join(repo.folder, 'in/c.js'), 'edited\n');
    await writeFile(path.join(base, 'ignored'), `${moved}\n`);
    await writeFile(path.join(base, 'mailmap'), 'Somebody Else <else@example.org> <t@example.org>\n');
    clean = await readFile(path.join(repo.folder, '.git/config'), 'utf8');
    expected = await everything();
  });
  after(() => rm(base, { recursive: true, force: true }));

  async function everything(): Promise<unknown> {
    const { repository } = repo;
    const [root = '', moved = '', submodule = '', side = ''] = shas;
    const patch: unknown[] = [];
    const read = await repository.readCommits(
      shas,
      {
        commit: commit => patch.push(commit),
        hunk: (hunk, file) => patch.push([hunk, file.path]),
        line: (sign, text) => patch.push(sign + text),
      },
      { patch: true },
    );
    return {
      read,
      patch,
      history: await repository.history({ limit: 20 }),
      ofFile: await repository.history({ limit: 20, path: 'new-a.js' }),
      revisions: await repository.revisions({ limit: 20 }),
      one: await repository.commit(submodule),
      blamed: await repository.lastChanged(moved, 'in/c.js', { from: 1, to: 40 }, root),
      blame: await repository.blameAt(moved, 'in/c.js'),
      fork: await repository.changedSinceFork(shas[4] ?? side, 'HEAD'),
      branches: await repository.unmergedBranches(5),
      uncommitted: await repository.uncommitted(),
    };
  }

  it('there is something to hide', () => {
    const text = JSON.stringify(expected);
    for (const part of ['seven', '"renamed"', `Subproject commit ${'2'.repeat(40)}`, 'side.js', 'a 0', 'Tess Ter', 'untracked.js'])
      assert.ok(text.includes(part), part);
    assert.doesNotMatch(text, /"ok":false/);
  });

  /** What is shown of a commit at last, when it is told more than once. */
  async function linesOf(sha: string): Promise<readonly string[]> {
    const lines: string[] = [];
    const commit = (): void => {
      lines.length = 0;
    };
    const read = await repo.repository.readCommits([sha], { commit, line: (sign, text) => lines.push(sign + text) }, { patch: true });
    assert.ok(read.ok);
    return lines;
  }

  for (const attribute of ['-diff', 'binary', 'diff=evil', '-text -diff'])
    it(`a file of text that is called ${attribute}`, async () => {
      const [, moved = ''] = shas;
      const [file, attributes] = [path.join(repo.folder, '.git/config'), path.join(repo.folder, '.git/info/attributes')];
      const before = await linesOf(moved);
      assert.ok(before.includes('+c seven'));
      try {
        plainGit(repo.folder, ['config', 'diff.evil.binary', 'true']);
        await writeFile(attributes, `*.js ${attribute}\n`);
        assert.deepEqual(await linesOf(moved), before);
      } finally {
        await writeFile(file, clean);
        await rm(attributes);
      }
    });

  it('a list of commits to pass over that is not there is no silence: git cannot say who changed a line', async () => {
    const [root = '', moved = ''] = shas;
    const ask = (file: string, from: number): ReturnType<typeof repo.repository.lastChanged> =>
      repo.repository.lastChanged(moved, file, { from, to: from }, root);
    assert.deepEqual(await ask('nowhere.js', 1), { ok: true, value: [] });
    assert.deepEqual(await ask('in/c.js', 999), { ok: true, value: [] });
    try {
      plainGit(repo.folder, ['config', 'blame.ignoreRevsFile', 'nowhere']);
      const asked = await ask('in/c.js', 1);
      assert.equal(!asked.ok && asked.error.code, 'failed');
      const window = { base: moved, window: [moved, root], past: [], landed: new Map(), shallow: false };
      const told = await blame(repo.repository, window, [{ path: 'in/c.js', from: 1, to: 1 }]);
      assert.deepEqual([told.lines, told.untold], [0, 1]);
    } finally {
      await writeFile(path.join(repo.folder, '.git/config'), clean);
    }
  });

  it('a file that is binary is not shown for that', async () => {
    const other = await TestRepository.create(path.join(base, 'other'));
    await writeFile(path.join(other.folder, 'b.bin'), Buffer.from('a\0b\n'));
    const sha = await other.commit('Binary', { 'a.js': 'a\n', '.gitattributes': '*.bin binary\n' });
    const told: string[] = [];
    const visitor = {
      commit: () => told.push('commit'),
      line: (_sign: string, text: string) => told.push(text),
      unshown: () => told.push('unshown'),
    };
    assert.ok((await other.repository.readCommits([sha], visitor, { patch: true })).ok);
    assert.deepEqual(told, ['commit', '*.bin binary', 'a', 'unshown']);
  });

  for (const [key, value] of settings)
    it(`${key}=${value}`, async () => {
      const file = path.join(repo.folder, '.git/config');
      const blob = plainGit(repo.folder, ['hash-object', '-w', path.join(base, 'mailmap')]);
      const real = { IGNORED: path.join(base, 'ignored'), MAILMAP: path.join(base, 'mailmap'), BLOB: blob }[value as string] ?? value;
      try {
        plainGit(repo.folder, ['config', key, real]);
        assert.deepEqual(await everything(), expected);
      } finally {
        await writeFile(file, clean);
      }
    }).timeout(20_000);
});
