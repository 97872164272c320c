import { deepEqual, ok } from 'node:assert/strict';
import { readBlobs } from '../../../src/sync/blobs';
import { Engine, isDamage } from '../../../src/sync/engine';
import { temporaryFolder } from '../../support/folders';
import { makeRemote, plainGit } from '../../support/sharers';

describe('reading git’s objects', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const more of [0, 30])
    it(`hands over files, names what is too large or none, and fails where one is gone (beside ${more} others)`, async () => {
      const remote = await makeRemote(folder.path);
      const written = (text: string): Promise<string> => plainGit(remote, ['hash-object', '-w', '--stdin'], text);
      const [small, empty, large] = [await written('small'), await written(''), await written('x'.repeat(1001))];
      const others: string[] = [];
      for (let n = 0; n < more; n++) others.push(await written(`other ${n}`));
      const tree = await plainGit(remote, ['mktree'], `100644 blob ${small}\tf`);
      const engine = new Engine(remote);
      const read = async (...oids: readonly string[]): Promise<readonly [readonly string[], readonly string[]]> => {
        const taken: string[] = [];
        const left = await readBlobs(engine, [...oids, ...others], 1000, (oid, bytes) => void taken.push(`${oid} ${bytes.toString()}`));
        ok(left.ok);
        return [left.value, taken.filter(one => !one.includes('other'))];
      };
      deepEqual(await read(small, empty), [[], [`${small} small`, `${empty} `]]);
      deepEqual(await read(tree, small), [[tree], [`${small} small`]]);
      deepEqual(await read(large, small), [[large], [`${small} small`]]);
      const gone = await readBlobs(engine, [small, 'a'.repeat(40), ...others], 1000, () => undefined);
      ok(!gone.ok && isDamage(gone.error));
    });
});
