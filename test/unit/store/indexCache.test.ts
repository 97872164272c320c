import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { randomBytesOfId } from '../../../src/domain/record/ids';
import { definitionOf, kinds, newRecordId, type RecordId } from '../../../src/domain/records';
import { seal } from '../../../src/store/chain';
import { IndexCache, type Cached } from '../../../src/store/indexCache';
import { Turns } from '../../../src/store/turns';
import { temporaryFolder } from '../../support/folders';
import { benchAt, person, testNow } from '../../support/incidents';

const idAt = (n: number): RecordId => `INC-${String(n).padStart(6, '0')}`;
const known = (size: number): Cached => ({ size, mtime: 1, ctime: 1, inode: 1 });
/** What is known of this many records. */
const all = (count: number): Map<RecordId, Cached> => new Map(Array.from({ length: count }, (_, n) => [idAt(n), known(n)]));

describe('the index cache', () => {
  const folder = temporaryFolder();
  const file = (): string => path.join(folder.path, 'records.json');
  const window = (): IndexCache => new IndexCache(file(), '/store', new Turns());
  const sizes = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries([...(await window().read())].map(([id, { size }]) => [id, size]));

  it('takes a changed record as one more line, and leaves what is there', async () => {
    const [cache, files] = [window(), all(2000)];
    await cache.write(files, files.keys());
    const [before, { ino }] = [await readFile(file(), 'utf8'), await stat(file())];
    files.set(idAt(7), known(77));
    files.delete(idAt(8));
    await cache.write(files, [idAt(7), idAt(8)]);
    const after = await readFile(file(), 'utf8');
    ok(after.startsWith(before));
    equal(after.slice(before.length).split('\n').length, 3);
    equal((await stat(file())).ino, ino);
    deepEqual(await sizes(), Object.fromEntries([...files].map(([id, { size }]) => [id, size])));
  });

  it('loses one record at most to a line that was torn, also where others are added behind it', async () => {
    const [cache, files] = [window(), all(3)];
    await cache.write(files, files.keys());
    await truncate(file(), (await stat(file())).size - 5);
    deepEqual(Object.keys(await sizes()), [idAt(0), idAt(1)]);
    files.set(idAt(1), known(11));
    await cache.write(files, [idAt(1)]);
    deepEqual(await sizes(), { [idAt(0)]: 0, [idAt(1)]: 11 });
  });

  it('holds what two windows on one folder know', async () => {
    const [one, other] = [window(), window()];
    const [files, others] = [all(2), all(2)];
    await one.write(files, files.keys());
    await other.read();
    files.set(idAt(0), known(10));
    others.set(idAt(1), known(11));
    await Promise.all([one.write(files, [idAt(0)]), other.write(others, [idAt(1)])]);
    deepEqual(await sizes(), { [idAt(0)]: 10, [idAt(1)]: 11 });
  });

  it('is written whole again when it was deleted, and when another folder has taken its place', async () => {
    const [cache, files] = [window(), all(3)];
    await cache.write(files, files.keys());
    await rm(file());
    await cache.write(files, [idAt(1)]);
    deepEqual(Object.keys(await sizes()), [...files.keys()]);
    await new IndexCache(file(), '/elsewhere', new Turns()).write(all(1), [idAt(0)]);
    await cache.write(files, [idAt(1)]);
    deepEqual(Object.keys(await sizes()), [...files.keys()]);
  });

  it('knows of each kind what it knew, and has no room for lists in which nothing is', async () => {
    const files = new Map<RecordId, Cached>(
      kinds.map(kind => {
        const id = newRecordId(kind, new Uint8Array(randomBytesOfId));
        const capture = { type: 'record.captured', data: { record: id, patch: { title: 'Mail' } } };
        const facts = definitionOf(kind).facts(definitionOf(kind).fold(id, [seal(capture, [], testNow, person())]));
        return [id, { ...known(1), facts }];
      }),
    );
    await window().write(files, files.keys());
    deepEqual([...(await window().read())], JSON.parse(JSON.stringify([...files])));
    ok(JSON.stringify([...files]).includes('[]') && !(await readFile(file(), 'utf8')).includes('[]'));
  });

  it('begins with what the tree shows first, where it is written whole', async () => {
    const definition = definitionOf('incident');
    const { events } = benchAt('detect');
    const of = (n: number, recordedAt: string, more: object): [RecordId, Cached] => {
      const facts = { ...definition.facts(definition.fold(idAt(n), events)), id: idAt(n), recordedAt, ...more };
      return [idAt(n), { ...known(n), facts }];
    };
    const problem = newRecordId('problem', new Uint8Array(randomBytesOfId));
    const files = new Map<RecordId, Cached>([
      [problem, known(9)],
      of(1, '2026-03-01T00:00:00.000Z', { open: false, closedAt: testNow }),
      of(2, '2026-02-01T00:00:00.000Z', { priority: 'P2' }),
      of(3, '2026-01-01T00:00:00.000Z', { priority: 'P2' }),
      of(4, '2026-04-01T00:00:00.000Z', { priority: 'P1' }),
    ]);
    await window().write(files, files.keys());
    deepEqual([...(await window().read()).keys()], [idAt(4), idAt(3), idAt(2), idAt(1), problem]);
  });

  it('does not grow for good', async () => {
    const [cache, files] = [window(), all(5)];
    await cache.write(files, files.keys());
    const { size } = await stat(file());
    for (let n = 0; n < 1100; n++) {
      files.set(idAt(0), known(1000 + n));
      await cache.write(files, [idAt(0)]);
    }
    ok((await stat(file())).size < 10 * size + 150 * 100);
    equal((await sizes())[idAt(0)], 2099);
  });
});
