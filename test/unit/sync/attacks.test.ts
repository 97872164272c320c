import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import type { RecordId } from '../../../src/domain/records';
import { Engine } from '../../../src/sync/engine';
import { RemoteBranch } from '../../../src/sync/remote';
import { sharingFile } from '../../../src/sync/sharingPlace';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { at, inRoles, People } from '../../support/people';
import { act, pushByHand, record } from '../../support/sharedActs';
import { done, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('attacks on what is shared', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let ben: Sharer;

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [makeSharer(folder.path, 'anna'), makeSharer(folder.path, 'ben', 'itManager')];
  });
  afterEach(() => {
    for (const { store } of [anna, ben]) store.dispose();
  });

  const everything = (): Promise<string> => plainGit(remote, ['log', '--all', '--patch', '--format=%H']);
  const refs = (): Promise<string> => plainGit(remote, ['for-each-ref', '--format=%(refname:short)']);
  const ids = (records: readonly RecordId[]): readonly string[] => [...records].sort();
  const memoryOf = ({ folder: place, store }: Sharer): string => sharingFile(path.join(place, 'storage'), store.folder, 'all');

  it('a label that somebody lowers without having seen that it was raised lets nothing out', async () => {
    const id = await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await act(anna, id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    await act(anna, id, { type: 'comment', text: 'the informant is swordfish' });
    await new Promise(resolve => setTimeout(resolve, 20));
    await act(ben, id, { type: 'save', step: 'detect', patch: { tlp: 'GREEN' } });
    done(await ben.sync.sync());
    assert.deepEqual(done(await anna.sync.sync()).kept, [id]);
    assert.ok(!(await everything()).includes('swordfish'));
  });

  it('a redaction by who does not hold the role takes nothing away, on no machine, and who redacted before they knew gets it back', async () => {
    const id = await record(anna, 'Mail');
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    const entered = await anna.store.create('person', inRoles('anna', 'securityOfficer'));
    assert.ok(entered.ok);
    // Ben does not know yet that there is a register, in which he is not.
    const loaded = await ben.store.load(id);
    assert.ok(loaded.ok);
    await act(ben, id, { type: 'redact', entry: loaded.value.record.timeline.at(-1)?.id ?? '', reason: 'x' });
    const text = async ({ store }: Sharer): Promise<unknown> => {
      const read = await store.load(id);
      assert.ok(read.ok);
      const { timeline, disregarded } = read.value.record;
      return [timeline.find(({ type }) => type === 'record.commented')?.data, disregarded.map(({ reason }) => reason)];
    };
    assert.deepEqual(await text(ben), [null, []]);
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    done(await anna.sync.sync());
    const whole = [{ text: 'swordfish' }, ['notHeld']];
    assert.deepEqual([await text(anna), await text(ben)], [whole, whole]);
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    assert.deepEqual(done(await ben.sync.sync()).sent, []);
  });

  it('the beginning of the register that all know is the one that counts: a second one, dated back, takes nobody’s place', async () => {
    assert.ok((await anna.store.create('person', inRoles('anna', 'itManager'))).ok);
    done(await anna.sync.share(remote));
    const beginning = anna.store.register()?.beginning;
    // He has begun one of his own, earlier; whoever joins goes by the one that is there.
    const mallory = makeSharer(folder.path, 'mallory', 'itManager');
    const forged = new People();
    forged.write(
      { ...person('itManager'), name: 'mallory', email: 'mallory@example.org' },
      at('08:00'),
      'PER-MARY00',
      inRoles('mallory', 'itManager'),
    );
    const [first] = forged.logs.get('PER-MARY00') ?? [];
    assert.ok(first && (await mallory.store.merge('PER-MARY00', [{ ...first }])).ok);
    done(await mallory.sync.join(remote));
    done(await ben.sync.join(remote));
    done(await anna.sync.sync());
    for (const { store } of [anna, ben, mallory]) {
      assert.deepEqual([store.register()?.beginning, store.register()?.refused], [beginning, [first.id]]);
      assert.equal(store.witness.registerBeginning, beginning);
    }
    // Who rewrites what the branch says of it is named, and followed by nobody who knows better.
    const marker = JSON.parse(await plainGit(remote, ['show', 'faultline/store:faultline.json'])) as object;
    await pushByHand(remote, clone => writeFile(path.join(clone, 'faultline.json'), JSON.stringify({ ...marker, register: first.id })));
    const synced = done(await ben.sync.sync());
    assert.deepEqual([synced.otherRegister, ben.store.register()?.beginning], [true, beginning]);
    mallory.store.dispose();
  });

  it('a problem that was raised from what stays here stays, too; one that others have goes on', async () => {
    const open = await record(anna, 'Printer');
    const port = { store: anna.store, person: () => Promise.resolve('anna'), untitled: '' };
    const known = await raiseProblem(port, [open]);
    assert.ok(known.ok);
    done(await anna.sync.share(remote));
    const secret = await record(anna, 'Vault', { symptoms: 'the informant is swordfish', tlp: 'RED' });
    const raised = await raiseProblem(port, [secret]);
    assert.ok(raised.ok);
    assert.ok(
      (
        await anna.store.execute(secret, {
          type: 'link',
          link: { kind: 'relatedTo', target: { type: 'record', id: known.value }, state: 'confirmed' },
        })
      ).ok,
    );
    assert.ok((await anna.store.execute(known.value, { type: 'comment', text: 'Looked again' })).ok);
    const synced = done(await anna.sync.sync());
    assert.deepEqual(ids(synced.kept), ids([secret, raised.value]));
    assert.deepEqual(synced.sent, [known.value]);
    assert.ok(!(await everything()).includes('swordfish'));
  });

  it('a push that was under way does not bring a branch back that was taken away meanwhile', async () => {
    await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    const sharing = await anna.sync.sharing();
    assert.ok(sharing?.lastCommit !== undefined);
    const engine = new Engine(path.join(path.dirname(memoryOf(anna)), 'git'));
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store']);
    const pushed = await new RemoteBranch(engine, sharing).push(sharing.lastCommit, sharing.lastCommit);
    assert.equal(pushed.ok ? 'done' : pushed.error.code, 'overtaken');
    assert.equal(await refs(), '');
  });

  it('what was sent to a branch after its successor was begun is taken along before it goes', async () => {
    await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
    await plainGit(remote, ['config', 'receive.denyDeletes', 'true']);
    const old = await plainGit(remote, ['rev-parse', 'faultline/store']);
    done(await ben.sync.beginEpoch());
    // As it was before the successor was announced there: somebody who has not heard of it sends something.
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
    await record(anna, 'Printer');
    assert.equal(done(await anna.sync.sync()).sent.length, 1);
    await plainGit(remote, ['config', 'receive.denyDeletes', 'false']);
    const memory = memoryOf(ben);
    await writeFile(memory, JSON.stringify({ ...(JSON.parse(await readFile(memory, 'utf8')) as object), endsLast: true }));
    done(await ben.sync.sync());
    assert.equal(await refs(), 'faultline/store-2');
    assert.equal(ben.store.entriesOf('incident').length, 2);
  });

  it('a new epoch that was cut off as soon as its branch was there is gone on with, so that all are on one branch', async () => {
    await record(ben, 'Mail');
    done(await ben.sync.share(remote));
    const [before, old] = [await readFile(memoryOf(ben), 'utf8'), await plainGit(remote, ['rev-parse', 'faultline/store'])];
    done(await ben.sync.beginEpoch());
    await plainGit(remote, ['update-ref', 'refs/heads/faultline/store', old]);
    await writeFile(memoryOf(ben), JSON.stringify({ ...(JSON.parse(before) as object), begins: 2 }));
    done(await ben.sync.sync());
    assert.equal(await refs(), 'faultline/store-2');
    assert.equal((await ben.sync.sharing())?.epoch, 2);
  });

  it('who stops in one window is not made to share again by a sync of another', async () => {
    await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    await record(anna, 'Printer');
    const stopped: Promise<void>[] = [];
    done(await anna.sync.sync({ told: ({ code }) => code === 'asking' && stopped.push(anna.sync.stop()) }));
    await Promise.all(stopped);
    assert.equal(await anna.sync.sharing(), undefined);
  });

  it('nor by a new epoch that another window is about to begin', async () => {
    await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    const stopped: Promise<void>[] = [];
    done(await anna.sync.beginEpoch({ told: ({ code }) => code === 'asking' && stopped.push(anna.sync.stop()) }));
    await Promise.all(stopped);
    assert.equal(await anna.sync.sharing(), undefined);
  });

  it('a stranger’s branch that bears a later number draws nobody away from the one that is asked for', async () => {
    await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    const cleo = makeSharer(folder.path, 'cleo');
    await record(cleo, 'Of another house');
    done(await cleo.sync.share(remote, 'faultline/store-2'));
    done(await ben.sync.join(remote));
    cleo.store.dispose();
    assert.deepEqual(
      ben.store.entriesOf('incident').map(({ facts }) => facts.title),
      ['Mail'],
    );
  });
});
