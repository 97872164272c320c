import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { raiseProblem } from '../../../src/app/knowledge';
import type { IncidentId } from '../../../src/domain/incident/incident';
import type { Result } from '../../../src/domain/foundation/result';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { isSamePlace } from '../../../src/sync/sharing';
import { temporaryFolder } from '../../support/folders';
import { act, attach, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('a second remote for fewer readers', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(240_000);
  const folder = temporaryFolder();
  let [remote, vault] = ['', ''];
  let anna: Sharer;
  let ben: Sharer;
  /** Reads the first remote alone. */
  let cleo: Sharer;

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    vault = await makeRemote(folder.path, 'vault');
    [anna, ben, cleo] = ['anna', 'ben', 'cleo'].map(name => makeSharer(folder.path, name)) as [Sharer, Sharer, Sharer];
  });
  afterEach(() => {
    for (const { store } of [anna, ben, cleo]) store.dispose();
  });

  const label = (sharer: Sharer, id: IncidentId, tlp: string): Promise<void> =>
    act(sharer, id, { type: 'save', step: 'detect', patch: { tlp } });
  const shareBoth = async (): Promise<void> => {
    done(await anna.sync.share(remote));
    done(await anna.restricted.share(vault));
  };
  const joinBoth = async (sharer: Sharer): Promise<void> => {
    done(await sharer.sync.join(remote));
    done(await sharer.restricted.join(vault));
  };
  const syncBoth = async (...sharers: readonly Sharer[]): Promise<void> => {
    for (const { restricted, sync } of sharers) {
      done(await restricted.sync());
      done(await sync.sync());
    }
  };
  const filesAt = async (place: string, branch: string): Promise<string> => plainGit(place, ['ls-tree', '-r', '--name-only', branch]);
  /** Everything that a remote has ever been told. */
  const everythingAt = (place: string): Promise<string> => plainGit(place, ['log', '--patch', '--stat', '--all', '--format=%B']);
  const codeOf = (result: Result<unknown, { readonly code: string }> | undefined): string =>
    result?.ok === false ? result.error.code : 'done';

  for (const then of ['another window sends', 'another window has kept something, and all start anew'])
    it(`what was made of an incident stays with it, also once that link is gone and ${then}`, async () => {
      await record(anna, 'Printer');
      done(await anna.sync.share(remote));
      const second = makeSharer(folder.path, 'anna');
      done(await second.sync.sync());
      const problemOf = async (sharer: Sharer, title: string): Promise<readonly [IncidentId, string]> => {
        const id = await record(sharer, title, { tlp: 'RED' });
        const raised = await raiseProblem({ store: sharer.store, person: () => Promise.resolve('anna'), untitled: '' }, [id]);
        assert.ok(raised.ok);
        return [id, raised.value];
      };
      const [secret, raised] = await problemOf(anna, 'The informant is swordfish');
      done(await anna.sync.sync());
      for (const { id } of (await incidentOf(anna, secret)).links) await act(anna, secret, { type: 'unlink', link: id });
      done(await anna.sync.sync());
      if (then !== 'another window sends') {
        await problemOf(second, 'Another');
        await record(second, 'Lift');
      }
      done(await second.sync.sync());
      for (const { store } of [anna, second]) store.dispose();
      anna = makeSharer(folder.path, 'anna');
      await record(anna, 'Door');
      done(await anna.sync.sync());
      assert.ok(!(await everythingAt(remote)).includes(raised));
    });

  it('gets what is marked for few, and nothing else; the first gets nothing of it', async () => {
    const open = await record(anna, 'Printer');
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    const strict = await record(anna, 'Swordfish again', { tlp: 'AMBER+STRICT' });
    const raised = await raiseProblem({ store: anna.store, person: () => Promise.resolve('anna'), untitled: '' }, [secret]);
    assert.ok(raised.ok);
    assert.deepEqual(anna.restricted.outlook(), { shared: 3, kept: [] });
    await shareBoth();
    const there = await filesAt(vault, 'faultline/restricted');
    for (const id of [secret, strict, raised.value]) assert.ok(there.includes(pathOf(id)), id);
    assert.ok(!there.includes(open));
    const first = await everythingAt(remote);
    for (const word of [secret, strict, raised.value, 'ordfish']) assert.ok(!first.includes(word), word);
    assert.match(await plainGit(vault, ['show', 'faultline/restricted:faultline.json']), /,"audience":"fewer"\}$/);
    assert.match(await plainGit(remote, ['show', 'faultline/store:faultline.json']), /,"epoch":1\}$/);
  });

  it('brings it to who joined both, and back; who reads the first alone never gets it', async () => {
    const secret = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    await record(anna, 'Printer');
    await shareBoth();
    await joinBoth(ben);
    done(await cleo.sync.join(remote));
    await act(ben, secret, { type: 'comment', text: 'Swordfish has called' });
    const late = await record(ben, 'Swordfish is gone', { tlp: 'RED' });
    await syncBoth(ben, anna, ben);
    done(await cleo.sync.sync());
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    assert.equal(anna.store.entry(late)?.type, 'record');
    assert.deepEqual(
      cleo.store
        .entries()
        .map(({ id }) => id)
        .filter(id => id === secret || id === late),
      [],
    );
    assert.ok(!(await everythingAt(remote)).includes('ordfish'));
    assert.deepEqual([await anna.sync.unsent(), await anna.restricted.unsent()], [[], []]);
  });

  it('a label that is raised later takes what follows to fewer readers, also from who has it since', async () => {
    const id = await record(anna, 'Mail');
    await shareBoth();
    await joinBoth(ben);
    await label(anna, id, 'RED');
    await act(anna, id, { type: 'comment', text: 'The informant is swordfish' });
    await syncBoth(anna, ben);
    await act(ben, id, { type: 'comment', text: 'Swordfish has called' });
    await syncBoth(ben, anna);
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    assert.ok(!(await everythingAt(remote)).includes('ordfish'));
    const there = await everythingAt(vault);
    for (const text of ['is swordfish', 'has called']) assert.ok(there.includes(text), text);
  });

  it('a label that is raised later takes the record from the first, with its evidence; nobody sends it again', async () => {
    const [id, other] = [await record(anna, 'The informant is swordfish'), await record(anna, 'Printer')];
    const alone = await attach(anna, id, 'A log of one');
    const both = await attach(anna, id, 'A log of both');
    await attach(anna, other, 'A log of both');
    done(await anna.sync.share(remote));
    done(await cleo.sync.join(remote));
    await label(anna, id, 'RED');
    assert.deepEqual(await anna.sync.unsent(), [id]);
    assert.deepEqual(done(await anna.sync.sync()).withdrew, [id]);
    assert.deepEqual(await anna.sync.unsent(), []);
    const files = await filesAt(remote, 'faultline/store');
    for (const gone of [pathOf(id), contentPath(alone)]) assert.ok(!files.includes(gone), gone);
    for (const there of [pathOf(other), contentPath(both)]) assert.ok(files.includes(there), there);
    // Who has it as it was goes on with it, and does not send it, nor what is made of it there, also into a branch without history.
    await act(cleo, id, { type: 'comment', text: 'It is down again' });
    const raised = await raiseProblem({ store: cleo.store, person: () => Promise.resolve('cleo'), untitled: '' }, [id]);
    assert.ok(raised.ok);
    const synced = done(await cleo.sync.sync());
    assert.deepEqual([synced.sent, new Set(synced.kept)], [[], new Set([id, raised.value])]);
    assert.deepEqual(await cleo.sync.unsent(), []);
    const everything = await everythingAt(remote);
    for (const word of ['down again', raised.value]) assert.ok(!everything.includes(word), word);
  });

  it('nor into a branch without history, nor into one that is made again; a label that is lowered brings it back', async () => {
    const id = await record(anna, 'The informant is swordfish');
    const alone = await attach(anna, id, 'A log of one');
    done(await anna.sync.share(remote));
    done(await cleo.sync.join(remote));
    await label(anna, id, 'RED');
    done(await anna.sync.sync());
    done(await cleo.sync.beginEpoch());
    for (const word of ['swordfish', 'A log of one']) assert.ok(!(await everythingAt(remote)).includes(word), word);
    await plainGit(remote, ['update-ref', '-d', 'refs/heads/faultline/store-2']);
    done(await cleo.sync.beginAgain());
    assert.ok(!(await everythingAt(remote)).includes('swordfish'));
    await label(anna, id, 'GREEN');
    for (const sharer of [anna, cleo, anna]) done(await sharer.sync.sync());
    const files = await filesAt(remote, 'faultline/store-2');
    assert.deepEqual([files.includes(contentPath(alone)), files.includes('withdrawn')], [true, false]);
    assert.deepEqual(await filesOf(anna), await filesOf(cleo));
  });

  it('what comes over the first although it is marked RED is not sent there again', async () => {
    const id = await record(anna, 'Mail');
    await shareBoth();
    await joinBoth(ben);
    await label(anna, id, 'RED');
    // Somebody has pushed it there by hand.
    const text = await readFile(path.join(anna.store.folder, `incidents/${id}.json`), 'utf8');
    await pushByHand(remote, clone => writeFile(path.join(clone, pathOf(id)), text));
    done(await ben.sync.sync());
    await act(ben, id, { type: 'comment', text: 'Swordfish has called' });
    await syncBoth(ben, ben);
    assert.ok(!(await everythingAt(remote)).includes('ordfish'));
    assert.ok((await everythingAt(vault)).includes('ordfish'));
  });

  it('a label that is lowered takes the whole record to all, and fewer readers hear of it', async () => {
    const id = await record(anna, 'The informant is swordfish', { tlp: 'RED' });
    await shareBoth();
    await joinBoth(ben);
    done(await cleo.sync.join(remote));
    await label(anna, id, 'GREEN');
    done(await anna.restricted.sync());
    done(await ben.restricted.sync());
    assert.deepEqual(ben.sync.outlook().kept, []);
    await syncBoth(anna, ben);
    done(await cleo.sync.sync());
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    assert.equal(cleo.store.entry(id)?.type, 'record');
    assert.deepEqual(await anna.restricted.unsent(), []);
  });

  it('carries evidence where the records go that name it: of both, to both', async () => {
    const [open, secret] = [await record(anna, 'Printer'), await record(anna, 'Vault', { tlp: 'RED' })];
    const alone = await attach(anna, secret, 'The informant is swordfish');
    const both = await attach(anna, secret, 'A log of both');
    assert.equal(await attach(anna, open, 'A log of both'), both);
    await shareBoth();
    const [first, second] = [await filesAt(remote, 'faultline/store'), await filesAt(vault, 'faultline/restricted')];
    assert.deepEqual([first.includes(contentPath(both)), second.includes(contentPath(both))], [true, true]);
    assert.deepEqual([first.includes(contentPath(alone)), second.includes(contentPath(alone))], [false, true]);
    await joinBoth(ben);
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
  });

  it('one branch is never both, and is not joined as the other', async () => {
    const secret = await record(anna, 'Vault', { tlp: 'RED' });
    await record(anna, 'Printer');
    await shareBoth();
    await record(ben, 'Heating');
    assert.equal(codeOf(await ben.sync.join(vault, 'faultline/restricted')), 'forFewer');
    assert.equal(codeOf(await ben.restricted.join(remote, 'faultline/store')), 'forAll');
    assert.deepEqual([await ben.sync.sharing(), await ben.restricted.sharing()], [undefined, undefined]);
    assert.ok(!(await everythingAt(vault)).includes('Heating'));
    assert.equal(ben.store.entry(secret), undefined);
    const dora = makeSharer(folder.path, 'dora');
    done(await dora.sync.join(remote));
    assert.equal(codeOf(await dora.restricted.share(remote, 'faultline/store')), 'samePlace');
    assert.equal(codeOf(await dora.restricted.share(`${remote}/`, 'faultline/store-2')), 'samePlace');
    done(await dora.restricted.share(remote, 'faultline/restricted'));
    dora.store.dispose();
  });

  it('one place is known as one, however it is written', () => {
    const [address, branch] = ['https://host/incidents', 'faultline/store'];
    for (const other of ['https://ida:secret@host/incidents.git', 'https://host/incidents/'])
      assert.ok(isSamePlace({ address, branch }, { address: other, branch }), other);
    assert.ok(isSamePlace({ address, branch }, { address, branch: 'faultline/store-12' }));
    assert.ok(!isSamePlace({ address, branch }, { address, branch: 'faultline/restricted' }));
    assert.ok(!isSamePlace({ address, branch }, { address: 'https://host/others', branch }));
  });

  it('each has a history and an end of its own', async () => {
    await record(anna, 'Vault', { tlp: 'RED' });
    await record(anna, 'Printer');
    await shareBoth();
    await joinBoth(ben);
    done(await anna.restricted.beginEpoch());
    assert.equal(await plainGit(vault, ['for-each-ref', '--format=%(refname:short)']), 'faultline/restricted-2');
    assert.equal(await plainGit(remote, ['for-each-ref', '--format=%(refname:short)']), 'faultline/store');
    await record(ben, 'Vault again', { tlp: 'RED' });
    await syncBoth(ben, anna);
    assert.deepEqual(await filesOf(anna), await filesOf(ben));
    await anna.restricted.stop();
    assert.equal(await anna.restricted.sync(), undefined);
    assert.equal((await anna.sync.sharing())?.address, remote);
  });
});
