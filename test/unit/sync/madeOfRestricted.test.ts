import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { makeKnownError, raiseProblem, type KnowledgePorts } from '../../../src/app/knowledge';
import { makeProcedure } from '../../../src/app/procedures';
import { failure } from '../../../src/domain/foundation/result';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { RecordId } from '../../../src/domain/records';
import { fileOf } from '../../../src/store/recordFile';
import { pathOf } from '../../../src/sync/layout';
import { sharingPlace } from '../../../src/sync/sharingPlace';
import { temporaryFolder } from '../../support/folders';
import { codeOf, must, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('what is made of a RED incident', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  let remote = '';
  let anna: Sharer;

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    anna = makeSharer(folder.path, 'anna');
  });
  afterEach(() => {
    anna.store.dispose();
  });
  const portsOf = ({ store }: Sharer): KnowledgePorts => ({ store, person: () => Promise.resolve('anna'), untitled: '' });
  /** Everything that the remote has ever been told. */
  const everything = (): Promise<string> => plainGit(remote, ['log', '--patch', '--stat', '--all', '--format=%B']);

  it('stays with it: its problem, the known error of that, its procedure', async () => {
    const ports = portsOf(anna);
    const open = await record(anna, 'Printer');
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const raised = await raiseProblem(ports, [secret]);
    assert.ok(raised.ok);
    assert.ok((await anna.store.execute(raised.value, { type: 'save', patch: { rootCause: 'Swordfish talked' } })).ok);
    const known = await makeKnownError(ports, raised.value);
    assert.ok(known.ok);
    const procedure = await makeProcedure(ports, secret, 'Ask the swordfish');
    assert.ok(procedure.ok);
    done(await anna.sync.share(remote));
    const all = await everything();
    assert.ok(all.includes(open));
    for (const word of [secret, raised.value, known.value, procedure.value, 'wordfish']) assert.ok(!all.includes(word), word);
  });

  it('stays with it also where the links were taken away before anything was shared', async () => {
    const ports = portsOf(anna);
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const raised = await raiseProblem(ports, [secret]);
    assert.ok(raised.ok);
    assert.ok((await anna.store.execute(raised.value, { type: 'save', patch: { rootCause: 'Swordfish talked' } })).ok);
    const open = await raiseProblem(ports, [await record(anna, 'Printer')]);
    assert.ok(open.ok);
    // It stands in both; that of a known error to its problem stands in the known error, to which no incident is linked any more.
    for (const each of [secret, raised.value]) await unlinkAll(anna, each);
    const known = await makeKnownError(ports, raised.value);
    assert.ok(known.ok);
    await unlinkAll(anna, known.value);
    done(await anna.sync.share(remote));
    const all = await everything();
    assert.ok(all.includes(open.value));
    for (const word of [secret, raised.value, known.value, 'wordfish']) assert.ok(!all.includes(word), word);
  });

  it('stays with it, and what was made of that, also where somebody has put under its name what no reader of now can read', async () => {
    const ports = portsOf(anna);
    await record(anna, 'Printer');
    done(await anna.sync.share(remote));
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const raised = await raiseProblem(ports, [secret]);
    assert.ok(raised.ok);
    assert.ok((await anna.store.execute(raised.value, { type: 'save', patch: { rootCause: 'Swordfish talked' } })).ok);
    await unlinkAll(anna, secret);
    done(await anna.sync.sync());
    await pushByHand(remote, async clone => {
      const file = path.join(clone, pathOf(raised.value));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, (await readFile(fileOf(anna.store.folder, raised.value), 'utf8')).replace('faultline/1', 'faultline/2'));
    });
    // Linked to the problem alone.
    const known = await makeKnownError(ports, raised.value);
    assert.ok(known.ok);
    done(await anna.sync.sync());
    assert.equal((await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(pathOf(known.value)), false);
  });

  for (const [what, make] of [
    ['a problem', (secret: IncidentId) => raiseProblem(portsOf(anna), [secret])],
    ['a procedure', (secret: IncidentId) => makeProcedure(portsOf(anna), secret, 'Ask the swordfish')],
    [
      'a known error',
      async (secret: IncidentId) => {
        const raised = must(await raiseProblem(portsOf(anna), [secret]));
        must(await anna.store.execute(raised, { type: 'save', patch: { rootCause: 'Swordfish talked' } }));
        return makeKnownError(portsOf(anna), raised);
      },
    ],
  ] as const)
    it(`stays with it from its first moment on: ${what}, with a sync as soon as it is there`, async () => {
      await record(anna, 'Printer');
      done(await anna.sync.share(remote));
      const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
      const create = anna.store.create.bind(anna.store);
      const watched = mock.method(anna.store, 'create', async (...asked: Parameters<typeof create>) => {
        const made = await create(...asked);
        done(await anna.sync.sync());
        return made;
      });
      must(await make(secret));
      watched.mock.restore();
      done(await anna.sync.sync());
      assert.equal(/swordfish/i.test(await everything()), false);
    });

  it('stays with it also where the incident itself could not be linked to it', async () => {
    await record(anna, 'Printer');
    done(await anna.sync.share(remote));
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const execute = anna.store.execute.bind(anna.store);
    const full = mock.method(anna.store, 'execute', (...asked: Parameters<typeof execute>) =>
      asked[0] === secret ? Promise.resolve(failure({ code: 'writeFailed', path: '', reason: 'ENOSPC' })) : execute(...asked),
    );
    assert.equal(codeOf(await raiseProblem(portsOf(anna), [secret])), 'refused');
    full.mock.restore();
    assert.equal(anna.store.facts('problem').length, 1);
    done(await anna.sync.sync());
    assert.equal((await everything()).includes('swordfish'), false);
  });

  it('stays with it though what is noted of that could not be kept once, and the incident is gone since', async () => {
    await record(anna, 'Printer');
    done(await anna.sync.share(remote));
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const raised = await raiseProblem(portsOf(anna), [secret]);
    assert.ok(raised.ok);
    const file = path.join(sharingPlace(path.join(anna.folder, 'storage'), anna.store.folder, 'all'), 'kept.json');
    await mkdir(path.join(file, 'full'), { recursive: true });
    await assert.rejects(async () => anna.sync.sync());
    await rm(file, { recursive: true });
    done(await anna.sync.sync());
    anna.store.dispose();
    await rm(fileOf(anna.store.folder, secret));
    anna = makeSharer(folder.path, 'anna', 'itManager');
    await anna.sync.sync();
    assert.equal((await plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store'])).includes(pathOf(raised.value)), false);
  });
});

async function unlinkAll({ store }: Sharer, id: RecordId): Promise<void> {
  const loaded = await store.load(id);
  assert.ok(loaded.ok);
  for (const { id: link } of loaded.value.record.links) assert.ok((await store.execute(id, { type: 'unlink', link })).ok);
}
