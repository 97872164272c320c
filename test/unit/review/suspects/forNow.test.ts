import assert from 'node:assert/strict';
import path from 'node:path';
import { SuspectRanker } from '../../../../src/app/suspects/ranker';
import type { RankingNews, SuspectsAsked } from '../../../../src/app/suspects/suspectWork';
import { CommitShelf } from '../../../../src/review/suspects/commitShelf';
import { SuspectFinder } from '../../../../src/review/suspects/finder';
import { queryOf } from '../../../../src/review/suspects/query';
import { suspectSubject } from '../../../../src/review/suspects/subject';
import { windowOf } from '../../../../src/review/suspects/window';
import { temporaryFolder } from '../../../support/folders';
import { plainGit, withEnvironment } from '../../../support/hostileGit';
import { openRepository, TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

/** What a search in a window that has just been opened tells at last. */
async function found(asked: SuspectsAsked): Promise<RankingNews | undefined> {
  let last: RankingNews | undefined;
  await new SuspectRanker().search(asked, {
    signal: new AbortController().signal,
    found: finding => {
      last = finding;
    },
  });
  return last;
}

function askedIn(root: string, firstSeen: string): SuspectsAsked & { readonly cacheFile: string } {
  return {
    root,
    cacheFile: path.join(folder.path, 'cache', 'commits.json'),
    settings: { days: 60, commits: 1 },
    subject: suspectSubject({ title: 'The relay is not reached', symptoms: 'Ports of the relay fail' }, [], [], new Map(), ''),
    firstSeen,
    changes: [],
    now: firstSeen,
  };
}

/** What is found with what other windows have kept, and without. */
async function withAndWithoutCache(asked: SuspectsAsked): Promise<readonly (RankingNews | undefined)[]> {
  const { root, settings, subject, firstSeen, changes, now } = asked;
  return [await found(asked), await found({ root, settings, subject, firstSeen, changes, now })];
}

const lines = (changed: number, text: string): string =>
  Array.from({ length: 20 }, (_, n) => (n === changed ? text : `    step(${n});\n`)).join('');
const method = (changed: number, text: string): string => `class Cart {\n  addRelay() {\n${lines(changed, text)}  }\n}\n`;

describe('what is known of commits for now', () => {
  it('is the message alone where a shallow clone is cut off, whose commit seems to have brought every file', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('First', { 'lib/relay.js': 'function relay() {\n  ports();\n}\n' });
    for (const name of ['second', 'third', 'fourth']) await repo.commit(`Ports of ${name}`, { [`lib/${name}.js`]: `${name}();\n` });
    const clone = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--depth=3', `file://${repo.folder}`, clone]);
    const { root } = await openRepository(clone);
    const trace = 'Error\n    at relay (/srv/lib/relay.js:2:1)\n    at main (/srv/lib/fourth.js:1:1)';
    const symptoms = `The relay does not ring\n${trace}`;
    const subject = suspectSubject({ title: 'No relay', symptoms }, [], [], new Map(), '');
    const news = await found({ ...askedIn(root, repo.now), settings: { days: 60, commits: 100 }, subject });
    const suspects = news?.type === 'last' ? news.suspects : [];
    assert.equal(suspects.length, 3);
    const told = suspects.map(({ subject: message, files, reasons }) => [message, files, reasons.map(({ code }) => code)] as const);
    const cut = told.find(([message]) => message === 'Ports of second');
    assert.deepEqual(cut, ['Ports of second', [], ['shortlyBefore']]);
    assert.deepEqual(told[0]?.slice(0, 2), ['Ports of fourth', ['lib/fourth.js']]);
  });

  it('is read again once a shallow clone is cut off no more, and no diff is asked for while it is', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    for (const name of ['first', 'second', 'third']) await repo.commit(`Ports of ${name}`, { [`lib/${name}.js`]: `${name}();\n` });
    const root = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--depth=1', `file://${repo.folder}`, root]);
    const clone = await openRepository(root);
    const cut = plainGit(root, ['rev-parse', 'HEAD']);
    const shelf = new CommitShelf(clone);
    await shelf.readMessages([cut]);
    assert.deepEqual([shelf.withoutDiff([cut]), shelf.known([cut])[0]?.files], [[], []]);
    const asked = askedIn(clone.root, repo.now);
    const ranker = new SuspectRanker();
    const filesFound = async (by: SuspectRanker): Promise<unknown> => {
      const news: RankingNews[] = [];
      await by.search(asked, { signal: new AbortController().signal, found: finding => news.push(finding) });
      const last = news.at(-1);
      return last?.type === 'last' && last.suspects.find(({ sha }) => sha === cut)?.files;
    };
    assert.deepEqual(await filesFound(ranker), []);
    plainGit(root, ['fetch', '--quiet', '--unshallow']);
    for (const by of [ranker, new SuspectRanker()]) assert.deepEqual(await filesFound(by), ['lib/third.js']);
  });

  it('is not kept where there was no room for what names functions, and is read again', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('First', { 'lib/cart.js': method(5, 'one();\n'), 'lib/other.js': 'one();\n' });
    await repo.commit('Second', { 'lib/cart.js': method(5, 'two();\n') });
    await repo.commit('Third', { 'lib/other.js': 'two();\n' });
    const asked = askedIn(repo.repository.root, repo.now);
    const ranker = new SuspectRanker();
    const search = async (): Promise<RankingNews | undefined> => {
      const news: RankingNews[] = [];
      await ranker.search(asked, { signal: new AbortController().signal, found: finding => news.push(finding) });
      return news.at(-1);
    };
    const nowhere = path.join(folder.path, 'nowhere');
    let less: RankingNews | undefined;
    await withEnvironment({ TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere }, async () => {
      less = await search();
    });
    const [withCache, without] = await withAndWithoutCache(asked);
    assert.notDeepEqual(less, without);
    assert.deepEqual(withCache, without, 'in another window');
    assert.deepEqual(await search(), without, 'in the same window');
  });

  it('is not kept in a partial clone, which finds no renames', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    await repo.commit('First', { 'lib/old.js': lines(1, 'a\n'), 'a.js': 'a\n' });
    for (let n = 0; n < 5; n++) await repo.commit('Ports of the relay are not reached', { 'lib/old.js': lines(5, `${n}\n`) });
    await repo.git('mv', 'lib/old.js', 'lib/port.js');
    await repo.commit('Moved', { 'lib/port.js': lines(3, 'b\n') });
    repo.wait(24 * 90);
    await repo.commit('x', { 'a.js': 'b\n' });
    await repo.commit('y', { 'lib/port.js': lines(3, 'c\n') });
    await repo.git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--filter=blob:none', `file://${repo.folder}`, clone]);
    const asked = askedIn((await openRepository(clone)).root, repo.now);
    const less = await found(asked);
    // As a person does, who thereby fetches all that is missing.
    plainGit(clone, ['log', '--patch']);
    const [withCache, without] = await withAndWithoutCache(asked);
    assert.notDeepEqual(less, without);
    assert.deepEqual(withCache, without);
  });

  it('is not taken away from a ranking that is under way when another begins', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    for (const text of ['one', 'two', 'three']) await repo.commit(`Relay: ${text}`, { 'lib/relay.js': `connect(${text});\n` });
    const clone = path.join(folder.path, 'clone');
    plainGit(folder.path, ['clone', '--quiet', '--depth=2', `file://${repo.folder}`, clone]);
    const cut = await openRepository(clone);
    const window = await windowOf(cut, repo.now, { days: 60, commits: 10 });
    assert.ok(window.ok && window.value.window.length === 2);
    const request = { query: queryOf('The relay', ''), firstSeen: Date.parse(repo.now), window: window.value.window, past: [] };
    for (const [repository, mostTerms] of [
      [cut, undefined],
      [repo.repository, 3],
    ] as const) {
      const finder = new SuspectFinder(repository, undefined, mostTerms);
      let other: ReturnType<SuspectFinder['rank']> | undefined;
      const first = await finder.rank(request, {
        progress: ({ stage, done }) => {
          if (stage === 'diffs' && done === 1) other ??= finder.rank(request);
        },
      });
      for (const ranking of [first, await other])
        assert.deepEqual(ranking?.ok && ranking.value.commits.map(({ sha }) => sha), request.window);
    }
  });
});
