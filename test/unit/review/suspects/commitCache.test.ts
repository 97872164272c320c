import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, readFile, rename, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { SuspectRanker } from '../../../../src/app/suspects/ranker';
import type { SuspectsAsked } from '../../../../src/app/suspects/suspectWork';
import { commitCacheVersion, commitOf, lineOf } from '../../../../src/review/suspects/commitCache';
import { CommitShelf } from '../../../../src/review/suspects/commitShelf';
import type { KnownCommit } from '../../../../src/review/suspects/evidence';
import { suspectSubject } from '../../../../src/review/suspects/subject';
import type { Suspect } from '../../../../src/review/suspects/suspect';
import { Vocabulary } from '../../../../src/review/suspects/vocabulary';
import { sha256 } from '../../../../src/store/hash';
import { temporaryFolder } from '../../../support/folders';
import { makePastFaults } from '../../../support/pastFaults';
import { openRepository, TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

function withoutCache({ root, settings, subject, firstSeen, changes, now }: SuspectsAsked): SuspectsAsked {
  return { root, settings, subject, firstSeen, changes, now };
}

describe('what was read of commits', () => {
  let repo: TestRepository;
  let asked: SuspectsAsked;
  const cacheFile = (): string => path.join(folder.path, 'cache', 'commits.json');
  beforeEach(async () => {
    repo = await TestRepository.create(path.join(folder.path, 'code'));
    await repo.commit('A relay', { 'lib/relay.js': 'function connectRelay() {\n  connect(25);\n}\n' });
    await makePastFaults(repo, 3);
    await repo.git('mv', 'lib/relay.js', 'lib/port.js');
    await repo.commit('Ports of the relay are configured', {
      'lib/port.js': 'function connectRelay() {\n  connect(settings.relayPort, "smtp"); // not 25\n}\n',
    });
    repo.wait(5);
    const values = { title: 'The relay is not reached', symptoms: 'Ports of the relay fail' };
    asked = {
      root: repo.repository.root,
      cacheFile: cacheFile(),
      settings: { days: 60, commits: 5 },
      subject: suspectSubject(values, [], [], new Map(), ''),
      firstSeen: repo.now,
      changes: [],
      now: repo.now,
    };
  });

  /** What a window finds that has just been opened, and what it had to read. */
  async function search(
    of = asked,
    ranker = new SuspectRanker(),
  ): Promise<{ readonly suspects: readonly Suspect[]; readonly read: readonly string[] }> {
    const read = new Set<string>();
    let suspects: readonly Suspect[] = [];
    await ranker.search(of, {
      signal: new AbortController().signal,
      progress: ({ stage }) => read.add(stage),
      found: finding => {
        if (finding.type === 'last') ({ suspects } = finding);
      },
    });
    return { suspects, read: [...read] };
  }

  /** The newest commit as it is known when it has been read with its diff, and what its terms are numbered by. */
  async function newest(): Promise<{ readonly commit: KnownCommit; readonly vocabulary: Vocabulary }> {
    const sha = await repo.git('rev-parse', 'HEAD');
    const shelf = new CommitShelf(repo.repository);
    assert.ok((await shelf.readMessages([sha])).ok && (await shelf.readDiffs([sha])).ok);
    const [commit] = shelf.known([sha]);
    assert.ok(commit);
    return { commit, vocabulary: shelf.vocabulary };
  }

  it('is read once for all windows, and says the same', async () => {
    const first = await search();
    assert.deepEqual(first.read, ['messages', 'diffs']);
    const second = await search();
    assert.deepEqual(second, { suspects: first.suspects, read: [] });
    const kept = await readFile(cacheFile(), 'utf8');
    assert.ok(/\brelay\b/.test(kept) && !kept.includes('connect(settings'), 'words, no lines');
    const { size } = await stat(cacheFile());
    await search();
    assert.equal((await stat(cacheFile())).size, size);
    if (process.platform !== 'win32') assert.equal((await stat(cacheFile())).mode & 0o777, 0o600);
    await repo.commit('One more', { 'lib/more.js': 'more();\n' });
    repo.wait(1);
    asked = { ...asked, firstSeen: repo.now };
    assert.deepEqual((await search()).read, ['messages', 'diffs']);
    assert.deepEqual((await search()).read, []);
  });

  it('is read again where a line of it is torn or is none, and where it is of another repository', async () => {
    const { suspects } = await search();
    const whole = await readFile(cacheFile(), 'utf8');
    await truncate(cacheFile(), whole.length - 10);
    await appendFile(cacheFile(), '\n{"whole":true,"sha":"x"}\n[]\nnull\n');
    const torn = await search();
    assert.deepEqual([torn.suspects, torn.read.length > 0], [suspects, true]);
    const [header = ''] = whole.split('\n');
    const other = await TestRepository.create(path.join(folder.path, 'other'));
    await other.commit('Other', { 'a.js': 'a();\n' });
    asked = { ...asked, root: other.repository.root, firstSeen: other.now };
    await search();
    assert.notEqual((await readFile(cacheFile(), 'utf8')).split('\n')[0], header);
  });

  it('is begun anew where it has grown too large', async () => {
    const { suspects } = await search();
    const { size } = await stat(cacheFile());
    await truncate(cacheFile(), 100_000_001);
    const again = await search();
    assert.deepEqual([again.suspects, again.read], [suspects, ['messages', 'diffs']]);
    assert.equal((await stat(cacheFile())).size, size);
  });

  it('a line that contradicts itself is none', async () => {
    const vocabulary = new Vocabulary();
    const { commit, vocabulary: own } = await newest();
    const { sha } = commit;
    const line = lineOf(commit, true, own);
    const back = commitOf(JSON.parse(JSON.stringify(line)), own);
    assert.deepEqual(back, { whole: true, commit });
    const moved = { ...commit, moved: ['lib/port.js'] };
    assert.deepEqual(commitOf(lineOf(moved, true, own), own)?.commit, moved);
    assert.ok(commitOf(line, vocabulary));
    for (const wrong of [
      { counts: '' },
      { entries: line.entries.slice(4) },
      { terms: '' },
      { lengths: [1] },
      { sha: '--help' },
      { files: 1 },
      { files: Array.from({ length: 1_001 }, () => 'a') },
      { files: ['a'.repeat(10_001)] },
      { renamed: Array.from({ length: 1_001 }, () => ['a', 'b']) },
      { subject: 'a'.repeat(1_001) },
      { author: 'a'.repeat(201) },
      { committedAt: 1e16 },
      { committedAt: -1e16 },
      { blames: ['--help'] },
      { blames: Array.from({ length: 9 }, () => sha) },
      { terms: 'a', entries: Buffer.from(Uint32Array.of(15).buffer).toString('base64'), counts: 'AQ==' },
      { terms: `${line.terms} ${'a '.repeat(2_500_000)}` },
    ])
      assert.equal(commitOf({ ...line, ...wrong }, vocabulary), undefined, JSON.stringify(wrong));
  });

  it('is in the order of the numbers that its terms have here, and is read again with its diff where that was not read', async () => {
    const { commit, vocabulary: own } = await newest();
    const { sha } = commit;
    const line = lineOf(commit, false, own);
    const vocabulary = new Vocabulary();
    for (const term of line.terms.split(' ').toReversed()) vocabulary.numberOf(term);
    const { entries = new Uint32Array(), counts } = commitOf(line, vocabulary)?.commit.document ?? {};
    assert.deepEqual(entries, entries.toSorted());
    assert.notDeepEqual(counts, commit.document.counts);
    const other = new CommitShelf(repo.repository);
    await other.recall({ read: take => Promise.resolve(take(line)), save: () => assert.fail() });
    const read: number[] = [];
    assert.ok((await other.readDiffs([sha], undefined, count => read.push(count))).ok);
    assert.deepEqual(read, [1]);
    const saved: number[] = [];
    const save = (changed: Iterable<unknown>): Promise<void> => Promise.resolve(void saved.push([...changed].length));
    for (let time = 0; time < 2; time++) await other.keep({ read: () => assert.fail(), save });
    assert.deepEqual(saved, [1], 'once');
  });

  it('a search that is ended tells nothing more, and one where there was no repository finds it once it is there', async () => {
    const ending = new AbortController();
    const told: string[] = [];
    const ranker = new SuspectRanker();
    const found = ({ type }: { readonly type: string }): void => {
      told.push(type);
      ending.abort();
    };
    await ranker.search(asked, { signal: ending.signal, found });
    assert.deepEqual(told, ['window']);
    const later = { ...withoutCache(asked), root: path.join(folder.path, 'later') };
    assert.deepEqual((await search(later, ranker)).suspects, []);
    await rename(repo.folder, later.root);
    assert.ok((await search(later, ranker)).suspects.length > 0);
  });

  it('a line as long as may be is one', () => {
    const path = 'a'.repeat(10_000);
    const commit = {
      sha: 'a'.repeat(64),
      committedAt: 8.64e15,
      files: Array.from({ length: 1_000 }, () => path),
      renamed: Array.from({ length: 1_000 }, () => [path, path] as const),
      subject: 'ü'.repeat(1_000),
      author: '\ud800'.repeat(200),
      blames: Array.from({ length: 8 }, () => 'abcdef0'),
      document: { entries: new Uint32Array(), counts: new Uint8Array(), lengths: new Uint32Array(12) },
    };
    const line: unknown = JSON.parse(JSON.stringify(lineOf(commit, true, new Vocabulary())));
    assert.deepEqual(commitOf(line, new Vocabulary()), { whole: true, commit });
  });

  it('is read once where two searches begin at once', async () => {
    const ranker = new SuspectRanker();
    const newer = { ...withoutCache(asked), settings: { days: 1, commits: 2 } };
    const older = { ...newer, firstSeen: new Date(Date.parse(asked.firstSeen) - 8 * 3_600_000).toISOString() };
    await Promise.all([search(newer, ranker), search(older, ranker)]);
    for (const again of [newer, older]) assert.deepEqual((await search(again, ranker)).read, []);
  });

  it('a commit at which a shallow clone is cut off is read again once there is more of the history', async () => {
    const clone = path.join(folder.path, 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=3', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    const { root } = await openRepository(clone);
    const ranker = new SuspectRanker();
    const inClone = { ...asked, root };
    const cut = await search(inClone, ranker);
    execFileSync('git', ['fetch', '--quiet', '--unshallow'], { cwd: clone, stdio: 'ignore' });
    const { suspects } = await search(withoutCache(inClone));
    assert.notDeepEqual(cut.suspects, suspects);
    assert.deepEqual((await search(inClone)).suspects, suspects, 'in another window');
    assert.deepEqual((await search(inClone, ranker)).suspects, suspects, 'in the same window');
  });

  it('is of another version when words are taken apart otherwise', async () => {
    const { commit, vocabulary } = await newest();
    const { terms, entries, counts, lengths } = lineOf(commit, true, vocabulary);
    // Whoever changes what a document holds makes a new version of the cache, and puts both here.
    assert.deepEqual([commitCacheVersion, sha256(JSON.stringify({ terms, entries, counts, lengths })).slice(0, 12)], [3, '1fa3bbdad8dd']);
  });
});
