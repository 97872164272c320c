import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import type { RecordId } from '../../../src/domain/records';
import { mostUnasked, sortFixes, type Fix } from '../../../src/domain/incident/fixes';
import type { Store } from '../../../src/store/store';
import { FixLinker } from '../../../src/app/suspects/fixLinker';
import { decideFixes, linkFixes, type FixPort, type LinkedFixes } from '../../../src/app/suspects/fixLinks';
import { temporaryFolder } from '../../support/folders';
import { TestRepository } from '../../support/repositories';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

/** What a window remembers and says. */
class Window implements FixPort {
  readonly remembered = new Map<string, unknown>();
  readonly faults: string[] = [];
  readonly memory = {
    get: (key: string): unknown => this.remembered.get(key),
    update: (key: string, value: unknown): Promise<void> => {
      this.remembered.set(key, value);
      return Promise.resolve();
    },
  };
  readonly linked = (): void => undefined;
  readonly refused = (_fix: Fix, code: string): void => {
    this.faults.push(code);
  };
}

describe('a commit that names incidents', () => {
  let repo: TestRepository;
  let store: Store;
  let window: Window;
  beforeEach(async () => {
    repo = await TestRepository.create(path.join(folder.path, 'code'));
    await repo.commit('First', { a: '1' });
    store = openStore(path.join(folder.path, 'store'));
    store.dispose();
    window = new Window();
    await settled();
  });

  /** A look that leaves nothing. */
  const settled = async (): Promise<void> => {
    assert.deepEqual(await look(), { asked: [], isRefused: false });
  };
  const look = (): Promise<LinkedFixes> => linkFixes(store, repo.repository, window);
  async function incidents(count: number): Promise<readonly RecordId[]> {
    const ids: RecordId[] = [];
    for (let n = 0; n < count; n++) {
      const created = await store.create('incident', { title: `Incident ${n}` });
      assert.ok(created.ok);
      ids.push(created.value);
    }
    return ids;
  }
  const fix = (ids: readonly RecordId[]): Promise<string> => repo.commit(`Fix\n\n${ids.map(id => `Incident: ${id}`).join('\n')}`, {});
  async function links(id: RecordId): Promise<readonly string[]> {
    const loaded = await store.load(id);
    assert.ok(loaded.ok);
    return loaded.value.record.links.flatMap(({ target }) => (target.type === 'commit' ? [target.sha] : []));
  }
  const linkCount = async (ids: readonly RecordId[]): Promise<number> => (await Promise.all(ids.map(links))).flat().length;

  it('is linked as the fix of a few by itself, once', async () => {
    const ids = await incidents(5);
    const sha = await fix(ids);
    await settled();
    await settled();
    for (const id of ids) assert.deepEqual(await links(id), [sha]);
  });

  it('is linked to many only when the person says so: one question with the commit and the number', async () => {
    const ids = await incidents(6);
    const sha = await fix(ids);
    const { asked } = await look();
    assert.deepEqual(
      asked.map(one => [one.sha, one.id]),
      ids.map(id => [sha, id]),
    );
    assert.equal(await linkCount(ids), 0);
    assert.equal(await decideFixes(store, asked, false, window), false);
    await settled();
    assert.equal(await linkCount(ids), 0);
  });

  it('is asked about again when the window closed before the answer, and linked when the person says so', async () => {
    const ids = await incidents(6);
    await fix(ids);
    await look();
    const { asked } = await look();
    assert.equal(await decideFixes(store, asked, true, window), false);
    assert.equal(await linkCount(ids), 6);
    await settled();
  });

  it('does not hold up others while it is not decided about', async () => {
    const ids = await incidents(6);
    await fix(ids);
    await look();
    const other = await fix(ids.slice(0, 1));
    assert.equal((await look()).asked.length, 6);
    assert.deepEqual(await links(ids[0] ?? 'INC-000000'), [other]);
  });

  it('is linked later when its record could not be written or read: the mark does not pass it', async () => {
    const [id] = await incidents(1);
    assert.ok(id);
    const sha = await fix([id]);
    const reader = openStore(store.folder, { mayWrite: false });
    reader.dispose();
    assert.equal((await linkFixes(reader, repo.repository, window)).isRefused, true);
    await repo.commit('Something else', {});
    const file = path.join(store.folder, 'incidents', `${id}.json`);
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}<<<<<<< HEAD\n`);
    assert.equal((await look()).isRefused, true);
    await writeFile(file, good);
    await settled();
    assert.deepEqual(await links(id), [sha]);
    assert.deepEqual(window.faults, ['readOnly', 'broken']);
  });

  it('is linked to the others, and later to this one, where a mistake of ours keeps it from one', async () => {
    const [first = 'INC-000000', second = 'INC-000000'] = await incidents(2);
    const sha = await fix([first, second]);
    const execute = store.execute.bind(store);
    const failing = mock.method(store, 'execute', (...asked: Parameters<typeof execute>) =>
      asked[0] === first ? Promise.reject(new TypeError('a mistake')) : execute(...asked),
    );
    assert.deepEqual(await look(), { asked: [], isRefused: true });
    assert.deepEqual([window.faults, await links(first), await links(second)], [['a mistake'], [], [sha]]);
    failing.mock.restore();
    await settled();
    assert.deepEqual(await links(first), [sha]);
  });

  it('is not linked again when somebody unlinked it, nor to an incident that is not there', async () => {
    const [id] = await incidents(1);
    assert.ok(id);
    await fix([id, 'INC-ZZZZZZ']);
    await settled();
    const loaded = await store.load(id);
    const link = loaded.ok ? loaded.value.record.links[0]?.id : undefined;
    assert.ok(link !== undefined);
    assert.ok((await store.execute(id, { type: 'unlink', link })).ok);
    // As after a rewritten history, when everything is looked at again.
    window.remembered.clear();
    await settled();
    assert.deepEqual(await links(id), []);
  });

  it('is asked about once while nobody has answered, others are linked meanwhile, and the answer counts', async () => {
    const ids = await incidents(6);
    await fix(ids);
    const questions: ((isWished: boolean) => void)[] = [];
    const unexpected: unknown[] = [];
    const linker = new FixLinker({
      memory: window.memory,
      linked: window.linked,
      refused: window.refused,
      ask: () => new Promise(resolve => questions.push(resolve)),
      again: () => unexpected.push('again'),
      failed: error => unexpected.push(error),
    });
    await linker.look(store, repo.repository);
    const other = await fix(ids.slice(0, 1));
    await linker.look(store, repo.repository);
    assert.equal(questions.length, 1);
    assert.deepEqual(await links(ids[0] ?? 'INC-000000'), [other]);
    questions[0]?.(true);
    // Behind the answer in the queue.
    await new Promise(resolve => setImmediate(resolve));
    await linker.look(store, repo.repository);
    assert.equal(await linkCount(ids), 7);
    assert.deepEqual(unexpected, []);
  });

  it('is looked at again after a while where it was refused', async () => {
    const [id] = await incidents(1);
    assert.ok(id);
    await fix([id]);
    const reader = openStore(store.folder, { mayWrite: false });
    reader.dispose();
    let again = 0;
    const failed = (error: unknown): void => {
      throw error;
    };
    const { memory, linked, refused } = window;
    const linker = new FixLinker({ memory, linked, refused, ask: () => Promise.resolve(false), again: () => again++, failed });
    await linker.look(reader, repo.repository);
    assert.equal(again, 1);
  });

  it('counts toward the limit of one look, and what goes past it is asked in one question', () => {
    const fixes = Array.from({ length: 30 }, (_, n): Fix => ({ id: `INC-${n}`, sha: `${Math.floor(n / 5)}`, subject: '' }));
    const { unasked, asked } = sortFixes(fixes);
    assert.deepEqual([unasked.length, asked.length], [mostUnasked.atOnce, 10]);
  });
});
