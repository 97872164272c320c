import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { IncidentId } from '../../../src/domain/incident/incident';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { formatLog } from '../../../src/store/codec';
import { fileOf } from '../../../src/store/recordFile';
import { contentPath, pathOf } from '../../../src/sync/layout';
import { temporaryFolder } from '../../support/folders';
import { person } from '../../support/incidents';
import { inRoles } from '../../support/people';
import { act, pushByHand } from '../../support/sharedActs';
import { done, filesOf, makeRemote, makeSharer, plainGit, type Sharer } from '../../support/sharers';

describe('an erasure among those who share', function () {
  // Real git, many times: on a busy machine that takes its time.
  this.timeout(120_000);
  const folder = temporaryFolder();
  let remote: string;
  let anna: Sharer;
  let boss: Sharer;
  let now = '';

  beforeEach(async () => {
    now = '2015-06-01T12:00:00.000Z';
    remote = await makeRemote(folder.path);
    [anna, boss] = [makeSharer(folder.path, 'anna', 'administrator', () => now), makeSharer(folder.path, 'boss', 'itManager', () => now)];
  });
  afterEach(() => {
    for (const { store } of [anna, boss]) store.dispose();
  });

  const completed = async (sharer: Sharer, more: Readonly<Record<string, string>> = {}): Promise<IncidentId> => {
    const { store } = sharer;
    const patch = { title: 'Mail', kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'A known change', ...more };
    const created = await store.create('incident', patch);
    ok(created.ok);
    await act(sharer, created.value, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
    return created.value;
  };
  const attach = async ({ store }: Sharer, id: IncidentId, text: string): Promise<string> => {
    let name = '';
    const kept = await (
      await store.attachments()
    ).keeping(Buffer.from(text), sha256 => {
      name = sha256;
      return store.execute(id, { type: 'attachEvidence', row: 'e1', cells: { source: 'log', content: 'text', sha256 } });
    });
    ok(kept.ok, JSON.stringify(kept));
    return name;
  };
  const erase = async (sharer: Sharer, id: IncidentId): Promise<void> => {
    now = '2026-06-01T12:00:00.000Z';
    await act(sharer, id, { type: 'erase', reason: 'Kept for 10 years' });
  };
  const textOf = ({ store }: Sharer, id: IncidentId): Promise<string> => readFile(fileOf(store.folder, id), 'utf8');
  const tip = (): Promise<string> => plainGit(remote, ['ls-tree', '-r', '--name-only', 'faultline/store']);
  const onBranch = (path: string): Promise<string> => plainGit(remote, ['show', `faultline/store:${path}`]);
  /** Puts a text in the place of a record's file on the branch, with plain git. */
  const put = (id: IncidentId, text: string): Promise<void> => pushByHand(remote, clone => writeFile(`${clone}/${pathOf(id)}`, text));

  it('reaches every machine, with the evidence, and what somebody has written offline does not bring it back', async () => {
    const created = await anna.store.create('incident', {
      title: 'Mail',
      kind: 'disruption',
      couldBeSecurity: 'no',
      couldBeSecurityReason: 'A known change',
    });
    ok(created.ok);
    const id = created.value;
    const name = await attach(anna, id, 'password=hunter2');
    await act(anna, id, { type: 'completeShortly', patch: { closureCode: 'withdrawn', solution: 'swordfish' } });
    done(await anna.sync.share(remote));
    done(await boss.sync.join(remote));
    ok((await tip()).includes(contentPath(name)));
    await erase(boss, id);
    await act(anna, id, { type: 'comment', text: 'Written offline: swordfish' });
    for (const sharer of [boss, anna, boss]) done(await sharer.sync.sync());
    const text = await textOf(boss, id);
    equal(await textOf(anna, id), text);
    equal(await onBranch(pathOf(id)), text.trim());
    for (const { store } of [anna, boss]) equal((await (await store.attachments()).read(name)).ok, false);
    ok(!(await tip()).includes(name));
    ok(!JSON.stringify([await filesOf(anna), await filesOf(boss)]).includes('swordfish'));
    // The machine that had seen all of it does not take it for a deletion.
    equal(anna.store.entry(id)?.fault, undefined);
    deepEqual(done(await anna.sync.sync()).sent, []);
  });

  it('an old clone that pushes the record again brings nothing back, on no machine', async () => {
    const id = await completed(anna);
    done(await anna.sync.share(remote));
    done(await boss.sync.join(remote));
    const before = await textOf(anna, id);
    await erase(boss, id);
    for (const sharer of [boss, anna]) done(await sharer.sync.sync());
    const tombstone = await textOf(anna, id);
    await put(id, before);
    for (const sharer of [anna, boss]) done(await sharer.sync.sync());
    deepEqual([await textOf(anna, id), await textOf(boss, id)], [tombstone, tombstone]);
    equal(await onBranch(pathOf(id)), tombstone.trim());
  });

  it('outlasts a plain merge of git with what somebody has written meanwhile', async () => {
    const id = await completed(anna);
    done(await anna.sync.share(remote));
    done(await boss.sync.join(remote));
    const clone = `${folder.path}/byHand`;
    await plainGit(folder.path, ['clone', '--quiet', '--branch', 'faultline/store', remote, clone]);
    await erase(boss, id);
    done(await boss.sync.sync());
    const tombstone = await textOf(boss, id);
    now = '2026-06-02T12:00:00.000Z';
    await act(anna, id, { type: 'comment', text: 'swordfish' });
    await writeFile(`${clone}/${pathOf(id)}`, await textOf(anna, id));
    await plainGit(clone, ['commit', '--quiet', '--all', '--message', 'x']);
    await plainGit(clone, ['pull', '--quiet', '--no-rebase', '--no-edit']);
    await plainGit(clone, ['push', '--quiet']);
    ok((await onBranch(pathOf(id))).includes('swordfish'));
    for (const sharer of [anna, boss]) deepEqual(done(await sharer.sync.sync()).leftOut, []);
    deepEqual([await textOf(anna, id), await textOf(boss, id)], [tombstone, tombstone]);
    equal(await onBranch(pathOf(id)), tombstone.trim());
  });

  it('one that is forged by who does not hold the role is refused and named, and takes nothing away', async () => {
    const id = await completed(anna);
    const entered = await anna.store.create('person', inRoles('boss', 'itManager'));
    ok(entered.ok);
    done(await anna.sync.share(remote));
    done(await boss.sync.join(remote));
    const before = await textOf(anna, id);
    const loaded = await anna.store.load(id);
    ok(loaded.ok);
    const { timeline } = loaded.value.record;
    const data = { record: id, entries: timeline.length, completed: 2015, reason: 'x' };
    const forged = seal({ type: 'record.erased', data }, headsOf(timeline), '2014-01-01T00:00:00.000Z', person('itManager', 'Mallory'));
    await put(id, formatLog({ record: id, events: [forged] }));
    for (const sharer of [anna, boss]) {
      const { leftOut } = done(await sharer.sync.sync());
      deepEqual(
        leftOut.map(({ id: left, where, why }) => [left, where, 'detail' in why && why.detail]),
        [[id, 'there', 'erased']],
      );
      equal(await textOf(sharer, id), before);
    }
  });

  it('what was never shared for its label is not shared as a trace either', async () => {
    await completed(boss);
    const id = await completed(boss, { tlp: 'RED' });
    done(await boss.sync.share(remote));
    await erase(boss, id);
    deepEqual(done(await boss.sync.sync()).sent, []);
    ok(!(await tip()).includes(id));
  });
});
