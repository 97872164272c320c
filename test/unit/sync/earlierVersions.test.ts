import assert from 'node:assert/strict';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { earlierVersions, type EarlierVersions } from '../../../src/sync/earlierVersions';
import { Engine } from '../../../src/sync/engine';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { versionsSince } from '../../../src/sync/versionsSince';
import { temporaryFolder } from '../../support/folders';
import { must } from '../../support/sharedActs';
import { makeRemote, plainGit } from '../../support/sharers';

const id = 'INC-7K3QF2' as IncidentId;
const places = [pathOf(id), withdrawalPath(id)];

describe('what a branch had', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();

  it('is found in a history of any shape, by both ways of looking', async () => {
    const bare = await makeRemote(folder.path, 'any');
    const engine = new Engine(bare);
    let seed = 12_345;
    const below = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    let looked = 0;
    for (let round = 0; round < 25; round++) {
      const commits = 6 + below(12);
      const ref = (n: number): string => `refs/heads/r${round}-${n}`;
      const stream: string[] = [];
      for (let n = 0; n < commits; n++) {
        const others = below(4) === 0 ? below(4) : 0;
        const parents =
          n === 0 ? [] : [...new Set([below(n), ...Array.from({ length: others }, () => below(n)), ...(below(2) === 1 ? [n - 1] : [])])];
        const text = `v${below(4)}`;
        const place = places[below(2)] ?? '';
        const changes = [`M 100644 inline ${place}\ndata 2\n${text}\n`, `D ${place}\n`, `M 100644 inline other\ndata 1\n${n % 10}\n`];
        const [first, ...more] = parents.map(parent => `:${parent + 1}\n`);
        stream.push(
          `commit ${ref(n)}\nmark :${n + 1}\ncommitter P <p@e> ${1_000_000_000 + below(800_000_000)} +0000\ndata 1\nx\n`,
          first === undefined ? '' : `from ${first}${more.map(parent => `merge ${parent}`).join('')}`,
          `${changes[Math.max(0, below(5) - 2)] ?? ''}\n`,
        );
      }
      await plainGit(bare, ['fast-import', '--quiet', '--force'], stream.join(''));
      const [commit, since] = [
        await plainGit(bare, ['rev-parse', ref(commits - 1)]),
        await plainGit(bare, ['rev-parse', ref(below(commits - 1))]),
      ];
      const [all, before] = await Promise.all([commit, since].map(async of => (await plainGit(bare, ['rev-list', of])).split('\n')));
      const at = async (of: readonly string[] = []): Promise<ReadonlySet<string>> =>
        new Set(
          (await Promise.all(of.map(each => plainGit(bare, ['ls-tree', '-r', each, '--', ...places])))).flatMap(lines => lines.split('\n')),
        );
      const heard = await at(before);
      const wanted = [...(await at(all?.filter(each => before?.includes(each) !== true)))].filter(line => line !== '' && !heard.has(line));
      const [byPlace, byFolder] = [
        must(await earlierVersions(engine, { commit, since }, places)),
        must(await versionsSince(engine, { commit, since })),
      ];
      // What the tip alone has was taken.
      const tip = await at([commit]);
      const isIn = (found: EarlierVersions | undefined, line: string): boolean => {
        const [, , oid = ''] = line.split(/\s/);
        return (line.endsWith(withdrawalPath(id)) ? found?.withdrawals : found?.records)?.get(id)?.has(oid) === true;
      };
      for (const line of wanted) {
        looked++;
        assert.ok(isIn(byPlace, line), `${round}: ${line}`);
        assert.ok(isIn(byFolder, line) || tip.has(line), `${round}: ${line}`);
      }
    }
    assert.ok(looked > 20, String(looked));
  });

  it('is found soon where a folder of people holds itself a hundred million times', async () => {
    const bare = await makeRemote(folder.path, 'deep');
    let tree = await plainGit(bare, ['mktree'], '');
    for (let depth = 0; depth < 9; depth++)
      tree = await plainGit(bare, ['mktree'], Array.from({ length: 10 }, (_, n) => `040000 tree ${tree}\t${n}\n`).join(''));
    let commit: string | undefined;
    for (const folderOfAll of ['people', 'elsewhere', 'incidents', 'withdrawn']) {
      const root = await plainGit(bare, ['mktree'], `040000 tree ${tree}\t${folderOfAll}\n`);
      commit = await plainGit(bare, ['commit-tree', root, '-m', 'x', ...(commit === undefined ? [] : ['-p', commit])]);
    }
    const began = performance.now();
    const found = must(await versionsSince(new Engine(bare), { commit: commit ?? '' }));
    assert.deepEqual([found?.records.size, found?.withdrawals.size], [0, 0]);
    assert.ok(performance.now() - began < 20_000);
  });

  it('is read of folders that have changed alone, by one git for each level', async () => {
    const bare = await makeRemote(folder.path, 'wide');
    const ids = Array.from('23456789ABCDEFGHJKMNPQRSTVWXYZ', first => `INC-${first}K3QF2` as IncidentId);
    const ref = 'refs/heads/store';
    const commit = (n: number, changed: readonly IncidentId[]): string =>
      `commit ${ref}\ncommitter P <p@e> ${1_000_000_000 + n} +0000\ndata 1\nx\n${changed
        .map(each => `M 100644 inline ${pathOf(each)}\ndata 2\nv${n}\n`)
        .join('')}\n`;
    const history = [ids, [id], [id], [id]].map((changed, n) => commit(n, changed)).join('');
    await plainGit(bare, ['fast-import', '--quiet'], history);
    const engine = new Engine(bare);
    const stream = engine.stream.bind(engine);
    const read: number[] = [];
    engine.stream = (args, onOutput, limits) => {
      const at = read.push(0) - 1;
      return stream(
        args,
        chunk => {
          read[at] = (read[at] ?? 0) + chunk.length;
          onOutput(chunk);
        },
        limits,
      );
    };
    const part = { commit: await plainGit(bare, ['rev-parse', ref]), since: await plainGit(bare, ['rev-parse', `${ref}~3`]) };
    const found = must(await versionsSince(engine, part));
    assert.deepEqual([found?.records.size, found?.records.get(id)?.size, read.length], [1, 3, 3]);
    assert.ok((read[2] ?? 0) < 500, `of ${ids.length} folders one: ${read.join()} bytes`);
  });
});
