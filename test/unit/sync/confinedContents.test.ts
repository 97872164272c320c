import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { sha256 } from '../../../src/store/hash';
import { contentPath, pathOf, withdrawalPath } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { act, attach, forge, incidentOf, must, pushByHand, record, told } from '../../support/sharedActs';
import { openStore } from '../../support/stores';
import { done, makeRemote, sharersIn, plainGit, type Sharer } from '../../support/sharers';

describe('evidence of an incident that stays here', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let [remote, anna, ben]: [string, Sharer, Sharer] = ['', undefined as never, undefined as never];
  const sharer = sharersIn(folder);
  const everything = (): Promise<string> => plainGit(remote, ['log', '--patch', '--all', '--text']);
  const fileOf = ({ store }: Sharer, id: string): string => path.join(store.folder, 'incidents', `${id}.json`);
  let [id, secret, hash] = ['', '', ''] as unknown as [IncidentId, IncidentId, string];
  const namesIt = async (): Promise<void> => {
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    for (const each of [ben, anna]) done(await each.sync.sync());
  };

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna', 'itManager'), sharer('ben')];
    id = await record(anna, 'Printer');
    secret = await record(anna, 'The vault', { tlp: 'RED' });
    hash = await attach(anna, secret, 'vault log');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
  });

  it('does not go once its entry in the confined incident is redacted', async () => {
    await namesIt();
    const entry = (await incidentOf(anna, secret)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
    await act(anna, secret, { type: 'redact', entry, reason: 'must go' });
    await act(anna, id, { type: 'comment', text: 'Looking' });
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('vault log'));
  });

  for (const then of ['goes on', 'starts anew'])
    it(`does not go once its entry is redacted by another account in the same folder, which had attached it, where this one ${then}`, async () => {
      const by = { ...person('itManager'), name: 'carl', email: 'carl@example.org' };
      const store = openStore(anna.store.folder, { actor: () => Promise.resolve(by), witnessFile: path.join(folder.path, 'carl.txt') });
      try {
        const carl = { ...anna, name: 'carl', store };
        await store.refresh();
        secret = await record(carl, 'The third vault', { tlp: 'RED' });
        hash = await attach(carl, secret, 'vault log three');
        await namesIt();
        const entry = (await incidentOf(carl, secret)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
        await act(carl, secret, { type: 'redact', entry, reason: 'must go' });
      } finally {
        store.dispose();
      }
      if (then === 'starts anew') {
        anna.store.dispose();
        await anna.store.witness.save();
        anna = sharer('anna', 'itManager');
      }
      await act(anna, id, { type: 'comment', text: 'Looking' });
      assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
      assert.equal((await everything()).includes('vault log'), false);
    });

  it('reads what stays here once, not at each sync', async () => {
    done(await anna.sync.sync());
    const read = mock.method(anna.store, 'load');
    done(await anna.sync.sync());
    assert.equal(read.mock.callCount(), 0);
    await act(anna, secret, { type: 'comment', text: 'Looking' });
    for (const count of [1, 1]) {
      done(await anna.sync.sync());
      assert.equal(read.mock.callCount(), count);
    }
  });

  it('goes with its incident once the label is lowered, whoever attached it', async () => {
    await act(anna, secret, { type: 'save', step: 'detect', patch: { tlp: 'GREEN' } });
    done(await anna.sync.sync());
    assert.equal(await plainGit(remote, ['show', `faultline/store:${contentPath(hash)}`]), 'vault log');
  });

  it('does not go once the confined incident is gone, and accepted as gone', async () => {
    await namesIt();
    await rm(fileOf(anna, secret));
    await anna.store.refresh();
    must(await anna.store.accept(secret));
    await act(anna, id, { type: 'comment', text: 'Looking' });
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('vault log'));
  });

  it('the same where it is named only afterwards', async () => {
    await rm(fileOf(anna, secret));
    await anna.store.refresh();
    must(await anna.store.accept(secret));
    await namesIt();
    await act(anna, id, { type: 'comment', text: 'Looking' });
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('vault log'));
  });

  for (const what of ['never shared', 'raised after it was shared'])
    it(`does not go once the confined incident, ${what}, is erased by who knows nothing of its label`, async () => {
      if (what !== 'never shared') {
        secret = await record(anna, 'The second vault');
        for (const each of [anna, ben]) done(await each.sync.sync());
        await act(anna, secret, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
        hash = await attach(anna, secret, 'vault log two');
      }
      await namesIt();
      const data = { record: secret, entries: 1, completed: 2010, reason: 'x' };
      const stone = seal({ type: 'record.erased', data }, [], new Date().toISOString(), person('itManager', 'Mallory'));
      await pushByHand(remote, async clone => {
        await mkdir(path.dirname(path.join(clone, pathOf(secret))), { recursive: true });
        await writeFile(path.join(clone, pathOf(secret)), formatLog({ record: secret, events: [stone] }));
      });
      done(await anna.sync.sync());
      assert.ok((await incidentOf(anna, secret)).erased, 'an erasure wins');
      await act(anna, id, { type: 'comment', text: 'Looking' });
      assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
      assert.ok(!(await everything()).includes('vault log'));
    });

  it('does not go while the confined incident cannot be read just when it is asked for its contents', async () => {
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    done(await ben.sync.sync());
    // A git pull, a full table of open files, a disk that fails: spoilt after the files were looked at.
    done(
      await anna.sync.sync({
        told: stage => {
          if (stage.code === 'taking') writeFileSync(fileOf(anna, secret), '<<<<<<<\n');
        },
      }),
    );
    assert.ok(!(await everything()).includes('vault log'));
  });

  it('the same, by a transient failure alone', async () => {
    await namesIt();
    await act(anna, id, { type: 'comment', text: 'Looking' });
    const load = anna.store.load.bind(anna.store);
    anna.store.load = (async (one: IncidentId) =>
      one === secret
        ? { ok: false, error: { code: 'broken', path: one, fault: { code: 'unreadable', detail: 'EMFILE' } } }
        : load(one)) as never;
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('vault log'));
  });

  it('the same where another account in the same folder had attached it, and nothing was noted of that yet', async () => {
    const by = { ...person('itManager'), name: 'carl', email: 'carl@example.org' };
    const store = openStore(anna.store.folder, { actor: () => Promise.resolve(by), witnessFile: path.join(folder.path, 'carl.txt') });
    try {
      await store.refresh();
      secret = await record({ ...anna, name: 'carl', store }, 'The third vault', { tlp: 'RED' });
      hash = await attach({ ...anna, name: 'carl', store }, secret, 'vault log three');
    } finally {
      store.dispose();
    }
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    done(await ben.sync.sync());
    const load = anna.store.load.bind(anna.store);
    const failing = mock.method(anna.store, 'load', (...asked: Parameters<typeof load>) =>
      asked[0] === secret
        ? Promise.resolve({ ok: false, error: { code: 'broken', path: secret, fault: { code: 'unreadable', detail: 'EMFILE' } } })
        : load(...asked),
    );
    done(await anna.sync.sync());
    failing.mock.restore();
    assert.ok(!(await everything()).includes('vault log three'));
  });

  const windows = {
    'in this window': ['this', 'this'],
    'in another window': ['this', 'other'],
    'in this window, attached in another': ['other', 'this'],
  } as const;
  for (const [where, [attaching, redacting]] of Object.entries(windows))
    it(`what was attached to a shared incident by mistake, redacted there before anybody had it, ${where}, and is a confined one’s, does not go by its hash`, async () => {
      const all = { this: anna, other: sharer('anna', 'itManager') };
      const other = await attach(all[attaching], id, 'second vault log');
      await all[attaching].store.witness.save();
      const entry = (await incidentOf(anna, id)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
      for (const { store } of Object.values(all)) await store.refresh();
      await attach(all[redacting], secret, 'second vault log');
      await act(all[redacting], id, { type: 'redact', entry, reason: 'wrong incident' });
      await all[redacting].store.witness.save();
      done(await anna.sync.sync());
      assert.equal((await everything()).includes('second vault log'), false);
      done(await ben.sync.sync());
      hash = other;
      await namesIt();
      await act(anna, id, { type: 'comment', text: 'Looking' });
      done(await anna.sync.sync());
      assert.equal((await everything()).includes('second vault log'), false);
    });

  it('a record that others know to be withdrawn is not sent again by who lacks the raise, where the word of it is taken off the branch', async () => {
    const late = await record(anna, 'Later raised');
    await attach(anna, late, 'later log');
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    await act(anna, late, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    done(await anna.sync.beginEpoch());
    done(await ben.sync.sync());
    const listed = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store-2']);
    assert.ok(!(await listed()).includes(`incidents/${late.charAt(4)}/${late}`));
    // by hand
    const clone = path.join(folder.path, 'clone');
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store-2', remote, clone]);
    await rm(path.join(clone, 'withdrawn'), { recursive: true });
    await plainGit(clone, ['add', '--all']);
    await plainGit(clone, ['commit', '--quiet', '--message=by hand']);
    await plainGit(clone, ['push', '--quiet', 'origin', 'HEAD:faultline/store-2']);
    done(await ben.sync.sync());
    assert.ok(!(await listed()).includes(`incidents/${late.charAt(4)}/${late}`));
  });

  it('wrong content is put right for a record that it was attached to here, also where another names it that may not have it', async () => {
    // the content is the confined incident's, too, and was attached by anna herself to three shared ones
    const ids = [await record(anna, 'One'), await record(anna, 'Two'), await record(anna, 'Three')].sort();
    const [first, middle, last] = ids as [IncidentId, IncidentId, IncidentId];
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    // forged before its record is there
    await attach(anna, middle, 'vault log');
    done(await anna.sync.sync());
    await forge(remote, hash);
    for (const one of [first, last])
      await act(ben, one, { type: 'attachEvidence', row: 'e1', cells: { source: 'x', content: 'text', sha256: hash } });
    await ben.sync.sync();
    for (let n = 0; n < 3; n++) done(await anna.sync.sync());
    assert.equal(await plainGit(remote, ['show', `faultline/store:${contentPath(hash)}`]), 'vault log');
  });

  it('the same where the word of it is put in place by one that names entries which all have', async () => {
    const late = await record(anna, 'Later raised');
    await attach(anna, late, 'later log');
    done(await anna.sync.sync());
    done(await ben.sync.sync());
    const [old] = (await incidentOf(ben, late)).timeline;
    await act(anna, late, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
    for (const each of [anna, ben]) done(await each.sync.sync());
    const listed = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
    assert.ok(!(await listed()).includes(`incidents/${late.charAt(4)}/${late}`));
    await pushByHand(remote, clone => writeFile(path.join(clone, withdrawalPath(late)), `{"heads":["${old?.id ?? ''}"]}\n`));
    const there: boolean[] = [];
    await act(ben, late, { type: 'comment', text: 'the informant is swordfish' });
    for (const each of [anna, ben, anna, ben]) {
      done(await each.sync.sync());
      there.push((await listed()).includes(`incidents/${late.charAt(4)}/${late}`));
    }
    assert.deepEqual(there, [false, false, false, false]);
  });

  for (const how of ['taken from the branch', 'spoilt on the branch'])
    it(`an incident that is raised while it is ${how} by hand goes from there, with its evidence, and is not sent again by who has it as it was`, async () => {
      const late = await record(anna, 'Later raised');
      const log = await attach(anna, late, 'later log');
      done(await anna.sync.sync());
      done(await ben.sync.sync());
      await pushByHand(remote, clone =>
        how === 'spoilt on the branch' ? writeFile(path.join(clone, pathOf(late)), '{') : rm(path.join(clone, pathOf(late))),
      );
      await act(anna, late, { type: 'save', step: 'detect', patch: { tlp: 'RED' } });
      done(await anna.sync.sync());
      const listed = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
      const evidence = (await listed()).includes(log);
      await act(ben, late, { type: 'comment', text: 'the informant is swordfish' });
      done(await ben.sync.sync());
      const sent = (await everything()).includes('swordfish');
      assert.deepEqual({ evidence, sent }, { evidence: false, sent: false });
    });

  it('goes to fewer readers, also where one for all has had the same before, and somebody else has attached it', async () => {
    assert.equal(await attach(anna, id, 'both logs'), await attach(anna, secret, 'both logs'));
    anna.store.dispose();
    await rm(path.join(anna.folder, 'seen.txt'));
    anna = sharer('anna', 'itManager');
    await anna.store.refresh();
    anna.store.witness.noteAttached(id, [sha256('both logs')]);
    const vault = await makeRemote(folder.path, 'vault');
    assert.deepEqual(told(done(await anna.restricted.share(vault))), []);
    assert.equal(await plainGit(vault, ['show', `faultline/restricted:${contentPath(sha256('both logs'))}`]), 'both logs');
  });

  it('does not go where something else stands under its name on the branch', async () => {
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    done(await ben.sync.sync());
    await forge(remote, hash);
    done(await anna.sync.sync());
    await act(anna, id, { type: 'comment', text: 'Looking' });
    for (let sync = 0; sync < 2; sync++) assert.ok(told(done(await anna.sync.sync())).some(([, , code]) => code === 'contentConfined'));
    assert.equal((await everything()).includes('vault log'), false);
  });

  it('wrong content is put right for the record that it is attached to here, not for one where it was redacted and is named again', async () => {
    const [first, second] = [await record(anna, 'One'), await record(anna, 'Two')];
    await attach(anna, first, 'vault log');
    const entry = (await incidentOf(anna, first)).timeline.at(-1)?.id ?? '';
    await act(anna, first, { type: 'redact', entry, reason: 'wrong incident' });
    await attach(anna, second, 'vault log');
    for (const each of [anna, ben]) done(await each.sync.sync());
    await act(ben, first, { type: 'attachEvidence', row: 'e2', cells: { source: 'x', content: 'text', sha256: hash } });
    done(await ben.sync.sync());
    await forge(remote, hash);
    for (let sync = 0; sync < 2; sync++) done(await anna.sync.sync());
    assert.equal(await plainGit(remote, ['show', `faultline/store:${contentPath(hash)}`]), 'vault log');
  });

  it('wrong content is not put right for a record that another account of the folder has redacted it in', async () => {
    const other = await record(anna, 'One');
    await attach(anna, other, 'vault log');
    const by = { ...person('itManager'), name: 'carl', email: 'carl@example.org' };
    const store = openStore(anna.store.folder, { actor: () => Promise.resolve(by) });
    const entry = (await incidentOf(anna, other)).timeline.at(-1)?.id ?? '';
    await act({ ...anna, store }, other, { type: 'redact', entry, reason: 'wrong incident' });
    store.dispose();
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x', content: 'text', sha256: hash } });
    done(await ben.sync.sync());
    await forge(remote, hash);
    for (let sync = 0; sync < 2; sync++) done(await anna.sync.sync());
    assert.equal((await everything()).includes('vault log'), false);
  });

  it('is told at every sync as long as it cannot go', async () => {
    await namesIt();
    await act(anna, id, { type: 'comment', text: 'Looking' });
    for (let sync = 0; sync < 3; sync++) assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
  });
});
