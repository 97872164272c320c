import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMissingObject } from '../../../../src/git/gitFault';
import { Repository } from '../../../../src/git/repository';
import { termOfEntry } from '../../../../src/review/suspects/commitDocument';
import { SuspectFinder, type RankingProgress } from '../../../../src/review/suspects/finder';
import { blame, framePlaces } from '../../../../src/review/suspects/places';
import { windowOf, type Window } from '../../../../src/review/suspects/window';
import { suspectsIn, type Suspect } from '../../../../src/review/suspects/suspect';
import { noLines, type OwnKnowledge } from '../../../../src/review/suspects/ownEvidence';
import { queryOf } from '../../../../src/review/suspects/query';
import { temporaryFolder } from '../../../support/folders';
import { openRepository, TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();
const settings = { days: 60, commits: 1_000 };
const nothing: OwnKnowledge = { linkedFiles: [], components: [], judged: new Map(), inChange: new Map(), frames: noLines, links: noLines };

const trace = 'Error: no port\n    at dial (/srv/app/lib/relay.js:3:9)\n    at main (/srv/app/main.js:1:1)';

/** A small program; its third commit breaks the relay. */
async function program(): Promise<{ readonly repo: TestRepository; readonly breaking: string }> {
  const repo = await TestRepository.create(path.join(folder.path, 'repo'));
  await repo.commit('A relay', {
    'lib/relay.js': 'function dial(host) {\n  const port = 25;\n  return connect(host, port);\n}\n',
    'main.js': 'dial("x");\n',
  });
  await repo.commit('Docs', { 'README.md': 'A program\n' });
  const breaking = await repo.commit('Ports are configured', {
    'lib/relay.js': 'function dial(host) {\n  const port = settings.port;\n  return connect(host, ports.relay);\n}\n',
  });
  await repo.commit('Invoices: round amounts', { 'lib/invoice.js': 'function round(amount) {\n  return Math.round(amount);\n}\n' });
  return { repo, breaking };
}

/** Bytes, once what nobody needs is gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function windowIn(repository: Repository, firstSeen: string): Promise<Window> {
  const window = await windowOf(repository, firstSeen, settings);
  assert.ok(window.ok, JSON.stringify(window));
  return window.value;
}

async function suspectsOf(
  repository: Repository,
  firstSeen: string,
  [title, text]: readonly [string, string],
  own: Partial<OwnKnowledge> = {},
): Promise<readonly Suspect[]> {
  const window = await windowIn(repository, firstSeen);
  const finder = new SuspectFinder(repository);
  const query = queryOf(title, text);
  const ranking = await finder.rank({ query, firstSeen: Date.parse(firstSeen), window: window.window, past: window.past });
  assert.ok(ranking.ok, JSON.stringify(ranking));
  const frames = await blame(repository, window, await framePlaces(repository, window, { text, prefix: '' }));
  return suspectsIn(
    ranking.value,
    {
      query,
      firstSeen: Date.parse(firstSeen),
      own: { ...nothing, frames, ...own },
      landed: window.landed,
      temperature: finder.temperature,
    },
    20,
  );
}

describe('suspect changes of a repository', () => {
  it('the commit that changed the lines of the trace comes first, and says so', async () => {
    const { repo, breaking } = await program();
    repo.wait(5);
    const [first] = await suspectsOf(repo.repository, repo.now, ['The relay is not reached', trace]);
    assert.equal(first?.sha, breaking);
    const reasons = Object.fromEntries(first.reasons.map(({ code, values }) => [code, values]));
    assert.deepEqual(reasons['lastChangedFrames'], ['1', '2']);
    assert.deepEqual(reasons['frameFile'], ['lib/relay.js', '1']);
    assert.deepEqual(reasons['shortlyBefore'], ['360']);
    assert.deepEqual(first.line, { path: 'lib/relay.js', line: 3 });
  });

  it('what came after the fault was seen is no suspect, and a fault older than the history has none', async () => {
    const { repo, breaking } = await program();
    const [before] = await suspectsOf(repo.repository, '2026-03-01T10:30:00Z', ['The relay is not reached', trace]);
    assert.notEqual(before?.sha, breaking);
    const older = await windowOf(repo.repository, '2020-01-01T00:00:00Z', settings);
    assert.equal(!older.ok && older.error.code, 'nothingBefore');
  });

  it('ruled-out commits stay out, suspected ones and those of named components move up', async () => {
    const { repo, breaking } = await program();
    const report = ['Something is wrong', 'No idea'] as const;
    const invoice = await repo.git('rev-parse', 'HEAD');
    const ruledOut = await suspectsOf(repo.repository, repo.now, report, { judged: new Map([[breaking, 'ruledOut']]) });
    assert.ok(!ruledOut.some(({ sha }) => sha === breaking));
    const owns: readonly Partial<OwnKnowledge>[] = [
      { judged: new Map([[breaking, 'confirmed']]) },
      { components: [{ name: 'Mail', globs: ['lib/relay*'] }], linkedFiles: ['lib/relay.js'] },
    ];
    for (const own of owns) {
      const suspects = await suspectsOf(repo.repository, repo.now, report, own);
      const place = (wanted: string): number => suspects.findIndex(({ sha }) => sha === wanted);
      assert.ok(place(breaking) < place(invoice), JSON.stringify(own));
    }
  });

  it('a commit that was written long ago is as fresh as its merge', async () => {
    const { repo } = await program();
    await repo.git('switch', '--quiet', '--create', 'topic', 'HEAD~3');
    const old = await repo.commit('Relay: dial twice', { 'lib/twice.js': 'dial(); dial();\n' });
    repo.wait(300);
    await repo.git('switch', '--quiet', 'main');
    await repo.git('merge', '--quiet', '--no-ff', '--no-edit', 'topic');
    repo.wait(1);
    const suspect = (await suspectsOf(repo.repository, repo.now, ['dial twice', ''])).find(({ sha }) => sha === old);
    assert.deepEqual(suspect?.reasons.find(({ code }) => code === 'mergedBefore')?.values, ['60']);
    // Seen from before the merge it was not there.
    assert.ok(!(await windowIn(repo.repository, new Date(Date.parse(repo.now) - 2 * 3_600_000).toISOString())).window.includes(old));
  });

  it('a second look reads nothing and says the same', async () => {
    const { repo } = await program();
    const window = await windowIn(repo.repository, repo.now);
    const finder = new SuspectFinder(repo.repository);
    const request = { query: queryOf('The relay', trace), firstSeen: Date.parse(repo.now), window: window.window, past: window.past };
    const stages: RankingProgress['stage'][] = [];
    const rankings: number[] = [];
    const first = await finder.rank(request, {
      progress: ({ stage }) => stages.push(stage),
      ranking: ({ commits }) => rankings.push(commits.length),
    });
    assert.deepEqual([...new Set(stages)], ['messages', 'diffs']);
    assert.deepEqual(rankings, [4], 'the messages alone give a first ranking');
    stages.length = 0;
    const second = await finder.rank(request, {
      progress: ({ stage }) => stages.push(stage),
      ranking: ({ commits }) => rankings.push(commits.length),
    });
    assert.deepEqual(stages, []);
    assert.deepEqual(rankings, [4], 'nothing is ranked twice to be shown twice');
    assert.ok(first.ok && second.ok);
    assert.deepEqual(second.value.scores, first.value.scores);
  });

  it('the past says which files a report speaks of; the same values whether it was read with its diffs or not', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'repo'));
    for (let number = 0; number < 12; number++) await repo.commit(`Printer spool: job ${number}`, { 'lib/p.c': `${number}\n` });
    repo.wait(24 * 90);
    const quiet = await repo.commit('Tidy up', { 'lib/p.c': 'tidy\n' });
    await repo.commit('Tidy up', { 'lib/q.c': 'tidy\n' });
    const window = await windowOf(repo.repository, repo.now, { days: 10, commits: 2 });
    assert.ok(window.ok && window.value.window.length === 2 && window.value.past.length === 12);
    const request = {
      query: queryOf('Nothing comes out of the printer spool', ''),
      firstSeen: Date.parse(repo.now),
      window: window.value.window,
      past: window.value.past,
    };
    const cold = await new SuspectFinder(repo.repository).rank(request);
    const finder = new SuspectFinder(repo.repository);
    await finder.shelf.readDiffs(window.value.past);
    const warm = await finder.rank(request);
    assert.ok(cold.ok && warm.ok);
    const profile = cold.value.evidence.columns['profile'];
    assert.ok((profile?.[window.value.window.indexOf(quiet)] ?? 0) > 0);
    assert.deepEqual(warm.value.scores, cold.value.scores);
  });

  it('cancelled, it ends and keeps what it has read', async () => {
    const { repo } = await program();
    const window = await windowIn(repo.repository, repo.now);
    const finder = new SuspectFinder(repo.repository);
    const request = { query: queryOf('x', ''), firstSeen: 0, window: window.window, past: [] };
    const ended = await finder.rank(request, {}, AbortSignal.abort());
    assert.equal(!ended.ok && ended.error.code, 'cancelled');
    assert.ok((await finder.rank(request)).ok);
  });

  it('a detached head, an empty repository, a shallow clone and no repository at all are told apart', async () => {
    const { repo, breaking } = await program();
    await repo.git('checkout', '--quiet', '--detach', 'HEAD~1');
    const [first] = await suspectsOf(repo.repository, repo.now, ['The relay is not reached', trace]);
    assert.equal(first?.sha, breaking);
    const clone = path.join(folder.path, 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth=2', '--branch=main', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    const shallow = await openRepository(clone);
    const window = await windowIn(shallow, repo.now);
    assert.deepEqual([window.window.length, window.shallow], [2, true]);
    const empty = await TestRepository.create(path.join(folder.path, 'empty'));
    const none = await windowOf(empty.repository, repo.now, settings);
    assert.equal(!none.ok && none.error.code, 'noCommits');
    assert.deepEqual(await Repository.find(folder.path), { ok: false, error: { code: 'noRepository' } });
  });

  it('a partial clone is ranked by what is at hand, renames and all, and nothing is fetched', async () => {
    const { repo, breaking } = await program();
    repo.wait(1);
    await repo.git('mv', 'main.js', 'start.js');
    const moved = await repo.commit('Main starts', { 'start.js': 'start();\n' });
    await repo.git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(folder.path, 'partial');
    execFileSync('git', ['clone', '--quiet', '--filter=blob:none', '--branch=main', `file://${repo.folder}`, clone], { stdio: 'ignore' });
    const partial = await openRepository(clone);
    const { window } = await windowIn(partial, repo.now);
    const request = { query: queryOf('Configured ports: relay not reached', trace), firstSeen: Date.parse(repo.now), window, past: [] };
    const ranking = await new SuspectFinder(partial).rank(request);
    assert.ok(ranking.ok);
    assert.deepEqual(
      ranking.value.commits.map(({ sha }) => sha),
      window,
    );
    assert.ok(ranking.value.withoutDiff > 0 && window.includes(moved));
    const best = ranking.value.scores.reduce((first, score, row, all) => (score > (all[first] ?? 0) ? row : first), 0);
    assert.equal(window[best], breaking);
    const again = await openRepository(clone);
    const histories = await Promise.all([again.history({ limit: 100 }), again.history({ limit: 100 })]);
    assert.deepEqual(
      histories.map(history => history.ok),
      [true, true],
    );
    const missing = await partial.fileAt(`${breaking}^`, 'lib/relay.js');
    assert.ok(!missing.ok && isMissingObject(missing.error));
    const whole = await new SuspectFinder(repo.repository).rank(request);
    assert.equal(whole.ok && whole.value.withoutDiff, 0);
  });

  it('a commit of ten thousand files is known by its message and paths, and is soon read', async () => {
    const { repo, breaking } = await program();
    const blob = await repo.git('rev-parse', 'HEAD:main.js');
    const entries = Array.from({ length: 10_000 }, (_, number) => `100644 ${blob}\tgen/${number % 100}/relay${number}.txt\n`);
    execFileSync('git', ['update-index', '--add', '--index-info'], { cwd: repo.folder, input: entries.join('') });
    repo.wait(1);
    await repo.git('commit', '--quiet', '--message=Generated files');
    const huge = await repo.git('rev-parse', 'HEAD');
    const suspects = await suspectsOf(repo.repository, repo.now, ['The relay is not reached', trace]);
    assert.equal(suspects[0]?.sha, breaking);
    assert.ok((suspects.find(({ sha }) => sha === huge)?.files.length ?? 0) <= 1_000);
  });

  it('where there are more words than there is room for, all commits are ranked, by the words there was room for', async () => {
    const { repo, breaking } = await program();
    const finder = new SuspectFinder(repo.repository, undefined, 20);
    const { window } = await windowIn(repo.repository, repo.now);
    const request = { query: queryOf('Configured ports', ''), firstSeen: Date.parse(repo.now), window, past: [] };
    for (let time = 0; time < 2; time++) {
      const ranking = await finder.rank(request);
      assert.ok(ranking.ok);
      assert.deepEqual(
        ranking.value.commits.map(({ sha }) => sha),
        window,
      );
      assert.ok(finder.shelf.vocabulary.size < 30, String(finder.shelf.vocabulary.size));
    }
    const kept: unknown[] = [];
    const lines = { read: () => Promise.resolve(), save: (changed: Iterable<unknown>) => Promise.resolve(void kept.push(...changed)) };
    await finder.shelf.keep(lines);
    assert.ok(!JSON.stringify(kept).includes(breaking), 'what is not whole is not kept');
    const [first, second] = await Promise.all([finder.rank(request), finder.rank(request, { ranking: () => undefined })]);
    assert.ok(first.ok && second.ok);
    for (const { commits, vocabulary } of [first.value, second.value]) {
      assert.equal(commits.length, window.length);
      for (const { document } of commits) for (const entry of document.entries) assert.notEqual(vocabulary.termAt(termOfEntry(entry)), '');
    }
  });

  it('remembers words, and nothing of the text they stood in', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'large'));
    await repo.commit('First', { 'a.js': '' });
    const line = `call("${'a word '.repeat(10)}");\n`;
    await repo.commitMany(async commit => {
      for (let n = 0; n < 60; n++)
        await commit(`Change number ${n}`, {
          [`lib/aRatherLongName${n}.js`]: Array.from(
            { length: 2_000 },
            (_, at) => `${at % 500 ? '' : `let longIdentifier${n}x${at};\n`}${line}`,
          ).join(''),
        });
    });
    const shas = (await repo.git('rev-list', 'HEAD')).split('\n');
    const { shelf } = new SuspectFinder(repo.repository);
    const before = heapUsed();
    assert.ok((await shelf.readMessages(shas)).ok && (await shelf.readDiffs(shas)).ok);
    const grown = heapUsed() - before;
    assert.equal(shelf.known(shas).length, 61);
    assert.ok(grown < 3_000_000, `${grown} bytes of 9 million`);
  });

  it('a revert and what it reverts are both suspects', async () => {
    const { repo, breaking } = await program();
    repo.wait(1);
    await repo.git('revert', '--no-edit', breaking);
    const revert = await repo.git('rev-parse', 'HEAD');
    const suspects = await suspectsOf(repo.repository, repo.now, ['Ports are not configured', '']);
    assert.deepEqual(new Set(suspects.slice(0, 2).map(({ sha }) => sha)), new Set([revert, breaking]));
  });
});
