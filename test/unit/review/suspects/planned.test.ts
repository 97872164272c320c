import { failure, success } from '../../../../src/domain/foundation/result';
import type { FactsOf } from '../../../../src/domain/records';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addDays } from '../../../../src/domain/foundation/time';
import { Forks } from '../../../../src/review/suspects/forks';
import { plannedInGit, plannedRecords, type Affected } from '../../../../src/review/suspects/planned';
import { temporaryFolder } from '../../../support/folders';
import { TestRepository } from '../../../support/repositories';

const folder = temporaryFolder();
const affected: Affected = {
  files: ['lib/relay.js'],
  components: [{ name: 'Search', globs: ['search/**'] }],
  firstSeen: '2026-03-10T00:00:00Z',
  now: '2026-03-11T00:00:00Z',
};

function inGit({ repository }: TestRepository): Parameters<typeof plannedInGit>[0] {
  return { repository, forks: new Forks(repository) };
}

describe('planned changes', () => {
  it('unmerged branches and uncommitted edits count when they touch what is affected', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { 'lib/relay.js': '1\n', 'other.js': '1\n', 'search/index.js': '1\n' });
    await repo.git('switch', '--quiet', '--create', '-topic'.slice(1));
    await repo.commit('Relay: another way', { 'lib/relay.js': '2\n' });
    await repo.git('switch', '--quiet', '--create', 'unrelated', 'main');
    await repo.commit('Other', { 'other.js': '2\n' });
    await repo.git('switch', '--quiet', '--create', 'merged', 'main');
    await repo.git('switch', '--quiet', 'main');
    await repo.git('update-ref', 'refs/remotes/origin/topic', 'topic');
    await writeFile(path.join(folder.path, 'search/index.js'), '2\n');
    await writeFile(path.join(folder.path, 'search/new.js'), '2\n');
    await writeFile(path.join(folder.path, 'other.js'), '3\n');
    const planned = await plannedInGit(inGit(repo), affected);
    assert.deepEqual(
      planned.map(({ kind, id, title, reasons }) => [kind, id, title, reasons.map(({ code, values }) => [code, ...values])]),
      [
        ['edits', 'search/index.js', 'search/index.js', [['componentPath', 'Search', 'search/index.js']]],
        ['edits', 'search/new.js', 'search/new.js', [['componentPath', 'Search', 'search/new.js']]],
        ['branch', 'topic', 'Relay: another way', [['affectedFile', 'lib/relay.js']]],
      ],
    );
  });

  it('a branch that moves an affected file away touches it', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { 'lib/relay.js': 'one\ntwo\nthree\n' });
    await repo.git('switch', '--quiet', '--create', 'moving');
    await repo.git('mv', 'lib/relay.js', 'relay.js');
    await repo.git('commit', '--quiet', '--message=Relay: to the top');
    await repo.git('switch', '--quiet', 'main');
    const planned = await plannedInGit(inGit(repo), affected);
    assert.deepEqual(
      planned.map(({ id, reasons }) => [id, reasons]),
      [['moving', [{ code: 'affectedFile', values: ['lib/relay.js'] }]]],
    );
  });

  it('a branch that nobody has worked on for half a year is no work in progress', async () => {
    const repo = await TestRepository.create(folder.path);
    await repo.commit('First', { 'lib/relay.js': '1\n' });
    await repo.git('switch', '--quiet', '--create', 'release-1');
    await repo.commit('Relay: another way', { 'lib/relay.js': '2\n' });
    const last = new Date((await repo.git('log', '-1', '--format=%cI')).trim()).toISOString();
    await repo.git('switch', '--quiet', 'main');
    const plannedAfter = async (days: number): Promise<readonly string[]> =>
      (await plannedInGit(inGit(repo), { ...affected, now: addDays(last, days) })).map(({ id }) => id);
    assert.deepEqual(await plannedAfter(180), ['release-1']);
    assert.deepEqual(await plannedAfter(181), []);
  });

  it('git is not asked where nothing is affected', async () => {
    const none = { ...affected, files: [], components: [] };
    const asked = (): never => assert.fail('git is asked');
    const repository = { uncommitted: asked, unmergedBranches: asked, head: asked, changedSinceFork: asked };
    assert.deepEqual(await plannedInGit({ repository, forks: new Forks(repository) }, none), []);
  });

  it('a branch is looked into once for each place of it and of what is checked out', async () => {
    const asked: string[] = [];
    const repository = {
      head: () => Promise.resolve(head),
      changedSinceFork: (sha: string, from: string) => {
        asked.push(`${from}...${sha}`);
        return Promise.resolve(
          failing.has(sha) ? failure({ code: 'failed' as const, exitCode: 128, message: 'no' }) : success([`${sha}.js`]),
        );
      },
    };
    const failing = new Set<string>();
    let head = 'head';
    const forks = new Forks(repository);
    const changed = async (shas: readonly string[], limits = {}): Promise<unknown> =>
      Object.fromEntries(await forks.changedBy(shas, limits));
    assert.deepEqual(await changed(['a', 'b']), { a: ['a.js'], b: ['b.js'] });
    assert.deepEqual(await changed(['b', 'c']), { b: ['b.js'], c: ['c.js'] });
    assert.deepEqual(asked.splice(0), ['head...a', 'head...b', 'head...c']);
    head = 'next';
    assert.deepEqual(await changed(['c', 'd'], { signal: AbortSignal.abort() }), {}, 'what an ended git has not told is not believed');
    asked.length = 0;
    await changed(['c']);
    assert.deepEqual(asked, ['next...c']);
    failing.add('e');
    assert.deepEqual(await changed(['e']), {}, 'what git could not say is not taken for nothing');
    failing.clear();
    assert.deepEqual(await changed(['e']), { e: ['e.js'] }, 'and is asked again');
  });

  it('change records count around the fault, and ahead of it for the same component', () => {
    const record = (id: string, more: Partial<FactsOf<'change'>>): FactsOf<'change'> => ({
      id,
      kind: 'change',
      title: id,
      open: true,
      components: [],
      released: false,
      relations: [],
      ...more,
    });
    const planned = plannedRecords(
      [
        record('CHG-AROUND', { from: '2026-03-09T20:00:00Z', to: '2026-03-09T22:00:00Z' }),
        record('CHG-AHEAD', { from: '2026-03-20T20:00:00Z', components: ['search'] }),
        record('CHG-ELSEWHERE', { from: '2026-03-20T20:00:00Z', components: ['Billing'] }),
        record('CHG-LONGAGO', { from: '2025-03-09T20:00:00Z', to: '2025-03-09T22:00:00Z' }),
      ],
      affected,
    );
    assert.deepEqual(
      planned.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]),
      [
        ['CHG-AROUND', ['window']],
        ['CHG-AHEAD', ['component', 'ahead']],
      ],
    );
  });
});
