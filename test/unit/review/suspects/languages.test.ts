import { deepEqual, equal, ok } from 'node:assert/strict';
import path from 'node:path';
import { kindOfPath } from '../../../../src/review/suspects/commitDocument';
import { withCurrentNames } from '../../../../src/review/suspects/currentNames';
import type { KnownCommit } from '../../../../src/review/suspects/evidence';
import { SuspectFinder, type SuspectRanking } from '../../../../src/review/suspects/finder';
import { queryOf } from '../../../../src/review/suspects/query';
import { windowOf } from '../../../../src/review/suspects/window';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();

/** The window's commits as they are ranked for a report a week after the last of them. */
async function ranked(repo: TestRepository, report: string): Promise<SuspectRanking> {
  const firstSeen = new Date(Date.parse(repo.now) + 7 * 86_400_000).toISOString();
  const window = await windowOf(repo.repository, firstSeen, { days: 60, commits: 1_000 });
  ok(window.ok, JSON.stringify(window));
  const ranking = await new SuspectFinder(repo.repository).rank({
    query: queryOf(report, report),
    firstSeen: Date.parse(firstSeen),
    ...window.value,
  });
  ok(ranking.ok, JSON.stringify(ranking));
  return ranking.value;
}

/** Some evidence by the subject of each commit. */
function bySubject({ commits, evidence }: SuspectRanking, name: string): Readonly<Record<string, number>> {
  return Object.fromEntries(commits.map(({ subject }, at) => [subject, Number((evidence.columns[name]?.[at] ?? 0).toFixed(3))]));
}

const commit = (subject: string, files: readonly string[], renamed?: KnownCommit['renamed']): KnownCommit => ({
  sha: subject,
  committedAt: 0,
  files,
  subject,
  author: 'A',
  ...(renamed && { renamed }),
  document: { entries: new Uint32Array(), counts: new Uint8Array(), lengths: new Uint32Array() },
});

describe('suspects in any language', () => {
  it('what a program wrote or somebody else did is a part of its own, by its path', () => {
    const generated = ['vendor/github.com/x/y.go', 'web/node_modules/a/index.js', 'package-lock.json', 'Cargo.lock', 'go.sum', 'yarn.lock'];
    const more = [
      'static/app.min.js',
      'dist/app.js',
      'api/v1/api.pb.go',
      'proto/x_pb2.py',
      'k8s/zz_generated.deepcopy.go',
      'ui/__snapshots__/a.snap',
    ];
    deepEqual([...new Set([...generated, ...more].map(kindOfPath))], ['generated']);
    const written = ['src/vendors.go', 'package.json', 'go.mod', 'lib/lock.py', 'src/locks/file.c', 'dist/release.sh', 'app/generator.rb'];
    deepEqual([...new Set(written.map(kindOfPath))], ['code']);
  });

  it('vendored code and lock files do not pass for a change of what the report names', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'vendored'));
    await repo.commit('First', { 'main.go': 'package main\n' });
    await repo.commit('Bump', { 'vendor/relay/dial.go': 'func dialRelay() {\n  relay.timeout()\n}\n', 'go.sum': 'relay dial timeout\n' });
    await repo.commit('Ports', { 'dial.go': 'func dialRelay() {\n  relay.timeout()\n}\n' });
    const ranking = await ranked(repo, 'dial relay timeout');
    for (const name of ['code', 'paths', 'functions']) equal(bySubject(ranking, name)['Bump'], 0, name);
    ok((bySubject(ranking, 'generated')['Bump'] ?? 0) > 0);
    ok((bySubject(ranking, 'code')['Ports'] ?? 0) > 0);
  });

  it('a commit is known by the names its files have now, and a mere move says nothing of what was moved', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'moved'));
    const text = 'function dial(host) {\n  return connect(host);\n}\n'.repeat(5);
    await repo.commit('Old', { 'lib/relay.js': text });
    await repo.git('mv', 'lib/relay.js', 'smtp.js');
    const moving = await repo.commit('Sort', {});
    const { commits, evidence } = await ranked(repo, 'smtp.js:3 relay is refused');
    deepEqual([...(evidence.columns['traceFile'] ?? [])], [1, 1]);
    equal(evidence.columns['paths']?.[commits.findIndex(({ sha }) => sha === moving)], 0);
  });

  it('names are followed over several renames, and not into another file that had the name before', () => {
    const commits = [
      commit('5', ['c']),
      commit('4', ['c'], [['c', 'b']]),
      commit('3', ['b'], [['b', 'a']]),
      commit('2', ['a', 'b']),
      commit('1', ['x']),
    ];
    deepEqual(
      withCurrentNames(commits).map(({ files }) => files),
      [['c'], ['c'], ['c'], ['c', 'b'], ['x']],
    );
    equal(withCurrentNames(commits)[4], commits[4]);
  });

  it('the newest that touched what the report names stands out', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'latest'));
    const text = (port: number): string => `function dial() {\n  return ${port} + relay;\n}\n`;
    await repo.commit('First', { 'a.js': text(1) });
    await repo.commit('Fix the relay', { 'a.js': text(2) });
    await repo.commit('Ports', { 'a.js': text(3) });
    const ranking = await ranked(repo, 'relay is refused by dial');
    for (const name of ['lastInCode', 'latestOfFile']) {
      const { First = 0, Ports = 0, 'Fix the relay': fix = 0 } = bySubject(ranking, name);
      ok(Ports > fix && fix >= First, name);
    }
  });

  it('the message of a merge speaks for what it brought', async () => {
    const repo = await TestRepository.create(path.join(folder.path, 'merges'));
    await repo.commit('First', { 'a.js': '1\n' });
    await repo.git('checkout', '--quiet', '-b', 'topic');
    await repo.commit('wip', { 'b.js': '2\n' });
    await repo.git('checkout', '--quiet', 'main');
    await repo.commit('Other', { 'c.js': '3\n' });
    repo.wait(1);
    await repo.git('merge', '--quiet', '--no-ff', '--message=Merge pull request #7\n\nRelay speaks TLS', 'topic');
    const brought = bySubject(await ranked(repo, 'Relay without TLS is refused'), 'broughtMessage');
    ok((brought['wip'] ?? 0) > 0);
    deepEqual([brought['First'], brought['Other']], [0, 0]);
  });
});
