import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { contentPath, pathOf, withdrawalPath } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { act, attach, forge, incidentOf, must, pushByHand, record, told } from '../../support/sharedActs';
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

  it('what was attached to a shared incident by mistake, redacted there before anybody had it, and is a confined one’s, does not go by its hash', async () => {
    const other = await attach(anna, id, 'second vault log');
    const entry = (await incidentOf(anna, id)).timeline.find(({ type }) => type === 'incident.evidenceAttached')?.id ?? '';
    await attach(anna, secret, 'second vault log');
    await act(anna, id, { type: 'redact', entry, reason: 'wrong incident' });
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('second vault log'));
    done(await ben.sync.sync());
    hash = other;
    await namesIt();
    await act(anna, id, { type: 'comment', text: 'Looking' });
    done(await anna.sync.sync());
    assert.ok(!(await everything()).includes('second vault log'));
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

  it('is told at every sync as long as it cannot go', async () => {
    await namesIt();
    await act(anna, id, { type: 'comment', text: 'Looking' });
    for (let sync = 0; sync < 3; sync++) assert.deepEqual(told(done(await anna.sync.sync())), [[id, 'here', 'contentConfined']]);
  });
});
