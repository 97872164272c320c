import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { handedAway } from '../../../src/app/sharing/handedAway';
import type { SharedBranch } from '../../../src/app/sharing/sharedBranch';
import { SharedStore } from '../../../src/app/sharing/sharedStore';
import { conditionOf } from '../../../src/app/sharing/ways';
import { temporaryFolder } from '../../support/folders';
import { done, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('a store that is shared with all and with fewer readers', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let [remote, vault] = ['', ''];
  let anna: Sharer;
  let ben: Sharer;
  let shared: SharedStore;
  const errors: unknown[] = [];

  const record = async ({ store }: Sharer, title: string, tlp = 'AMBER'): Promise<`INC-${string}`> => {
    const created = await store.create('incident', { title, tlp });
    assert.ok(created.ok);
    return created.value;
  };
  const begin = async (audience: 'all' | 'fewer'): Promise<SharedBranch> => {
    const branch = shared.of(audience);
    done(await branch.share(audience === 'all' ? remote : vault, `faultline/${audience}`, {}));
    return branch;
  };
  const condition = (): string => conditionOf(shared.state);
  const until = async (probe: () => boolean): Promise<void> => {
    while (!probe()) await new Promise(resolve => setTimeout(resolve, 20));
  };

  beforeEach(async () => {
    [remote, vault] = [await makeRemote(folder.path), await makeRemote(folder.path, 'vault')];
    [anna, ben] = [makeSharer(folder.path, 'anna'), makeSharer(folder.path, 'ben')];
    const { store, sync, restricted } = anna;
    shared = new SharedStore({
      store,
      syncs: { all: sync, fewer: restricted },
      mayRunGit: () => true,
      now: () => new Date().toISOString(),
      report: error => errors.push(error),
    });
    await shared.opened;
  });

  afterEach(() => {
    shared.dispose();
    for (const { store } of [anna, ben]) store.dispose();
    assert.deepEqual(errors.splice(0), []);
  });

  it('sends what was recorded when nothing more is recorded, and what has come by itself is no reason to ask again', async () => {
    await record(anna, 'Mail');
    await begin('all');
    await record(anna, 'Printer');
    shared.sendSoon();
    while ((await plainGit(remote, ['rev-list', '--count', 'faultline/all'])) !== '2')
      await new Promise(resolve => setTimeout(resolve, 100));
    await until(() => condition() === 'shared');
    const seen: string[] = [];
    shared.onDidChange(({ state }) => seen.push(conditionOf(state)));
    shared.sendSoon();
    await new Promise(resolve => setTimeout(resolve, 3_500));
    assert.ok(!seen.includes('busy'), seen.join());
  });

  it('what is marked for few goes nowhere until there are such readers, then to them', async () => {
    const secret = await record(anna, 'Vault', 'RED');
    await begin('all');
    assert.deepEqual([shared.kept, shared.waiting], [[secret], []]);
    await begin('fewer');
    assert.deepEqual([shared.kept, shared.waiting], [[], []]);
    assert.equal(shared.shared.length, 2);
  });

  it('knows to whom something was handed that does not go there', async () => {
    const [open, secret] = [await record(anna, 'Printer'), await record(anna, 'Vault', 'AMBER+STRICT')];
    const handed = async (id: `INC-${string}`, whom: string): Promise<string | undefined> => {
      const outcome = await anna.store.execute(id, { type: 'assign', level: 'second', person: whom, reason: '' });
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return handedAway(shared, id, outcome.value);
    };
    assert.equal(await handed(secret, 'Ben'), undefined, 'nothing goes anywhere');
    await begin('all');
    assert.equal(await handed(secret, ' Max '), 'Max');
    assert.equal(await handed(secret, 'ANNA'), undefined, 'one has it oneself');
    assert.equal(await handed(secret, ''), undefined, 'a level is nobody');
    assert.equal(await handed(open, 'Max'), undefined, 'it goes there');
    await begin('fewer');
    assert.equal(await handed(secret, 'Ben'), undefined, 'it goes to fewer readers');
  });

  it('knows what others have withdrawn while nothing here says so', async () => {
    const [id, other, own] = [await record(anna, 'Mail'), await record(anna, 'Printer'), await record(anna, 'Door')];
    await begin('all');
    done(await ben.sync.join(remote, 'faultline/all'));
    assert.deepEqual(shared.withdrawn, []);
    assert.ok((await ben.store.execute(id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } })).ok);
    done(await ben.sync.sync());
    assert.ok((await anna.store.execute(own, { type: 'save', step: 'detect', patch: { tlp: 'RED' } })).ok);
    await shared.sync();
    assert.deepEqual([shared.withdrawn, [...shared.kept].sort()], [[id], [id, own].sort()], 'what one has raised oneself says so');
    assert.ok((await ben.store.execute(id, { type: 'save', step: 'detect', patch: { tlp: 'AMBER' } })).ok);
    done(await ben.sync.sync());
    await shared.sync();
    assert.deepEqual([shared.withdrawn, shared.kept.includes(other)], [[], false]);
  });

  it('counts what one or the other lacks, and shows what stands worse, with its way out', async () => {
    const [open, secret] = [await record(anna, 'Printer'), await record(anna, 'Vault', 'RED')];
    await begin('all');
    await begin('fewer');
    assert.equal(condition(), 'shared');
    for (const id of [open, secret]) assert.ok((await anna.store.execute(id, { type: 'comment', text: 'Looking' })).ok);
    await until(() => shared.waiting.length === 2);
    assert.equal(condition(), 'unsent');
    await plainGit(vault, ['update-ref', '-d', 'refs/heads/faultline/fewer']);
    const synced = await shared.sync();
    assert.deepEqual(
      synced.map(({ branch, result }) => [branch.state.sharing?.audience, result.ok ? 'done' : result.error.code]),
      [
        ['fewer', 'branchGone'],
        ['all', 'done'],
      ],
    );
    assert.deepEqual([condition(), shared.state.sharing?.audience], ['branchGone', 'fewer']);
    assert.deepEqual(shared.waiting, [secret]);
    done(await shared.of('fewer').beginAgain({}));
    await rename(remote, `${remote}.away`);
    await shared.sync();
    assert.deepEqual([condition(), shared.state.sharing?.audience], ['noRemote', 'all']);
  });

  it('knows first what fewer readers have marked, and gives them at once what has come from all', async () => {
    const id = await record(anna, 'Mail');
    await begin('all');
    await begin('fewer');
    done(await ben.sync.join(remote, 'faultline/all'));
    done(await ben.restricted.join(vault, 'faultline/fewer'));
    const cleo = makeSharer(folder.path, 'cleo');
    done(await cleo.sync.join(remote, 'faultline/all'));
    assert.ok((await ben.store.execute(id, { type: 'save', step: 'detect', patch: { tlp: 'RED' } })).ok);
    done(await ben.restricted.sync());
    assert.ok((await anna.store.execute(id, { type: 'comment', text: 'The informant is swordfish' })).ok);
    // Somebody who reads the first alone, and knows of nothing.
    assert.ok((await cleo.store.execute(id, { type: 'comment', text: 'It is down again' })).ok);
    done(await cleo.sync.sync());
    await shared.sync();
    assert.ok(!(await plainGit(remote, ['log', '--patch', '--all'])).includes('swordfish'));
    const there = await plainGit(vault, ['log', '--patch', '--all']);
    for (const text of ['swordfish', 'It is down again']) assert.ok(there.includes(text), text);
    assert.deepEqual(shared.waiting, []);
    cleo.store.dispose();
  });

  it('one is stopped without the other', async () => {
    await record(anna, 'Vault', 'RED');
    await begin('all');
    await begin('fewer');
    await shared.of('all').stop();
    assert.deepEqual(
      shared.shared.map(({ state }) => state.sharing?.audience),
      ['fewer'],
    );
    assert.equal((await shared.sync()).length, 1);
  });
});
