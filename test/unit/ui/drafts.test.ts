import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RecordId } from '../../../src/domain/records';
import type { Draft } from '../../../src/protocol/draft';
import { DraftFiles } from '../../../src/ui/panel/draftFiles';
import { Drafts, type WindowMemory } from '../../../src/ui/panel/drafts';
import { testId } from '../../support/incidents';

const draft = (title: string, at = '2026-11-22T08:00:00.000Z'): Draft => ({
  patch: { title },
  typed: { detectedAt: 'yester' },
  base: { title: { value: 'As it was', heads: [] } },
  at,
});
const empty: Draft = { patch: {}, typed: {}, base: {}, at: '2026-11-22T09:00:00.000Z' };
const other: RecordId = 'INC-000002';

class Memory implements WindowMemory {
  private readonly values = new Map<string, unknown>();
  get(key: string): unknown {
    return this.values.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

describe('unsaved input belongs to the window in which it was typed', () => {
  let folder = '';
  const open: { drafts: Drafts; files: DraftFiles }[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-drafts-'));
  });
  afterEach(async () => {
    for (const { drafts } of open.splice(0)) drafts.dispose();
    await rm(folder, { recursive: true });
  });

  function start(memory: WindowMemory, name = 'Ada'): Drafts {
    const files = new DraftFiles(folder, () => Promise.resolve());
    const drafts = new Drafts(files, memory, () => Promise.resolve(name), assert.ifError);
    open.push({ drafts, files });
    return drafts;
  }

  /** Two windows of one process would count as one that ended: the sign of a window says a process that runs on. */
  async function elsewhere(drafts: Drafts, pid = process.ppid): Promise<void> {
    await writeFile(path.join(folder, drafts.window, 'window.json'), JSON.stringify({ pid, host: os.hostname() }));
  }

  it('survives the closing of its panel, and is its owner’s alone on disk', async () => {
    const drafts = start(new Memory());
    assert.equal(await drafts.open(testId, undefined), undefined);
    await drafts.set(testId, draft('Typed'));
    assert.deepEqual(await drafts.open(testId, undefined), draft('Typed'));
    const file = path.join(folder, drafts.window, `${testId}.json`);
    if (process.platform !== 'win32')
      assert.deepEqual([(await stat(file)).mode & 0o777, (await stat(path.dirname(file))).mode & 0o777], [0o600, 0o700]);
    await drafts.set(testId, empty);
    await assert.rejects(readFile(file));
    assert.equal(await drafts.open(testId, undefined), undefined);
  });

  it('comes back by itself after a restart, panel open or closed', async () => {
    const memory = new Memory();
    const first = start(memory);
    await first.open(testId, undefined);
    await first.set(testId, draft('Typed'));
    await first.set(other, draft('In a panel that was closed'));
    first.dispose();
    const second = start(memory);
    assert.deepEqual(await second.open(testId, { id: testId, window: first.window, draft: draft('Typed') }), draft('Typed'));
    assert.deepEqual(await second.open(other, undefined), draft('In a panel that was closed'));
    assert.equal(await second.left(testId), undefined);
  });

  it('of the page’s copy and the host’s the newer one counts', async () => {
    const memory = new Memory();
    const first = start(memory);
    await first.open(testId, undefined);
    await first.set(testId, draft('Older'));
    first.dispose();
    const newer = draft('Newer', '2026-11-22T08:00:01.000Z');
    assert.deepEqual(await start(memory).open(testId, { id: testId, window: first.window, draft: newer }), newer);
  });

  it('is not shown in a second window, neither from the page’s copy nor offered, while the first one is there', async () => {
    const memory = new Memory();
    const first = start(memory);
    await first.open(testId, undefined);
    await first.set(testId, draft('Typed in the first'));
    await elsewhere(first);
    for (const second of [start(memory), start(new Memory(), 'Ben')]) {
      const kept = { id: testId, window: first.window, draft: draft('Typed in the first') };
      assert.equal(await second.open(testId, kept), undefined);
      assert.equal(await second.open(testId, undefined), undefined);
      assert.equal(await second.left(testId), undefined);
      assert.equal(await second.take(testId, first.window), undefined);
      await second.discard(testId, first.window);
    }
    assert.deepEqual(await first.open(testId, undefined), draft('Typed in the first'));
  }).timeout(10_000);

  it('left by a window that is gone it is offered to another person, and becomes theirs on their word alone, once', async () => {
    const first = start(new Memory());
    await first.open(testId, undefined);
    await first.set(testId, draft('Left behind'));
    first.dispose();
    const [second, third] = [start(new Memory(), 'Ben'), start(new Memory(), 'Cara')];
    for (const window of [second, third]) assert.equal(await window.open(testId, undefined), undefined);
    assert.deepEqual(await second.left(testId), { window: first.window, by: 'Ada', at: draft('').at, fields: ['title', 'detectedAt'] });
    const taken = await Promise.all([second.take(testId, first.window), third.take(testId, first.window)]);
    assert.equal(taken.filter(Boolean).length, 1);
    assert.deepEqual(taken.find(Boolean), draft('Left behind'));
    await elsewhere(taken[0] ? second : third);
    assert.equal(await (taken[0] ? third : second).left(testId), undefined);
  });

  it('is never lost by being taken: not over input of one’s own; discarded only when one says so', async () => {
    const first = start(new Memory());
    await first.open(testId, undefined);
    await first.set(testId, draft('Left behind'));
    first.dispose();
    const second = start(new Memory());
    await second.open(testId, undefined);
    await second.set(testId, draft('Own'));
    assert.equal(await second.take(testId, first.window), undefined);
    assert.equal((await second.left(testId))?.window, first.window);
    assert.deepEqual(await second.open(testId, undefined), draft('Own'));
    await second.discard(testId, first.window);
    assert.equal(await second.left(testId), undefined);
  });

  it('a window counts as gone when its process has ended or it has been silent; a file that is no draft is left alone', async () => {
    const first = start(new Memory());
    await first.open(testId, undefined);
    await first.set(testId, draft('Typed'));
    await elsewhere(first);
    const second = start(new Memory());
    await second.open(other, undefined);
    assert.equal(await second.left(testId), undefined);
    await elsewhere(first, 2 ** 22 + 1);
    assert.equal((await second.left(testId))?.window, first.window);
    await elsewhere(first);
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(path.join(folder, first.window, 'window.json'), longAgo, longAgo);
    assert.equal((await second.left(testId))?.window, first.window);
    await writeFile(path.join(folder, first.window, `${testId}.json`), 'no draft');
    assert.equal(await second.left(testId), undefined);
    assert.ok((await readdir(path.join(folder, first.window))).includes(`${testId}.json`));
  });

  it('of many keystrokes the last one stands on disk', async () => {
    const drafts = start(new Memory());
    await drafts.open(testId, undefined);
    const texts = Array.from({ length: 300 }, (_, length) => 'x'.repeat(length + 1));
    await Promise.all(texts.map(text => drafts.set(testId, draft(text))));
    const file = path.join(folder, drafts.window, `${testId}.json`);
    assert.equal((JSON.parse(await readFile(file, 'utf8')) as { draft: Draft }).draft.patch['title'], texts.at(-1));
  });

  it('asks once who types: answers that overtake one another put no older draft over a newer one; no answer loses nothing', async () => {
    const asked: ((name: string) => void)[] = [];
    const files = new DraftFiles(folder, () => Promise.resolve());
    const drafts = new Drafts(files, new Memory(), () => new Promise(resolve => asked.push(resolve)), assert.ifError);
    open.push({ drafts, files });
    await drafts.open(testId, undefined);
    const written = Promise.all([drafts.set(testId, draft('Older')), drafts.set(testId, draft('Newer'))]);
    for (const answer of asked.reverse()) answer('Ada');
    await written;
    assert.deepEqual(await files.read(drafts.window, testId), { by: 'Ada', draft: draft('Newer') });
    assert.equal(asked.length, 1);

    const nameless = new DraftFiles(folder, () => Promise.resolve());
    const others = new Drafts(nameless, new Memory(), () => Promise.reject(new Error('no git')), assert.ifError);
    open.push({ drafts: others, files: nameless });
    await others.open(testId, undefined);
    await others.set(testId, draft('Typed'));
    assert.deepEqual(await nameless.read(others.window, testId), { by: '', draft: draft('Typed') });
  });

  it('without a place on disk it lasts as long as the window', async () => {
    const drafts = new Drafts(undefined, new Memory(), () => Promise.resolve('Ada'), assert.ifError);
    await drafts.set(testId, draft('Typed'));
    assert.deepEqual([await drafts.open(testId, undefined), await drafts.left(testId)], [draft('Typed'), undefined]);
  });
});
