import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { RecordId } from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import { temporaryFolder } from '../../support/folders';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const storeFolder = (): string => path.join(folder.path, '.faultline');
const witnessFile = (): string => path.join(folder.path, 'storage', 'seen.txt');
const cacheFile = (): string => path.join(folder.path, 'storage', 'records.json');
const fileOf = (id: RecordId): string => path.join(storeFolder(), 'incidents', `${id}.json`);

/** A window on the store; what it writes down is on disk when it has been refreshed. */
function open(): Store {
  const store = openStore(storeFolder(), { witnessFile: witnessFile(), cacheFile: cacheFile() });
  store.dispose();
  return store;
}

async function shown(store: Store, id: RecordId): Promise<string | undefined> {
  await store.refresh();
  const entry = store.entry(id);
  return entry && (entry.fault?.code ?? 'well');
}

/** An incident with a comment, as it was before the comment and after it. */
async function commented(store: Store): Promise<{ id: IncidentId; before: string; after: string }> {
  const created = await store.create('incident', { title: 'Mail' });
  assert.ok(created.ok);
  const id = created.value;
  const before = await readFile(fileOf(id), 'utf8');
  assert.ok((await store.execute(id, { type: 'comment', text: 'What happened in the night' })).ok);
  assert.equal(await shown(store, id), 'well');
  return { id, before, after: await readFile(fileOf(id), 'utf8') };
}

describe('the local witness', () => {
  for (const when of ['while the window is open', 'after a start', 'after a start without the index'] as const)
    it(`notices a tail that was cut off ${when}: in the lists, when the record is read, and it takes no entry that would bury it`, async () => {
      const store = open();
      const { id, before, after } = await commented(store);
      await writeFile(fileOf(id), before);
      if (when === 'after a start without the index') await rm(cacheFile());
      const window = when === 'while the window is open' ? store : open();
      assert.equal(await shown(window, id), 'rolledBack');
      const loaded = await window.load(id);
      assert.ok(loaded.ok && loaded.value.faults.length === 0);
      const head = /"id":"([0-9a-f]{12})[0-9a-f]*"[^\n]*\n\]\}/.exec(after)?.[1] ?? '-';
      assert.equal(loaded.value.rolledBack?.detail, head);
      const refused = await window.execute(id, { type: 'comment', text: 'Go on' });
      assert.ok(!refused.ok && refused.error.code === 'rolledBack');
      assert.equal(await readFile(fileOf(id), 'utf8'), before);
    });

  it('remembers what was attached here, also once its file was written anew, and believes no other line', async () => {
    const { id } = await commented(open());
    const content = 'a'.repeat(64);
    const attaching = open();
    assert.equal(attaching.witness.hasAttached(id, content), false);
    const cells = { source: 'x.log', content: 'text', sha256: content } as const;
    assert.ok((await attaching.execute(id, { type: 'attachEvidence', row: 'e1', cells })).ok);
    assert.equal(attaching.witness.hasAttached(id, content), true);
    await attaching.witness.save();
    const known = await readFile(witnessFile(), 'utf8');
    await writeFile(
      witnessFile(),
      `${known}attached ${id} ${'b'.repeat(63)}\n attached ${id} ${'c'.repeat(64)}\n${'nothing\n'.repeat(1500)}`,
    );
    for (const when of ['before', 'after']) {
      const next = open();
      await next.refresh();
      assert.equal(next.witness.hasAttached(id, content), true, when);
      for (const other of ['b'.repeat(63), 'c'.repeat(64), 'b'.repeat(64)]) assert.equal(next.witness.hasAttached(id, other), false, when);
    }
    assert.ok((await readFile(witnessFile(), 'utf8')).length < known.length * 2, 'it was written anew');
  });

  it('remembers of evidence that it was an incident’s once it is not any more, also when it is written anew', async () => {
    const { id } = await commented(open());
    const content = 'a'.repeat(64);
    const { witness } = open();
    witness.noteAttached(id, [content]);
    witness.noteDetached(id, [content]);
    await witness.save();
    const known = await readFile(witnessFile(), 'utf8');
    await writeFile(witnessFile(), `${known}${'nothing\n'.repeat(1500)}`);
    for (const when of ['before', 'after']) {
      const next = open();
      await next.refresh();
      assert.deepEqual([next.witness.hasAttached(id, content), next.witness.everAttachedTo(content)], [false, [id]], when);
    }
    assert.ok((await readFile(witnessFile(), 'utf8')).length < known.length * 2, 'it was written anew');
  });

  it('what could not be written yet is newer than what other windows have noted, and half a line of it spoils no other', async () => {
    const { id } = await commented(open());
    const [content, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const { witness } = open();
    await witness.load();
    witness.noteAttached(id, [content]);
    await witness.save();
    const known = await readFile(witnessFile(), 'utf8');
    // As on a disk that is full.
    await rm(witnessFile());
    await mkdir(witnessFile());
    witness.noteDetached(id, [content]);
    await witness.save();
    await rm(witnessFile(), { recursive: true });
    await writeFile(witnessFile(), `${known}attached ${id} ${other}\ndetached ${id} aaa`);
    const writing = witness as unknown as { write: () => Promise<void> };
    const write = writing.write.bind(witness);
    writing.write = () => Promise.resolve();
    await witness.meetWindows();
    assert.deepEqual([witness.hasAttached(id, content), witness.hasAttached(id, other)], [false, true]);
    writing.write = write;
    await witness.save();
    const next = open().witness;
    await next.load();
    assert.deepEqual([next.hasAttached(id, content), next.hasAttached(id, other)], [false, true]);
  });

  it('what another window has noted stays when it is written anew', async () => {
    const [one, another] = [open().witness, open()];
    await one.load();
    const { id } = await commented(another);
    const content = 'a'.repeat(64);
    another.witness.noteAttached(id, [content]);
    await another.witness.save();
    const [began, begins] = ['b'.repeat(64), 'c'.repeat(64)];
    await one.noteRegister(began);
    await one.noteRegister(begins, true);
    const next = open().witness;
    await next.load();
    assert.deepEqual([next.of(id)?.entries, next.hasAttached(id, content), next.registerBeginning], [2, true, begins]);
    assert.equal((await readFile(witnessFile(), 'utf8')).includes(began), false);
  });

  it('notes nothing in a file that it cannot read, where it would stand in place of what is in there', async () => {
    const { id, before } = await commented(open());
    const known = await readFile(witnessFile(), 'utf8');
    await writeFile(fileOf(id), before);
    await rm(witnessFile());
    await mkdir(witnessFile());
    const window = open();
    assert.equal(await shown(window, id), 'well', 'nothing is known');
    await rm(witnessFile(), { recursive: true });
    await writeFile(witnessFile(), known);
    await window.witness.save();
    await rm(cacheFile());
    assert.equal(await shown(open(), id), 'rolledBack');
  });

  it('takes nothing for gone that comes while the folders are listed', async () => {
    const other = openStore(path.join(folder.path, 'other'), {});
    const ids: RecordId[] = [];
    for (let n = 0; n < 20; n++)
      for (const kind of ['incident', 'problem'] as const) {
        const made = await other.create(kind, { title: `Mail ${n}` });
        assert.ok(made.ok);
        ids.push(made.value);
      }
    const store = openStore(storeFolder(), { witnessFile: witnessFile(), cacheFile: cacheFile() });
    // As on a machine that has much else to do.
    const { turns } = (store as unknown as { readonly reader: { readonly turns: { next: () => Promise<void> } } }).reader;
    turns.next = () => pause(20);
    const told = new Set<string>();
    store.onDidChange(changed => {
      for (const id of changed) told.add(store.entry(id)?.fault?.code ?? 'well');
    });
    const merged = { count: 0 };
    const looking = (async () => {
      while (merged.count < ids.length) await store.refresh();
    })();
    for (const id of ids) {
      const loaded = await other.load(id);
      assert.ok(loaded.ok);
      assert.ok((await store.merge(id, loaded.value.record.timeline)).ok);
      merged.count++;
    }
    await looking;
    assert.deepEqual([...told], ['well']);
    for (const each of [store, other]) each.dispose();
  });

  it('notices a deleted record, and one whose folder is gone', async () => {
    const store = open();
    const { id } = await commented(store);
    await rm(fileOf(id));
    assert.equal(await shown(store, id), 'recordGone');
    await rm(storeFolder(), { recursive: true });
    assert.equal(await shown(open(), id), 'recordGone');
  });

  it('is content again by itself when the entries are back', async () => {
    const store = open();
    const { id, before, after } = await commented(store);
    await writeFile(fileOf(id), before);
    assert.equal(await shown(store, id), 'rolledBack');
    await writeFile(fileOf(id), after);
    assert.equal(await shown(store, id), 'well');
    await rm(fileOf(id));
    assert.equal(await shown(store, id), 'recordGone');
    await writeFile(fileOf(id), after);
    assert.equal(await shown(store, id), 'well');
  });

  it('speaks of it no more once the person has accepted the record as it is, also after a start; then it takes entries', async () => {
    const store = open();
    const { id, before } = await commented(store);
    await writeFile(fileOf(id), before);
    assert.equal(await shown(store, id), 'rolledBack');
    assert.ok((await store.accept(id)).ok);
    for (const window of [store, open()]) assert.equal(await shown(window, id), 'well');
    assert.ok((await store.execute(id, { type: 'comment', text: 'Go on' })).ok);
    await rm(fileOf(id));
    assert.equal(await shown(store, id), 'recordGone');
    assert.ok((await store.accept(id)).ok);
    for (const window of [store, open()]) assert.equal(await shown(window, id), undefined);
  });

  for (const what of ['as it is', 'as gone'])
    it(`evidence that a record accepted ${what} does not name any more is not its own any more, what it names still is`, async () => {
      const [store, window] = [open(), open()];
      const { id } = await commented(store);
      const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
      const attach = async (of: Store, row: string, sha256: string): Promise<void> => {
        const cells = { source: 'x.log', content: 'text', sha256 } as const;
        assert.ok((await of.execute(id, { type: 'attachEvidence', row, cells })).ok);
      };
      await attach(store, 'e1', first);
      const before = await readFile(fileOf(id));
      await attach(window, 'e2', second);
      await window.witness.save();
      await (what === 'as gone' ? rm(fileOf(id)) : writeFile(fileOf(id), before));
      await store.refresh();
      assert.ok((await store.accept(id)).ok);
      await store.witness.save();
      const next = open();
      await next.witness.load();
      for (const { witness } of [store, next])
        for (const [content, isStill] of [
          [first, what === 'as it is'],
          [second, false],
        ] as const)
          assert.deepEqual([witness.hasAttached(id, content), witness.everAttachedTo(content)], [isStill, [id]]);
    });

  it('does not learn from a record that does not verify, nor by reading what is cut off', async () => {
    const store = open();
    const { id, before, after } = await commented(store);
    await writeFile(fileOf(id), after.replace('in the night', 'in the noon!'));
    assert.equal(await shown(store, id), 'integrity');
    assert.ok(!(await store.accept(id)).ok);
    await writeFile(fileOf(id), before);
    for (const window of [store, open(), open()]) assert.equal(await shown(window, id), 'rolledBack');
  });

  it('lies outside the store, readable by its owner alone, and survives half a line and lines that are none', async () => {
    const store = open();
    const { id, before } = await commented(store);
    assert.equal((await stat(witnessFile())).mode & 0o777, 0o600);
    const text = await readFile(witnessFile(), 'utf8');
    await writeFile(witnessFile(), `nonsense\n\n__proto__ 5 ${'f'.repeat(64)}\n${text}${id} 99 ${'f'.repeat(20)}`);
    await writeFile(fileOf(id), before);
    assert.equal(await shown(open(), id), 'rolledBack');
  });

  it('a record that grows elsewhere is no news of this kind', async () => {
    const [here, there] = [open(), openStore(storeFolder())];
    const { id } = await commented(here);
    assert.ok((await there.execute(id, { type: 'comment', text: 'From elsewhere' })).ok);
    there.dispose();
    assert.equal(await shown(here, id), 'well');
    assert.ok((await here.execute(id, { type: 'comment', text: 'And from here' })).ok);
    assert.equal(await shown(open(), id), 'well');
  });
});
