import { deepEqual, equal } from 'node:assert/strict';
import { mkdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { sha256 } from '../../../src/store/hash';
import { maxAttachmentSize } from '../../../src/store/limits';
import { RecordReader } from '../../../src/store/recordReader';
import { Engine } from '../../../src/sync/engine';
import { branchAfter, readBranch, type StoreBranch } from '../../../src/sync/branch';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, pushByHand, told } from '../../support/sharedActs';
import { done, engineOf, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

type Command = Engine['git'] | Engine['stream'];

/** The git commands that engines run, by their names, while `work` goes on. */
async function commandsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const names: string[] = [];
  const git = Reflect.get<Engine, 'git'>(Engine.prototype, 'git');
  const stream = Reflect.get<Engine, 'stream'>(Engine.prototype, 'stream');
  const noted = <C extends Command>(command: C): C =>
    function (this: Engine, args: readonly string[], ...rest: never[]) {
      names.push(args[0] ?? '');
      return (command as (...all: unknown[]) => unknown).call(this, args, ...rest);
    } as unknown as C;
  Object.assign(Engine.prototype, { git: noted(git), stream: noted(stream) });
  try {
    await work();
  } finally {
    Object.assign(Engine.prototype, { git, stream });
  }
  return names;
}

describe('a sync of little', function () {
  // Real git, on a busy machine.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let ben: Sharer;
  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [makeSharer(folder.path, 'anna'), makeSharer(folder.path, 'ben')];
    for (const title of ['Mail', 'Printer']) equal((await anna.store.create('incident', { title })).ok, true);
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
  });
  afterEach(() => {
    for (const { store } of [anna, ben]) store.dispose();
  });
  const comment = async ({ store }: Sharer, text: string): Promise<void> => {
    const [entry] = store.entries();
    if (!entry) throw new Error('no record');
    equal((await store.execute(entry.id, { type: 'comment', text })).ok, true);
  };

  it('asks git once for evidence that is too large, and tells of it each time', async () => {
    done(await anna.sync.sync());
    const idle = await commandsOf(async () => done(await anna.sync.sync()));
    const [entry] = ben.store.entries();
    const id = entry?.id as IncidentId;
    for (const n of [1, 2]) {
      const name = sha256(Buffer.from(`large ${n}`));
      await pushByHand(remote, async clone => {
        await mkdir(path.dirname(path.join(clone, contentPath(name))), { recursive: true });
        await writeFile(path.join(clone, contentPath(name)), Buffer.alloc(maxAttachmentSize + n));
      });
      await act(ben, id, { type: 'attachEvidence', row: `e${n}`, cells: { source: 'x.log', content: 'text', sha256: name } });
    }
    done(await ben.sync.sync());
    done(await anna.sync.sync());
    const left: unknown[] = [];
    deepEqual(await commandsOf(async () => left.push(...told(done(await anna.sync.sync())))), idle);
    deepEqual(left, [
      [id, 'there', 'contentGone'],
      [id, 'there', 'contentGone'],
    ]);
  });

  it('lists the branch once to join it', async () => {
    const carl = makeSharer(folder.path, 'carl');
    const listing = ['cat-file', 'ls-tree', 'ls-tree', 'ls-tree'];
    const commands = await commandsOf(async () => done(await carl.sync.join(remote)));
    carl.store.dispose();
    // One more reads the records. That nothing stood there before is told by one more, that looks up commits alone.
    equal(commands.filter(command => command === 'log').length, 1);
    deepEqual(commands.filter(command => command === 'ls-tree' || command === 'cat-file').sort(), ['cat-file', ...listing]);
  });

  it('takes what is new with a listing, the records and a look at what came, whose branch it knows already', async () => {
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    await comment(anna, 'Once more');
    done(await anna.sync.sync());
    const commands = await commandsOf(async () => equal(done(await ben.sync.sync()).taken.length, 1));
    deepEqual([...commands].sort(), ['cat-file', 'fetch', 'log', 'ls-remote', 'ls-tree', 'ls-tree', 'ls-tree', 'merge-base']);
  });

  it('asks the remote and nothing else where nothing has changed, and writes no file', async () => {
    done(await ben.sync.sync());
    const kept = ['names.json', 'sharing.json'].map(name => path.join(path.dirname(engineOf(ben)), name));
    const written = (): Promise<readonly string[]> =>
      Promise.all(
        kept.map(file =>
          stat(file).then(
            ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
            () => '',
          ),
        ),
      );
    const before = await written();
    deepEqual(await commandsOf(async () => done(await ben.sync.sync())), ['ls-remote']);
    deepEqual(await written(), before);
  });

  it('takes nothing again of a branch before an epoch that the remote does not let be taken away', async () => {
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    equal(done(await anna.sync.beginEpoch()).keepsHistory, 'refused');
    done(await anna.sync.sync());
    deepEqual(await commandsOf(async () => equal(done(await anna.sync.sync()).keepsHistory, 'refused')), [
      'config',
      'ls-remote',
      'ls-remote',
      'push',
    ]);
    await plainGit(remote, ['config', 'receive.denyDeletes', 'false']);
    equal(done(await anna.sync.sync()).keepsHistory, undefined);
  });

  it('asks how ssh is started once, and again where the remote was not reached or the settings are others', async () => {
    const asked = async (): Promise<readonly string[]> =>
      (await commandsOf(() => Promise.resolve(ben.sync.sync()))).filter(command => command === 'config');
    deepEqual(await asked(), []);
    await rename(remote, `${remote}~`);
    deepEqual(await asked(), []);
    await rename(`${remote}~`, remote);
    deepEqual(await asked(), ['config']);
    deepEqual(await asked(), []);
    await writeFile(path.join(engineOf(ben), 'config'), '[core]\n\tsshCommand = other\n');
    deepEqual(await asked(), ['config']);
  });

  it('imports and pushes what is sent, and knows what the branch holds then without listing it', async () => {
    done(await anna.sync.sync());
    await comment(anna, 'Once more');
    const sending = ['ls-remote', 'fast-import', 'push', 'update-ref'];
    deepEqual(await commandsOf(async () => done(await anna.sync.sync())), sending);
    deepEqual(await commandsOf(async () => done(await anna.sync.sync())), ['ls-remote']);
    await comment(anna, 'And again');
    deepEqual(await commandsOf(async () => done(await anna.sync.sync())), sending);
    equal(done(await ben.sync.sync()).taken.length, 1);
  });

  it('the branch after a commit is what git lists of it, and is listed where something else was written', async () => {
    const engine = new Engine(engineOf(anna));
    const listed = async (): Promise<StoreBranch> => {
      const read = await readBranch(engine, (await engine.commitAt('refs/faultline/outgoing')).ok ? await tip() : '');
      if (!read.ok) throw new Error(read.error.code);
      return read.value;
    };
    const tip = async (): Promise<string> => (await plainGit(remote, ['rev-parse', 'faultline/store'])).trim();
    const before = await listed();
    await comment(anna, 'Once more');
    done(await anna.sync.sync());
    const after = await listed();
    const changed = [...after.records].filter(([id, oid]) => before.records.get(id) !== oid);
    deepEqual(branchAfter(before, after.commit, new Map(changed.map(([id, oid]) => [pathOf(id), oid]))), after);
    deepEqual(
      branchAfter(after, before.commit, new Map([[pathOf([...after.records.keys()][0] ?? 'INC-000000'), undefined]]))?.records.size,
      1,
    );
    equal(branchAfter(before, after.commit, new Map([['faultline.json', 'a'.repeat(40)]])), undefined);
  });

  /** How often a store is asked, while `work` goes on, for a record and to merge one. */
  const askedOf = async ({ store }: Sharer, work: () => Promise<unknown>): Promise<Readonly<Record<'load' | 'merge', number>>> => {
    const [load, merge] = [mock.method(store, 'load'), mock.method(store, 'merge')];
    try {
      await work();
      return { load: load.mock.callCount(), merge: merge.mock.callCount() };
    } finally {
      mock.restoreAll();
    }
  };

  it('what was taken is known by what was written: it is not read again', async () => {
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    await comment(anna, 'Once more');
    done(await anna.sync.sync());
    deepEqual(await askedOf(ben, async () => equal(done(await ben.sync.sync()).taken.length, 1)), { load: 0, merge: 1 });
    deepEqual(await askedOf(ben, async () => done(await ben.sync.sync())), { load: 0, merge: 0 });
    const carl = makeSharer(folder.path, 'carl');
    // What of a record stood there before, is told by what it is now.
    deepEqual(await askedOf(carl, async () => done(await carl.sync.join(remote))), { load: 1, merge: 2 });
    carl.store.dispose();
  });

  /** How often a record's file was read while `work` goes on. */
  const readsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    const read = mock.method(RecordReader.prototype, 'log');
    try {
      await work();
      return read.mock.callCount();
    } finally {
      mock.restoreAll();
    }
  };

  it('what goes on from what is here is put in its place without reading that; where there is more here, both are kept', async () => {
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    await comment(anna, 'Once more');
    done(await anna.sync.sync());
    equal(await readsDuring(async () => equal(done(await ben.sync.sync()).taken.length, 1)), 0);
    deepEqual(await filesOf(ben), await filesOf(anna));
    await comment(anna, 'hers');
    await comment(ben, 'his');
    done(await anna.sync.sync());
    equal((await readsDuring(async () => equal(done(await ben.sync.sync()).taken.length, 1))) > 0, true);
    equal(done(await anna.sync.sync()).taken.length, 1);
    deepEqual(await filesOf(ben), await filesOf(anna));
    const texts = Object.values(await filesOf(ben)).join('');
    for (const text of ['hers', 'his', 'Once more']) equal(texts.includes(text), true, text);
  });

  it('an entry that stands twice on the branch is none more: nothing is written for it, and the branch is put right', async () => {
    done(await anna.sync.sync());
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(anna.store.entries()[0]?.id ?? 'INC-000000'));
      const text = await readFile(file, 'utf8');
      const [, entry = ''] = text.split('\n');
      await writeFile(file, text.replace('\n]}', `\n,${entry}\n]}`));
    });
    const { taken, sent } = done(await ben.sync.sync());
    deepEqual([taken.length, sent.length], [0, 1]);
    const again = done(await anna.sync.sync());
    deepEqual([again.taken.length, again.sent.length], [0, 0]);
  });

  it('what the branch still has as it was sent is not merged again, unless the file has less by now', async () => {
    await comment(anna, 'Looked at it');
    done(await anna.sync.sync());
    const [entry] = anna.store.entries();
    const file = path.join(anna.store.folder, 'incidents', `${entry?.id ?? ''}.json`);
    const older = await readFile(file);
    await comment(anna, 'Once more');
    deepEqual(await askedOf(anna, async () => equal(done(await anna.sync.sync()).sent.length, 1)), { load: 1, merge: 0 });
    const newer = await readFile(file);
    await writeFile(file, older);
    equal((await askedOf(anna, async () => done(await anna.sync.sync()))).merge, 1);
    deepEqual(await readFile(file), newer);
  });

  it('finds what somebody wrote into a file while nothing else changed', async () => {
    done(await anna.sync.sync());
    const [entry] = anna.store.entries();
    const file = path.join(anna.store.folder, 'incidents', `${entry?.id ?? ''}.json`);
    await writeFile(file, 'broken');
    await utimes(file, 1, 1);
    equal(done(await anna.sync.sync()).leftOut.length, 1);
  });
});
