import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { success } from '../../../src/domain/foundation/result';
import { pathOf, withdrawalPath } from '../../../src/sync/layout';
import { WithdrawalWords } from '../../../src/sync/withdrawalWords';
import { neverThere } from '../../../src/sync/withdrawn';
import { temporaryFolder } from '../../support/folders';
import { act, attach, incidentOf, pushByHand, record } from '../../support/sharedActs';
import { done, makeRemote, plainGit, sharersIn, type Sharer } from '../../support/sharers';

/** What the branch says of an incident that goes no longer to all, where somebody meddles with it, or two say it. */
describe('the word of an incident whose label was raised', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const sharer = sharersIn(folder);
  let [remote, anna, ben, id]: [string, Sharer, Sharer, IncidentId] = ['', undefined as never, undefined as never, undefined as never];
  const label = (who: Sharer, tlp: string): Promise<void> => act(who, id, { type: 'save', step: 'detect', patch: { tlp } });
  const sync = async (...each: readonly Sharer[]): Promise<void> => {
    for (const one of each) done(await one.sync.sync());
  };
  const secretIsOut = async (): Promise<boolean> => (await plainGit(remote, ['log', '--patch', '--all', '--text'])).includes('swordfish');
  /** Puts a word on the branch that everybody fulfils. */
  const plant = async (): Promise<void> => {
    const [first] = (await incidentOf(ben, id)).timeline;
    await pushByHand(remote, async clone => {
      const file = path.join(clone, withdrawalPath(id));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `{"heads":["${first?.id ?? ''}"]}\n`);
    });
  };
  /** That nobody sends the incident, and that nobody goes on pushing. */
  const assertSettled = async (): Promise<void> => {
    await sync(anna, ben, anna, ben);
    const tip = await plainGit(remote, ['rev-parse', 'faultline/store']);
    await sync(anna, ben);
    assert.equal(await plainGit(remote, ['rev-parse', 'faultline/store']), tip);
    assert.ok(!(await plainGit(remote, ['ls-tree', '-r', '--name-only', tip])).includes(pathOf(id)));
    assert.equal(await secretIsOut(), false);
  };

  beforeEach(async () => {
    remote = await makeRemote(folder.path);
    [anna, ben] = [sharer('anna', 'itManager'), sharer('ben')];
    id = await record(anna, 'Mail');
    done(await anna.sync.share(remote));
    done(await ben.sync.join(remote));
  });

  it('counts beside one that somebody has put there before, and that all fulfil', async () => {
    await plant();
    await label(anna, 'RED');
    await sync(anna);
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await assertSettled();
  });

  it('is that of each of two who raise it at once: one who lowers it again decides nothing for the other', async () => {
    for (const each of [anna, ben]) await label(each, 'RED');
    await sync(anna, ben);
    await act(ben, id, { type: 'comment', text: 'swordfish' });
    await label(anna, 'GREEN');
    await assertSettled();
  });

  for (const who of ['who has raised it', 'who has heard it'])
    it(`is put right by ${who}, where somebody has replaced it, before who was away comes`, async () => {
      const cleo = sharer('cleo');
      done(await cleo.sync.join(remote));
      await label(anna, 'RED');
      await sync(anna, ben);
      await plant();
      await sync(who === 'who has heard it' ? ben : anna);
      await act(cleo, id, { type: 'comment', text: 'the informant is swordfish' });
      await sync(cleo);
      assert.equal(await secretIsOut(), false);
    });

  it('is left also where somebody took the record off by hand that names evidence which may not go', async () => {
    const vault = await record(anna, 'The vault', { tlp: 'RED' });
    const hash = await attach(anna, vault, 'vault log');
    await act(ben, id, { type: 'attachEvidence', row: 'e1', cells: { source: 'x.log', content: 'text', sha256: hash } });
    await sync(ben, anna, anna);
    assert.deepEqual(await anna.sync.unsent(), [], 'evidence that may not go waits for nothing');
    await pushByHand(remote, clone => rm(path.join(clone, pathOf(id))));
    await label(anna, 'RED');
    await sync(anna);
    await act(ben, id, { type: 'comment', text: 'the informant is swordfish' });
    await sync(ben);
    assert.equal(await secretIsOut(), false);
  });

  it('names no entry that stands for what a machine could not remember, as long as there are others', async () => {
    const words = new WithdrawalWords(
      anna.store,
      each => anna.store.load(each).then(found => (found.ok ? success({ events: found.value.record.timeline }) : found)),
      () => undefined,
    );
    const heads = Array.from({ length: 20 }, (_, n) => n.toString(16).padStart(64, 'a'));
    const told = await words.mostTelling(id, [...heads, neverThere]);
    assert.deepEqual([told.includes(neverThere), told.length], [false, 16]);
    assert.deepEqual(await words.mostTelling(id, [neverThere]), [neverThere]);
  });
});
