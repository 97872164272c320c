import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordId } from '../../../src/domain/records';
import { formatLog, parseLog } from '../../../src/store/codec';
import { FaultyFiles, type Step } from '../../support/faultyFiles';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();
const fileOf = (id: string): string => path.join(folder.path, 'incidents', `${id}.json`);
const lockOf = (id: string): string => path.join(folder.path, '.lock', id);

function open(options?: Parameters<typeof openStore>[1]): ReturnType<typeof openStore> {
  const store = openStore(folder.path, options);
  store.dispose();
  return store;
}

async function create(): Promise<RecordId> {
  const created = await open().create('incident', { title: 'Mail is not delivered' });
  assert.ok(created.ok);
  return created.value;
}

async function comments(id: RecordId): Promise<readonly unknown[]> {
  const loaded = await open().load(id);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  assert.deepEqual(loaded.value.faults, []);
  return loaded.value.record.timeline.flatMap(({ type, data }) => (type === 'record.commented' ? [(data as { text: string }).text] : []));
}

/** The bytes of the record as they would be with one comment more, while the file itself stays as it is. */
async function withComment(id: RecordId, text: string): Promise<string> {
  const before = readFileSync(fileOf(id));
  assert.ok((await open().execute(id, { type: 'comment', text })).ok);
  const after = readFileSync(fileOf(id), 'utf8');
  writeFileSync(fileOf(id), before);
  return after;
}

/** A file port on which `act` happens once, right before a step. */
function onceBefore(wanted: Step, act: () => void): FaultyFiles {
  let done = false;
  return new FaultyFiles({
    before: step => {
      if (step !== wanted || done) return;
      done = true;
      act();
    },
  });
}

describe('a writer that somebody overtakes', () => {
  for (const step of ['open', 'write', 'sync', 'close', 'compare'] as const) {
    it(`reads and decides again when git replaces the file without a lock before “${step}”`, async () => {
      const id = await create();
      const pulled = await withComment(id, 'from git');
      const files = onceBefore(step, () => {
        // As git does it: a new file in the place of the old one.
        rmSync(fileOf(id));
        writeFileSync(fileOf(id), pulled);
      });
      assert.ok((await open({ files }).execute(id, { type: 'comment', text: 'mine' })).ok);
      assert.deepEqual(await comments(id), ['from git', 'mine']);
    });
  }

  it('sees a change that has the old size and the old mtime', async () => {
    const id = await create();
    const [one, other] = [await withComment(id, 'one'), await withComment(id, 'two')];
    assert.equal(one.length, other.length);
    writeFileSync(fileOf(id), one);
    const time = new Date('2026-01-01');
    utimesSync(fileOf(id), time, time);
    const files = onceBefore('compare', () => {
      writeFileSync(fileOf(id), other);
      utimesSync(fileOf(id), time, time);
    });
    assert.ok((await open({ files }).execute(id, { type: 'comment', text: 'mine' })).ok);
    assert.deepEqual(await comments(id), ['two', 'mine']);
  });

  it('sees another file in its place within one tick of the clock that stamps files', async () => {
    const id = await create();
    const pulled = await withComment(id, 'from git');
    const { mtimeNs, ctimeNs } = statSync(fileOf(id), { bigint: true });
    const files = onceBefore('compare', () => {
      rmSync(fileOf(id));
      writeFileSync(fileOf(id), pulled);
      files.faults = { says: { mtimeNs, ctimeNs } };
    });
    assert.ok((await open({ files }).execute(id, { type: 'comment', text: 'mine' })).ok);
    assert.deepEqual(await comments(id), ['from git', 'mine']);
  });

  it('decides on what is there by then: what was still allowed may not be any more', async () => {
    const id = await create();
    const text = await withComment(id, 'from git');
    const parsed = parseLog(text);
    assert.ok(parsed.ok);
    // The record is another one by then, and broken.
    const broken = formatLog({ record: id, events: parsed.value.events.slice(1) });
    const files = onceBefore('compare', () => {
      writeFileSync(fileOf(id), broken);
    });
    const outcome = await open({ files }).execute(id, { type: 'comment', text: 'mine' });
    assert.equal(!outcome.ok && outcome.error.code, 'broken');
    assert.equal(readFileSync(fileOf(id), 'utf8'), broken);
  });

  it('does not replace a file that appeared where there was none', async () => {
    const id = await create();
    const text = await readFile(fileOf(id), 'utf8');
    rmSync(fileOf(id));
    const files = onceBefore('compare', () => {
      writeFileSync(fileOf(id), text);
    });
    const outcome = await open({ files }).execute(id, { type: 'capture', record: id, patch: { title: 'Other' } });
    assert.equal(!outcome.ok && outcome.error.code, 'exists');
    assert.equal(await readFile(fileOf(id), 'utf8'), text);
  });

  it('gives up with “locked” when the file never stands still, and leaves nothing behind', async () => {
    const id = await create();
    let changes = 0;
    const files = new FaultyFiles({
      before: step => {
        if (step === 'compare') utimesSync(fileOf(id), new Date(), new Date(1_000_000 * ++changes));
      },
    });
    const outcome = await open({ files }).execute(id, { type: 'comment', text: 'mine' });
    assert.equal(!outcome.ok && outcome.error.code, 'locked');
    assert.ok(changes > 1);
    assert.deepEqual(await comments(id), []);
    assert.deepEqual(await readdir(path.dirname(lockOf(id))), []);
  });

  for (const step of ['open', 'write', 'sync', 'close', 'compare', 'rename'] as const) {
    it(`loses its lock before “${step}” to another writer, who is acknowledged: both entries are there`, async () => {
      const id = await create();
      const theirs = await withComment(id, 'theirs');
      const files = onceBefore(step, () => {
        // What a writer does that has waited for too long: the lock is moved away, then another one made, then the record replaced.
        renameSync(lockOf(id), `${lockOf(id)}~${'0'.repeat(32)}`);
        const replaced = `${fileOf(id)}.theirs`;
        writeFileSync(replaced, theirs);
        renameSync(replaced, fileOf(id));
      });
      assert.ok((await open({ files }).execute(id, { type: 'comment', text: 'mine' })).ok);
      assert.deepEqual(await comments(id), ['theirs', 'mine']);
    });
  }

  it('loses its lock: the other’s lock is not touched', async () => {
    const id = await create();
    const theirs = path.join(lockOf(id), 'f'.repeat(32));
    const files = onceBefore('rename', () => {
      const [own = ''] = readdirSync(lockOf(id));
      renameSync(path.join(lockOf(id), own), theirs);
    });
    const pending = open({ files }).execute(id, { type: 'comment', text: 'mine' });
    while (!existsSync(theirs)) await setImmediate();
    rmSync(theirs);
    assert.ok((await pending).ok);
    assert.deepEqual(await comments(id), ['mine']);
  });

  it('joins both sides of a conflict again when the file changes meanwhile', async () => {
    const id = await create();
    const [ours, theirs, later] = [await withComment(id, 'ours'), await withComment(id, 'theirs'), await withComment(id, 'later')];
    const entry = (text: string): string => text.split('\n')[2] ?? '';
    const conflict = (other: string): string =>
      ours.replace(entry(ours), `<<<<<<< HEAD\n${entry(ours)}\n=======\n${entry(other)}\n>>>>>>> branch`);
    writeFileSync(fileOf(id), conflict(theirs));
    const files = onceBefore('compare', () => {
      writeFileSync(fileOf(id), conflict(later));
    });
    assert.ok((await open({ files }).mend(id)).ok);
    assert.deepEqual([...(await comments(id))].sort(), ['later', 'ours']);
  });
});

describe('what a person may do', () => {
  for (const step of ['open', 'sync', 'close'] as const) {
    it(`is asked under the lock, to the end: trust or role taken away before “${step}” writes nothing`, async () => {
      const id = await create();
      let may = true;
      const files = onceBefore(step, () => {
        may = false;
      });
      const store = open({ files, mayWrite: () => may });
      const outcome = await store.execute(id, { type: 'comment', text: 'x' });
      assert.equal(!outcome.ok && outcome.error.code, 'readOnly');
      assert.deepEqual(await comments(id), []);
    });
  }

  it('is asked under the lock: who waited for it acts in the role they have then', async () => {
    const id = await create();
    let role: Role = 'itManager';
    let asked = 0;
    const store = open({
      actor: () => {
        asked += 1;
        assert.equal(readdirSync(lockOf(id)).length, 1, 'asked without the lock');
        return Promise.resolve(person(role));
      },
    });
    const first = store.execute(id, { type: 'comment', text: 'x' });
    const second = store.execute(id, { type: 'comment', text: 'y' });
    await first;
    role = 'securityOfficer';
    const refused = await second;
    assert.equal(!refused.ok && refused.error.code, 'notPermitted');
    assert.equal(asked, 2);
  });
});
